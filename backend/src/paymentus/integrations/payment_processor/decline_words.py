"""Decline codes in words for a payer.

Source of the codes: https://docs.stripe.com/declines/codes and
https://docs.stripe.com/error-codes. What an issuer tells about theft or suspected fraud is for
the issuer and its cardholder; the payer at our page reads the general sentence, as the source asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NOTHING_CHARGED = "Nothing was charged."

_TRY_ANOTHER = "Try another card, or ask the card's bank."
_GENERAL = f"The card was declined. {NOTHING_CHARGED} {_TRY_ANOTHER}"

_FACTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "insufficient_funds": ("The card has insufficient funds.", "Try another card."),
        "withdrawal_count_limit_exceeded": (
            "The card is over its limit.",
            "Try another card, or a smaller amount if the biller takes part payments.",
        ),
        "card_velocity_exceeded": (
            "The card is over its limit for now.",
            "Try another card, or this one tomorrow.",
        ),
        "expired_card": ("The card has expired.", "Use a card that is still valid."),
        "incorrect_cvc": (
            "The security code did not match.",
            "Check the three or four digits on the card.",
        ),
        "invalid_cvc": (
            "The security code did not match.",
            "Check the three or four digits on the card.",
        ),
        "incorrect_number": ("The card number is wrong.", "Check it and try again."),
        "invalid_number": ("The card number is wrong.", "Check it and try again."),
        "incorrect_zip": (
            "The postal code did not match the card's.",
            "Use the code on the card's statement.",
        ),
        "invalid_expiry_month": ("The expiry date is wrong.", "Check it and try again."),
        "invalid_expiry_year": ("The expiry date is wrong.", "Check it and try again."),
        "card_not_supported": (
            "The card cannot be used for this kind of payment.",
            "Try another card.",
        ),
        "currency_not_supported": (
            "The card cannot pay in this currency.",
            "Try another card.",
        ),
        "authentication_required": (
            "The card's bank wants to confirm it is you.",
            "Try again and confirm when asked.",
        ),
        "payment_intent_authentication_failure": (
            "The card's bank could not confirm it was you.",
            "Try again, or use another card.",
        ),
        "setup_intent_authentication_failure": (
            "The card's bank could not confirm it was you.",
            "Try again, or use another card.",
        ),
        "processing_error": (
            "The card could not be processed just now.",
            "Try again in a few minutes.",
        ),
        "issuer_not_available": (
            "The card's bank does not answer right now.",
            "Try again in a few minutes, or use another card.",
        ),
        "reenter_transaction": (
            "The card could not be processed just now.",
            "Try again in a few minutes.",
        ),
        "try_again_later": (
            "The card could not be processed just now.",
            "Try again in a few minutes.",
        ),
        "duplicate_transaction": (
            "The bank saw the same amount on this card a moment ago and declined.",
            "Look at your payments first; then try again in a few minutes.",
        ),
    }
)


def words_for(code: str | None) -> str:
    """A sentence on why, that nothing was charged, and what to do; general for unknown codes."""
    fact = _FACTS.get(code or "")
    if fact is None:
        return _GENERAL
    why, what_to_do = fact
    return f"{why} {NOTHING_CHARGED} {what_to_do}"
