"""Parties of whom nothing is known that they could be screened by.

A bill without a holder's name, paid by a guest, is nobody's fault and is not held: it is counted,
and from the amount on at which the law wants the name of who sends money, the desk is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from paymentus.compliance.domain.transfer import Finding, Party, Transfer, Verdict
from paymentus.foundation.money import exponent

NAMELESS = "nameless"
_SCORE = 20


@dataclass(frozen=True, slots=True)
class NameNeeded:
    """From this day on. ``amount`` is in whole US dollars; another currency counts at par."""

    since: date
    amount: int
    source: str


# The first row also counts for what was before it.
NAME_NEEDED = (NameNeeded(date(1996, 5, 28), 3_000, "31 CFR 1010.410(e)"),)


def nameless(transfer: Transfer) -> tuple[tuple[str, Party], ...]:
    """Who in a transfer has no name, no document and no wallet, each with their role."""
    roles = [("sender", transfer.sender)]
    if transfer.conductor is not None:
        roles.append(("conductor", transfer.conductor))
    roles += [("receiver", receiver) for receiver in transfer.receivers]
    return tuple((role, party) for role, party in roles if not _can_be_screened(party))


def nameless_finding(
    role: str, transfer: Transfer, rows: Sequence[NameNeeded] = NAME_NEEDED
) -> Finding | None:
    """An alert and nothing more; None below the amount that is in force on the transfer's day."""
    day = transfer.at.date()
    row = max((one for one in rows if one.since <= day), key=lambda one: one.since, default=rows[0])
    if transfer.amount_minor < row.amount * 10 ** exponent(transfer.currency):
        return None
    return Finding(
        code=NAMELESS,
        verdict=Verdict.ALLOW,
        score=_SCORE,
        words=f"Nobody knows the name of the {role}, so they were screened by nothing. From "
        f"{row.amount:,} dollars on it is to be known ({row.source}).",
        evidence={"role": role, "amount": row.amount, "source": row.source},
    )


def _can_be_screened(party: Party) -> bool:
    names = (party.name, *party.other_names)
    return any(one.strip() for one in (*names, *party.documents, *party.wallets))
