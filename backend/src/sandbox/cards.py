"""Stripe's published test cards and test bank accounts, and how each one behaves.

Source: https://docs.stripe.com/testing and https://docs.stripe.com/payments/ach-direct-debit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Authentication = Literal["never", "unless_set_up", "set_up_off_session", "always"]


@dataclass(frozen=True, slots=True)
class Decline:
    """Why an issuer refuses, in the words the API uses."""

    code: str
    decline_code: str | None
    message: str


@dataclass(frozen=True, slots=True)
class TestCard:
    """One card. ``decline`` applies after any authentication has been passed."""

    number: str
    payment_method: str | None = None
    authentication: Authentication = "never"
    decline: Decline | None = None
    attaches: bool = True
    dispute: Literal["fraudulent", "product_not_received", "inquiry"] | None = None
    disputes: int = 1
    refund: Literal["succeeds", "pending_first", "fails_later"] = "succeeds"
    funds_at_once: bool = False
    risk: Literal["normal", "elevated", "highest"] = "normal"
    blocked: bool = False
    cvc_check: str = "pass"
    postal_check: str | None = "pass"
    fraud_warning: bool = False
    country: str = "US"

    @property
    def brand(self) -> str:
        return brand_of(self.number)

    @property
    def declines_on_setup(self) -> bool:
        return self.decline is not None and not self.attaches


def brand_of(number: str) -> str:
    if number.startswith(("34", "37")):
        return "amex"
    if number.startswith(("6011", "65")):
        return "discover"
    return "mastercard" if number[:1] in ("5", "2") else "visa"


def passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


GENERIC = Decline("card_declined", "generic_decline", "Your card was declined.")
INSUFFICIENT = Decline("card_declined", "insufficient_funds", "Your card has insufficient funds.")
LOST = Decline("card_declined", "lost_card", "Your card was declined.")
STOLEN = Decline("card_declined", "stolen_card", "Your card was declined.")
EXPIRED = Decline("expired_card", None, "Your card has expired.")
BAD_CVC = Decline("incorrect_cvc", None, "Your card's security code is incorrect.")
PROCESSING = Decline(
    "processing_error", None, "An error occurred while processing your card. Try again later."
)
VELOCITY = Decline(
    "card_declined",
    "card_velocity_exceeded",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount"
    " limit.",
)
BAD_NUMBER = Decline("incorrect_number", None, "Your card number is incorrect.")
NEEDS_AUTHENTICATION = Decline(
    "authentication_required",
    "authentication_required",
    "Your card was declined. This transaction requires authentication.",
)
AUTHENTICATION_FAILED = Decline(
    "payment_intent_authentication_failure",
    None,
    "We are unable to authenticate your payment method. Please choose a different payment method"
    " and try again.",
)
SETUP_AUTHENTICATION_FAILED = Decline(
    "setup_intent_authentication_failure", None, AUTHENTICATION_FAILED.message
)


def _declined(number: str, pm: str, decline: Decline, attaches: bool = False) -> TestCard:
    return TestCard(number, pm, decline=decline, attaches=attaches)


CARDS: tuple[TestCard, ...] = (
    TestCard("4242424242424242", "pm_card_visa"),
    TestCard("4000056655665556", "pm_card_visa_debit"),
    TestCard("5555555555554444", "pm_card_mastercard"),
    TestCard("378282246310005", "pm_card_amex"),
    TestCard("6011111111111117", "pm_card_discover"),
    TestCard("4000001000000000", "pm_card_bg", country="BG"),
    _declined("4000000000000002", "pm_card_visa_chargeDeclined", GENERIC),
    _declined("4000000000009995", "pm_card_visa_chargeDeclinedInsufficientFunds", INSUFFICIENT),
    _declined("4000000000009987", "pm_card_visa_chargeDeclinedLostCard", LOST),
    _declined("4000000000009979", "pm_card_visa_chargeDeclinedStolenCard", STOLEN),
    _declined("4000000000000069", "pm_card_chargeDeclinedExpiredCard", EXPIRED),
    _declined("4000000000000127", "pm_card_chargeDeclinedIncorrectCvc", BAD_CVC),
    _declined("4000000000000119", "pm_card_chargeDeclinedProcessingError", PROCESSING),
    _declined("4000000000006975", "pm_card_visa_chargeDeclinedVelocityLimitExceeded", VELOCITY),
    _declined("4000000000000341", "pm_card_chargeCustomerFail", GENERIC, attaches=True),
    TestCard(
        "4000002500003155", "pm_card_authenticationRequiredOnSetup", authentication="unless_set_up"
    ),
    TestCard("4000002760003184", "pm_card_authenticationRequired", authentication="always"),
    TestCard(
        "4000008260003178",
        "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
        authentication="unless_set_up",
        decline=INSUFFICIENT,
    ),
    TestCard(
        "4000008400001629",
        "pm_card_threeDSecureRequiredChargeDeclined",
        authentication="always",
        decline=GENERIC,
    ),
    TestCard("4000000000003220", "pm_card_threeDSecure2Required", authentication="always"),
    TestCard("4000000000003055", "pm_card_threeDSecureOptional"),
    TestCard(
        "4000003800000446",
        "pm_card_authenticationRequiredSetupForOffSession",
        authentication="set_up_off_session",
    ),
    TestCard("4000000000000259", "pm_card_createDispute", dispute="fraudulent"),
    TestCard(
        "4000000000002685",
        "pm_card_createDisputeProductNotReceived",
        dispute="product_not_received",
    ),
    TestCard("4000000000001976", "pm_card_createDisputeInquiry", dispute="inquiry"),
    TestCard("4000000000005423", "pm_card_createIssuerFraudRecord", fraud_warning=True),
    TestCard(
        "4000004040000079", "pm_card_createMultipleDisputes", dispute="fraudulent", disputes=2
    ),
    TestCard("4000000000007726", "pm_card_pendingRefund", refund="pending_first"),
    TestCard("4000000000005126", "pm_card_refundFail", refund="fails_later"),
    TestCard("4000000000000077", "pm_card_bypassPending", funds_at_once=True),
    TestCard(
        "4100000000000019", "pm_card_radarBlock", decline=GENERIC, risk="highest", blocked=True
    ),
    TestCard("4000000000004954", "pm_card_riskLevelHighest", risk="highest"),
    TestCard("4000000000009235", "pm_card_riskLevelElevated", risk="elevated"),
    TestCard("4000000000000101", "pm_card_cvcCheckFail", cvc_check="fail"),
    TestCard("4000000000000036", "pm_card_avsZipFail", postal_check="fail"),
)

_BY_NUMBER = {card.number: card for card in CARDS}
_BY_PAYMENT_METHOD = {card.payment_method: card for card in CARDS if card.payment_method}
_BY_PAYMENT_METHOD["pm_card_us"] = _BY_NUMBER["4242424242424242"]
_BY_PAYMENT_METHOD["pm_card_chargeDeclined"] = _BY_NUMBER["4000000000000002"]
_BY_PAYMENT_METHOD["pm_card_chargeDeclinedInsufficientFunds"] = _BY_NUMBER["4000000000009995"]


def card_by_number(number: str) -> TestCard | None:
    """The card with this number. None if it fails the check digit or is no card of ours.

    A live card number is therefore never taken: only published test numbers exist here.
    """
    return _BY_NUMBER.get(number)


def card_by_payment_method(name: str) -> TestCard | None:
    """``pm_card_visa`` and its like, or the matching ``tok_visa`` form."""
    if name.startswith("tok_"):
        name = "pm_card_" + name.removeprefix("tok_")
    return _BY_PAYMENT_METHOD.get(name)


@dataclass(frozen=True, slots=True)
class TestBankAccount:
    """A US bank account at routing number 110000000."""

    number: str
    payment_method: str
    outcome: Literal["succeeds", "fails", "disputed", "processing"] = "succeeds"
    failure_code: str | None = None
    failure_message: str | None = None


def _fails(number: str, name: str, code: str, message: str) -> TestBankAccount:
    return TestBankAccount(number, f"pm_usBankAccount_{name}", "fails", code, message)


ROUTING_NUMBER = "110000000"
BANK_ACCOUNTS: tuple[TestBankAccount, ...] = (
    TestBankAccount("000123456789", "pm_usBankAccount_success"),
    _fails("000111111113", "accountClosed", "account_closed", "The bank account is closed."),
    _fails("000111111116", "noAccount", "no_account", "The bank account could not be found."),
    _fails(
        "000222222227",
        "insufficientFunds",
        "insufficient_funds",
        "The customer's account has insufficient funds to cover this payment.",
    ),
    _fails(
        "000333333335",
        "debitNotAuthorized",
        "debit_not_authorized",
        "The customer has told the bank that this debit was not authorized.",
    ),
    _fails(
        "000444444440",
        "invalidCurrency",
        "invalid_currency",
        "The bank account cannot be debited in this currency.",
    ),
    _fails(
        "000777777771",
        "weeklyLimitExceeded",
        "charge_exceeds_source_limit",
        "This payment would exceed the weekly limit.",
    ),
    TestBankAccount("000555555559", "pm_usBankAccount_dispute", "disputed"),
    TestBankAccount("000000000009", "pm_usBankAccount_processing", "processing"),
)
_BANK_BY_NUMBER = {account.number: account for account in BANK_ACCOUNTS}
_BANK_BY_PAYMENT_METHOD = {account.payment_method: account for account in BANK_ACCOUNTS}


def bank_account_by_number(number: str) -> TestBankAccount | None:
    return _BANK_BY_NUMBER.get(number)


def bank_account_by_payment_method(name: str) -> TestBankAccount | None:
    return _BANK_BY_PAYMENT_METHOD.get(name)
