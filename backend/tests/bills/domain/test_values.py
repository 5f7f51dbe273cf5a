from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.billers.domain import DateOrder, DecimalMark
from paymentus.bills.domain.reasons import Reason, ValueRefused
from paymentus.bills.domain.values import parse_amount, parse_date


def refusal_of(read, *arguments, **named) -> Reason:
    with pytest.raises(ValueRefused) as refusal:
        read(*arguments, **named)
    return refusal.value.reason


class TestParseAmount:
    @pytest.mark.parametrize(
        ("text", "minor"),
        [
            ("100", 10_000), ("100.5", 10_050), ("100.50", 10_050), ("0.01", 1), (".50", 50),
            ("0", 0), ("-0.00", 0), ("007.00", 700), ("12.500", 1_250), ("1,234.56", 123_456),
            ("1,234,567", 123_456_700), ("$12.00", 1_200), ("12.00 USD", 1_200),
            ("USD 1,200", 120_000), ("usd12", 1_200), ("$ 12.00", 1_200), ("+12.00", 1_200),
        ],
    )  # fmt: skip
    def test_reads_what_billers_write(self, text: str, minor: int):
        assert parse_amount(text, currency="USD") == minor

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("abc", Reason.AMOUNT_NOT_UNDERSTOOD), ("12.34.56", Reason.AMOUNT_NOT_UNDERSTOOD),
            ("1,23", Reason.AMOUNT_NOT_UNDERSTOOD), ("12,50", Reason.AMOUNT_NOT_UNDERSTOOD),
            ("1E5", Reason.AMOUNT_NOT_UNDERSTOOD), ("NaN", Reason.AMOUNT_NOT_UNDERSTOOD),
            ("Infinity", Reason.AMOUNT_NOT_UNDERSTOOD), ("0x10", Reason.AMOUNT_NOT_UNDERSTOOD),
            ("1 234", Reason.AMOUNT_NOT_UNDERSTOOD), ("١٢", Reason.AMOUNT_NOT_UNDERSTOOD),
            ("$", Reason.AMOUNT_NOT_UNDERSTOOD), ("-", Reason.AMOUNT_NOT_UNDERSTOOD),
            ("1_000", Reason.AMOUNT_NOT_UNDERSTOOD), ("=1+1", Reason.AMOUNT_NOT_UNDERSTOOD),
            ("-5.00", Reason.AMOUNT_NEGATIVE), ("(5.00)", Reason.AMOUNT_NEGATIVE),
            ("5.00-", Reason.AMOUNT_NEGATIVE), ("-$5.00", Reason.AMOUNT_NEGATIVE),
            ("12.345", Reason.TOO_MANY_DECIMALS), ("0.001", Reason.TOO_MANY_DECIMALS),
            ("10000000000.01", Reason.AMOUNT_TOO_LARGE),
            ("9" * 15, Reason.AMOUNT_TOO_LARGE), ("9" * 40, Reason.AMOUNT_NOT_UNDERSTOOD),
            ("€12.00", Reason.CURRENCY_MISMATCH), ("12.00 EUR", Reason.CURRENCY_MISMATCH),
        ],
    )  # fmt: skip
    def test_refuses_what_is_no_amount_and_says_why(self, text: str, reason: Reason):
        assert refusal_of(parse_amount, text, currency="USD") is reason

    def test_keeps_to_the_currencys_decimals(self):
        assert parse_amount("1500", currency="JPY") == 1_500
        assert refusal_of(parse_amount, "1500.5", currency="JPY") is Reason.TOO_MANY_DECIMALS
        assert parse_amount("1.234", currency="KWD") == 1_234

    def test_reads_a_decimal_comma_where_the_biller_uses_one(self):
        comma = DecimalMark.COMMA

        assert parse_amount("1.234,56", currency="EUR", mark=comma) == 123_456
        assert parse_amount("12,5", currency="EUR", mark=comma) == 1_250
        assert (
            refusal_of(parse_amount, "1,234.56", currency="EUR", mark=comma)
            is Reason.AMOUNT_NOT_UNDERSTOOD
        )

    def test_takes_a_credit_only_where_one_may_be(self):
        assert parse_amount("-5.00", currency="USD", credit=True) == -500
        assert parse_amount("(5.00)", currency="USD", credit=True) == -500

    @given(st.integers(0, 10**12), st.sampled_from(["{}", "${}", "{} USD", "{:}"]))
    def test_reads_back_every_amount_it_could_be_given(self, minor: int, form: str):
        plain = f"{minor // 100}.{minor % 100:02d}"
        grouped = f"{minor // 100:,}.{minor % 100:02d}"

        assert parse_amount(form.format(plain), currency="USD") == minor
        assert parse_amount(form.format(grouped), currency="USD") == minor

    @given(st.text(max_size=20))
    def test_reads_or_refuses_any_text(self, text: str):
        try:
            assert parse_amount(text, currency="USD") >= 0
        except ValueRefused:
            return


class TestParseDate:
    @pytest.mark.parametrize(
        "text",
        [
            "2026-11-03", "2026/11/03", "20261103", "11/03/2026", "11/3/2026", "11-03-2026",
            "11/3/26", "3 Nov 2026", "Nov 3, 2026", "November 3, 2026", "03-Nov-2026",
            "03-NOV-26", "2026-11-03T00:00:00", "2026-11-03 00:00", "11/3/2026 12:00:00 AM",
        ],
    )  # fmt: skip
    def test_reads_the_usual_forms(self, text: str):
        assert parse_date(text, DateOrder.MONTH_FIRST) == "2026-11-03"

    def test_asks_the_biller_which_comes_first(self):
        assert parse_date("03/04/2026", DateOrder.MONTH_FIRST) == "2026-03-04"
        assert parse_date("03/04/2026", DateOrder.DAY_FIRST) == "2026-04-03"

    @pytest.mark.parametrize(
        ("text", "order"), [("23/11/2026", DateOrder.MONTH_FIRST), ("11/23/2026", "dmy")]
    )
    def test_never_turns_a_date_round_to_make_it_fit(self, text: str, order: str):
        assert refusal_of(parse_date, text, DateOrder(order)) is Reason.DATE_IMPOSSIBLE

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("2026-02-30", Reason.DATE_IMPOSSIBLE), ("2026-13-01", Reason.DATE_IMPOSSIBLE),
            ("0/0/2026", Reason.DATE_IMPOSSIBLE), ("1999-12-31", Reason.DATE_OUT_OF_RANGE),
            ("2100-01-01", Reason.DATE_OUT_OF_RANGE), ("46000", Reason.DATE_NOT_UNDERSTOOD),
            ("soon", Reason.DATE_NOT_UNDERSTOOD), ("2026-11-03 14:30", Reason.DATE_NOT_UNDERSTOOD),
            ("11/2026", Reason.DATE_NOT_UNDERSTOOD), ("٢٠٢٦-١١-٠٣", Reason.DATE_NOT_UNDERSTOOD),
        ],
    )  # fmt: skip
    def test_refuses_what_is_no_date_and_says_why(self, text: str, reason: Reason):
        assert refusal_of(parse_date, text) is reason

    @given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
    def test_reads_back_every_day_in_every_form(self, day: date):
        for form in ("%Y-%m-%d", "%m/%d/%Y", "%b %d, %Y", "%d-%b-%y", "%Y%m%d"):
            assert parse_date(day.strftime(form)) == day.isoformat()

    @given(st.text(max_size=25))
    def test_reads_or_refuses_any_text(self, text: str):
        try:
            date.fromisoformat(parse_date(text))
        except ValueRefused:
            return
