from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.building import NOW, a_biller, a_free_bill
from paymentus.billers.domain import FeeModel, FeeRule, Method
from paymentus.billers.domain.biller import MethodNotAccepted
from paymentus.bills.domain import Bill, BillStatus, OverPaymentNotAllowed, PaymentTooSmall
from paymentus.foundation.errors import Rejected
from paymentus.payments.domain.quote import (
    TOTAL_MINOR_MAX,
    BillsOfTwoCurrencies,
    BillTwice,
    Quote,
    TotalTooLarge,
    price,
)

FIFTEEN_MINUTES = timedelta(minutes=15)


def priced(*chosen: tuple[Bill, int | None], at: datetime = NOW, **changes: Any) -> Quote:
    biller = changes.pop("biller", a_biller())
    return price(
        [(bill, biller, amount) for bill, amount in chosen],
        quote_id="quo_1",
        principal_id="usr_1",
        method=changes.pop("method", Method.CARD),
        at=at,
        lifetime=FIFTEEN_MINUTES,
    )


class TestPrice:
    def test_is_all_that_is_open_unless_an_amount_is_named(self) -> None:
        part_paid = a_free_bill(amount_paid_minor=2_500, status=BillStatus.PART_PAID)

        assert priced((part_paid, None)).amount_minor == 7_500
        assert priced((part_paid, 600)).amount_minor == 600

    def test_adds_each_billers_fee(self) -> None:
        quote = priced((a_free_bill(), None), (a_free_bill(id="bil_2"), 4_000))

        assert (quote.amount_minor, quote.fee_minor, quote.total_minor) == (14_000, 400, 14_400)

    def test_of_a_percentage_is_of_each_bill_and_rounded_half_up(self) -> None:
        fee = FeeRule(Method.CARD, FeeModel.PERCENT, basis_points=200, minimum_minor=100)
        quote = priced((a_free_bill(), 5_025), biller=a_biller(fees=(fee,)))

        assert quote.fee_minor == 101

    def test_names_what_the_statement_and_the_receipt_will_say(self) -> None:
        line = priced((a_free_bill(), None)).items[0]

        assert (line.biller_name, line.bill_number) == ("Riverton Water", "B1")
        assert (line.account_number, line.statement_descriptor) == ("1002003001", "RIVERTON WATER")

    @pytest.mark.parametrize(
        ("amount", "refusal"), [(10_001, OverPaymentNotAllowed), (499, PaymentTooSmall)]
    )
    def test_is_not_given_for_what_the_bill_refuses(
        self, amount: int, refusal: type[Rejected]
    ) -> None:
        with pytest.raises(refusal):
            priced((a_free_bill(), amount))

    def test_is_not_given_for_a_way_of_paying_the_biller_does_not_take(self) -> None:
        with pytest.raises(MethodNotAccepted):
            priced((a_free_bill(), None), method=Method.BANK)

    def test_is_not_given_for_one_bill_twice(self) -> None:
        with pytest.raises(BillTwice):
            priced((a_free_bill(), 600), (a_free_bill(), 600))

    def test_is_not_given_over_two_currencies(self) -> None:
        with pytest.raises(BillsOfTwoCurrencies):
            priced((a_free_bill(), None), (a_free_bill(id="bil_2", currency="EUR"), None))

    @pytest.mark.parametrize("count", [0, 21])
    def test_is_for_one_to_twenty_bills(self, count: int) -> None:
        with pytest.raises(Rejected):
            priced(*((a_free_bill(id=f"bil_{n}"), None) for n in range(count)))

    def test_is_at_most_what_one_charge_can_carry(self) -> None:
        most = a_free_bill(amount_due_minor=TOTAL_MINOR_MAX - 200)

        assert priced((most, None)).total_minor == TOTAL_MINOR_MAX
        with pytest.raises(TotalTooLarge):
            priced((replace(most, amount_due_minor=most.amount_due_minor + 1), None))

    @given(st.lists(st.integers(500, 10_000), min_size=1, max_size=20), st.integers(1, 1_000))
    def test_is_the_sum_of_its_lines_to_the_last_unit(
        self, amounts: list[int], basis_points: int
    ) -> None:
        fee = FeeRule(Method.CARD, FeeModel.PERCENT, basis_points=basis_points)
        bills = [(a_free_bill(id=f"bil_{n}"), amount) for n, amount in enumerate(amounts)]

        quote = priced(*bills, biller=a_biller(fees=(fee,)))

        assert quote.amount_minor == sum(amounts)
        assert quote.fee_minor == sum((a * basis_points + 5_000) // 10_000 for a in amounts)
        assert quote.total_minor == quote.amount_minor + quote.fee_minor


class TestTime:
    def test_binds_for_its_lifetime(self) -> None:
        assert priced((a_free_bill(), None)).expires_at == NOW + FIFTEEN_MINUTES

    def test_ends_at_the_cut_off_so_that_the_promised_date_stays_true(self) -> None:
        cut_off = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)

        quote = priced((a_free_bill(), None), at=cut_off - timedelta(minutes=10))

        assert quote.expires_at == cut_off
        assert quote.delivery_date == date(2026, 11, 24)

    def test_lasts_two_minutes_also_just_before_the_cut_off(self) -> None:
        at = datetime(2026, 11, 23, 21, 59, 30, tzinfo=UTC)

        assert priced((a_free_bill(), None), at=at).expires_at == at + timedelta(minutes=2)

    def test_promises_the_next_banking_day_after_the_cut_off(self) -> None:
        after = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)

        # Thursday the 26th is Thanksgiving.
        assert priced((a_free_bill(), None), at=after).delivery_date == date(2026, 11, 30)

    def test_promises_the_latest_date_of_several_bills(self) -> None:
        quote = priced((a_free_bill(), None))
        later = replace(quote.items[0], bill_id="bil_2", delivery_date=date(2026, 12, 1))

        assert replace(quote, items=(quote.items[0], later)).delivery_date == date(2026, 12, 1)
