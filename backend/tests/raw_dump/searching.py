"""Finds known personal values in bytes, whatever form they were written in.

Forms: UTF-8 in any letter case, UTF-16 of both byte orders, hexadecimal, base64 in its three
alignments (both alphabets), URL-encoded, JSON-escaped, reversed, digits without punctuation, and
all of these inside zlib, gzip and raw deflate streams.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

SHORTEST = 6
"""Shorter values are found everywhere by chance."""

_PUNCTUATION = b" -.()/+,:"
_DIGITS_AT_LEAST = 7
_ZEROS = re.compile(rb"\0{64,}")
# A zlib header (RFC 1950) or a gzip one (RFC 1952).
_COMPRESSED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_INSIDE_MAX = 16 * 1024 * 1024
_DEPTH_MAX = 3


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A known value, and the form it was found in."""

    value: str
    form: str


@dataclass(frozen=True, slots=True)
class _Needle:
    finding: Finding
    pattern: bytes


# How a haystack is looked at -> what is done to it first.
_VIEWS: Mapping[str, Callable[[bytes], bytes]] = {
    "as it is": lambda data: data,
    "in one case": lambda data: data.lower(),
    "without zeros": lambda data: data.lower().replace(b"\0", b""),
    "without punctuation": lambda data: data.translate(None, _PUNCTUATION),
}


class Search:
    """Looks for ``values``; raises ``ValueError`` for one too short to tell anything."""

    def __init__(self, values: Iterable[str]) -> None:
        self._needles: dict[str, list[_Needle]] = {view: [] for view in _VIEWS}
        self.values = sorted(set(values))
        for value in self.values:
            if len(value) < SHORTEST:
                raise ValueError(f"{value!r} is too short to look for")
            for view, form, pattern in _forms(value):
                self._needles[view].append(_Needle(Finding(value, form), pattern))

    def found_in(self, data: bytes) -> set[Finding]:
        """Every value that is there, in every form it is there in."""
        found: set[Finding] = set()
        self._look(_ZEROS.sub(b"\0\0", data), "", 0, found)
        return found

    def _look(self, data: bytes, where: str, depth: int, found: set[Finding]) -> None:
        for view, change in _VIEWS.items():
            haystack = change(data)
            for needle in self._needles[view]:
                if needle.pattern in haystack:
                    finding = needle.finding
                    found.add(Finding(finding.value, f"{finding.form}{where}"))
        if depth < _DEPTH_MAX:
            for inside in _decompressed(data):
                self._look(inside, f"{where} inside a compressed stream", depth + 1, found)


def _forms(value: str) -> Iterator[tuple[str, str, bytes]]:
    """(view, name of the form, bytes to look for)."""
    text = value.encode()
    yield "in one case", "reversed", text[::-1].lower()
    yield "without zeros", "UTF-16", value.lower().encode("utf-16-le").replace(b"\0", b"").lower()
    for spelled in {value, value.lower(), value.upper()}:
        yield "in one case", "UTF-8", spelled.encode().lower()
        if not value.isascii():
            yield "as it is", "UTF-16", spelled.encode("utf-16-le")
            yield "as it is", "UTF-16", spelled.encode("utf-16-be")
        yield "in one case", "hexadecimal", spelled.encode().hex().encode()
        yield "in one case", "URL-encoded", quote(spelled, safe="").lower().encode()
        yield "in one case", "URL-encoded", quote_plus(spelled).lower().encode()
        yield "in one case", "JSON-escaped", json.dumps(spelled)[1:-1].lower().encode()
        for pattern in _base64(spelled.encode()):
            yield "as it is", "base64", pattern
            yield "as it is", "base64", pattern.translate(bytes.maketrans(b"+/", b"-_"))
    digits = re.sub(r"\D", "", value)
    if len(digits) >= _DIGITS_AT_LEAST and len(digits) * 2 > len(value):
        yield "without punctuation", "digits alone", digits.encode()


def _base64(text: bytes) -> Iterator[bytes]:
    """What is sure to stand in the base64 of a text that has ``text`` at each of three places."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + text)
        first = -(-before * 8 // 6)
        last = (before + len(text)) * 8 // 6
        yield encoded[first:last]


def _decompressed(data: bytes) -> Iterator[bytes]:
    for header in _COMPRESSED.finditer(data):
        stream = zlib.decompressobj(wbits=47)  # zlib or gzip, by its header
        try:
            inside = stream.decompress(data[header.start() : header.start() + _INSIDE_MAX], 2**24)
        except zlib.error:
            continue
        if len(inside) >= SHORTEST:
            yield inside
