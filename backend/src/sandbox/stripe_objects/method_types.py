"""Which payment method types an object offers: what the account has, less what it may not use.

``allowed_payment_method_types`` filters the set that the vendor computes from the account and the
currency (https://docs.stripe.com/changelog/dahlia/2026-07-29/allowed-payment-method-types-parameter
and /changelog/endive/2026-09-30/remove-payment-method-types-checkout-sessions).
"""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.refusals import InvalidParameters

METHOD_TYPES = ("card", "us_bank_account")
# ACH debits move dollars only.
_DOLLARS_ONLY = ("us_bank_account",)


def offered_types(currency: str | None, allowed: Sequence[str] | None) -> list[str]:
    """``currency`` None (saving a method) rules nothing out; ``allowed`` None or empty allows all.

    Raises InvalidParameters when nothing is left to pay with.
    """
    here = [each for each in METHOD_TYPES if currency in (None, "usd") or each not in _DOLLARS_ONLY]
    left = [each for each in here if not allowed or each in allowed]
    if not left:
        raise InvalidParameters(
            f"None of the allowed payment method types ({', '.join(allowed or ())}) can be used for"
            f" this request. In {currency} this account offers {', '.join(here)}.",
            param="allowed_payment_method_types",
        )
    return left
