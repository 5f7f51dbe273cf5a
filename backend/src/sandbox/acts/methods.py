"""Payment methods: made from test values, saved to customers, and set up for later use."""

from __future__ import annotations

from datetime import UTC, datetime

from sandbox import stripe_objects
from sandbox.cards import (
    BAD_NUMBER,
    ROUTING_NUMBER,
    TestBankAccount,
    TestCard,
    bank_account_by_number,
    bank_account_by_payment_method,
    card_by_number,
    card_by_payment_method,
    passes_luhn,
)
from sandbox.refusals import CardRefused, InvalidParameters, NoSuchObject, Refusal
from sandbox.store import JsonObject
from sandbox.world import World

Instrument = TestCard | TestBankAccount


def create_method(world: World, given: JsonObject) -> JsonObject:
    """Make one from checked request parameters; raises CardRefused for a wrong number or date."""
    kind = given["type"]
    details = given.get(kind)
    if details is None:
        raise InvalidParameters(
            f"Missing required param: {kind}.", code="parameter_missing", param=kind
        )
    if kind == "us_bank_account":
        return _save_new(world, _bank_account(details), given, 1, 2100)
    if details.get("token"):
        card = card_by_payment_method(details["token"])
        if card is None:
            raise NoSuchObject("token", details["token"], "card[token]")
        return _save_new(world, card, given, 12, _later_year(world))
    card = _card(details.get("number") or "")
    month, year = details.get("exp_month"), details.get("exp_year")
    _check_expiry(world, month, year)
    _check_cvc(details.get("cvc"), card)
    return _save_new(world, card, given, month, year)


def _card(number: str) -> TestCard:
    digits = number.replace(" ", "").replace("-", "")
    # Some published test numbers fail the check digit, so being published comes first.
    card = card_by_number(digits)
    if card is None and not (digits.isdigit() and passes_luhn(digits)):
        raise CardRefused(BAD_NUMBER.message, code=BAD_NUMBER.code, param="number")
    if card is None:
        raise CardRefused(
            "Your card was declined. Your request was in test mode, but used a card number that is"
            " not one of the test cards.",
            code="card_declined",
            decline_code="test_mode_live_card",
            param="number",
        )
    return card


def _check_expiry(world: World, month: int | None, year: int | None) -> None:
    today = datetime.fromtimestamp(world.clock.now(), UTC)
    if month is None or not 1 <= month <= 12:
        raise CardRefused(
            "Your card's expiration month is invalid.",
            code="invalid_expiry_month",
            param="exp_month",
        )
    if year is None or (year, month) < (today.year, today.month) or year > today.year + 50:
        raise CardRefused(
            "Your card's expiration year is invalid.", code="invalid_expiry_year", param="exp_year"
        )


def _check_cvc(cvc: str | None, card: TestCard) -> None:
    wanted = 4 if card.brand == "amex" else 3
    if cvc is not None and not (cvc.isdigit() and len(cvc) in (3, wanted)):
        raise CardRefused("Your card's security code is invalid.", code="invalid_cvc", param="cvc")


def _bank_account(details: JsonObject) -> TestBankAccount:
    account = bank_account_by_number(details.get("account_number") or "")
    if details.get("routing_number") != ROUTING_NUMBER or account is None:
        raise InvalidParameters(
            f"Use a test account number at routing number {ROUTING_NUMBER}.",
            code="account_number_invalid",
            param="us_bank_account[account_number]",
        )
    return account


def _later_year(world: World) -> int:
    return datetime.fromtimestamp(world.clock.now(), UTC).year + 4


def _save_new(
    world: World, instrument: Instrument, given: JsonObject, month: int, year: int
) -> JsonObject:
    method = stripe_objects.payment_method(
        world.new_id("pm"),
        world.clock.seconds(),
        instrument,
        given,
        exp_month=month,
        exp_year=year,
    )
    return world.save(method, hidden={"number": instrument.number})


def find_method(world: World, object_id: str, param: str = "payment_method") -> JsonObject:
    """The stored one, or a new one for a ``pm_card_*`` or ``pm_usBankAccount_*`` test value."""
    card = card_by_payment_method(object_id)
    if card is not None and object_id.startswith("pm_card"):
        return _save_new(world, card, {}, 12, _later_year(world))
    account = bank_account_by_payment_method(object_id)
    if account is not None:
        billing = {"billing_details": {"name": "Jenny Rosen", "email": "jenny@example.com"}}
        return _save_new(world, account, billing, 1, 2100)
    return world.need("payment_method", object_id, param)


def instrument_of(world: World, method: JsonObject) -> Instrument:
    number = world.store.hidden(method["id"])["number"]
    found = card_by_number(number) or bank_account_by_number(number)
    if found is None:
        raise LookupError(f"{method['id']} has a number that is no test value.")
    return found


def attach(world: World, method: JsonObject, customer_id: str) -> JsonObject:
    """Save it to the customer; declining cards are refused, as they are by the vendor."""
    if method["customer"] == customer_id:
        return method
    if method["customer"] is not None:
        raise Refusal(
            "The payment method you provided has already been attached to a customer.",
            code="payment_method_unexpected_state",
        )
    hidden = world.store.hidden(method["id"])
    if hidden.get("used") or hidden.get("detached"):
        raise Refusal(
            "This PaymentMethod was previously used without being attached to a Customer or was"
            " detached from a Customer, and may not be used again.",
            code="payment_method_unexpected_state",
        )
    refuse_declining_card(world, method)
    method["customer"] = customer_id
    return world.save(method, "payment_method.attached")


def refuse_declining_card(world: World, method: JsonObject) -> None:
    """Raise CardRefused for a card that cannot even be saved."""
    card = instrument_of(world, method)
    if isinstance(card, TestCard) and card.declines_on_setup and card.authentication == "never":
        decline = card.decline
        assert decline is not None
        raise CardRefused(
            decline.message,
            code=decline.code,
            decline_code=decline.decline_code or "generic_decline",
        )


def detach(world: World, method: JsonObject) -> JsonObject:
    if method["customer"] is None:
        raise Refusal(
            "The payment method you provided is not attached to a customer so detachment is"
            " impossible.",
            code="payment_method_unexpected_state",
        )
    method["customer"] = None
    world.store.change_hidden(method["id"], detached=True)
    return world.save(method, "payment_method.detached")


def check_usable(world: World, method: JsonObject, customer_id: str | None) -> None:
    """Refuse a method of another customer, or one spent without being saved."""
    if method["customer"] is not None and method["customer"] != customer_id:
        raise Refusal(
            f"The payment method {method['id']} belongs to a customer. Please include that customer"
            " in the `customer` parameter."
            if customer_id is None
            else f"The customer does not have a payment method with the ID {method['id']}. The"
            " payment method must be attached to the customer.",
            param="payment_method",
        )
    hidden = world.store.hidden(method["id"])
    if method["customer"] is None and (hidden.get("used") or hidden.get("detached")):
        raise Refusal(
            "The provided PaymentMethod was previously used with a PaymentIntent without Customer"
            " attachment, shared with a connected account without Customer attachment, or was"
            " detached from a Customer. It may not be used again. To use a PaymentMethod multiple"
            " times, you must attach it to a Customer first.",
            code="payment_method_unexpected_state",
            param="payment_method",
        )
