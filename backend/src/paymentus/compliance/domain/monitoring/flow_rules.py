"""Rules that look at how money flows: how fast, from how many, to how many, and back again."""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.compliance.domain.monitoring.activity import (
    BILL,
    BILL_N,
    DAY,
    FIRST,
    HOUR,
    IN,
    IN_N,
    LAST,
    MOVEMENTS_KEPT,
    OUT,
    OUT_N,
    Activity,
    Row,
)
from paymentus.compliance.domain.monitoring.evidence import Hit, both_ways, said, time_line
from paymentus.compliance.domain.monitoring.movements import Movement
from paymentus.compliance.domain.monitoring.round_trips import IncomingOf, find_round_trip


def since(rows: list[Row], at: int) -> list[Row]:
    return [row for row in rows if row.at >= at]


def are_so_many(rows: list[Row], times: int, since_at: int) -> bool:
    """Whether there can be so many since then: asked first, for it costs nothing."""
    least = times if times < MOVEMENTS_KEPT else MOVEMENTS_KEPT
    return len(rows) >= least > 0 and rows[-least].at > since_at


def is_known_to(counterparties: dict[str, list[int]], who: str, at: int) -> bool:
    """Met three weeks ago or earlier."""
    met = counterparties.get(who)
    return met is not None and at - met[FIRST] >= 21 * DAY


def is_mostly_known(rows: list[Row], counterparties: dict[str, list[int]], at: int) -> bool:
    """Whether most of this money is with whom the party met three weeks ago or earlier."""
    known = sum(
        row.amount_minor for row in rows if is_known_to(counterparties, row.counterparty, at)
    )
    return 2 * known > sum(row.amount_minor for row in rows)


def history_is_unknown(activity: Activity, at: int) -> bool:
    """It was there before us: what looks new about it may be its custom."""
    return at < activity.unknown_until


@dataclass(frozen=True, slots=True)
class Velocity:
    """Many transfers to a few within hours, more than this party is used to.

    Bills count only from an average of ``bill_average_minor`` on: people sit down once a month
    and pay them all.
    """

    hours: int
    times: int
    min_minor: int
    usual_factor: int
    bill_times: int
    bill_average_minor: int

    def judge(self, activity: Activity, movement: Movement) -> Hit | None:
        if movement.incoming:
            return None
        at, hours = movement.at, self.hours
        if not are_so_many(activity.outs, min(self.times, self.bill_times), at - hours * HOUR):
            return None
        count_place, place = (BILL_N, BILL) if movement.bill else (OUT_N, OUT)
        times = activity.of_hours(count_place, now=at, hours=hours)
        if times < (self.bill_times if movement.bill else self.times):
            return None
        total = activity.of_hours(place, now=at, hours=hours)
        least = times * self.bill_average_minor if movement.bill else self.min_minor
        if total < least:
            return None
        usual = activity.usual(count_place, now=at, days=max(1, hours // 24))
        if times < self.usual_factor * usual:
            return None
        if is_known_to(activity.receivers, movement.counterparty, at):
            return None
        rows = since(activity.outs, at - hours * HOUR)
        if not movement.bill and len({row.counterparty for row in rows}) * 2 > len(rows):
            return None
        beside = f"; {usual} is usual" if usual else ""
        words = f"Sent {times} transfers in {hours} hours, {said(total)} together{beside}."
        return Hit(words, {"times": times, "total_minor": total, "usual_times": usual,
                           "hours": hours, "timeline": time_line(rows, "out")})  # fmt: skip


@dataclass(frozen=True, slots=True)
class RapidMovement:
    """Nearly all that came in leaves again within hours, and most of it not from old acquaintances
    to others: a friend's ten dollars between wage and rent change nothing.

    Of a party whose history is unknown only twice as much, and from one to three at most: wages
    that go to a spouse, and what passes through a business, look the same otherwise.
    """

    hours: int
    min_minor: int
    percent_min: int
    percent_max: int
    usual_factor: int

    def judge(self, activity: Activity, movement: Movement) -> Hit | None:
        if movement.incoming or movement.bill or not activity.ins:
            return None
        at, hours = movement.at, self.hours
        if activity.ins[-1].at < at - hours * HOUR:
            return None
        came = activity.of_hours(IN, now=at, hours=hours)
        if came < self.min_minor:
            return None
        went = activity.of_hours(OUT, now=at, hours=hours)
        if not came * self.percent_min <= went * 100 <= came * self.percent_max:
            return None
        if came < self.usual_factor * activity.usual(IN, now=at, days=max(1, hours // 24)):
            return None
        ins, outs = since(activity.ins, at - hours * HOUR), since(activity.outs, at - hours * HOUR)
        if not ins or not outs:
            return None
        if is_mostly_known(ins, activity.senders, at) and is_mostly_known(
            outs, activity.receivers, at
        ):
            return None
        if history_is_unknown(activity, at):
            givers = {row.counterparty for row in ins}
            takers = {row.counterparty for row in outs}
            if len(givers) > 1 or len(takers) > 3 or came < 2 * self.min_minor:
                return None
        words = (
            f"Received {said(came)} and sent {said(went)} on within {hours} hours, "
            f"{went * 100 // came} % of it."
        )
        me = activity.party_id
        path = [{"from": row.counterparty, "to": me} for row in ins[-6:]]
        path += [{"from": me, "to": row.counterparty} for row in outs[-6:]]
        return Hit(words, {"in_minor": came, "out_minor": went, "hours": hours, "path": path,
                           "timeline": both_ways(ins, outs)})  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """Money returns to its origin over other hands: backward, at most ``hops`` steps."""

    hops: int
    days: int
    min_minor: int
    keep_percent: int

    def judge(self, activity: Activity, movement: Movement, incoming_of: IncomingOf) -> Hit | None:
        small = movement.amount_minor < self.min_minor
        if small or movement.incoming or movement.bill or not movement.counterparty:
            return None
        last = Row(movement.at, movement.amount_minor, movement.counterparty, movement.transfer_id)
        found = find_round_trip(
            movement.party_id,
            movement.counterparty,
            last,
            incoming_of=incoming_of,
            hops_max=self.hops,
            days=self.days,
            keep_percent=self.keep_percent,
        )
        if found is None:
            return None
        began = found[0].row.amount_minor
        words = (
            f"{said(movement.amount_minor)} completes a circle: {said(began)} left "
            f"{found[0].sender} and came back over {len(found)} transfers."
        )
        path = [
            {"from": step.sender, "to": step.receiver, **time_line([step.row], "out")[0]}
            for step in found
        ]
        return Hit(words, {"path": path, "hops": len(found), "origin": found[0].sender,
                           "timeline": path})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FanIn:
    """Many who never paid this party before pay it within days.

    Where its history is unknown, most of it must also be sent on: a landlord's first month looks
    the same otherwise.
    """

    days: int
    parties: int
    min_minor: int
    average_min_minor: int
    usual_factor: int

    def judge(self, activity: Activity, movement: Movement) -> Hit | None:
        if len(activity.senders) < self.parties:
            return None
        at, days = movement.at, self.days
        unknown = history_is_unknown(activity, at)
        if not movement.incoming and (movement.bill or not unknown):
            return None
        if not are_so_many(activity.ins, self.parties, at - days * DAY):
            return None
        new = [who for who, met in activity.senders.items() if met[FIRST] > at - days * DAY]
        if len(new) < self.parties:
            return None
        total = activity.of_days(IN, now=at, days=days)
        times = activity.of_days(IN_N, now=at, days=days)
        if total < self.min_minor or total < times * self.average_min_minor:
            return None
        if times < self.usual_factor * activity.usual(IN_N, now=at, days=days):
            return None
        if unknown:
            came = activity.of_days(IN, now=at, days=2 * days)
            if activity.of_days(OUT, now=at, days=days) * 10 < came * 8:
                return None
        rows = since(activity.ins, at - days * DAY)
        words = (
            f"{len(new)} parties who had never paid it before sent {said(total)} "
            f"within {days} days."
        )
        path = [{"from": who, "to": activity.party_id} for who in new[-12:]]
        return Hit(words, {"parties": len(new), "total_minor": total, "days": days, "path": path,
                           "timeline": time_line(rows, "in")})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FanOut:
    """Money goes to many who never got any from this party before, within days.

    Where its history is unknown, it must also have come from one giver just before: an employer's
    first payday looks the same otherwise.
    """

    days: int
    parties: int
    min_minor: int
    average_min_minor: int
    usual_factor: int

    def judge(self, activity: Activity, movement: Movement) -> Hit | None:
        if movement.incoming or movement.bill or len(activity.receivers) < self.parties:
            return None
        at, days = movement.at, self.days
        if not are_so_many(activity.outs, self.parties, at - days * DAY):
            return None
        new = [who for who, met in activity.receivers.items() if met[FIRST] > at - days * DAY]
        if len(new) < self.parties:
            return None
        total = activity.of_days(OUT, now=at, days=days)
        times = activity.of_days(OUT_N, now=at, days=days)
        if total < self.min_minor or total < times * self.average_min_minor:
            return None
        if times < self.usual_factor * activity.usual(OUT_N, now=at, days=days):
            return None
        if history_is_unknown(activity, at) and not self._was_funded(activity, at, total):
            return None
        rows = since(activity.outs, at - days * DAY)
        words = f"Sent {said(total)} to {len(new)} parties it had never paid, within {days} days."
        path = [{"from": activity.party_id, "to": who} for who in new[-12:]]
        return Hit(words, {"parties": len(new), "total_minor": total, "days": days, "path": path,
                           "timeline": time_line(rows, "out")})  # fmt: skip

    def _was_funded(self, activity: Activity, at: int, total: int) -> bool:
        start = at - 2 * self.days * DAY
        givers = [who for who, met in activity.senders.items() if met[LAST] >= start]
        came = activity.of_days(IN, now=at, days=self.days)
        return len(givers) == 1 and came * 10 >= total * 9


@dataclass(frozen=True, slots=True)
class RoundAmounts:
    """Several transfers of whole thousands within days, and few others."""

    days: int
    times: int
    unit_minor: int
    min_minor: int

    def judge(self, activity: Activity, movement: Movement) -> Hit | None:
        if movement.incoming or movement.bill or movement.amount_minor % self.unit_minor:
            return None
        at, days = movement.at, self.days
        rows = [row for row in since(activity.outs, at - days * DAY)
                if row.counterparty in activity.receivers]  # fmt: skip
        rounded = [row for row in rows if not row.amount_minor % self.unit_minor]
        total = sum(row.amount_minor for row in rounded)
        if len(rounded) < self.times or total < self.min_minor:
            return None
        if len(rounded) * 10 < len(rows) * 6 or is_known_to(
            activity.receivers, movement.counterparty, at
        ):
            return None
        words = (
            f"{len(rounded)} transfers of whole {said(self.unit_minor)} within {days} days, "
            f"{said(total)} together."
        )
        return Hit(words, {"times": len(rounded), "total_minor": total, "days": days,
                           "timeline": time_line(rounded, "out")})  # fmt: skip
