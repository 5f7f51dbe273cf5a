"""Billers' rules as data, and the pure functions that read them."""

from paymentus.billers.domain.account_numbers import (
    AccountNumberFormat,
    AccountNumberMalformed,
    account_key,
    normalize,
)
from paymentus.billers.domain.biller import (
    Biller,
    BillerChanged,
    BillerNotFound,
    BillerSettingsRejected,
    BillFileRules,
    DateOrder,
    DecimalMark,
    MethodNotAccepted,
    SlugTaken,
    Support,
    check_settings,
    delivery_date,
    fee_for,
    fee_rule,
    next_cut_off,
)
from paymentus.billers.domain.calendar import CutOff, Holidays
from paymentus.billers.domain.fees import FeeModel, FeeRule, Method
from paymentus.billers.domain.fees import summary as fee_summary
from paymentus.billers.domain.payment_rules import PaymentRules
from paymentus.billers.domain.second_factor import (
    SecondFactor,
    SecondFactorKind,
    normalize_factor,
)

__all__ = [
    "AccountNumberFormat",
    "AccountNumberMalformed",
    "BillFileRules",
    "Biller",
    "BillerChanged",
    "BillerNotFound",
    "BillerSettingsRejected",
    "CutOff",
    "DateOrder",
    "DecimalMark",
    "FeeModel",
    "FeeRule",
    "Holidays",
    "Method",
    "MethodNotAccepted",
    "PaymentRules",
    "SecondFactor",
    "SecondFactorKind",
    "SlugTaken",
    "Support",
    "account_key",
    "check_settings",
    "delivery_date",
    "fee_for",
    "fee_rule",
    "fee_summary",
    "next_cut_off",
    "normalize",
    "normalize_factor",
]
