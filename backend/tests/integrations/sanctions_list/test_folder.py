"""Lists from a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from paymentus.integrations.sanctions_list import ListSourceUnavailable
from paymentus.integrations.sanctions_list.folder import FolderSource


async def test_gives_the_lists_of_a_folder_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "SDN.CSV").write_bytes(b"1")
    (tmp_path / "un.xml").write_bytes(b"2")
    (tmp_path / "notes.txt").write_bytes(b"3")

    fetched = await FolderSource(tmp_path).fetch()

    assert fetched.files == {"sdn.csv": b"1", "un.xml": b"2"}
    assert fetched.source == str(tmp_path)


async def test_a_folder_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(ListSourceUnavailable, match="cannot be read"):
        await FolderSource(tmp_path / "gone").fetch()
