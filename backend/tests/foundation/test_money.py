from __future__ import annotations

from decimal import Decimal

import pytest
from bson import BSON, Int64
from hypothesis import given
from hypothesis import strategies as st

from paymentus.foundation.money import (
    MixedCurrencies,
    Money,
    NotRepresentable,
    exponent,
    format_money,
    from_decimal,
    share_out,
    to_decimal,
)

CURRENCIES = st.sampled_from(["USD", "EUR", "JPY", "KWD", "BTC", "CHF"])
AMOUNTS = st.integers(-(10**15), 10**15)


class TestMoney:
    @pytest.mark.parametrize("amount", [1.0, "1", None, True, Decimal(1)])
    def test_is_whole_minor_units(self, amount: object) -> None:
        with pytest.raises(TypeError):
            Money(amount, "USD")

    def test_takes_the_integers_that_mongodb_hands_out(self) -> None:
        large = BSON.encode({"n": 10**12}).decode()["n"]

        assert type(large) is Int64
        assert Money(large, "USD") == Money(10**12, "USD")

    @pytest.mark.parametrize("currency", ["usd", "US", "DOLLAR", ""])
    def test_names_its_currency_by_its_code(self, currency: str) -> None:
        with pytest.raises(ValueError, match="ISO 4217"):
            Money(1, currency)

    def test_never_meets_another_currency(self) -> None:
        dollars, yen = Money(1, "USD"), Money(1, "JPY")

        for combine in (Money.__add__, Money.__sub__, Money.__lt__, Money.__le__):
            with pytest.raises(MixedCurrencies):
                combine(dollars, yen)
        assert dollars != yen

    @given(AMOUNTS, AMOUNTS)
    def test_adds_and_subtracts_exactly(self, first: int, second: int) -> None:
        one, other = Money(first, "USD"), Money(second, "USD")

        assert one + other - other == one
        assert (one < other) == (first < second)
        assert (one <= other) == (first <= second)
        assert -one == Money(-first, "USD")


class TestDecimal:
    @given(AMOUNTS, CURRENCIES)
    def test_is_exact_both_ways(self, amount: int, currency: str) -> None:
        money = Money(amount, currency)

        assert from_decimal(to_decimal(money), currency) == money

    @pytest.mark.parametrize(
        ("currency", "digits"), [("USD", 2), ("JPY", 0), ("KWD", 3), ("BTC", 8), ("SEK", 2)]
    )
    def test_has_the_places_of_its_currency(self, currency: str, digits: int) -> None:
        assert exponent(currency) == digits
        assert to_decimal(Money(1, currency)) == Decimal(1).scaleb(-digits)

    @pytest.mark.parametrize(
        ("amount", "currency"),
        [("0.001", "USD"), ("0.1", "JPY"), ("0.0001", "KWD"), ("NaN", "USD"), ("Infinity", "USD")],
    )
    def test_is_refused_where_digits_would_be_lost(self, amount: str, currency: str) -> None:
        with pytest.raises(NotRepresentable):
            from_decimal(Decimal(amount), currency)


class TestWords:
    @pytest.mark.parametrize(
        ("money", "words"),
        [
            (Money(10_200, "USD"), "$102.00"),
            (Money(123_456_789, "USD"), "$1,234,567.89"),
            (Money(-5, "USD"), "-$0.05"),
            (Money(1_000, "JPY"), "¥1,000"),
            (Money(110_200, "CHF"), "1,102.00 CHF"),
            (Money(1, "BTC"), "0.00000001 BTC"),
            (Money(0, "KWD"), "0.000 KWD"),
        ],
    )
    def test_are_what_people_write(self, money: Money, words: str) -> None:
        assert format_money(money) == str(money) == words


class TestShares:
    @given(
        st.integers(0, 10**9),
        st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any),
    )
    def test_sum_to_the_whole_and_are_fair_to_one_unit(
        self, total: int, weights: list[int]
    ) -> None:
        shares = share_out(total, weights)

        assert sum(shares) == total
        for share, weight in zip(shares, weights, strict=True):
            exact = Decimal(total) * weight / sum(weights)
            assert abs(share - exact) < 1
        assert all(share == 0 for share, weight in zip(shares, weights, strict=True) if not weight)

    def test_give_the_units_left_over_to_the_largest_remainders(self) -> None:
        assert share_out(100, [1, 1, 1]) == (34, 33, 33)
        assert share_out(10, [3, 3, 4]) == (3, 3, 4)
        assert share_out(5, [1, 2]) == (2, 3)

    @pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
    def test_need_weights(self, weights: list[int]) -> None:
        with pytest.raises(ValueError, match="weights"):
            share_out(1, weights)
