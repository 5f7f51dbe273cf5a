"""Stripe's answers, as plain dictionaries, turned into outcomes. Pure; trusts no member's type.

Whatever does not have the expected form is :class:`ProcessorUnavailable`: an answer we cannot read
leaves the outcome unknown, it does not make the payment fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from paymentus.integrations.payment_processor import (
    CardSetup,
    Charged,
    Outcome,
    OutcomeState,
    ProcessorUnavailable,
    SavedCard,
    WebhookEvent,
)
from paymentus.integrations.payment_processor.decline_words import words_for
from paymentus.integrations.payment_processor.stripe_requests import PAYMENT_ID

Answer = Mapping[str, Any]

_INTENT_STATES = {
    "succeeded": OutcomeState.SUCCEEDED,
    "processing": OutcomeState.PROCESSING,
    # Confirmation and capture belong to the same call here; seen apart, the work is under way.
    "requires_confirmation": OutcomeState.PROCESSING,
    "requires_capture": OutcomeState.PROCESSING,
    "requires_action": OutcomeState.REQUIRES_ACTION,
    # Only our one confirmation could have left it here: nobody else holds the client secret.
    "requires_payment_method": OutcomeState.FAILED,
    "canceled": OutcomeState.EXPIRED,
}


def intent_outcome(intent: Answer) -> Outcome:
    """Outcome of a PaymentIntent that we created and confirmed in one call."""
    expect_kind(intent, "payment_intent")
    status = _text(intent, "status")
    state = _INTENT_STATES.get(status)
    if state is None:
        raise _not_understood(f"a payment intent is {status!r}")
    charge = _object(intent.get("latest_charge"))
    card = _card_face(charge)
    code, message = _failure(intent) if state is OutcomeState.FAILED else (None, None)
    return Outcome(
        state=state,
        object_id=_text(intent, "id"),
        intent_id=_text(intent, "id"),
        charge_id=_id_of(intent.get("latest_charge")),
        redirect_url=_redirect(intent) if state is OutcomeState.REQUIRES_ACTION else None,
        failure_code=code,
        failure_message=message,
        brand=_optional_text(card.get("brand")),
        last4=_optional_text(card.get("last4")),
        fee_minor=_fee(charge),
        amount_received_minor=_amount(intent, "amount_received"),
        customer=_id_of(intent.get("customer")),
        payment_method=_id_of(intent.get("payment_method")),
    )


def session_outcome(session: Answer) -> Outcome:
    """Outcome of a Checkout session in payment mode, with its PaymentIntent expanded.

    A decline on the page leaves the session open: the payer may try another card there, so only
    a session that is complete, or expired, has a final outcome. An open one says why the last
    try failed.
    """
    expect_kind(session, "checkout.session")
    intent = _object(session.get("payment_intent"))
    inner = intent_outcome(intent) if intent else None
    state = _session_state(session, inner)
    failed = inner is not None and (
        state is OutcomeState.FAILED
        or (state is OutcomeState.REQUIRES_ACTION and bool(intent.get("last_payment_error")))
    )
    return Outcome(
        state=state,
        object_id=_text(session, "id"),
        intent_id=_id_of(session.get("payment_intent")),
        charge_id=inner.charge_id if inner else None,
        redirect_url=(
            _web_address(session.get("url")) if state is OutcomeState.REQUIRES_ACTION else None
        ),
        failure_code=inner.failure_code if inner and failed else None,
        failure_message=inner.failure_message if inner and failed else None,
        brand=inner.brand if inner else None,
        last4=inner.last4 if inner else None,
        fee_minor=inner.fee_minor if inner else None,
        amount_received_minor=inner.amount_received_minor if inner else 0,
        customer=_id_of(session.get("customer")) or (inner.customer if inner else None),
        payment_method=inner.payment_method if inner else None,
    )


def _session_state(session: Answer, inner: Outcome | None) -> OutcomeState:
    # Money that moved outranks anything the session says about itself.
    if inner is not None and inner.state is OutcomeState.SUCCEEDED:
        return OutcomeState.SUCCEEDED
    status = _text(session, "status")
    if status == "open":
        return OutcomeState.REQUIRES_ACTION
    if status == "expired":
        under_way = inner is not None and inner.state is OutcomeState.PROCESSING
        return OutcomeState.PROCESSING if under_way else OutcomeState.EXPIRED
    if status != "complete":
        raise _not_understood(f"a checkout session is {status!r}")
    if inner is None:
        raise _not_understood("a complete checkout session has no payment intent")
    # Complete and unpaid: a delayed method; the intent knows how it goes on.
    return OutcomeState.PROCESSING if inner.state is OutcomeState.REQUIRES_ACTION else inner.state


def decline_outcome(error: Answer) -> Outcome:
    """Outcome of a 402: the issuer, or the card itself, said no."""
    intent = _object(error.get("payment_intent"))
    code = _optional_text(error.get("decline_code")) or _optional_text(error.get("code"))
    if not intent:
        return Outcome(
            state=OutcomeState.FAILED,
            object_id="",
            failure_code=code or "card_declined",
            failure_message=words_for(code),
        )
    outcome = intent_outcome(intent)
    if outcome.state not in (OutcomeState.FAILED, OutcomeState.EXPIRED):
        raise _not_understood("a decline came with a payment intent that did not fail")
    return outcome


def saved_card(method: Answer) -> SavedCard:
    expect_kind(method, "payment_method")
    card = _object(method.get("card"))
    if not card:
        raise _not_understood("a payment method is not a card")
    return SavedCard(
        id=_text(method, "id"),
        customer=_id_of(method.get("customer")),
        brand=_text(card, "brand"),
        last4=_text(card, "last4"),
        exp_month=_amount(card, "exp_month"),
        exp_year=_amount(card, "exp_year"),
        fingerprint=_optional_text(card.get("fingerprint")),
        country=_optional_text(card.get("country")),
    )


def card_setup_page(session: Answer) -> CardSetup:
    expect_kind(session, "checkout.session")
    address = _web_address(session.get("url"))
    if address is None:
        raise _not_understood("a new checkout session has no page")
    return CardSetup(session_id=_text(session, "id"), redirect_url=address)


def card_of_setup(session: Answer) -> SavedCard | None:
    """The card that a setup session kept, None while its page is open or after it expired."""
    expect_kind(session, "checkout.session")
    setup = _object(session.get("setup_intent"))
    if session.get("status") != "complete" or setup.get("status") != "succeeded":
        return None
    return saved_card(_object(setup.get("payment_method")))


def succeeded_charge(charge: Answer) -> Charged | None:
    """None for one that failed or is on its way; what it says of refunds changes nothing."""
    expect_kind(charge, "charge")
    if charge.get("status") != "succeeded" or charge.get("captured") is not True:
        return None
    return Charged(
        id=_text(charge, "id"),
        payment_id=payment_id_of(charge),
        amount_minor=_amount(charge, "amount"),
        currency=_text(charge, "currency").upper(),
    )


def webhook_event(event: Answer) -> WebhookEvent:
    expect_kind(event, "event")
    about = _object(_object(event.get("data")).get("object"))
    created = event.get("created")
    if type(created) is not int or not 0 <= created < 2**33:
        raise _not_understood("an event has no time")
    return WebhookEvent(
        id=_text(event, "id"),
        type=_text(event, "type"),
        # Some events are about an object without an id (the balance); they concern no payment.
        object_id=_optional_text(about.get("id")) or "",
        object_kind=_text(about, "object"),
        created_at=datetime.fromtimestamp(created, UTC),
        payment_id=payment_id_of(about),
    )


def payment_id_of(answer: Answer) -> str | None:
    """Our payment's id, from the object's metadata."""
    return _optional_text(_object(answer.get("metadata")).get(PAYMENT_ID))


def expect_kind(answer: Answer, kind: str) -> None:
    if answer.get("object") != kind:
        raise _not_understood(f"expected a {kind}")


def object_id(answer: Answer) -> str:
    return _text(answer, "id")


def _failure(intent: Answer) -> tuple[str, str]:
    error = _object(intent.get("last_payment_error"))
    code = _optional_text(error.get("decline_code")) or _optional_text(error.get("code"))
    return code or "card_declined", words_for(code)


def _redirect(intent: Answer) -> str | None:
    action = _object(intent.get("next_action"))
    return _web_address(_object(action.get("redirect_to_url")).get("url"))


def _web_address(value: Any) -> str | None:
    # A payer's browser is sent there: nothing but a web address will do.
    text = _optional_text(value)
    return text if text and text.startswith(("https://", "http://")) else None


def _card_face(charge: Answer) -> Answer:
    return _object(_object(charge.get("payment_method_details")).get("card"))


def _fee(charge: Answer) -> int | None:
    fee = _object(charge.get("balance_transaction")).get("fee")
    return fee if type(fee) is int else None


def _object(value: Any) -> Answer:
    return value if isinstance(value, Mapping) else {}


def _id_of(value: Any) -> str | None:
    """The id of a reference that may or may not have been expanded."""
    return _optional_text(value.get("id") if isinstance(value, Mapping) else value)


def _optional_text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _text(answer: Answer, name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str) or not value:
        raise _not_understood(f"{name} is missing")
    return value


def _amount(answer: Answer, name: str) -> int:
    value = answer.get(name)
    if type(value) is not int or value < 0:
        raise _not_understood(f"{name} is not a whole number")
    return value


def _not_understood(why: str) -> ProcessorUnavailable:
    return ProcessorUnavailable(f"The card processor's answer could not be read: {why}.")
