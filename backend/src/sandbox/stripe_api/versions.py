"""Which API version a request is in, as far as the sandbox tells versions apart.

Objects are always shaped as in ``settings.API_VERSION``. An older version is told apart only where
it takes parameters that are gone since:
https://docs.stripe.com/changelog/endive/2026-09-30/remove-payment-method-types-checkout-sessions
"""

from __future__ import annotations

import re

from sandbox.refusals import InvalidParameters

_VERSION = re.compile(r"(\d{4}-\d{2}-\d{2})(\.[a-z]+)?")
_TYPES_REMOVED = "2026-09-30"


def fixes_types(version: str | None) -> bool:
    """Whether ``payment_method_types`` can still be sent; None is the account's, current version.

    Raises InvalidParameters for what is no version.
    """
    if version is None:
        return False
    match = _VERSION.fullmatch(version)
    if match is None:
        raise InvalidParameters(f"Invalid Stripe API version: {version}")
    return match[1] < _TYPES_REMOVED


def types_no_longer_supported() -> InvalidParameters:
    return InvalidParameters(
        "The `payment_method_types` parameter can't be sent since API version 2026-09-30. Leave it"
        " out to offer what the account has, or send `allowed_payment_method_types` to offer less.",
        code="payment_method_types_no_longer_supported",
        param="payment_method_types",
    )
