"""Currency of one person in one business day, and cash cut into parts."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from compliance.transfers import an_engine, cash, codes_of, findings_of, party
from paymentus.compliance.domain.monitoring.cash_rules import (
    CashDay,
    ZoneUnknown,
    add_cash,
    business_day,
    cash_day_ids,
    take_back_cash,
)
from paymentus.compliance.domain.transfer import CashDirection


class TestABusinessDay:
    def test_ends_at_midnight_of_the_counters_zone(self) -> None:
        late = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)

        assert business_day(late, "America/New_York") == "2026-03-01"
        assert business_day(late, "Europe/Berlin") == "2026-03-02"

    def test_in_no_zone_is_refused(self) -> None:
        with pytest.raises(ZoneUnknown, match="Mars"):
            business_day(datetime(2026, 3, 2, tzinfo=UTC), "Mars/Phobos")


class TestAReport:
    def test_is_due_above_the_threshold_and_not_at_it(self) -> None:
        assert codes_of(cash("usr_1", 10_000)) == []
        assert codes_of(cash("usr_2", 10_000.01)) == ["ctr_aggregation"]

    def test_is_due_once_for_several_of_one_day(self) -> None:
        found = findings_of(*(cash("usr_1", 4_000, hours=hour) for hour in range(4)))

        due = [one for one in found if one.code == "ctr_aggregation"]
        assert len(due) == 1
        assert due[0].evidence["total_minor"] == 1_200_000
        assert "$12,000.00 in cash handed in on 2026-03-02" in due[0].words

    def test_nets_nothing(self) -> None:
        out = CashDirection.OUT
        assert "ctr_aggregation" not in codes_of(
            cash("usr_1", 9_000), cash("usr_1", 9_000, cash=out, hours=1)
        )

    def test_counts_for_who_stands_at_the_counter_and_for_whose_money_it_is(self) -> None:
        runner = party("usr_9")
        found = findings_of(
            *(cash(f"usr_{number}", 6_000, conductor=runner, hours=number) for number in (1, 2))
        )

        assert [one.evidence["about"] for one in found if one.code == "ctr_aggregation"] == [
            "usr_9"
        ]

    def test_is_due_where_payers_begin_to_be_named_or_show_another_document(self) -> None:
        payers = ["pty_1", "pty_1", "pty_1", "psn_passport", "psn_number"]
        found = findings_of(
            *(
                cash(payer, 2_900, to="bil_1", hours=hour, accounts=("pty_1",))
                for hour, payer in enumerate(payers)
            )
        )

        (due,) = [one for one in found if one.code == "ctr_aggregation"]
        assert (due.evidence["about"], due.evidence["total_minor"]) == ("pty_1", 1_160_000)

    def test_is_one_where_a_person_and_the_account_are_the_same_cash(self) -> None:
        found = findings_of(
            *(cash("psn_1", 6_000, to="bil_1", hours=n, accounts=("pty_1",)) for n in range(2))
        )

        (due,) = [one for one in found if one.code == "ctr_aggregation"]
        assert due.evidence["about"] == "psn_1"

    def test_counts_one_person_once(self) -> None:
        assert "ctr_aggregation" not in codes_of(cash("usr_1", 6_000, conductor=party("usr_1")))

    def test_of_another_currency_has_no_threshold(self) -> None:
        assert codes_of(cash("usr_1", 20_000, currency="EUR")) == []


class TestTotals:
    def test_are_a_brute_force_recount(self) -> None:
        rng = random.Random(5)
        zones = ["America/New_York", "Pacific/Honolulu", "Europe/Berlin", "Asia/Kolkata"]
        engine, recount = an_engine(), Counter[str]()
        for _ in range(2_000):
            one = cash(
                f"usr_{rng.randrange(20)}",
                rng.randrange(1, 12_000),
                hours=rng.randrange(0, 24 * 20),
                zone=rng.choice(zones),
                cash=rng.choice(list(CashDirection)),
                conductor=party(f"usr_{rng.randrange(20)}") if rng.random() < 0.3 else None,
                accounts=tuple(f"pty_{rng.randrange(9)}" for _ in range(rng.randrange(3))),
            )
            engine.judge(one)
            day = one.at.astimezone(ZoneInfo(one.zone)).strftime("%Y-%m-%d")
            people = {one.sender.id} | ({one.conductor.id} if one.conductor else set())
            for person in people | set(one.accounts):
                recount[f"{person}|{day}|{one.cash}|USD"] += one.amount_minor

        assert {id: day.total_minor for id, day in engine.cash_days.items()} == dict(recount)

    def test_give_back_what_is_withdrawn(self) -> None:
        first, second = cash("usr_1", 400), cash("usr_1", 600)
        ((id, person),) = cash_day_ids(first)
        day = CashDay(id, person, "2026-03-02", CashDirection.IN, "USD")
        add_cash(day, first)
        add_cash(day, second)

        take_back_cash(day, first)

        assert (day.total_minor, day.count) == (60_000, 1)
        assert [part[2] for part in day.parts] == [second.id]


class TestStructuring:
    def test_is_cash_just_under_the_threshold_on_several_days(self) -> None:
        (found,) = findings_of(*(cash("usr_1", 9_400, hours=24 * day) for day in range(3)))

        assert found.code == "structuring"
        assert found.words.startswith("Handed in cash 2 times within one day, $18,800.00")
        assert len(found.evidence["timeline"]) == 2

    def test_is_not_one_large_amount_honestly_reported(self) -> None:
        assert "structuring" not in codes_of(
            cash("usr_1", 14_000), cash("usr_1", 9_000, hours=24), cash("usr_1", 9_000, hours=48)
        )

    def test_is_not_a_shop_that_brings_its_takings_every_day(self) -> None:
        days = [cash("usr_1", 3_000 + day % 5 * 700, hours=24 * day) for day in range(70)]
        engine = an_engine()
        codes_of(*days[:35], engine=engine)

        assert codes_of(*days[35:], engine=engine) == []

    def test_is_not_the_rent_in_cash(self) -> None:
        months = [cash("usr_1", 3_000, to="bil_1", hours=24 * 30 * month) for month in range(6)]

        assert codes_of(*months) == []

    def test_is_not_small_change(self) -> None:
        assert codes_of(*(cash("usr_1", 900, hours=hour * 6) for hour in range(20))) == []


def test_a_day_of_the_clock_change_is_one_business_day() -> None:
    start = datetime(2026, 3, 8, 5, 0, tzinfo=UTC)

    days = {business_day(start + timedelta(hours=hour), "America/New_York") for hour in range(23)}

    assert days == {"2026-03-08"}
