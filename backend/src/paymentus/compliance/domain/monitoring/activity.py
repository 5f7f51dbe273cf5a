"""What one party has done lately, in a bounded space: the state that the rules look at.

Counts and sums stand in buckets of an hour (three days back) and of a day (five weeks back), so
that a payment costs the same after ten payments and after a hundred thousand. Single movements are
kept only as far as a picture and the rules need them. What was observed can be withdrawn again:
buckets give back exactly what they took.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from paymentus.compliance.domain.monitoring.movements import Movement
from paymentus.compliance.domain.transfer import CashDirection

HOUR = 3_600
DAY = 86_400

HABIT = 28 * DAY
"""How long we watch somebody before we know their habits."""

HOURS_KEPT = 72
DAYS_KEPT = 36
COUNTERPARTIES_KEPT = 64
MOVEMENTS_KEPT = 32

# Places in a bucket: how many and how much of money sent to others, received, paid to billers, and
# handed in as cash. Cash is counted beside what else it is.
OUT_N, OUT, IN_N, IN, BILL_N, BILL, CASH_N, CASH = range(8)
_EMPTY = (0, 0, 0, 0, 0, 0, 0, 0)

# Places in what is kept of a counterparty.
FIRST, LAST, TIMES = range(3)

Bucket = list[int]


class Row(NamedTuple):
    """A single movement: when, how much, with whom, of which transfer."""

    at: int
    amount_minor: int
    counterparty: str
    transfer_id: str


@dataclass(slots=True)
class Signal:
    """The last time a rule spoke about the party: part of the risk for a while after."""

    at: int
    score: int
    transfer_id: str


@dataclass(slots=True)
class Activity:
    """A working copy: ``observe`` and ``withdraw`` change it. Times are seconds since 1970.

    ``since`` is when we came to know the party, None where nobody says. ``first`` and ``last`` are
    of movements; ``woke`` is when it moved again after ``slept`` seconds of silence.
    ``unknown_until`` ends the time in which its habits are not known: it was there before us.
    ``sizes`` counts what was sent by powers of two of its amount. ``version`` is the stored
    document's, 0 for one that is not there yet.
    """

    party_id: str
    since: int | None = None
    unknown_until: int = 0
    first: int = 0
    last: int = 0
    woke: int = 0
    slept: int = 0
    days: dict[int, Bucket] = field(default_factory=dict)
    hours: dict[int, Bucket] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    senders: dict[str, list[int]] = field(default_factory=dict)
    receivers: dict[str, list[int]] = field(default_factory=dict)
    ins: list[Row] = field(default_factory=list)
    outs: list[Row] = field(default_factory=list)
    cash: list[Row] = field(default_factory=list)
    signals: dict[str, Signal] = field(default_factory=dict)
    version: int = 0

    def of_days(self, place: int, *, now: int, days: int) -> int:
        """The sum over the last ``days`` days, today included."""
        return _sum_of(self.days, place, now // DAY, days)

    def of_hours(self, place: int, *, now: int, hours: int) -> int:
        """The sum over the last ``hours`` hours, this one included."""
        return _sum_of(self.hours, place, now // HOUR, hours)

    def usual(self, place: int, *, now: int, days: int) -> int:
        """What ``days`` days hold on an average of the four weeks before them; 0 where the party
        has been here for less than three weeks before."""
        before = now // DAY - days
        if before - self.first // DAY < 21:
            return 0
        total = _sum_of(self.days, place, before, 28)
        return total * days // min(28, before - self.first // DAY + 1)


def met(party_id: str, *, since: int | None, at: int, watching_since: int) -> Activity:
    """The activity of a party that moves for the first time since we watch.

    Whoever comes weeks after we began is new, or was quiet: both are known. Before that, only
    who became a customer since then is; of the others the habits are known once we have watched
    everybody for that long.
    """
    is_new = at - watching_since >= HABIT or (since is not None and since >= watching_since)
    if since is None and is_new:
        since = at
    return Activity(party_id, since, 0 if is_new else watching_since + HABIT)


def _sum_of(buckets: dict[int, Bucket], place: int, last: int, count: int) -> int:
    """Of the ``count`` buckets up to ``last``."""
    total = 0
    if len(buckets) <= count:
        first = last - count
        for key, bucket in buckets.items():
            if first < key <= last:
                total += bucket[place]
        return total
    for key in range(last - count + 1, last + 1):
        if key in buckets:
            total += buckets[key][place]
    return total


def observe(activity: Activity, movement: Movement) -> None:
    """Count a movement. One that comes late is counted in its own hour and day."""
    at = movement.at
    _wake(activity, at)
    amount = movement.amount_minor
    day = activity.days.get(at // DAY)
    if day is None:
        day = _opened(activity.days, at // DAY, DAYS_KEPT)
    hour = activity.hours.get(at // HOUR)
    if hour is None:
        hour = _opened(activity.hours, at // HOUR, HOURS_KEPT)
    place = _place(movement)
    day[place] += 1
    day[place + 1] += amount
    hour[place] += 1
    hour[place + 1] += amount
    row = Row(at, amount, movement.counterparty, movement.transfer_id)
    if movement.cash is CashDirection.IN:
        for bucket in (day, hour):
            bucket[CASH_N] += 1
            bucket[CASH] += amount
        _keep(activity.cash, row)
    if movement.incoming:
        _keep(activity.ins, row)
        _meet(activity.senders, movement.counterparty, at)
        return
    _keep(activity.outs, row)
    size = amount.bit_length()
    activity.sizes[size] = activity.sizes.get(size, 0) + 1
    if not movement.bill:
        _meet(activity.receivers, movement.counterparty, at)


def withdraw(activity: Activity, movement: Movement) -> None:
    """Take back what ``observe`` counted, as far as it is still kept. The caller does so once."""
    at = movement.at
    place = _place(movement)
    for buckets, key in ((activity.days, at // DAY), (activity.hours, at // HOUR)):
        bucket = buckets.get(key)
        if bucket is None:
            continue
        bucket[place] -= 1
        bucket[place + 1] -= movement.amount_minor
        if movement.cash is CashDirection.IN:
            bucket[CASH_N] -= 1
            bucket[CASH] -= movement.amount_minor
        if not any(bucket):
            del buckets[key]
    for rows in (activity.cash, activity.ins, activity.outs):
        rows[:] = [row for row in rows if row.transfer_id != movement.transfer_id]
    for code, signal in list(activity.signals.items()):
        if signal.transfer_id == movement.transfer_id:
            del activity.signals[code]
    if movement.incoming:
        _part(activity.senders, movement.counterparty)
        return
    size = movement.amount_minor.bit_length()
    left = activity.sizes.get(size, 0) - 1
    if left > 0:
        activity.sizes[size] = left
    else:
        activity.sizes.pop(size, None)
    if not movement.bill:
        _part(activity.receivers, movement.counterparty)


def _place(movement: Movement) -> int:
    """Which count it moves; the sum stands beside it."""
    if movement.incoming:
        return IN_N
    return BILL_N if movement.bill else OUT_N


def _wake(activity: Activity, at: int) -> None:
    if not activity.first:
        activity.first = activity.last = at
        return
    silent = at - activity.last
    if silent > 14 * DAY:
        activity.woke, activity.slept = at, silent
    if silent > 0:
        activity.last = at
    activity.first = min(activity.first, at)


def _opened(buckets: dict[int, Bucket], key: int, kept: int) -> Bucket:
    """A new bucket; those that the window has left behind go."""
    bucket = buckets[key] = list(_EMPTY)
    if len(buckets) > 16:
        newest = max(buckets)
        for old in [other for other in buckets if other <= newest - kept]:
            del buckets[old]
    return bucket


def _keep(rows: list[Row], row: Row) -> None:
    rows.append(row)
    if len(rows) > MOVEMENTS_KEPT:
        del rows[0]


def _meet(counterparties: dict[str, list[int]], who: str, at: int) -> None:
    if not who:
        return
    known = counterparties.get(who)
    if known is not None:
        known[TIMES] += 1
        known[LAST] = max(known[LAST], at)
        return
    if len(counterparties) >= COUNTERPARTIES_KEPT:
        del counterparties[min(counterparties, key=lambda one: counterparties[one][LAST])]
    counterparties[who] = [at, at, 1]


def _part(counterparties: dict[str, list[int]], who: str) -> None:
    known = counterparties.get(who)
    if known is None:
        return
    known[TIMES] -= 1
    if not known[TIMES]:
        del counterparties[who]
