from __future__ import annotations

from datetime import date, timedelta

import pytest

from payments.building import NOW, a_line, a_payment
from paymentus.payments.domain.funds_flow import Share
from paymentus.payments.domain.payment import Moment
from paymentus.payments.domain.states import FINAL, PaymentState


class TestPayment:
    def test_sums_its_lines(self) -> None:
        other = a_line(bill_id="bil_2", biller_id="blr_2", amount_minor=500, fee_minor=7)
        payment = a_payment(items=(a_line(), other))

        assert (payment.amount_minor, payment.fee_minor) == (10_500, 207)
        assert payment.total_minor == 10_707
        assert payment.shares == [Share("blr_1", 10_000), Share("blr_2", 500)]

    def test_is_delivered_when_its_last_line_is(self) -> None:
        later = a_line(bill_id="bil_2", delivery_date=date(2026, 12, 1))

        assert a_payment(items=(later, a_line())).delivery_date == date(2026, 12, 1)

    def test_shows_one_billers_name_on_the_statement_and_ours_for_several(self) -> None:
        other = a_line(bill_id="bil_2", statement_descriptor="LAKESIDE TAX")

        assert a_payment().statement_descriptor == "RIVERTON WATER"
        assert a_payment(items=(a_line(), other)).statement_descriptor == "PAYMENTUS BILLS"

    @pytest.mark.parametrize("state", PaymentState)
    def test_is_final_in_a_final_state(self, state: PaymentState) -> None:
        assert a_payment(state).is_final == (state in FINAL)

    def test_remembers_every_state_and_when_it_was_entered(self) -> None:
        later = NOW + timedelta(seconds=3)

        payment = a_payment().entered(PaymentState.UNKNOWN, later, checks=1)

        assert payment.history == (
            Moment(PaymentState.SUBMITTING, NOW),
            Moment(PaymentState.UNKNOWN, later),
        )
        assert (payment.state, payment.updated_at, payment.checks) == (
            PaymentState.UNKNOWN,
            later,
            1,
        )
