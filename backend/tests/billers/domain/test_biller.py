from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bills.building import a_biller
from paymentus.billers.domain import (
    BillerSettingsRejected,
    Method,
    MethodNotAccepted,
    check_settings,
    delivery_date,
    fee_for,
    next_cut_off,
)

# A Monday, 10:00 in Los Angeles.
MONDAY = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


class TestFee:
    def test_goes_by_the_rule_of_the_method(self):
        biller = a_biller()

        assert fee_for(biller, Method.CARD, 10_000) == 150
        assert fee_for(biller, Method.BANK, 10_000) == 0

    def test_is_none_for_a_method_the_biller_does_not_take(self):
        card_only = a_biller(fees=a_biller().fees[:1])

        with pytest.raises(MethodNotAccepted, match="by bank"):
            fee_for(card_only, Method.BANK, 10_000)


class TestDates:
    def test_go_by_the_billers_cut_off_and_zone(self):
        biller = a_biller()

        assert biller.time_zone == "America/Los_Angeles"
        assert delivery_date(biller, Method.CARD, MONDAY) == date(2026, 11, 24)
        assert next_cut_off(biller, MONDAY) == datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
        assert biller.today(datetime(2026, 11, 23, 7, 59, tzinfo=UTC)) == date(2026, 11, 22)


class TestCheckSettings:
    def test_is_content_with_the_demo_billers(self):
        check_settings(a_biller())

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("slug", "a--b"), ("slug", "a" * 61), ("name", "x" * 101), ("name", "a\nb"),
            ("currency", "usd"), ("currency", "DOLLAR"), ("statement_descriptor", "ABCD"),
            ("statement_descriptor", "12345"), ("statement_descriptor", "A*BCDE"),
            ("statement_descriptor", "A" * 23), ("logo_text", ""), ("logo_text", "ABCDE"),
        ],
    )  # fmt: skip
    def test_names_the_field_that_cannot_be_used(self, field: str, value: str):
        with pytest.raises(BillerSettingsRejected) as refusal:
            check_settings(a_biller(**{field: value}))

        assert [problem.field for problem in refusal.value.fields] == [field]
