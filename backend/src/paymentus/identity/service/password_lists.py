"""Lists of passwords that nobody should choose: ours, shipped, and one the operator brings.

A list is a file: a line that names the form, then the first six bytes of each password's SHA-1,
sorted, so that a question is a search in a file of any size. Nobody else is asked.
"""

from __future__ import annotations

import mmap
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from paymentus.foundation.errors import Rejected
from paymentus.identity.domain.passwords import LIST_ENTRY_BYTES, list_entry

HEADER = b"paymentus-passwords/1\n"
SHIPPED = Path(__file__).parents[1] / "common_passwords.bin"
SORTED_IN_MEMORY_MAX = 20_000_000

# A line of Have I Been Pwned's downloads: SHA-1 in hexadecimal, a colon, how often it was seen. In
# the file of one range the first five digits are the file's name.
_HASHED = re.compile(rb"([0-9A-Fa-f]{40}|[0-9A-Fa-f]{35}):(\d+)\s*")
_RANGE = re.compile(r"[0-9A-Fa-f]{5}")


class PasswordListUnreadable(Rejected):
    """This is not a list of passwords as `paymentus passwords import` makes it."""


class PasswordListUnsorted(Rejected):
    """The hashes of this file are not in order."""


class PasswordListTooLong(Rejected):
    """This is too long to be sorted here. Bring a file that is sorted by hash, and say so."""


class _File:
    """The entries of one list; read from the disk as they are asked for."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            if file.read(len(HEADER)) != HEADER:
                raise PasswordListUnreadable(f"{path} is not a list of passwords of ours.")
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._count = (len(self._bytes) - len(HEADER)) // LIST_ENTRY_BYTES

    def has(self, entry: bytes) -> bool:
        place = bisect_left(range(self._count), entry, key=self._at)
        return place < self._count and self._at(place) == entry

    def _at(self, place: int) -> bytes:
        start = len(HEADER) + place * LIST_ENTRY_BYTES
        return self._bytes[start : start + LIST_ENTRY_BYTES]


@dataclass(frozen=True, slots=True)
class _Loaded:
    stamp: tuple[int, int]
    entries: _File


class PasswordLists:
    """``brought`` may appear, change or go while we run."""

    def __init__(self, brought: Path | None = None) -> None:
        self._shipped = _File(SHIPPED)
        self._brought = brought
        self._loaded: _Loaded | None = None

    def know(self, password: str) -> bool:
        """Whether exactly this text is on a list."""
        entry = list_entry(password)
        return any(each.has(entry) for each in (self._shipped, *self._brought_entries()))

    def _brought_entries(self) -> list[_File]:
        if self._brought is None:
            return []
        try:
            found = self._brought.stat()
        except FileNotFoundError:
            return []
        stamp = (found.st_mtime_ns, found.st_ino)
        if self._loaded is None or self._loaded.stamp != stamp:
            self._loaded = _Loaded(stamp, _File(self._brought))
        return [self._loaded.entries]


def write_list(
    sources: Iterable[Path], path: Path, *, seen_at_least: int = 1, in_order: bool = False
) -> int:
    """Make a list of files of plain passwords or of hashes with counts; returns its length.

    What is ``in_order`` of its hashes is read once and may be of any length; the rest is sorted
    here. Raises ``PasswordListUnsorted`` or ``PasswordListTooLong``, and has then changed nothing.
    """
    entries = (entry for source in sources for entry in _entries_of(source, seen_at_least))
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    count = 0
    try:
        with fresh.open("wb") as file:
            file.write(HEADER)
            for entry in _as_they_come(entries) if in_order else sorted(_each_once(entries)):
                file.write(entry)
                count += 1
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return count


def _entries_of(source: Path, seen_at_least: int) -> Iterator[bytes]:
    start = source.stem if _RANGE.fullmatch(source.stem) else ""
    with source.open("rb") as lines:
        for line in lines:
            hashed = _HASHED.fullmatch(line)
            if hashed is None:
                if text := line.strip(b"\r\n").decode("utf-8", "replace"):
                    yield list_entry(text)
            elif int(hashed[2]) >= seen_at_least:
                digits = hashed[1].decode()
                digits = digits if len(digits) == 40 else f"{start}{digits}"
                yield bytes.fromhex(digits[: 2 * LIST_ENTRY_BYTES])


def _as_they_come(entries: Iterator[bytes]) -> Iterator[bytes]:
    last = b""
    for entry in entries:
        if entry < last:
            raise PasswordListUnsorted()
        if entry != last:
            yield entry
        last = entry


def _each_once(entries: Iterator[bytes]) -> set[bytes]:
    found = set()
    for entry in entries:
        found.add(entry)
        if len(found) > SORTED_IN_MEMORY_MAX:
            raise PasswordListTooLong()
    return found
