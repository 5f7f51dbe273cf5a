"""The published lists and labelled names beside the repository; absent from a clean clone."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[4] / "shared" / "data"
LISTS = SHARED / "ofac"
NAMES = SHARED / "namematch"

needs_lists = pytest.mark.skipif(
    not LISTS.is_dir(), reason="OFAC's published lists are not in ../shared/data/ofac"
)
needs_names = pytest.mark.skipif(
    not NAMES.is_dir(), reason="the labelled names are not in ../shared/data/namematch"
)
FINCEN = SHARED / "fincen" / "xsd"
needs_schemas = pytest.mark.skipif(
    not FINCEN.is_dir(), reason="FinCEN's schemas are not in ../shared/data/fincen/xsd"
)
