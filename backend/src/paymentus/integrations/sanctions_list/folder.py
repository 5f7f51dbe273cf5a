"""Lists in a folder that somebody else keeps up to date."""

from __future__ import annotations

import asyncio
from pathlib import Path

from paymentus.integrations.sanctions_list import ListFiles, ListSourceUnavailable

_SUFFIXES = (".csv", ".xml")


class FolderSource:
    """OFAC's CSV files and the UN's XML; other files are left alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def fetch(self) -> ListFiles:
        return await asyncio.to_thread(self._read)

    def _read(self) -> ListFiles:
        try:
            files = {
                path.name.lower(): path.read_bytes()
                for path in sorted(self._folder.iterdir())
                if path.is_file() and path.suffix.lower() in _SUFFIXES
            }
        except OSError as wrong:
            raise ListSourceUnavailable(f"{self._folder} cannot be read: {wrong.strerror}.") from (
                wrong
            )
        return ListFiles(str(self._folder), files)
