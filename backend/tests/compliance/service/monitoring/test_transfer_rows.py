"""Rows of a CSV as transfers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from paymentus.compliance.domain.lists.read_list import RowProblem
from paymentus.compliance.domain.transfer import CashDirection, Channel, Transfer
from paymentus.compliance.service.monitoring.transfer_rows import (
    RowUnreadable,
    TransferRows,
    cents_of,
    moment_of,
)
from paymentus.compliance.service.table_files import Row

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PLAIN = {
    "time": "2026-03-01T12:00:00Z", "from": "a", "to": "b", "amount": "12.50",
    "channel": "wire", "country": "US",
}  # fmt: skip


def read(**cells: Any) -> tuple[Transfer, list[str]]:
    problems: list[RowProblem] = []
    row = Row(7, PLAIN | {name.rstrip("_"): text for name, text in cells.items()})
    return TransferRows("f.csv", problems).read(row), [str(problem) for problem in problems]


class TestTime:
    @pytest.mark.parametrize(
        "text",
        [
            "2026-03-01T12:00:00Z",
            "2026-03-01 12:00:00",
            "2026-03-01T07:00:00-05:00",
            "1772366400",
            "1772366400.25",
        ],
    )
    def test_is_read_in_the_forms_that_files_have(self, text: str) -> None:
        assert moment_of(text) == NOON

    def test_of_a_day_alone_is_its_beginning(self) -> None:
        assert moment_of("2026-03-01") == NOON.replace(hour=0)

    @pytest.mark.parametrize("text", ["", "soon", "12", "2026-13-01", "9" * 30])
    def test_that_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(RowUnreadable, match="no time"):
            moment_of(text)


class TestAmount:
    @pytest.mark.parametrize(
        ("text", "cents"),
        [("12", 1200), ("12.5", 1250), ("$1,234.56", 123456), (".99", 99), ("10.005", 1001),
         ("10.00499999", 1000)],
    )  # fmt: skip
    def test_is_exact_in_cents(self, text: str, cents: int) -> None:
        assert cents_of(text) == cents

    @pytest.mark.parametrize("text", ["", "-5", "0", "1e5", "ten", "1.2.3", "٣"])
    def test_that_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(RowUnreadable):
            cents_of(text)


class TestCash:
    @pytest.mark.parametrize(
        ("cells", "sender", "receivers", "direction"),
        [
            ({"channel": "cash"}, "a", ["b"], CashDirection.IN),
            ({"channel": "cash", "to": ""}, "a", [], CashDirection.IN),
            ({"channel": "CASH-IN", "from_": "branch"}, "b", [], CashDirection.IN),
            ({"channel": "cash", "to": "a"}, "a", [], CashDirection.IN),
            ({"channel": "cash withdrawal", "to": "ATM"}, "a", [], CashDirection.OUT),
            ({"channel": "cash", "direction": "out", "from_": "teller"}, "b", [],
             CashDirection.OUT),
        ],
    )  # fmt: skip
    def test_has_a_direction_and_the_person_whose_it_is(
        self, cells: dict[str, str], sender: str, receivers: list[str], direction: CashDirection
    ) -> None:
        found, problems = read(**cells)

        assert (found.sender.id, [one.id for one in found.receivers]) == (sender, receivers)
        assert (found.channel, found.cash, problems) == (Channel.CASH, direction, [])


class TestARow:
    def test_is_read_with_all_its_columns(self) -> None:
        found, problems = read(
            conductor="c", instrument="card", device="phone", since="2026-02-01",
            profile_changed="2026-02-28", currency="eur", to_type="biller", country="Germany",
        )  # fmt: skip

        assert problems == []
        assert (found.id, found.at, found.amount_minor, found.currency) == ("7", NOON, 1250, "EUR")
        assert found.receivers[0].is_biller
        assert found.country == "DE"
        assert found.sender.since == datetime(2026, 2, 1, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("cells", "words"),
        [
            ({"channel": "pigeon"}, "line 7: channel “pigeon” is not known; judged as a bank"),
            ({"country": "Oz"}, "line 7: country “Oz” is not known; judged without it"),
            ({"since": "once"}, "line 7: since “once” is no time"),
            ({"channel": "cash", "zone": "Oz/City"}, "line 7: time zone “Oz/City” is not known"),
        ],
    )
    def test_is_judged_without_what_cannot_be_read_of_it(
        self, cells: dict[str, str], words: str
    ) -> None:
        found, problems = read(**cells)

        assert found.amount_minor == 1250
        assert len(problems) == 1
        assert words in problems[0]

    @pytest.mark.parametrize(
        "cells",
        [{"from_": ""}, {"to": ""}, {"to": "a"}, {"channel": "cash", "from_": "", "to": ""}],
    )
    def test_without_two_parties_is_refused(self, cells: dict[str, str]) -> None:
        with pytest.raises(RowUnreadable):
            read(**cells)
