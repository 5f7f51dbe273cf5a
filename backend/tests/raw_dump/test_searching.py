"""The search itself: it finds what is hidden, and nothing where there is nothing."""

from __future__ import annotations

import base64
import gzip
import json
import os
import zlib
from collections.abc import Callable
from urllib.parse import quote

import pytest

from raw_dump.searching import Search

VALUES = ("Zephyrine Quillfeather", "zephyrine.q@quill.example", "7301946582", "078-05-1120")
NOISE = os.urandom(2_000)

FORMS: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "capitals": lambda value: value.upper().encode(),
    "small letters": lambda value: value.lower().encode(),
    "UTF-16, low byte first": lambda value: value.encode("utf-16-le"),
    "UTF-16, high byte first": lambda value: value.encode("utf-16-be"),
    "hexadecimal": lambda value: value.encode().hex().encode(),
    "hexadecimal in capitals": lambda value: value.encode().hex().upper().encode(),
    "reversed": lambda value: value[::-1].encode(),
    "URL-encoded": lambda value: quote(value, safe="").encode(),
    "JSON": lambda value: json.dumps({"name": value}).encode(),
    "zlib": lambda value: zlib.compress(b"before " + value.encode() + b" after"),
    "gzip": lambda value: gzip.compress(value.encode()),
    "base64 in zlib": lambda value: zlib.compress(base64.b64encode(value.encode())),
    **{
        f"base64 after {n}": lambda value, n=n: base64.b64encode(b"x" * n + value.encode() + b"yz")
        for n in range(4)
    },
    **{
        f"base64 for URLs after {n}": lambda value, n=n: base64.urlsafe_b64encode(
            b"\xff" * n + value.encode()
        )
        for n in range(4)
    },
}


class TestASearch:
    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("value", VALUES)
    def test_finds_a_value_in_every_form(self, value: str, form: str) -> None:
        found = Search(VALUES).found_in(NOISE + FORMS[form](value) + NOISE)

        assert {finding.value for finding in found} == {value}

    def test_finds_digits_whatever_stands_between_them(self) -> None:
        found = Search(VALUES).found_in(b'{"ssn":"078 05 1120","account":"730-194-6582"}')

        assert {finding.value for finding in found} == {"078-05-1120", "7301946582"}

    def test_finds_letters_beyond_ascii(self) -> None:
        search = Search(["Đorđe Ćirković"])

        for data in ("Đorđe Ćirković".encode(), json.dumps("Đorđe Ćirković").encode()):
            assert search.found_in(NOISE + data)
        assert search.found_in("ĐORĐE ĆIRKOVIĆ".encode("utf-16-le"))

    def test_finds_nothing_where_there_is_nothing(self) -> None:
        assert Search(VALUES).found_in(os.urandom(3_000_000)) == set()

    def test_refuses_a_value_that_chance_would_find(self) -> None:
        with pytest.raises(ValueError, match="too short"):
            Search(["94110"])
