from __future__ import annotations

import pytest

from ledger.building import PAYABLE, RECEIVABLE
from paymentus.ledger.domain import Account, AccountClass, Side, account_class_of, account_id
from paymentus.ledger.domain.accounts import CHART


class TestAccountId:
    def test_names_what_the_account_is(self) -> None:
        assert account_id("biller_payable", "bil_1", "USD") == "biller_payable/bil_1/USD"

    def test_is_refused_when_the_kind_is_not_in_the_chart(self) -> None:
        with pytest.raises(ValueError, match="not in the chart"):
            account_id("biller_payabel", "bil_1", "USD")

    def test_is_refused_when_the_owner_would_read_as_another_part(self) -> None:
        with pytest.raises(ValueError, match="slash"):
            account_id("bank", "a/b", "USD")


class TestChart:
    @pytest.mark.parametrize(
        ("kind", "account_class", "normal_side", "floored"),
        [
            ("processor_receivable", AccountClass.ASSET, Side.DEBIT, False),
            ("bank", AccountClass.ASSET, Side.DEBIT, False),
            ("cash_at_counters", AccountClass.ASSET, Side.DEBIT, True),
            ("biller_receivable", AccountClass.ASSET, Side.DEBIT, True),
            ("disputes_held", AccountClass.ASSET, Side.DEBIT, True),
            ("biller_payable", AccountClass.LIABILITY, Side.CREDIT, True),
            ("customer_credit", AccountClass.LIABILITY, Side.CREDIT, True),
            ("fee_income", AccountClass.INCOME, Side.CREDIT, False),
            ("processor_fees", AccountClass.EXPENSE, Side.DEBIT, False),
            ("dispute_fees", AccountClass.EXPENSE, Side.DEBIT, False),
        ],
    )
    def test_has_the_class_side_and_floor_of_the_field(
        self, kind: str, account_class: AccountClass, normal_side: Side, floored: bool
    ) -> None:
        identifier = account_id(kind, "x", "USD")

        assert account_class_of(identifier) is account_class
        assert account_class.normal_side is normal_side
        assert Account(identifier).has_floor is floored

    def test_has_no_account_that_no_test_names(self) -> None:
        assert len(CHART) == 10


class TestAccount:
    def test_counts_on_its_normal_side(self) -> None:
        asset = Account(RECEIVABLE, debits_posted=700, credits_posted=200)
        liability = Account(PAYABLE, debits_posted=200, credits_posted=700)

        assert asset.posted == 500
        assert liability.posted == 500

    def test_has_available_what_is_posted_less_the_holds_that_would_lower_it(self) -> None:
        asset = Account(RECEIVABLE, debits_posted=700, debits_pending=50, credits_pending=90)
        liability = Account(PAYABLE, credits_posted=700, debits_pending=90, credits_pending=50)

        assert asset.available == 610
        assert liability.available == 610

    def test_knows_its_currency(self) -> None:
        assert Account(account_id("bank", "operating", "BTC")).currency == "BTC"

    @pytest.mark.parametrize(
        "field", ["debits_posted", "credits_posted", "debits_pending", "credits_pending"]
    )
    def test_cannot_have_a_running_total_below_zero(self, field: str) -> None:
        with pytest.raises(ValueError, match="below zero"):
            Account(PAYABLE, **{field: -1})
