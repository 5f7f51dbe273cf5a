"""Parties of whom nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance.cases_building import BILLER, PAYER, a_transfer
from paymentus.compliance.domain.screening.nameless import (
    NameNeeded,
    nameless,
    nameless_finding,
)
from paymentus.compliance.domain.transfer import Party, Verdict

NOBODY = Party("pty_1", " ")


def test_each_role_is_looked_at() -> None:
    transfer = replace(a_transfer(sender=NOBODY), conductor=NOBODY, receivers=(BILLER, NOBODY))

    assert nameless(a_transfer()) == ()
    assert nameless(transfer) == (
        ("sender", NOBODY),
        ("conductor", NOBODY),
        ("receiver", NOBODY),
    )


@pytest.mark.parametrize(
    "party",
    [
        replace(NOBODY, other_names=("Sam Carter",)),
        replace(NOBODY, documents=("X12345678",)),
        replace(NOBODY, wallets=("1VorontsevQx9Rz",)),
    ],
)
def test_who_can_be_screened_by_anything_else_is_not_nameless(party: Party) -> None:
    assert nameless(a_transfer(sender=party)) == ()


@pytest.mark.parametrize(
    ("amount_minor", "currency", "is_told"),
    [
        (299_999, "USD", False),
        (300_000, "USD", True),
        (2_999, "JPY", False),
        (3_000, "JPY", True),
    ],
)
def test_the_desk_is_told_from_three_thousand_dollars_on(
    amount_minor: int, currency: str, is_told: bool
) -> None:
    transfer = replace(a_transfer(), amount_minor=amount_minor, currency=currency)

    found = nameless_finding("sender", transfer)

    assert (found is not None) is is_told
    assert found is None or found.verdict is Verdict.ALLOW


def test_the_amount_is_that_of_the_day() -> None:
    rows = (NameNeeded(date(1996, 5, 28), 3_000, "a"), NameNeeded(date(2027, 1, 1), 50, "b"))
    transfer = replace(a_transfer(sender=PAYER), amount_minor=5_000)

    assert nameless_finding("sender", transfer, rows) is None
    later = replace(transfer, at=transfer.at.replace(year=2027))
    assert nameless_finding("sender", later, rows) is not None
