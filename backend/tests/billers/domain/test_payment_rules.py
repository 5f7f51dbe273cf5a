from __future__ import annotations

import pytest

from paymentus.billers.domain.payment_rules import PaymentRules, problems_of


class TestLimit:
    @pytest.mark.parametrize(
        ("rules", "limit"),
        [
            (PaymentRules(), 10_000),
            (PaymentRules(maximum_minor=50_000), 10_000),
            (PaymentRules(over_payment=True, maximum_minor=50_000), 50_000),
            (PaymentRules(over_payment=True, maximum_minor=5_000), 10_000),
        ],
    )
    def test_is_what_the_bill_asks_unless_over_payment_is_allowed(
        self, rules: PaymentRules, limit: int
    ):
        assert rules.limit_minor(10_000) == limit


class TestProblems:
    @pytest.mark.parametrize(
        ("rules", "fields"),
        [
            (PaymentRules(partial=True, minimum_minor=500), []),
            (PaymentRules(minimum_minor=-1), ["payment_rules"]),
            (PaymentRules(over_payment=True), ["payment_rules.maximum_minor"]),
        ],
    )
    def test_name_the_field(self, rules: PaymentRules, fields: list[str]):
        assert [problem.field for problem in problems_of(rules)] == fields
