"""How money flows: what is flagged, and its innocent twin that is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from compliance.transfers import MONDAY, an_engine, codes_of, findings_of, party, transfer
from paymentus.compliance.domain.transfer import Transfer


def months_of(*, sender: str, receivers: list[str], dollars: float, months: int) -> list[Transfer]:
    return [
        transfer(sender, one, dollars, hours=24 * 30 * month + number)
        for month in range(months)
        for number, one in enumerate(receivers)
    ]


class TestVelocity:
    def test_is_twenty_transfers_in_a_day(self) -> None:
        found = findings_of(
            *(transfer("usr_1", f"usr_{n % 3 + 2}", 200, hours=n / 2) for n in range(20))
        )

        assert [one.code for one in found] == ["velocity"]
        assert "20 transfers in 24 hours" in found[0].words

    def test_is_not_paying_every_bill_of_the_month_at_once(self) -> None:
        bills = [transfer("usr_1", f"bil_{n}", 180, hours=n / 10) for n in range(60)]

        assert codes_of(*bills) == []


class TestRapidMovement:
    def test_is_money_that_leaves_as_it_came(self) -> None:
        found = findings_of(
            transfer("usr_1", "usr_2", 9_000), transfer("usr_2", "usr_3", 8_500, hours=5)
        )

        assert [one.code for one in found] == ["rapid_movement"]
        assert found[0].evidence["path"] == [
            {"from": "usr_1", "to": "usr_2"},
            {"from": "usr_2", "to": "usr_3"},
        ]

    def test_is_not_wages_of_which_the_rent_is_paid(self) -> None:
        assert (
            codes_of(transfer("usr_1", "usr_2", 6_000), transfer("usr_2", "usr_3", 2_200, hours=5))
            == []
        )

    @pytest.mark.parametrize("friends_dollars", [20, 9_000])
    def test_is_judged_by_most_of_the_money_and_not_by_what_came_or_went_last(
        self, friends_dollars: int
    ) -> None:
        """Wages that go home every month, with a stranger's money between the two."""
        engine = an_engine()
        months = [
            one
            for month in range(4)
            for one in (
                transfer("usr_1", "usr_2", 6_000, hours=24 * 30 * month),
                transfer("usr_2", "usr_3", 5_500, hours=24 * 30 * month + 5),
            )
        ]
        codes_of(*months, engine=engine)
        at = 24 * 30 * 4

        said = codes_of(
            transfer("usr_1", "usr_2", 6_000, hours=at),
            transfer("usr_new", "usr_2", friends_dollars, hours=at + 1),
            transfer("usr_2", "usr_3", 5_500, hours=at + 5),
            transfer("usr_2", "usr_other", friends_dollars, hours=at + 6),
            engine=engine,
        )

        assert ("rapid_movement" in said) is (friends_dollars == 9_000)

    def test_is_not_what_the_same_three_do_every_month(self) -> None:
        engine = an_engine()
        months = [
            one
            for month in range(8)
            for one in (
                transfer("usr_1", "usr_2", 6_000, hours=24 * 30 * month),
                transfer("usr_2", "usr_3", 5_500, hours=24 * 30 * month + 5),
            )
        ]
        codes_of(*months[:8], engine=engine)

        assert codes_of(*months[8:], engine=engine) == []


class TestRoundTrip:
    def test_is_money_that_comes_back_over_others(self) -> None:
        found = findings_of(
            transfer("usr_1", "usr_2", 5_000),
            transfer("usr_2", "usr_3", 4_800, hours=24),
            transfer("usr_3", "usr_4", 4_600, hours=48),
            transfer("usr_4", "usr_1", 4_500, hours=72),
        )

        (circle,) = [one for one in found if one.code == "round_trip"]
        assert [(step["from"], step["to"]) for step in circle.evidence["path"]] == [
            ("usr_1", "usr_2"),
            ("usr_2", "usr_3"),
            ("usr_3", "usr_4"),
            ("usr_4", "usr_1"),
        ]
        assert "over 4 transfers" in circle.words

    def test_is_not_a_loan_that_is_paid_back(self) -> None:
        assert "round_trip" not in codes_of(
            transfer("usr_1", "usr_2", 5_000), transfer("usr_2", "usr_1", 5_000, hours=48)
        )

    def test_is_not_a_circle_that_takes_a_month(self) -> None:
        assert "round_trip" not in codes_of(
            transfer("usr_1", "usr_2", 5_000),
            transfer("usr_2", "usr_3", 5_000, hours=24 * 10),
            transfer("usr_3", "usr_1", 5_000, hours=24 * 20),
        )


class TestFanIn:
    def test_is_many_strangers_who_pay_one_within_days(self) -> None:
        found = findings_of(*(transfer(f"usr_{n}", "usr_99", 900, hours=n * 4) for n in range(8)))

        assert [one.code for one in found] == ["fan_in"]
        assert found[0].evidence["about"] == "usr_99"

    def test_is_not_a_landlord_whose_tenants_pay_every_month(self) -> None:
        engine = an_engine()
        rents = [
            transfer(f"usr_{n}", "usr_99", 900, hours=24 * 30 * month + n)
            for month in range(4)
            for n in range(20)
        ]
        codes_of(*rents[:20], engine=engine)

        assert codes_of(*rents[20:], engine=engine) == []

    def test_is_not_small_coins_for_a_school_trip(self) -> None:
        trip = [transfer(f"usr_{n}", "usr_99", 45, hours=n) for n in range(30)]

        assert codes_of(*trip) == []

    def test_of_somebody_whose_past_nobody_knows_needs_money_to_be_sent_on(self) -> None:
        stranger = party("usr_99", since=None)
        paid = [
            Transfer(f"t{n}", MONDAY + timedelta(hours=n), party(f"usr_{n}", since=None),
                     (stranger,), 90_000, "USD", transfer("a", "b", 1).channel)
            for n in range(10)
        ]  # fmt: skip
        on = transfer(stranger, "usr_77", 8_000, hours=12)

        assert codes_of(*paid, engine=an_engine(weeks=0)) == []
        assert "fan_in" in codes_of(*paid, on, engine=an_engine(weeks=0))


class TestFanOut:
    def test_is_one_who_pays_many_strangers_within_days(self) -> None:
        found = findings_of(*(transfer("usr_99", f"usr_{n}", 900, hours=n * 4) for n in range(8)))

        assert [one.code for one in found] == ["fan_out"]

    def test_is_not_an_employer_on_payday(self) -> None:
        engine = an_engine()
        staff = [f"usr_{n}" for n in range(30)]
        paydays = months_of(sender="usr_99", receivers=staff, dollars=2_500, months=3)
        codes_of(*paydays[:30], engine=engine)

        assert codes_of(*paydays[30:], engine=engine) == []


class TestRoundAmounts:
    def test_is_whole_thousands_again_and_again(self) -> None:
        amounts = (3_000, 4_000, 5_000, 2_000)
        found = codes_of(
            *(transfer("usr_1", f"usr_{n + 2}", d, hours=n * 20) for n, d in enumerate(amounts))
        )

        assert found == ["round_amounts"]

    def test_is_not_a_mix_of_amounts(self) -> None:
        amounts = (3_000, 412.10, 5_000, 77.40, 2_000, 990)
        assert (
            codes_of(
                *(transfer("usr_1", f"usr_{n + 2}", d, hours=n * 20) for n, d in enumerate(amounts))
            )
            == []
        )
