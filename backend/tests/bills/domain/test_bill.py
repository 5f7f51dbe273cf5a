from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bills.building import NOW, a_bill, after
from paymentus.billers.domain import PaymentRules
from paymentus.bills.domain import (
    Bill,
    BillAlreadyPaid,
    BillHasLivePayment,
    BillStatus,
    BillWithdrawn,
    OverPaymentNotAllowed,
    PartialPaymentNotAllowed,
    PaymentAlreadySettled,
    PaymentTooSmall,
    bill_id,
    bill_key,
    check_amount,
    release,
    reserve,
    settle,
)
from paymentus.commit.domain import UnitOfWork
from paymentus.foundation.errors import DomainError

PARTIAL = PaymentRules(partial=True, minimum_minor=500)
OVER = PaymentRules(partial=True, over_payment=True, maximum_minor=15_000)


def reserved(bill: Bill, payment_id: str, amount: int) -> Bill:
    return after(bill, reserve(bill, payment_id=payment_id, amount_minor=amount, at=NOW))


def settled(bill: Bill, payment_id: str, amount: int) -> Bill:
    return after(bill, settle(bill, payment_id=payment_id, amount_minor=amount, at=NOW))


def released(bill: Bill, payment_id: str) -> Bill:
    return after(bill, release(bill, payment_id=payment_id, at=NOW))


class TestBillId:
    def test_is_the_same_for_the_same_natural_key(self):
        first = bill_id(b"key", "blr_1", "1002003001", bill_key("b 1"))
        second = bill_id(b"key", "blr_1", "1002003001", bill_key(" B1"))

        assert first == second
        assert len(first) == 30

    @given(st.lists(st.text("ab1", max_size=4), min_size=6, max_size=6))
    def test_differs_for_different_natural_keys(self, parts: list[str]):
        one, other = tuple(parts[:3]), tuple(parts[3:])

        assert (bill_id(b"key", *one) == bill_id(b"key", *other)) == (one == other)


class TestCheckAmount:
    @pytest.mark.parametrize(
        ("rules", "paid", "amount", "refusal"),
        [
            (PaymentRules(), 0, 10_000, None),
            (PaymentRules(), 0, 9_999, PartialPaymentNotAllowed),
            (PaymentRules(), 0, 10_001, OverPaymentNotAllowed),
            (PaymentRules(), 0, 0, PaymentTooSmall),
            (PaymentRules(), 0, -5, PaymentTooSmall),
            (PARTIAL, 0, 500, None),
            (PARTIAL, 0, 499, PaymentTooSmall),
            (PARTIAL, 9_700, 300, None),  # what is left can always be paid
            (PARTIAL, 9_700, 299, PaymentTooSmall),
            (PARTIAL, 9_700, 301, OverPaymentNotAllowed),
            (OVER, 0, 15_000, None),
            (OVER, 0, 15_001, OverPaymentNotAllowed),
            (OVER, 4_000, 11_000, None),
            (OVER, 4_000, 11_001, OverPaymentNotAllowed),
        ],
    )
    def test_keeps_to_the_billers_rules(
        self, rules: PaymentRules, paid: int, amount: int, refusal: type[DomainError] | None
    ):
        bill = a_bill(rules=rules, amount_paid_minor=paid, status=BillStatus.PART_PAID)

        if refusal is None:
            check_amount(bill, amount_minor=amount)
        else:
            with pytest.raises(refusal):
                check_amount(bill, amount_minor=amount)

    def test_refuses_a_withdrawn_bill(self):
        with pytest.raises(BillWithdrawn):
            check_amount(a_bill(status=BillStatus.WITHDRAWN), amount_minor=10_000)

    def test_names_the_payment_that_paid_the_bill(self):
        bill = a_bill(status=BillStatus.PAID, amount_paid_minor=10_000, last_payment_id="pay_1")

        with pytest.raises(BillAlreadyPaid) as refusal:
            check_amount(bill, amount_minor=10_000)

        assert refusal.value.extra == {"payment_id": "pay_1"}


class TestReserve:
    def test_holds_the_bill_for_one_payment(self):
        bill = reserved(a_bill(), "pay_1", 10_000)

        assert (bill.live_payment_id, bill.amount_reserved_minor) == ("pay_1", 10_000)
        with pytest.raises(BillHasLivePayment) as refusal:
            reserve(bill, payment_id="pay_2", amount_minor=10_000, at=NOW)
        assert refusal.value.payment_id == "pay_1"

    def test_may_be_repeated_by_the_same_payment(self):
        bill = reserved(reserved(a_bill(rules=PARTIAL), "pay_1", 10_000), "pay_1", 4_000)

        assert (bill.live_payment_id, bill.amount_reserved_minor) == ("pay_1", 4_000)

    def test_leaves_the_bill_open_to_others_once_released(self):
        bill = released(reserved(a_bill(), "pay_1", 10_000), "pay_1")

        assert (bill.live_payment_id, bill.amount_reserved_minor) == (None, 0)
        assert reserved(bill, "pay_2", 10_000).live_payment_id == "pay_2"


class TestSettle:
    def test_in_full_makes_the_bill_paid(self):
        bill = settled(reserved(a_bill(), "pay_1", 10_000), "pay_1", 10_000)

        assert (bill.status, bill.amount_open_minor) == (BillStatus.PAID, 0)
        assert (bill.live_payment_id, bill.last_payment_id) == (None, "pay_1")

    def test_in_part_leaves_the_rest_open(self):
        bill = settled(reserved(a_bill(rules=PARTIAL), "pay_1", 4_000), "pay_1", 4_000)

        assert (bill.status, bill.amount_open_minor) == (BillStatus.PART_PAID, 6_000)

    def test_counts_money_once(self):
        bill = settled(reserved(a_bill(), "pay_1", 10_000), "pay_1", 10_000)

        with pytest.raises(PaymentAlreadySettled):
            settle(bill, payment_id="pay_1", amount_minor=10_000, at=NOW)

    def test_counts_money_that_came_late_and_keeps_anothers_hold(self):
        given_up = released(reserved(a_bill(rules=OVER), "pay_1", 4_000), "pay_1")
        bill = settled(reserved(given_up, "pay_2", 5_000), "pay_1", 4_000)

        assert (bill.amount_paid_minor, bill.status) == (4_000, BillStatus.PART_PAID)
        assert (bill.live_payment_id, bill.amount_reserved_minor) == ("pay_2", 5_000)

    def test_leaves_a_withdrawn_bill_withdrawn_and_keeps_the_money(self):
        bill = settled(a_bill(status=BillStatus.WITHDRAWN), "pay_1", 10_000)

        assert (bill.status, bill.amount_paid_minor) == (BillStatus.WITHDRAWN, 10_000)


class TestRelease:
    def test_of_what_is_not_held_does_nothing(self):
        assert release(a_bill(live_payment_id="pay_2"), payment_id="pay_1", at=NOW) == UnitOfWork()


acts = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "settle", "release"]),
        st.sampled_from(["pay_1", "pay_2", "pay_3"]),
        st.integers(-100, 16_000),
    ),
    max_size=30,
)


class TestAnySequenceOfPayments:
    @given(acts, st.sampled_from([PaymentRules(), PARTIAL, OVER]))
    def test_never_sums_over_the_bills_limit(self, steps: list[tuple[str, str, int]], rules):
        bill, holds = a_bill(rules=rules), {}
        for act, payment, amount in steps:
            try:
                if act == "reserve":
                    bill = reserved(bill, payment, amount)
                    holds = {payment: amount}
                elif payment in holds:
                    held = holds.pop(payment)
                    settling = act == "settle"
                    bill = settled(bill, payment, held) if settling else released(bill, payment)
            except DomainError:
                pass
            limit = rules.limit_minor(bill.amount_due_minor)
            assert bill.amount_paid_minor + bill.amount_reserved_minor <= limit
            assert (bill.live_payment_id is None) == (bill.amount_reserved_minor == 0)
            assert (bill.status is BillStatus.PAID) == (bill.amount_paid_minor >= 10_000)


class TestOverdue:
    @pytest.mark.parametrize(
        ("bill", "overdue"),
        [
            (a_bill(due_on=date(2026, 11, 22)), True),
            (a_bill(due_on=date(2026, 11, 23)), False),
            (a_bill(due_on=date(2026, 11, 1), amount_paid_minor=10_000), False),
            (a_bill(due_on=date(2026, 11, 1), status=BillStatus.WITHDRAWN), False),
        ],
    )
    def test_is_an_open_amount_after_the_due_date(self, bill: Bill, overdue: bool):
        assert bill.is_overdue(date(2026, 11, 23)) is overdue
