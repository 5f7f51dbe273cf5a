"""The collections of transaction monitoring.

``party_activity``: one bounded document for each party, instrument and device. ``ctr_days``:
currency of one person, business day and direction. ``enhanced_transactions``: one document for each
monitored transfer, with its ``risk_score``; the deployment guide's name, fields and index. All of
it is ids, amounts and times: names stay where they were.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.compliance.domain.monitoring.activity import Activity, Row, Signal
from paymentus.compliance.domain.monitoring.cash_rules import CashDay
from paymentus.compliance.domain.monitoring.judging import Judgement
from paymentus.compliance.domain.transfer import CashDirection, Channel, Party, PartyKind, Transfer
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering

PARTY_ACTIVITY = "party_activity"
CTR_DAYS = "ctr_days"
ENHANCED_TRANSACTIONS = "enhanced_transactions"
WATCHED = frozenset({PARTY_ACTIVITY, CTR_DAYS})
"""What two transfers of one party both write: the later one is judged anew."""

INDEXES: dict[str, list[IndexModel]] = {
    PARTY_ACTIVITY: [],
    CTR_DAYS: [
        IndexModel([("day", ASCENDING), ("total_minor", DESCENDING)], name="day_most_first"),
    ],
    ENHANCED_TRANSACTIONS: [
        # No name of ours: the deployment guide makes this one by its own command.
        IndexModel([("risk_score", DESCENDING), ("timestamp", DESCENDING)]),
        IndexModel([("timestamp", ASCENDING), ("_id", ASCENDING)], name="in_order_of_time"),
        IndexModel([("user_id", ASCENDING), ("timestamp", DESCENDING)], name="party_newest_first"),
        IndexModel(
            [("instrument", ASCENDING), ("timestamp", DESCENDING)],
            name="instrument_newest_first",
            partialFilterExpression={"instrument": {"$exists": True}},
        ),
        IndexModel(
            [("cash_days", ASCENDING)],
            name="cash_day",
            partialFilterExpression={"cash_days": {"$exists": True}},
        ),
    ],
}


class MonitoringUnavailable(Unavailable):
    """We cannot read what customers have done lately. Try again in a moment."""


@dataclass(frozen=True, slots=True)
class MonitoredTransfer:
    """A transfer as it was judged, without names. ``counted`` is False while it is withdrawn;
    ``made`` says that its money came though it had been given up: then it counts for good."""

    transfer: Transfer
    risk_score: int
    codes: tuple[str, ...]
    counted: bool
    version: int
    made: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """One transfer by an instrument; ``codes`` are of what was found about it."""

    transfer_id: str
    party_id: str
    at: datetime
    amount_minor: int
    codes: tuple[str, ...]


class MonitoringRepository:
    def __init__(self, database: Database) -> None:
        self._activities = database[PARTY_ACTIVITY]
        self._cash_days = database[CTR_DAYS]
        self._monitored = database[ENHANCED_TRANSACTIONS]

    async def activities(self, ids: Sequence[str]) -> dict[str, Activity]:
        """Those that are there."""
        async with answering(MonitoringUnavailable):
            found = self._activities.find({"_id": {"$in": list(ids)}}).batch_size(len(ids) + 1)
            return {row["_id"]: _activity(row) async for row in found}

    async def cash_days(self, ids: Sequence[str]) -> dict[str, CashDay]:
        if not ids:
            return {}
        async with answering(MonitoringUnavailable):
            found = self._cash_days.find({"_id": {"$in": list(ids)}})
            return {row["_id"]: _cash_day(row) async for row in found}

    async def cash_days_over(self, day: str, threshold_minor: int, currency: str) -> list[CashDay]:
        """What must be reported of a business day."""
        query = {"day": day, "currency": currency, "total_minor": {"$gt": threshold_minor}}
        async with answering(MonitoringUnavailable):
            found = self._cash_days.find(query).sort("total_minor", DESCENDING)
            return [_cash_day(row) async for row in found]

    async def of_cash_day(self, id: str) -> list[MonitoredTransfer]:
        """The transfers that a day's total is made of, in the order of time."""
        async with answering(MonitoringUnavailable):
            found = self._monitored.find({"cash_days": id, "counted": True}).sort("timestamp", 1)
            return [_monitored(row) async for row in found]

    async def uses_of(self, instrument: str, *, limit: int) -> list[Use]:
        """The newest transfers by one card or account that count, the oldest of them first."""
        query = {"instrument": instrument, "counted": True}
        fields = {"timestamp": 1, "user_id": 1, "amount_minor": 1, "codes": 1}
        async with answering(MonitoringUnavailable):
            found = self._monitored.find(query, fields).sort("timestamp", DESCENDING).limit(limit)
            uses = [
                Use(row["_id"], row["user_id"], row["timestamp"], row["amount_minor"],
                    tuple(row["codes"]))
                async for row in found
            ]  # fmt: skip
        return uses[::-1]

    async def find(self, transfer_id: str) -> MonitoredTransfer | None:
        async with answering(MonitoringUnavailable):
            row = await self._monitored.find_one({"_id": transfer_id})
        return None if row is None else _monitored(row)

    async def riskiest(
        self, start: datetime, end: datetime, *, min_risk: int, limit: int
    ) -> list[MonitoredTransfer]:
        """Those that count, the highest score first, and of equal ones the newest."""
        query = {
            "risk_score": {"$gte": min_risk},
            "timestamp": {"$gte": start, "$lt": end},
            "counted": True,
        }
        order = [("risk_score", DESCENDING), ("timestamp", DESCENDING)]
        async with answering(MonitoringUnavailable):
            found = self._monitored.find(query).sort(order).limit(limit)
            return [_monitored(row) async for row in found]

    async def began(self) -> datetime | None:
        """When the first transfer was monitored."""
        async with answering(MonitoringUnavailable):
            row = await self._monitored.find_one({}, {"timestamp": 1}, sort=[("timestamp", 1)])
        return None if row is None else row["timestamp"]

    async def count_between(self, start: datetime, end: datetime) -> int:
        """How many :meth:`between` gives."""
        query = {"timestamp": {"$gte": start, "$lt": end}, "counted": True}
        async with answering(MonitoringUnavailable):
            return await self._monitored.count_documents(query)

    async def between(self, start: datetime, end: datetime) -> AsyncIterator[MonitoredTransfer]:
        """Those that count, in the order of time; ``end`` is not included."""
        query = {"timestamp": {"$gte": start, "$lt": end}, "counted": True}
        order = [("timestamp", ASCENDING), ("_id", ASCENDING)]
        async with answering(MonitoringUnavailable):
            async for row in self._monitored.find(query).sort(order).batch_size(1_000):
                yield _monitored(row)


def put_activity(activity: Activity) -> Insert | Update:
    """Refused by ``commit`` when anybody else has counted for this party since it was read."""
    fields = {
        "since": activity.since,
        "unknown_until": activity.unknown_until,
        "first": activity.first,
        "last": activity.last,
        "woke": activity.woke,
        "slept": activity.slept,
        "days": [[key, *bucket] for key, bucket in activity.days.items()],
        "hours": [[key, *bucket] for key, bucket in activity.hours.items()],
        "sizes": [list(item) for item in activity.sizes.items()],
        "senders": [[who, *met] for who, met in activity.senders.items()],
        "receivers": [[who, *met] for who, met in activity.receivers.items()],
        "ins": [list(row) for row in activity.ins],
        "outs": [list(row) for row in activity.outs],
        "cash": [list(row) for row in activity.cash],
        "signals": [
            [code, signal.at, signal.score, signal.transfer_id]
            for code, signal in activity.signals.items()
        ],
    }
    if not activity.version:
        return Insert(PARTY_ACTIVITY, {"_id": activity.party_id, **fields})
    return Update(PARTY_ACTIVITY, activity.party_id, activity.version, fields)


def put_cash_day(day: CashDay) -> Insert | Update:
    fields = {
        "total_minor": day.total_minor,
        "count": day.count,
        "parts": [list(part) for part in day.parts],
    }
    if day.version:
        return Update(CTR_DAYS, day.id, day.version, fields)
    return Insert(
        CTR_DAYS,
        {
            "_id": day.id,
            "party_id": day.party_id,
            "day": day.day,
            "direction": day.direction.value,
            "currency": day.currency,
            **fields,
        },
    )


def tell_cash_day(day: CashDay) -> Update:
    """Once: whoever comes second meets another version."""
    return Update(CTR_DAYS, day.id, day.version, {"told": True})


def insert_monitored(
    transfer: Transfer, judgement: Judgement, cash_day_ids: Sequence[str]
) -> Insert:
    """Fields without a value are left out: most transfers have few."""
    fields: dict[str, Any] = {
        "_id": transfer.id,
        "timestamp": transfer.at,
        "user_id": transfer.sender.id,
        "risk_score": judgement.risk_score,
        "contributions": [
            {"code": part.code, "score": part.score, "at": part.at}
            for part in judgement.contributions
        ],
        "codes": [finding.code for finding in judgement.findings],
        "sender": _party_fields(transfer.sender),
        "receivers": [_party_fields(receiver) for receiver in transfer.receivers],
        "amount_minor": transfer.amount_minor,
        "currency": transfer.currency,
        "channel": transfer.channel.value,
        "counted": True,
    }
    optional = {
        "country": transfer.country,
        "instrument": transfer.instrument,
        "device": transfer.device,
        "cash": transfer.cash.value if transfer.cash else None,
        "zone": transfer.zone if transfer.cash else None,
        "conductor": _party_fields(transfer.conductor) if transfer.conductor else None,
        "cash_days": list(cash_day_ids) or None,
        "accounts": list(transfer.accounts) or None,
    }
    fields |= {name: value for name, value in optional.items() if value is not None}
    return Insert(ENHANCED_TRANSACTIONS, fields)


def withdraw_monitored(monitored: MonitoredTransfer) -> Update:
    """Once: whoever comes second meets another version."""
    return Update(
        ENHANCED_TRANSACTIONS, monitored.transfer.id, monitored.version, {"counted": False}
    )


def count_monitored_for_good(monitored: MonitoredTransfer) -> Update:
    """Once: whoever comes second meets another version."""
    return Update(
        ENHANCED_TRANSACTIONS,
        monitored.transfer.id,
        monitored.version,
        {"counted": True, "made": True},
    )


def _party_fields(party: Party) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": party.id}
    if party.is_biller:
        fields["is_biller"] = True
    if party.kind is not PartyKind.PERSON:
        fields["kind"] = party.kind.value
    if party.countries:
        fields["countries"] = sorted(party.countries)
    if party.since is not None:
        fields["since"] = party.since
    if party.profile_changed_at is not None:
        fields["profile_changed_at"] = party.profile_changed_at
    return fields


def _party(fields: Mapping[str, Any]) -> Party:
    return Party(
        id=fields["id"],
        name="",
        kind=PartyKind(fields.get("kind", PartyKind.PERSON.value)),
        countries=frozenset(fields.get("countries", ())),
        is_biller=fields.get("is_biller", False),
        since=fields.get("since"),
        profile_changed_at=fields.get("profile_changed_at"),
    )


def _monitored(row: Document) -> MonitoredTransfer:
    cash, conductor = row.get("cash"), row.get("conductor")
    transfer = Transfer(
        id=row["_id"],
        at=row["timestamp"],
        sender=_party(row["sender"]),
        receivers=tuple(_party(fields) for fields in row["receivers"]),
        amount_minor=row["amount_minor"],
        currency=row["currency"],
        channel=Channel(row["channel"]),
        country=row.get("country"),
        cash=CashDirection(cash) if cash else None,
        conductor=_party(conductor) if conductor else None,
        instrument=row.get("instrument"),
        device=row.get("device"),
        zone=row.get("zone", "UTC"),
        accounts=tuple(row.get("accounts", ())),
    )
    return MonitoredTransfer(
        transfer=transfer,
        risk_score=row["risk_score"],
        codes=tuple(row["codes"]),
        counted=row["counted"],
        version=row["version"],
        made=row.get("made", False),
    )


def _activity(row: Document) -> Activity:
    return Activity(
        party_id=row["_id"],
        since=row["since"],
        unknown_until=row["unknown_until"],
        first=row["first"],
        last=row["last"],
        woke=row["woke"],
        slept=row["slept"],
        days={key: bucket for key, *bucket in row["days"]},
        hours={key: bucket for key, *bucket in row["hours"]},
        sizes=dict(row["sizes"]),
        senders={who: met for who, *met in row["senders"]},
        receivers={who: met for who, *met in row["receivers"]},
        ins=[Row(*one) for one in row["ins"]],
        outs=[Row(*one) for one in row["outs"]],
        cash=[Row(*one) for one in row["cash"]],
        signals={code: Signal(at, score, id) for code, at, score, id in row["signals"]},
        version=row["version"],
    )


def _cash_day(row: Document) -> CashDay:
    return CashDay(
        id=row["_id"],
        party_id=row["party_id"],
        day=row["day"],
        direction=CashDirection(row["direction"]),
        currency=row["currency"],
        total_minor=row["total_minor"],
        count=row["count"],
        parts=[(at, amount, id) for at, amount, id in row["parts"]],
        version=row["version"],
        told=row.get("told", False),
    )
