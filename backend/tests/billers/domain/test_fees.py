from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.billers.domain.fees import FeeModel, FeeRule, Method, fee_minor, problems_of, summary

amounts = st.integers(min_value=1, max_value=10**12)


def percent(basis_points: int, minimum: int = 0, maximum: int | None = None) -> FeeRule:
    return FeeRule(
        Method.CARD,
        FeeModel.PERCENT,
        basis_points=basis_points,
        minimum_minor=minimum,
        maximum_minor=maximum,
    )


class TestFee:
    @pytest.mark.parametrize(
        ("rule", "amount", "fee"),
        [
            (FeeRule(Method.CARD, FeeModel.ABSORBED), 10_000, 0),
            (FeeRule(Method.CARD, FeeModel.FLAT, flat_minor=150), 10_000, 150),
            (percent(200), 10_000, 200),
            (percent(200), 10_024, 200),  # 200.48
            (percent(200), 10_025, 201),  # 200.50: half goes up
            (percent(250), 20, 1),  # 0.5 cents: half goes up
            (percent(200, 100, 995), 1_000, 100),
            (percent(200, 100, 995), 49_750, 995),
            (percent(200, 100, 995), 49_751, 995),
            (percent(200, 100, 995), 10_000_000, 995),
        ],
    )
    def test_of_worked_examples(self, rule: FeeRule, amount: int, fee: int):
        assert fee_minor(rule, amount) == fee

    @given(amounts, st.integers(1, 1000))
    def test_of_a_percentage_is_the_exact_one_rounded_half_up(self, amount: int, points: int):
        exact = Decimal(amount) * points / 10_000

        assert fee_minor(percent(points), amount) == exact.quantize(Decimal(1), ROUND_HALF_UP)

    @given(amounts, amounts, st.integers(1, 1000), st.integers(0, 500), st.integers(0, 5000))
    def test_never_falls_when_the_amount_rises_and_keeps_to_its_caps(
        self, one: int, other: int, points: int, minimum: int, above: int
    ):
        rule = percent(points, minimum, minimum + above)
        lesser, greater = sorted((one, other))

        assert minimum <= fee_minor(rule, lesser) <= fee_minor(rule, greater) <= minimum + above

    def test_is_zero_where_nothing_is_paid(self):
        assert fee_minor(percent(200, minimum=100), 0) == 0


class TestSummary:
    @pytest.mark.parametrize(
        ("rule", "words"),
        [
            (FeeRule(Method.CARD, FeeModel.ABSORBED), "No fee"),
            (FeeRule(Method.CARD, FeeModel.FLAT, flat_minor=0), "No fee"),
            (FeeRule(Method.CARD, FeeModel.FLAT, flat_minor=150), "$1.50"),
            (percent(200), "2%"),
            (percent(250), "2.5%"),
            (percent(1000), "10%"),
            (percent(5), "0.05%"),
            (percent(200, 100, 995), "2% (at least $1.00, at most $9.95)"),
            (percent(200, 0, 995), "2% (at most $9.95)"),
        ],
    )
    def test_says_the_rule_in_words(self, rule: FeeRule, words: str):
        assert summary(rule, "USD") == words


class TestProblems:
    @pytest.mark.parametrize(
        ("rules", "field"),
        [
            ((), "fees"),
            ((percent(200), percent(100)), "fees"),
            ((percent(1001),), "fees.0.basis_points"),
            ((percent(0),), "fees.0.basis_points"),
            ((percent(100, 500, 400),), "fees.0.maximum_minor"),
            ((FeeRule(Method.CARD, FeeModel.FLAT, flat_minor=-1),), "fees.0"),
        ],
    )
    def test_name_the_field(self, rules: tuple[FeeRule, ...], field: str):
        assert [problem.field for problem in problems_of(rules)] == [field]

    def test_are_none_for_a_usable_table(self):
        assert problems_of((percent(200, 100, 995), FeeRule(Method.BANK, FeeModel.ABSORBED))) == []
