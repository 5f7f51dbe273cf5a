from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.billers.domain.account_numbers import (
    AccountNumberFormat,
    AccountNumberMalformed,
    PatternNotSafe,
    account_key,
    compiled,
    normalize,
    problems_of,
)


def a_format(pattern: str, example: str = "") -> AccountNumberFormat:
    return AccountNumberFormat(pattern, "Account number", "See your bill.", example)


class TestNormalize:
    @pytest.mark.parametrize(
        "written",
        [
            "NE-123456",
            "ne 123456",
            " NE–123 456 ",
            "Ne‑123456",
            "ＮＥ-１２３４５６",
            "ne\t12-34-56",
        ],
    )
    def test_makes_one_of_all_spellings(self, written: str):
        assert normalize(written) == "NE123456"

    def test_keeps_leading_zeros(self):
        assert normalize("0012 3456") == "00123456"

    @given(st.text(alphabet="aZ09 -–－１Ａ\t.", max_size=40))
    def test_changes_nothing_the_second_time(self, text: str):
        once = normalize(text)

        assert normalize(once) == once


class TestAccountKey:
    @pytest.mark.parametrize(
        ("pattern", "written", "key"),
        [
            (r"\d{10}", "1002 003 001", "1002003001"),
            (r"NE-\d{6}", "ne123456", "NE123456"),
            (r"\d{2}-\d{3}-\d{3}", "12345678", "12345678"),
            (r"^\d{2}[- ]?\d{3}\s?\d{3}$", "12-345 678", "12345678"),
            (r"(NE|SW)[A-F0-9]{2,4}", "sw-0f", "SW0F"),
            (r"[a-z]{2}\d+", "ab123", "AB123"),
        ],
    )
    def test_accepts_what_fits_however_it_is_spaced(self, pattern: str, written: str, key: str):
        assert account_key(a_format(pattern), written) == key

    @pytest.mark.parametrize(
        "written",
        ["", " - ", "12345678901", "123456789", "12345678a0", "1" * 500, "١٢٣٤٥٦٧٨٩٠", "1.00E+09"],
    )
    def test_refuses_what_does_not_fit(self, written: str):
        with pytest.raises(AccountNumberMalformed) as refusal:
            account_key(a_format(r"\d{10}"), written)

        assert refusal.value.fields[0].field == "account_number"


class TestPattern:
    @pytest.mark.parametrize(
        "pattern",
        [
            "(a+)+", "(a|aa)+", r"(\d{2}){3}", r"\d*\d*\d*\d*", ".*", r"\w+", "(?=a)a", r"(a)\1",
            "[^a]", "a||b", "(", "[z-a]", "", "-", "a" * 101, r"\d{5,3}", "a{2}{3}", "|", "^$",
        ],
    )  # fmt: skip
    def test_is_refused_outside_the_safe_subset(self, pattern: str):
        with pytest.raises(PatternNotSafe):
            compiled(pattern)

    def test_cannot_be_made_to_run_for_long(self):
        worst = a_format(r"\d*\d*\d*X")

        started = time.perf_counter()
        with pytest.raises(AccountNumberMalformed):
            account_key(worst, "1" * 32)

        assert time.perf_counter() - started < 0.05

    @given(st.text(alphabet=r"ad9\d[]{}()|*+?,-^$0123456789AZ", max_size=30))
    def test_compiles_or_is_refused_and_nothing_else(self, pattern: str):
        try:
            compiled(pattern).fullmatch("1" * 32)
        except PatternNotSafe:
            return


class TestProblems:
    def test_name_a_pattern_that_is_not_safe(self):
        found = problems_of(a_format("(a+)+", "aaa"))

        assert [problem.field for problem in found] == ["account_number.pattern"]

    def test_name_an_example_that_does_not_fit(self):
        found = problems_of(a_format(r"\d{4}", "123"))

        assert [problem.field for problem in found] == ["account_number.example"]

    def test_are_none_for_a_usable_format(self):
        assert problems_of(a_format(r"\d{2}-\d{3}-\d{3}", "12-345-678")) == []
