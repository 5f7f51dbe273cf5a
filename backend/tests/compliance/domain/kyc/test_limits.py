"""How much may be paid, by how well we know who pays."""

from __future__ import annotations

from datetime import date

import pytest

from paymentus.compliance.domain.kyc.limits import (
    Limit,
    LimitTable,
    VerificationLevel,
    VerificationNeeded,
    is_never_refused,
    level_of,
    limit_on,
    require_within,
)
from paymentus.compliance.domain.kyc.states import ProfileState

from support.customers import ON

LEVELS = list(VerificationLevel)


def pay(level: VerificationLevel, amount: int, paid: int = 0, currency: str = "USD") -> None:
    require_within(level, amount_minor=amount, paid_minor=paid, currency=currency, on=ON)


@pytest.mark.parametrize("level", LEVELS)
def test_the_limit_itself_may_be_paid_and_a_cent_more_may_not(level: VerificationLevel) -> None:
    limit = limit_on(ON, level)

    pay(level, limit.per_payment * 100)
    with pytest.raises(VerificationNeeded) as one:
        pay(level, limit.per_payment * 100 + 1)
    pay(level, 100, paid=limit.per_window * 100 - 100)
    with pytest.raises(VerificationNeeded) as many:
        pay(level, 101, paid=limit.per_window * 100 - 100)

    assert one.value.extra["limit"] == "per_payment"
    assert many.value.extra["limit"] == "per_30_days"
    assert many.value.extra["limit_minor"] == limit.per_window * 100


def test_an_unknown_payer_is_told_what_to_do() -> None:
    with pytest.raises(VerificationNeeded) as refused:
        pay(VerificationLevel.UNVERIFIED, 2_500_001)

    assert refused.value.detail == (
        "You can pay up to $25,000.00 in one payment before we know who you are. Verify who you "
        "are on your account page to pay more. Nothing was charged."
    )


def test_a_yen_has_no_cents() -> None:
    pay(VerificationLevel.UNVERIFIED, 25_000, currency="JPY")
    with pytest.raises(VerificationNeeded):
        pay(VerificationLevel.UNVERIFIED, 25_001, currency="JPY")


def test_the_better_known_may_pay_no_less() -> None:
    limits = [limit_on(ON, level) for level in LEVELS]

    assert limits == sorted(limits, key=lambda limit: (limit.per_payment, limit.per_window))


def test_a_limit_has_its_day() -> None:
    def table(since: date, most: int) -> LimitTable:
        return LimitTable(since, 1, {VerificationLevel.UNVERIFIED: Limit(most, most)})

    tables = (table(date(2026, 1, 1), 1), table(date(2026, 7, 1), 2))

    def most(day: date) -> int:
        return limit_on(day, VerificationLevel.UNVERIFIED, tables=tables).per_payment

    assert [most(date(2025, 1, 1)), most(date(2026, 6, 30)), most(date(2026, 7, 1))] == [1, 1, 2]


def test_an_ordinary_bill_is_never_refused() -> None:
    assert is_never_refused(49_999, "USD", on=ON)
    assert not is_never_refused(50_000, "USD", on=ON)
    assert all(limit_on(ON, level).per_payment > 500 for level in LEVELS)


def test_only_an_approval_verifies() -> None:
    verified = {state for state in ProfileState if level_of(state) is VerificationLevel.VERIFIED}

    assert verified == {ProfileState.APPROVED}
    assert level_of(ProfileState.REJECTED) is VerificationLevel.REFUSED
