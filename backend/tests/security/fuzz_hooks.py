"""Loaded by schemathesis in its own process (``hooks`` in the settings that ``fuzzing`` writes)."""

from __future__ import annotations

import random
from typing import Any

import schemathesis


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Each request from a place of its own: limits by address would answer most of them."""
    place = ".".join(str(random.randrange(256)) for _ in range(3))
    case.headers = {**(case.headers or {}), "X-Forwarded-For": f"10.{place}"}


@schemathesis.check
def what_fits_the_schema_is_not_called_malformed(context: Any, response: Any, case: Any) -> None:
    """A request that the document allows may be refused for its content, and not for its form."""
    if case.meta is None or case.meta.generation.mode.is_negative:
        return
    if response.status_code == 422 and response.json().get("code") == "invalid_request":
        raise AssertionError(f"fits the schema, but was called malformed: {response.text}")
