"""Transfers in tests: a moment, parties by their ids, amounts in whole dollars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from paymentus.compliance.domain.monitoring.engine import MonitoringEngine
from paymentus.compliance.domain.monitoring.rule_book import Profile, shipped_rules
from paymentus.compliance.domain.transfer import CashDirection, Channel, Finding, Party, Transfer

MONDAY = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_numbers = count(1)


def party(id: str, **known: Any) -> Party:
    """Somebody we have known for long, a biller where the id begins with ``bil``."""
    known.setdefault("since", LONG_AGO)
    return Party(id, f"Name of {id}", is_biller=id.startswith("bil"), **known)


def transfer(
    sender: str | Party,
    receivers: str | Sequence[str],
    dollars: float,
    *,
    hours: float = 0,
    **fields: Any,
) -> Transfer:
    """``hours`` after ``MONDAY``; ``receivers`` are one id or several, "" for none."""
    ids = [receivers] if isinstance(receivers, str) else receivers
    fields.setdefault("channel", Channel.BANK)
    return Transfer(
        id=fields.pop("id", f"trf_{next(_numbers)}"),
        at=MONDAY + timedelta(hours=hours),
        sender=party(sender) if isinstance(sender, str) else sender,
        receivers=tuple(party(id) for id in ids if id),
        amount_minor=round(dollars * 100),
        currency=fields.pop("currency", "USD"),
        **fields,
    )


def cash(sender: str, dollars: float, *, hours: float = 0, **fields: Any) -> Transfer:
    """Handed in at a counter for what is the sender's own."""
    fields.setdefault("cash", CashDirection.IN)
    return transfer(
        sender, fields.pop("to", ""), dollars, hours=hours, channel=Channel.CASH, **fields
    )


def an_engine(profile: Profile = Profile.MSB, *, weeks: int = 52) -> MonitoringEngine:
    """One that has watched for ``weeks`` before ``MONDAY``: whoever comes was quiet until then."""
    since = MONDAY - timedelta(weeks=weeks)
    return MonitoringEngine(shipped_rules(), profile, watching_since=since)


def findings_of(*transfers: Transfer, engine: MonitoringEngine | None = None) -> list[Finding]:
    """All that is said of them, in their order of time."""
    judging = engine or an_engine()
    ordered = sorted(transfers, key=lambda one: one.at)
    return [finding for one in ordered for finding in judging.judge(one).findings]


def codes_of(*transfers: Transfer, engine: MonitoringEngine | None = None) -> list[str]:
    return [finding.code for finding in findings_of(*transfers, engine=engine)]
