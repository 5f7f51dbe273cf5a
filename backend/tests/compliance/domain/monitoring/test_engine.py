"""Monitoring in memory."""

from __future__ import annotations

from datetime import timedelta

from compliance.transfers import MONDAY, an_engine, party, transfer
from paymentus.compliance.domain.transfer import Channel, Transfer


def first_seen(hours: float) -> Transfer:
    unknown = party("usr_new", since=None)
    return Transfer(
        "t", MONDAY + timedelta(hours=hours), unknown, (party("usr_2"),), 100, "USD", Channel.BANK
    )


def test_who_is_there_at_the_beginning_of_a_file_is_not_taken_for_new() -> None:
    engine = an_engine(weeks=0)
    engine.judge(first_seen(hours=24))

    activity = engine.activities["usr_new"]
    assert activity.since is None
    assert activity.unknown_until == int((MONDAY + timedelta(days=28)).timestamp())


def test_who_comes_weeks_later_is_new() -> None:
    engine = an_engine(weeks=0)
    engine.judge(transfer("usr_1", "usr_2", 5))
    engine.judge(first_seen(hours=24 * 30))

    activity = engine.activities["usr_new"]
    assert activity.since == int((MONDAY + timedelta(days=30)).timestamp())
    assert activity.unknown_until == 0


def test_all_sides_are_counted() -> None:
    engine = an_engine()
    engine.judge(transfer("usr_1", ["usr_2", "bil_1"], 5, device="phone"))

    assert engine.activities.keys() == {"usr_1", "usr_2", "device:phone"}
