from __future__ import annotations

import pytest

from paymentus.payments.domain.reconciliation import Booked, Charge, Difference, reconcile
from paymentus.payments.domain.states import PaymentState

SUCCEEDED = PaymentState.SUCCEEDED


def charge(
    payment_id: str | None, amount: int = 100, *, id: str = "", currency: str = "USD"
) -> Charge:
    return Charge(id or f"ch_{payment_id}", payment_id, amount, currency)


def booked(*ids: str, state: PaymentState = SUCCEEDED, amount: int = 100) -> dict[str, Booked]:
    return {id: Booked(id, state, amount, "USD") for id in ids}


def names(charges: list[Charge], payments: dict[str, Booked]) -> list[tuple[Difference, str]]:
    found = reconcile(charges, payments)
    return [(finding.difference, finding.payment_id) for finding in found.findings]


class TestReconciling:
    def test_finds_nothing_where_each_charge_has_its_payment(self) -> None:
        found = reconcile([charge("pay_1"), charge("pay_2")], booked("pay_1", "pay_2"))

        assert found.findings == found.waiting == ()
        assert (found.charges, found.payments) == (2, 2)

    def test_names_what_was_charged_and_is_not_in_the_books(self) -> None:
        found = reconcile([charge("pay_1"), charge("pay_2", 250)], booked("pay_1"))

        [finding] = found.findings
        assert finding.difference is Difference.NOT_IN_BOOKS
        assert (finding.payment_id, finding.charge_ids) == ("pay_2", ("ch_pay_2",))
        assert (finding.charged_minor, finding.booked_minor) == (250, None)

    def test_names_what_the_books_have_and_nobody_charged(self) -> None:
        assert names([], booked("pay_1")) == [(Difference.NOT_AT_PROCESSOR, "pay_1")]

    @pytest.mark.parametrize("state", ["failed", "expired", "canceled", "blocked"])
    def test_names_what_was_charged_and_given_up(self, state: str) -> None:
        payments = booked("pay_1", state=PaymentState(state))

        assert names([charge("pay_1")], payments) == [(Difference.NOT_COUNTED, "pay_1")]

    @pytest.mark.parametrize("state", ["held", "submitting", "unknown", "processing"])
    def test_waits_for_what_is_not_final(self, state: str) -> None:
        found = reconcile([charge("pay_1")], booked("pay_1", state=PaymentState(state)))

        assert (found.findings, found.waiting) == ((), ("pay_1",))

    def test_names_another_amount_and_another_currency(self) -> None:
        wrong = [charge("pay_1", 99), charge("pay_2", currency="CAD")]

        assert names(wrong, booked("pay_1", "pay_2")) == [
            (Difference.OTHER_AMOUNT, "pay_1"),
            (Difference.OTHER_AMOUNT, "pay_2"),
        ]

    def test_names_what_was_charged_twice_with_both_charges(self) -> None:
        twice = [charge("pay_1"), charge("pay_1", id="ch_again")]

        [finding] = reconcile(twice, booked("pay_1")).findings
        assert finding.difference is Difference.CHARGED_TWICE
        assert finding.charge_ids == ("ch_pay_1", "ch_again")
        assert finding.charged_minor == 200

    def test_names_a_charge_that_names_no_payment_by_its_own_id(self) -> None:
        assert names([charge(None, id="ch_x")], {}) == [(Difference.NOT_OURS, "ch_x")]

    def test_says_nothing_of_a_payment_that_failed_uncharged(self) -> None:
        assert names([], booked("pay_1", state=PaymentState.FAILED)) == []
