from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.foundation.clock import parse_rfc3339, rfc3339, utc_now


class TestNow:
    def test_is_utc_and_as_exact_as_mongodb_stores_it(self) -> None:
        now = utc_now()

        assert now.tzinfo is UTC
        assert now.microsecond % 1000 == 0


class TestRfc3339:
    def test_is_utc_with_milliseconds(self) -> None:
        east = timezone(timedelta(hours=2))

        assert rfc3339(datetime(2026, 11, 23, 12, 0, tzinfo=east)) == "2026-11-23T10:00:00.000Z"

    def test_refuses_a_time_without_a_zone(self) -> None:
        with pytest.raises(ValueError, match="zone"):
            rfc3339(datetime(2026, 11, 23))
        with pytest.raises(ValueError, match="zone"):
            parse_rfc3339("2026-11-23T10:00:00")

    @given(st.datetimes(timezones=st.just(UTC)))
    def test_is_read_back_to_the_millisecond(self, moment: datetime) -> None:
        cut = moment.replace(microsecond=moment.microsecond // 1000 * 1000)

        assert parse_rfc3339(rfc3339(cut)) == cut

    def test_of_another_offset_is_turned_into_utc(self) -> None:
        moment = parse_rfc3339("2026-11-23T12:00:00+02:00")

        assert (moment.hour, moment.tzinfo) == (10, UTC)
