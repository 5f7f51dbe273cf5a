"""Currency: totals of a business day that must be reported, and amounts cut to stay under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from paymentus.compliance.domain.monitoring.activity import (
    CASH,
    DAY,
    Activity,
)
from paymentus.compliance.domain.monitoring.evidence import Hit, days_of, said, time_line
from paymentus.compliance.domain.monitoring.flow_rules import history_is_unknown, since
from paymentus.compliance.domain.monitoring.movements import Movement
from paymentus.compliance.domain.transfer import CashDirection, Transfer
from paymentus.foundation.errors import Rejected

PARTS_KEPT = 24


class ZoneUnknown(Rejected):
    """There is no such time zone."""


@lru_cache(maxsize=600)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as wrong:
        raise ZoneUnknown(f"There is no time zone “{name}”.") from wrong


def business_day(at: datetime, zone: str) -> str:
    """The calendar day at the counter (31 CFR 1010.100(d)), as ``2026-03-01``.

    Raises ``ZoneUnknown``.
    """
    return at.astimezone(_zone(zone)).date().isoformat()


def day_of_rules(transfer: Transfer) -> date:
    """Whose rules hold: the business day of cash, for thresholds are of its total; else UTC's."""
    if transfer.cash is None:
        return transfer.at.date()
    return date.fromisoformat(business_day(transfer.at, transfer.zone))


@dataclass(slots=True)
class CashDay:
    """Currency of one person, one business day and one direction, which are never netted.

    A working copy, like ``Activity``. ``parts`` are its last movements, for the desk; the total
    holds all of them. ``told``: an alert was raised of it besides those of its transfers.
    """

    id: str
    party_id: str
    day: str
    direction: CashDirection
    currency: str
    total_minor: int = 0
    count: int = 0
    parts: list[tuple[int, int, str]] = field(default_factory=list)
    version: int = 0
    told: bool = False


def cash_day_ids(transfer: Transfer) -> Iterator[tuple[str, str]]:
    """(id of the day's total, whose it is) for everybody whom this cash counts for.

    By and on behalf of one person both count (31 CFR 1010.313): the sender, whose money it is; who
    stands at the counter; and of cash paid out also who it is paid to. It counts for each account
    too: payers are first unnamed, and may show another document the next time. Each once.
    """
    if transfer.cash is None:
        return
    day = business_day(transfer.at, transfer.zone)
    people = [transfer.sender.id]
    if transfer.conductor is not None:
        people.append(transfer.conductor.id)
    if transfer.cash is CashDirection.OUT:
        people += [one.id for one in transfer.receivers if not one.is_biller]
    for person in dict.fromkeys((*people, *transfer.accounts)):
        yield f"{person}|{day}|{transfer.cash.value}|{transfer.currency}", person


def new_cash_day(id: str, party_id: str, transfer: Transfer) -> CashDay:
    if transfer.cash is None:
        raise ValueError("this transfer moves no currency")
    day = business_day(transfer.at, transfer.zone)
    return CashDay(id, party_id, day, transfer.cash, transfer.currency)


def add_cash(day: CashDay, transfer: Transfer) -> None:
    day.total_minor += transfer.amount_minor
    day.count += 1
    day.parts.append((int(transfer.at.timestamp()), transfer.amount_minor, transfer.id))
    del day.parts[:-PARTS_KEPT]


def take_back_cash(day: CashDay, transfer: Transfer) -> None:
    day.total_minor -= transfer.amount_minor
    day.count -= 1
    day.parts = [part for part in day.parts if part[2] != transfer.id]


def is_same_cash(one: CashDay, other: CashDay) -> bool:
    """Both are made of the same transfers: one report tells of them."""
    mine = (one.day, one.direction, one.currency, one.total_minor, one.count, one.parts)
    return mine == (
        other.day, other.direction, other.currency, other.total_minor, other.count, other.parts,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CtrAggregation:
    """More than the threshold in currency in one business day: a report is due (31 CFR 1010.311).

    No suspicion. Said once, by the transfer that passes the threshold.
    """

    def judge(self, day: CashDay, transfer: Transfer, threshold_minor: int | None) -> Hit | None:
        """``day`` holds the transfer already; None for a currency without a threshold."""
        if threshold_minor is None or day.total_minor <= threshold_minor:
            return None
        if day.total_minor - transfer.amount_minor > threshold_minor:
            return None
        return self.due(day, threshold_minor)

    def due(self, day: CashDay, threshold_minor: int) -> Hit:
        """What is said of a day that is above the threshold."""
        way = "handed in" if day.direction is CashDirection.IN else "paid out"
        words = (
            f"{said(day.total_minor, day.currency)} in cash {way} on {day.day} in {day.count} "
            f"transactions, by or for one person: more than {said(threshold_minor, day.currency)}, "
            "so a currency transaction report is due."
        )
        points: list[dict[str, Any]] = [
            {
                "at": datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "amount_minor": amount,
                "direction": day.direction.value,
                "transfer_id": id,
            }
            for at, amount, id in day.parts
        ]
        return Hit(words, {"cash_day": day.id, "business_day": day.day,
                           "direction": day.direction.value, "total_minor": day.total_minor,
                           "threshold_minor": threshold_minor, "times": day.count,
                           "timeline": points})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Structuring:
    """Cash cut into amounts that need no report (31 USC 5324).

    ``near_times`` handings-in from ``near_minor`` up to the threshold, or ``times`` from
    ``part_minor``, more than the threshold together, within ``days``. Not where the party hands in
    as much in other weeks, and not where it has handed in more than the threshold at once lately:
    who avoids reports does not make them. Of a party whose history is unknown all of three or more
    must be near: a shop's takings vary.
    """

    days: int
    near_times: int
    near_minor: int
    times: int
    part_minor: int
    usual_factor: int

    def judge(
        self, activity: Activity, movement: Movement, threshold_minor: int | None
    ) -> Hit | None:
        if movement.cash is not CashDirection.IN or threshold_minor is None:
            return None
        at = movement.at
        if movement.amount_minor > threshold_minor or movement.amount_minor < self.part_minor:
            return None
        if any(row.amount_minor > threshold_minor for row in activity.cash):
            return None
        rows = [row for row in since(activity.cash, at - self.days * DAY)
                if row.amount_minor >= self.part_minor]  # fmt: skip
        total = sum(row.amount_minor for row in rows)
        near = sum(row.amount_minor >= self.near_minor for row in rows)
        if total <= threshold_minor or (near < self.near_times and len(rows) < self.times):
            return None
        if history_is_unknown(activity, at) and (near < 3 or near < len(rows)):
            return None
        week = activity.of_days(CASH, now=at, days=self.days)
        if week < self.usual_factor * activity.usual(CASH, now=at, days=self.days):
            return None
        words = (
            f"Handed in cash {len(rows)} times within {days_of(rows)}, {said(total)} together "
            f"and never more than {said(threshold_minor)} at once."
        )
        return Hit(words, {"times": len(rows), "total_minor": total, "days": self.days,
                           "threshold_minor": threshold_minor,
                           "timeline": time_line(rows, "in")})  # fmt: skip
