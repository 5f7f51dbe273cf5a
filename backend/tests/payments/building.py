"""Payments, bills, billers and news for tests of the payment rules. Nothing is stored."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from paymentus.billers.domain import (
    AccountNumberFormat,
    Biller,
    BillFileRules,
    CutOff,
    FeeModel,
    FeeRule,
    Method,
    PaymentRules,
    SecondFactor,
    SecondFactorKind,
    Support,
)
from paymentus.bills.domain import Bill, BillStatus
from paymentus.integrations.payment_processor import Outcome, OutcomeState
from paymentus.payments.domain.payment import Moment, Payment
from paymentus.payments.domain.quote import LineItem
from paymentus.payments.domain.states import PaymentState

# Monday noon in New York.
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
PAYMENT_ID = "pay_1"


def a_biller(**changes: Any) -> Biller:
    values: dict[str, Any] = {
        "id": "blr_1",
        "version": 1,
        "slug": "riverton-water",
        "name": "Riverton Water",
        "category": "Water",
        "currency": "USD",
        "logo_text": "RW",
        "statement_descriptor": "RIVERTON WATER",
        "support": Support("555-0100", "help@riverton.example", "https://riverton.example"),
        "fees": (FeeRule(Method.CARD, FeeModel.FLAT, flat_minor=200),),
        "cut_off": CutOff(time(17, 0), "America/New_York", ((Method.CARD, 1),)),
        "payment_rules": PaymentRules(partial=True, minimum_minor=500),
        "account_number": AccountNumberFormat(r"\d{10}", "Account", "Ten digits", "1002003001"),
        "second_factor": SecondFactor(SecondFactorKind.POSTAL_CODE, "ZIP", "Of the address"),
        "bill_files": BillFileRules(),
        "shard": "shard-0",
        "created_at": NOW,
    }
    return Biller(**{**values, **changes})


def a_bill(**changes: Any) -> Bill:
    values: dict[str, Any] = {
        "id": "bil_1",
        "version": 3,
        "biller_id": "blr_1",
        "biller_name": "Riverton Water",
        "rules": PaymentRules(partial=True, minimum_minor=500),
        "account_number": "1002003001",
        "account_key": "1002003001",
        "account_name": None,
        "bill_number": "B1",
        "currency": "USD",
        "amount_due_minor": 10_000,
        "amount_paid_minor": 0,
        "amount_reserved_minor": 10_000,
        "live_payment_id": PAYMENT_ID,
        "last_payment_id": None,
        "status": BillStatus.OPEN,
        "issued_on": None,
        "due_on": date(2026, 12, 7),
        "period_start": None,
        "period_end": None,
        "service_address": None,
        "message": None,
        "charges": (),
        "factor": "f",
        "file_id": "bfl_1",
        "shard": "shard-0",
        "updated_at": NOW,
    }
    return Bill(**{**values, **changes})


def a_free_bill(**changes: Any) -> Bill:
    return a_bill(**{"amount_reserved_minor": 0, "live_payment_id": None, **changes})


def a_line(**changes: Any) -> LineItem:
    values: dict[str, Any] = {
        "bill_id": "bil_1",
        "biller_id": "blr_1",
        "biller_name": "Riverton Water",
        "bill_number": "B1",
        "account_number": "1002003001",
        "amount_minor": 10_000,
        "fee_minor": 200,
        "delivery_date": date(2026, 11, 24),
        "cut_off_at": NOW + timedelta(hours=5),
        "statement_descriptor": "RIVERTON WATER",
    }
    return LineItem(**{**values, **changes})


def a_payment(state: PaymentState = PaymentState.SUBMITTING, **changes: Any) -> Payment:
    values: dict[str, Any] = {
        "id": PAYMENT_ID,
        "version": 1,
        "confirmation_number": "7KQ4-M2XD-9F",
        "state": state,
        "principal_id": "usr_1",
        "user_id": "usr_1",
        "quote_id": "quo_1",
        "currency": "USD",
        "items": (a_line(),),
        "method_kind": "checkout",
        "payment_method_id": None,
        "brand": None,
        "last4": None,
        "email": "payer@example.com",
        "request": {},
        "receipt_token": "token",
        "idempotency_id": "idem",
        "created_at": NOW,
        "updated_at": NOW,
        "history": (Moment(state, NOW),),
        "next_check_at": NOW,
    }
    return Payment(**{**values, **changes})


def an_outcome(state: OutcomeState, **changes: Any) -> Outcome:
    values: dict[str, Any] = {"object_id": "pi_1", "intent_id": "pi_1"}
    if state is OutcomeState.SUCCEEDED:
        values |= {"charge_id": "ch_1", "brand": "visa", "last4": "4242", "fee_minor": 326}
    return Outcome(state, **{**values, **changes})


RECEIPT = {"payment_id": PAYMENT_ID, "total_minor": 10_200}
SALT = bytes(32)
