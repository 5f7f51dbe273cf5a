"""What compliance judges, in neutral words: parties, a transfer between them, and the answer.

Payments, cash and custody translate into these; nothing here knows a bill, a card or a wallet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class PartyKind(StrEnum):
    PERSON = "person"
    ORGANIZATION = "organization"


class Channel(StrEnum):
    """How the money travels."""

    CARD = "card"
    BANK = "bank"
    CASH = "cash"
    WIRE = "wire"
    BITCOIN = "bitcoin"


class CashDirection(StrEnum):
    """Seen from the institution: taken in, or paid out. The two are never netted."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody money comes from or goes to.

    ``id`` is stable for the person or organization: activity is counted under it. ``countries``
    are ISO 3166 codes; ``documents`` and ``wallets`` the bare numbers and addresses.
    ``other_names`` are those they go by beside ``name``: each is screened.
    ``is_biller`` marks who is paid by many as a matter of course: no fan-in is counted for them.
    ``since`` is when we came to know them, ``profile_changed_at`` when address, contact or sign-in
    last changed; None where nobody says.
    """

    id: str
    name: str
    kind: PartyKind = PartyKind.PERSON
    birth_date: date | None = None
    countries: frozenset[str] = frozenset()
    documents: tuple[str, ...] = ()
    wallets: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    is_biller: bool = False
    since: datetime | None = None
    profile_changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """One movement of money, about to happen or recorded. ``at`` is UTC.

    ``amount_minor`` is what the sender gives, all fees included. ``zone`` names the time zone
    whose midnight ends the business day (31 CFR 1010.100(d)). ``conductor`` is who stands at the
    counter when that is not the sender. ``instrument`` and ``device`` are keyed fingerprints:
    equal ones mean the same card, account or browser. ``accounts`` are the ids under which cash
    counts for what it is paid on, whoever brings it and whichever document is shown.
    """

    id: str
    at: datetime
    sender: Party
    receivers: tuple[Party, ...]
    amount_minor: int
    currency: str
    channel: Channel
    country: str | None = None
    cash: CashDirection | None = None
    conductor: Party | None = None
    instrument: str | None = None
    device: str | None = None
    zone: str = "America/New_York"
    accounts: tuple[str, ...] = ()


class Verdict(StrEnum):
    """What may happen to the money. ``HOLD`` waits for a person, ``BLOCK`` is final."""

    ALLOW = "allow"
    HOLD = "hold"
    BLOCK = "block"


_SEVERITY = {Verdict.ALLOW: 0, Verdict.HOLD: 1, Verdict.BLOCK: 2}


def strictest(verdicts: Sequence[Verdict]) -> Verdict:
    """The one that stands when several rules speak; ``ALLOW`` when none does."""
    return max(verdicts, key=_SEVERITY.__getitem__, default=Verdict.ALLOW)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's word on a transfer or a party.

    ``code`` is stable (``sanctions``, ``structuring``, …); ``words`` is one sentence for the desk
    and never reaches a customer; ``score`` from 0 to 100 is what it adds to the risk;
    ``evidence`` is what the desk shows as a picture or a table (JSON values only).
    """

    code: str
    verdict: Verdict
    score: int
    words: str
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer before money moves. ``risk_score`` from 0 to 100."""

    transfer_id: str
    verdict: Verdict
    risk_score: int
    findings: tuple[Finding, ...] = ()
