"""What is kept of a party: bounded, exact within its windows, and given back when withdrawn."""

from __future__ import annotations

import random
from dataclasses import replace

from paymentus.compliance.domain.monitoring.activity import (
    BILL,
    CASH,
    DAY,
    HOUR,
    IN,
    OUT,
    OUT_N,
    Activity,
    observe,
    withdraw,
)
from paymentus.compliance.domain.monitoring.movements import Movement
from paymentus.compliance.domain.transfer import CashDirection

START = 1_772_000_000


def sent(number: int, at: int, amount_minor: int = 1_000) -> Movement:
    return Movement(f"t{number}", "usr_1", at, amount_minor, f"to{number}", False)


def random_movements(seed: int, count: int) -> list[Movement]:
    rng = random.Random(seed)
    return [
        Movement(
            transfer_id=f"t{number}",
            party_id="usr_1",
            at=START + rng.randrange(30 * DAY),
            amount_minor=rng.randrange(1, 1_000_000),
            counterparty=f"other{rng.randrange(20)}",
            incoming=rng.random() < 0.5,
            bill=rng.random() < 0.3,
            cash=CashDirection.IN if rng.random() < 0.2 else None,
        )
        for number in range(count)
    ]


def places(movement: Movement) -> list[int]:
    place = IN if movement.incoming else BILL if movement.bill else OUT
    return [place, CASH] if movement.cash else [place]


class TestWindows:
    def test_hold_what_a_recount_holds(self) -> None:
        activity = Activity("usr_1")
        movements = random_movements(1, 500)
        for movement in movements:
            observe(activity, movement)

        now = START + 30 * DAY
        for place in (IN, OUT, BILL, CASH):
            for days in (1, 7, 28):
                recount = sum(
                    m.amount_minor
                    for m in movements
                    if place in places(m) and now // DAY - days < m.at // DAY <= now // DAY
                )
                assert activity.of_days(place, now=now, days=days) == recount

    def test_of_hours_forget_what_is_older(self) -> None:
        activity = Activity("usr_1")
        for number in range(5):
            observe(activity, sent(number, START + number * 12 * HOUR))

        now = START + 48 * HOUR
        assert activity.of_hours(OUT_N, now=now, hours=1) == 1
        assert activity.of_hours(OUT_N, now=now, hours=25) == 3

    def test_say_what_is_usual_only_after_three_weeks(self) -> None:
        activity = Activity("usr_1")
        for day in range(35):
            observe(activity, sent(day, START + day * DAY))

        assert activity.usual(OUT_N, now=START + 10 * DAY, days=7) == 0
        assert activity.usual(OUT_N, now=START + 34 * DAY, days=7) == 7


class TestSpace:
    def test_does_not_grow_with_history(self) -> None:
        activity = Activity("usr_1")
        for number in range(5_000):
            observe(activity, sent(number, START + number * HOUR))

        assert len(activity.hours) <= 72
        assert len(activity.days) <= 36
        assert len(activity.receivers) <= 64
        assert len(activity.outs) <= 32


class TestWithdrawing:
    def test_gives_back_exactly_what_was_counted(self) -> None:
        kept, withdrawn = random_movements(2, 60), random_movements(3, 60)
        withdrawn = [replace(one, transfer_id=f"w{one.transfer_id}") for one in withdrawn]
        alone, both = Activity("usr_1"), Activity("usr_1")
        for one, other in zip(kept, withdrawn, strict=True):
            observe(alone, one)
            observe(both, one)
            observe(both, other)

        for other in withdrawn:
            withdraw(both, other)

        assert (both.days, both.sizes) == (alone.days, alone.sizes)
        now = START + 30 * DAY
        assert all(
            both.of_hours(place, now=now, hours=72) == alone.of_hours(place, now=now, hours=72)
            for place in range(8)
        )
        assert {who: met[2] for who, met in both.senders.items()} == {
            who: met[2] for who, met in alone.senders.items()
        }
        assert not {row.transfer_id for row in both.outs} & {one.transfer_id for one in withdrawn}


class TestSilence:
    def test_is_measured_when_it_ends(self) -> None:
        activity = Activity("usr_1")
        observe(activity, sent(1, START))
        observe(activity, sent(2, START + 100 * DAY))
        observe(activity, sent(3, START + 101 * DAY))

        assert activity.slept == 100 * DAY
        assert activity.woke == START + 100 * DAY
