from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.billers.domain.calendar import (
    CutOff,
    Holidays,
    delivered_on,
    federal_reserve_holidays,
    is_banking_day,
    next_cut_off,
    problems_of,
)
from paymentus.billers.domain.fees import Method

# As published at richmondfed.org/about_us/holiday_schedule; those on a Saturday are not kept.
PUBLISHED = {
    2025: ["01-01", "01-20", "02-17", "05-26", "06-19", "07-04", "09-01", "10-13", "11-11",
           "11-27", "12-25"],
    2026: ["01-01", "01-19", "02-16", "05-25", "06-19", "09-07", "10-12", "11-11", "11-26",
           "12-25"],
    2027: ["01-01", "01-18", "02-15", "05-31", "07-05", "09-06", "10-11", "11-11", "11-25"],
}  # fmt: skip

moments = st.datetimes(
    datetime(2020, 1, 1),
    datetime(2040, 1, 1),
    timezones=st.just(UTC),
)
zones = st.sampled_from(["America/Los_Angeles", "America/New_York", "Asia/Kolkata", "UTC"])
times = st.times().map(lambda value: value.replace(second=0, microsecond=0))


def cut_off(
    local: str = "17:00", zone: str = "America/Los_Angeles", card: int = 1, bank: int = 2
) -> CutOff:
    days = ((Method.BANK, bank), (Method.CARD, card))
    return CutOff(time.fromisoformat(local), zone, days)


def at(text: str, zone: str = "America/Los_Angeles") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


class TestFederalReserveHolidays:
    @pytest.mark.parametrize("year", sorted(PUBLISHED))
    def test_are_the_published_ones(self, year: int):
        published = {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year]}

        assert federal_reserve_holidays(year) == published

    def test_on_a_saturday_leave_the_friday_open(self):
        assert date(2026, 7, 4).weekday() == 5
        assert is_banking_day(date(2026, 7, 3), Holidays.US_FEDERAL_RESERVE)

    def test_on_a_sunday_close_the_monday(self):
        assert date(2027, 7, 4).weekday() == 6
        assert not is_banking_day(date(2027, 7, 5), Holidays.US_FEDERAL_RESERVE)

    def test_have_no_juneteenth_before_2022(self):
        assert date(2020, 6, 19) not in federal_reserve_holidays(2020)
        assert date(2023, 6, 19) in federal_reserve_holidays(2023)


class TestDelivery:
    @pytest.mark.parametrize(
        ("paid", "method", "delivered"),
        [
            ("2026-11-23T10:00", Method.CARD, "2026-11-24"),  # Monday before the cut-off
            ("2026-11-23T16:59:59", Method.CARD, "2026-11-24"),
            ("2026-11-23T17:00", Method.CARD, "2026-11-25"),  # at the cut-off is too late
            ("2026-11-25T12:00", Method.CARD, "2026-11-27"),  # over Thanksgiving
            ("2026-11-25T12:00", Method.BANK, "2026-11-30"),  # and the weekend
            ("2026-11-28T09:00", Method.CARD, "2026-12-01"),  # Saturday counts as Monday
            ("2026-12-31T18:00", Method.CARD, "2027-01-05"),  # over New Year's Day and a weekend
        ],
    )
    def test_is_counted_in_banking_days(self, paid: str, method: Method, delivered: str):
        found = delivered_on(cut_off(), method=method, paid_at=at(paid))

        assert found == date.fromisoformat(delivered)

    def test_of_zero_days_is_the_day_it_counts_as_paid(self):
        same_day = cut_off(card=0)

        before = delivered_on(same_day, method=Method.CARD, paid_at=at("2026-11-23T16:00"))
        after = delivered_on(same_day, method=Method.CARD, paid_at=at("2026-11-23T18:00"))

        assert (before, after) == (date(2026, 11, 23), date(2026, 11, 24))

    def test_ignores_holidays_where_the_biller_keeps_none(self):
        every_weekday = CutOff(
            time(17, 0), "America/Los_Angeles", ((Method.CARD, 1),), Holidays.NONE
        )

        found = delivered_on(every_weekday, method=Method.CARD, paid_at=at("2026-11-25T12:00"))

        assert found == date(2026, 11, 26)

    @given(moments, zones, times, st.integers(0, 10))
    def test_falls_on_a_banking_day_not_before_the_payment(
        self, paid: datetime, zone: str, local: time, days: int
    ):
        rule = CutOff(local, zone, ((Method.CARD, days),))

        found = delivered_on(rule, method=Method.CARD, paid_at=paid)

        assert is_banking_day(found, Holidays.US_FEDERAL_RESERVE)
        assert found >= paid.astimezone(ZoneInfo(zone)).date()

    @given(moments, moments, zones, times)
    def test_is_never_earlier_for_who_pays_later(
        self, one: datetime, other: datetime, zone: str, local: time
    ):
        rule = CutOff(local, zone, ((Method.CARD, 1),))
        first, second = sorted((one, other))

        assert delivered_on(rule, method=Method.CARD, paid_at=first) <= delivered_on(
            rule, method=Method.CARD, paid_at=second
        )


class TestNextCutOff:
    @given(moments, zones, times)
    def test_is_the_last_moment_with_the_same_delivery_date(
        self, paid: datetime, zone: str, local: time
    ):
        rule = CutOff(local, zone, ((Method.CARD, 1),))
        until = next_cut_off(rule, paid)

        assert until > paid
        promised = delivered_on(rule, method=Method.CARD, paid_at=paid)
        just_before = delivered_on(
            rule, method=Method.CARD, paid_at=until - timedelta(microseconds=1)
        )
        assert just_before == promised
        assert delivered_on(rule, method=Method.CARD, paid_at=until) > promised

    def test_follows_the_clock_change(self):
        before = next_cut_off(cut_off(), at("2026-10-30T10:00"))
        after = next_cut_off(cut_off(), at("2026-11-02T10:00"))

        assert (before.hour, after.hour) == (0, 1)  # 17:00 is 00:00 UTC in summer


class TestProblems:
    @pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "America"])
    def test_name_a_zone_that_is_none(self, zone: str):
        assert [found.field for found in problems_of(cut_off(zone=zone))] == ["cut_off.time_zone"]

    def test_name_a_delivery_that_takes_too_long(self):
        fields = [found.field for found in problems_of(cut_off(card=11))]

        assert fields == ["cut_off.banking_days_to_deliver.card"]
