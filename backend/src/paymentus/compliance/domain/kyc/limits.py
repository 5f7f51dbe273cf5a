"""How much somebody may pay, by how well we know them.

The figures are ours and dated, so that a change has a day and the past stays explainable. They are
generous for people nobody has identified: an ordinary bill of an ordinary household never meets
them. Amounts are US dollars; an amount in another currency counts at par in its major unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from paymentus.compliance.domain.kyc.states import ProfileState
from paymentus.foundation.errors import Forbidden
from paymentus.foundation.money import Money, exponent, format_money

WINDOW = timedelta(days=30)


class VerificationLevel(StrEnum):
    """``REFUSED``: could not be identified; ``GIVEN``: facts and documents wait for review."""

    REFUSED = "refused"
    UNVERIFIED = "unverified"
    GIVEN = "given"
    VERIFIED = "verified"


class VerificationNeeded(Forbidden):
    """This is more than you can pay before we know who you are. Verify who you are, then pay."""


@dataclass(frozen=True, slots=True)
class Limit:
    """In whole US dollars; ``per_window`` counts 30 days, this payment included."""

    per_payment: int
    per_window: int


@dataclass(frozen=True, slots=True)
class LimitTable:
    """In force from this day on. Payments below ``asked_from`` (US dollars) are never refused:
    ordinary bills need no look-up. They count where a larger one is asked about."""

    since: date
    asked_from: int
    limits: dict[VerificationLevel, Limit]


TABLES: tuple[LimitTable, ...] = (
    LimitTable(
        date(2026, 1, 1),
        500,
        {
            VerificationLevel.REFUSED: Limit(1_000, 3_000),
            VerificationLevel.UNVERIFIED: Limit(25_000, 100_000),
            VerificationLevel.GIVEN: Limit(25_000, 100_000),
            VerificationLevel.VERIFIED: Limit(500_000, 2_000_000),
        },
    ),
)


def level_of(state: ProfileState) -> VerificationLevel:
    match state:
        case ProfileState.APPROVED:
            return VerificationLevel.VERIFIED
        case ProfileState.REJECTED:
            return VerificationLevel.REFUSED
        case ProfileState.SUBMITTED | ProfileState.IN_REVIEW:
            return VerificationLevel.GIVEN
        case _:
            return VerificationLevel.UNVERIFIED


def limit_on(
    day: date, level: VerificationLevel, *, tables: Sequence[LimitTable] = TABLES
) -> Limit:
    """The limit in force; before the first table, the first one."""
    return _table_on(day, tables).limits[level]


def is_never_refused(
    amount_minor: int, currency: str, *, on: date, tables: Sequence[LimitTable] = TABLES
) -> bool:
    """Whether a payment is too small for any limit."""
    unit: int = 10 ** exponent(currency)
    return amount_minor < _table_on(on, tables).asked_from * unit


def _table_on(day: date, tables: Sequence[LimitTable]) -> LimitTable:
    in_force = [table for table in tables if table.since <= day] or [tables[0]]
    return max(in_force, key=lambda table: table.since)


def require_within(
    level: VerificationLevel,
    *,
    amount_minor: int,
    paid_minor: int,
    currency: str,
    on: date,
    tables: Sequence[LimitTable] = TABLES,
) -> None:
    """Raise ``VerificationNeeded`` when this payment goes over the limit of this level.

    ``paid_minor`` is what the same payer has paid, or has under way, in the 30 days before.
    """
    limit = limit_on(on, level, tables=tables)
    unit = 10 ** exponent(currency)
    for name, most, amount, words in (
        ("per_payment", limit.per_payment, amount_minor, "in one payment"),
        ("per_30_days", limit.per_window, amount_minor + paid_minor, "within 30 days"),
    ):
        if amount <= most * unit:
            continue
        shown = format_money(Money(most * unit, currency))
        raise VerificationNeeded(
            f"You can pay up to {shown} {words} {_BEFORE[level]} Nothing was charged.",
            extra={
                "limit": name, "limit_minor": most * unit, "currency": currency,
                "level": level.value,
            },
        )  # fmt: skip


_VERIFY = "before we know who you are. Verify who you are on your account page to pay more."
_BEFORE = {
    VerificationLevel.REFUSED: "because we could not verify who you are.",
    VerificationLevel.UNVERIFIED: _VERIFY,
    VerificationLevel.GIVEN: "until we have looked at your documents.",
    VerificationLevel.VERIFIED: "here. Write to us if you need to pay more.",
}
