"""The billers of every world, and what a written update makes of a bill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from payments.building import a_biller
from paymentus.billers.domain import Biller, FeeModel, FeeRule, Method, PaymentRules
from paymentus.bills.domain import Bill, BillStatus

PARTIAL = PaymentRules(partial=True, minimum_minor=500)
OVER = PaymentRules(partial=True, minimum_minor=500, over_payment=True, maximum_minor=30_000)
WHOLE = PaymentRules()
BILLERS: tuple[Biller, ...] = (
    a_biller(id="blr_1", payment_rules=PARTIAL),
    a_biller(
        id="blr_2",
        payment_rules=OVER,
        fees=(FeeRule(Method.CARD, FeeModel.PERCENT, basis_points=235, minimum_minor=100),),
    ),
    a_biller(
        id="blr_3",
        currency="EUR",
        payment_rules=WHOLE,
        fees=(FeeRule(Method.CARD, FeeModel.ABSORBED),),
    ),
)
_FIELDS = {"amount_paid": "amount_paid_minor", "amount_reserved": "amount_reserved_minor"}


def changed(bill: Bill, fields: Mapping[str, Any]) -> Bill:
    values = {_FIELDS.get(name, name): value for name, value in fields.items()}
    if "status" in values:
        values["status"] = BillStatus(values["status"])
    return replace(bill, version=bill.version + 1, **values)
