"""Thresholds and spans hold from a day on; the past is judged by the rule of its day."""

from __future__ import annotations

from datetime import date

import pytest

from paymentus.compliance.domain.filings.dated_rules import (
    RULES,
    DatedRule,
    LawOfFilings,
    whole_dollars,
    years_after,
)

LAW = LawOfFilings()
MAY = date(2026, 5, 4)


def test_a_currency_report_is_due_fifteen_days_after() -> None:
    assert LAW.ctr_threshold(MAY) == 10_000
    assert LAW.ctr_due(MAY) == date(2026, 5, 19)


@pytest.mark.parametrize(
    ("bank", "suspect", "dollars", "due"),
    [
        (False, True, 2_000, date(2026, 6, 3)),
        (False, False, 2_000, date(2026, 6, 3)),
        (True, True, 5_000, date(2026, 6, 3)),
        (True, False, 25_000, date(2026, 7, 3)),
    ],
)
def test_a_suspicious_report_depends_on_who_files_and_whether_there_is_a_suspect(
    bank: bool, suspect: bool, dollars: int, due: date
) -> None:
    assert LAW.sar_threshold(MAY, bank=bank, suspect=suspect) == dollars
    assert LAW.sar_due(MAY, bank=bank, suspect=suspect) == due


def test_a_new_threshold_holds_from_its_day_on() -> None:
    law = LawOfFilings(
        (*RULES, DatedRule("ctr_over_dollars", date(2027, 1, 1), 30_000, "a new act"))
    )

    assert law.ctr_threshold(date(2026, 12, 31)) == 10_000
    assert law.ctr_threshold(date(2027, 1, 1)) == 30_000


def test_what_ofac_wants_is_kept_ten_years_since_march_2025() -> None:
    assert LAW.kept_until(date(2025, 3, 11), ofac=True) == date(2030, 3, 11)
    assert LAW.kept_until(date(2025, 3, 12), ofac=True) == date(2035, 3, 12)
    assert LAW.kept_until(date(2025, 3, 12), ofac=False) == date(2030, 3, 12)


def test_an_ofac_report_is_due_after_ten_business_days() -> None:
    assert LAW.ofac_due(date(2026, 6, 15)) == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("cents", "dollars"), [(1_526_525, 15_266), (1_526_500, 15_265), (1, 1), (0, 0)]
)
def test_cents_are_rounded_up(cents: int, dollars: int) -> None:
    assert whole_dollars(cents) == dollars


def test_a_leap_day_ends_on_the_28th() -> None:
    assert years_after(date(2028, 2, 29), 5) == date(2033, 2, 28)
