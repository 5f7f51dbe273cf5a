"""Rules that compare a transfer with who makes it: how new, how silent, how usual, from where."""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.compliance.domain.monitoring.activity import (
    BILL,
    BILL_N,
    DAY,
    FIRST,
    IN,
    LAST,
    OUT,
    OUT_N,
    Activity,
    Row,
)
from paymentus.compliance.domain.monitoring.evidence import (
    Hit,
    both_ways,
    moment,
    said,
    time_line,
)
from paymentus.compliance.domain.monitoring.flow_rules import since
from paymentus.compliance.domain.monitoring.movements import Movement
from paymentus.compliance.domain.transfer import Transfer


def usually_under(activity: Activity, current_minor: int) -> tuple[int, int]:
    """(how many earlier payments, the power of two that 19 of 20 of them stay under)."""
    now = current_minor.bit_length()
    past = {
        size: times - (1 if size == now else 0) for size, times in sorted(activity.sizes.items())
    }
    count = sum(past.values())
    seen = 0
    for size, times in past.items():
        seen += times
        if seen * 20 >= count * 19:
            return count, 1 << size
    return count, 0


@dataclass(frozen=True, slots=True)
class DormantReactivation:
    """Silent for long, then much money at once. Bills are left out: some fall due once a year."""

    silent_days: int
    days: int
    min_minor: int

    def judge(self, activity: Activity, movement: Movement) -> Hit | None:
        if activity.slept < self.silent_days * DAY or movement.bill:
            return None
        at = movement.at
        if not 0 <= at - activity.woke <= self.days * DAY:
            return None
        days = at // DAY - activity.woke // DAY + 1
        came = activity.of_days(IN, now=at, days=days)
        went = activity.of_days(OUT, now=at, days=days)
        total = max(came, went)
        if total < self.min_minor:
            return None
        ins, outs = since(activity.ins, activity.woke), since(activity.outs, activity.woke)
        words = (
            f"Moved {said(total)} within {days} days after {activity.slept // DAY} days "
            "without any movement."
        )
        return Hit(words, {"silent_days": activity.slept // DAY, "in_minor": came,
                           "out_minor": went, "woke_at": moment(activity.woke),
                           "timeline": both_ways(ins, outs)})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutOfPattern:
    """Far above what this party has ever paid, and much in itself."""

    past: int
    factor: int
    min_minor: int
    bill_min_minor: int

    def judge(self, activity: Activity, movement: Movement) -> Hit | None:
        amount = movement.amount_minor
        least = self.bill_min_minor if movement.bill else self.min_minor
        if movement.incoming or amount < least:
            return None
        count, under = usually_under(activity, amount)
        if count < self.past or amount < under * self.factor:
            return None
        words = (
            f"{said(amount)} is more than {amount // under} times what 19 of 20 of its "
            f"{count} earlier payments stay under ({said(under)})."
        )
        return Hit(words, {"amount_minor": amount, "usually_under_minor": under, "past": count,
                           "timeline": time_line(activity.outs, "out")})  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewAccountBurst:
    """Large sums within days of becoming a customer."""

    days: int
    times: int
    min_minor: int
    bill_min_minor: int

    def judge(self, activity: Activity, movement: Movement) -> Hit | None:
        opened, at = activity.since, movement.at
        if opened is None or movement.incoming or at - opened > self.days * DAY:
            return None
        count_place, place = (BILL_N, BILL) if movement.bill else (OUT_N, OUT)
        total = activity.of_days(place, now=at, days=self.days)
        times = activity.of_days(count_place, now=at, days=self.days)
        least = self.bill_min_minor if movement.bill else self.min_minor
        if times < self.times or total < least:
            return None
        age = (at - opened) // DAY + 1
        words = f"Sent {said(total)} in {times} transfers on day {age} of being a customer."
        return Hit(words, {"since": moment(opened), "times": times, "total_minor": total,
                           "timeline": time_line(activity.outs, "out")})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProfileChangeThenLarge:
    """A large payment soon after address, sign-in or contact changed: whoever took over an
    account moves fast. Not where ``past`` earlier payments say that such amounts are usual."""

    days: int
    past: int
    min_minor: int
    bill_min_minor: int

    def judge(self, activity: Activity, movement: Movement, transfer: Transfer) -> Hit | None:
        changed, amount = transfer.sender.profile_changed_at, movement.amount_minor
        least = self.bill_min_minor if movement.bill else self.min_minor
        if changed is None or movement.incoming or amount < least:
            return None
        age_seconds = movement.at - int(changed.timestamp())
        if not 0 <= age_seconds <= self.days * DAY:
            return None
        count, under = usually_under(activity, amount)
        if count >= self.past and amount < under:
            return None
        words = (
            f"{said(amount)} leaves {max(1, age_seconds // 3_600)} hours after the customer's "
            "details were changed."
        )
        return Hit(words, {"changed_at": moment(int(changed.timestamp())), "amount_minor": amount,
                           "timeline": time_line(activity.outs, "out")})  # fmt: skip


@dataclass(frozen=True, slots=True)
class SharedInstrument:
    """One card, account or device in the hands of many. Judged on the instrument's own activity."""

    days: int
    parties: int
    min_minor: int

    def judge(self, activity: Activity, movement: Movement) -> Hit | None:
        if len(activity.senders) < self.parties:
            return None
        start = movement.at - self.days * DAY
        users = [who for who, met in activity.senders.items() if met[LAST] >= start]
        total = activity.of_days(IN, now=movement.at, days=self.days)
        if len(users) < self.parties or total < self.min_minor:
            return None
        kind = activity.party_id.partition(":")[0]
        words = (
            f"{len(users)} parties used the same {kind} within {self.days} days, "
            f"{said(total)} together."
        )
        path = [{"from": who, "to": activity.party_id} for who in users[-12:]]
        first = min(activity.senders[who][FIRST] for who in users)
        rows = since(activity.ins, start)
        return Hit(words, {"parties": len(users), "total_minor": total, "path": path,
                           "first_at": moment(first),
                           "timeline": time_line(rows, "in")})  # fmt: skip


@dataclass(frozen=True, slots=True)
class HighRiskGeography:
    """A country whose money laundering controls the FATF calls on everybody to act against, or
    watches. Lists are dated data; for the watched ones much money has to move."""

    watched_min_minor: int

    def judge(
        self, movement: Movement, transfer: Transfer, acted: frozenset[str], watched: frozenset[str]
    ) -> Hit | None:
        """``acted`` and ``watched`` are what is on the lists on the day of the transfer."""
        countries: set[str] = set().union(*(one.countries for one in transfer.receivers))
        countries |= transfer.sender.countries
        if transfer.country:
            countries.add(transfer.country)
        worst = sorted(countries & acted)
        if not worst and movement.amount_minor < self.watched_min_minor:
            return None
        why = "calls for action against" if worst else "monitors closely"
        named = ", ".join(worst or sorted(countries & watched))
        words = f"{said(movement.amount_minor)} to or from {named}, which the FATF {why}."
        point = Row(movement.at, movement.amount_minor, movement.counterparty, movement.transfer_id)
        return Hit(words, {"countries": worst or sorted(countries & watched),
                           "amount_minor": movement.amount_minor,
                           "timeline": time_line([point], "out")}, mild=not worst)  # fmt: skip
