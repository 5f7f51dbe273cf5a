"""The lists of refused passwords: the one we ship, and the one an operator brings."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from paymentus.identity.service.password_lists import (
    HEADER,
    SHIPPED,
    PasswordLists,
    PasswordListUnreadable,
    PasswordListUnsorted,
    write_list,
)


def hashed(password: str, count: int = 1) -> str:
    return f"{hashlib.sha1(password.encode()).hexdigest().upper()}:{count}"


def a_file(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


class TestTheShippedList:
    @pytest.mark.parametrize(
        "password", ["123456", "password", "trustno1", "qwertyuiop", "correcthorsebatterystaple"]
    )
    def test_has_what_people_choose_first(self, password: str):
        assert PasswordLists().know(password)

    def test_has_no_ordinary_sentence(self):
        known = [
            f"{n} blue otters" for n in range(2_000) if PasswordLists().know(f"{n} blue otters")
        ]

        assert known == []

    def test_is_small_and_in_order(self):
        content = SHIPPED.read_bytes()
        body = content[len(HEADER) :]
        entries = [body[n : n + 6] for n in range(0, len(body), 6)]

        assert content.startswith(HEADER)
        assert len(content) < 1_000_000
        assert len(entries) > 40_000
        assert entries == sorted(set(entries))


class TestABroughtList:
    def test_is_made_of_plain_passwords(self, tmp_path: Path):
        source = a_file(tmp_path / "list.txt", "otters of the river", "zebra crossing 9", "")

        count = write_list([source], tmp_path / "own")

        lists = PasswordLists(tmp_path / "own")
        assert count == 2
        assert lists.know("zebra crossing 9")
        assert not lists.know("zebra crossing 8")

    def test_is_made_of_hashes_seen_often_enough(self, tmp_path: Path):
        source = a_file(tmp_path / "pwned.txt", hashed("often seen", 40), hashed("rarely seen", 2))

        write_list([source], tmp_path / "own", seen_at_least=10)

        lists = PasswordLists(tmp_path / "own")
        assert lists.know("often seen")
        assert not lists.know("rarely seen")

    def test_is_made_of_range_files_named_by_what_their_hashes_begin_with(self, tmp_path: Path):
        line = hashed("a stolen password", 3)
        source = a_file(tmp_path / f"{line[:5]}.txt", line[5:])

        write_list([source], tmp_path / "own")

        assert PasswordLists(tmp_path / "own").know("a stolen password")

    def test_streams_a_file_that_is_in_order_and_refuses_one_that_is_not(self, tmp_path: Path):
        lines = sorted(hashed(f"stolen {n}") for n in range(300))
        in_order = a_file(tmp_path / "sorted.txt", *lines)
        mixed = a_file(tmp_path / "mixed.txt", *reversed(lines))
        own = tmp_path / "own"

        assert write_list([in_order], own, in_order=True) == 300
        with pytest.raises(PasswordListUnsorted):
            write_list([mixed], own, in_order=True)

        assert all(PasswordLists(own).know(f"stolen {n}") for n in range(300))
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            "mixed.txt",
            "own",
            "sorted.txt",
        ]

    def test_counts_at_once_when_it_is_brought_or_changed(self, tmp_path: Path):
        own = tmp_path / "own"
        lists = PasswordLists(own)
        assert not lists.know("first stolen")

        write_list([a_file(tmp_path / "1.txt", "first stolen")], own)
        assert lists.know("first stolen")
        write_list([a_file(tmp_path / "2.txt", "second stolen")], own)
        os.utime(own, ns=(1, 1))

        assert lists.know("second stolen")
        assert not lists.know("first stolen")

    def test_that_is_something_else_is_refused(self, tmp_path: Path):
        a_file(tmp_path / "own", "password")

        with pytest.raises(PasswordListUnreadable):
            PasswordLists(tmp_path / "own").know("password")
