"""What we send, held to Stripe's own descriptions of what it takes."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import Any

import pytest
import stripe
from jsonschema import Draft202012Validator

from integrations.charges import a_charge, a_checkout
from paymentus.integrations.payment_processor import ChargeRequest
from paymentus.integrations.payment_processor import stripe_requests as requests

from support import stripe_schema

needs_schemas = pytest.mark.skipif(
    not stripe_schema.available(), reason="the official Stripe schemas are not in ../shared/data"
)


# Parameters that came after the 2023 document; the SDK's types alone judge them.
NEWER = {"allowed_payment_method_types"}


@cache
def _documents() -> tuple[dict[str, Any], dict[str, Any]]:
    def read(path: Any) -> Any:
        return json.loads(gzip.decompress(path.read_bytes()))

    return read(stripe_schema.SPEC), read(stripe_schema.SDK)


def problems(route: str, parameters: dict[str, Any]) -> list[str]:
    """What the 2023 OpenAPI document and the pinned SDK's types find wrong with a request."""
    spec, sdk = _documents()
    content = spec["paths"][route]["post"]["requestBody"]["content"]
    by_spec = {**content["application/x-www-form-urlencoded"]["schema"]}
    by_spec["components"] = spec["components"]
    by_sdk = {"$ref": sdk["requests"][f"POST {route}"], "$defs": sdk["$defs"]}
    known_in_2023 = {name: value for name, value in parameters.items() if name not in NEWER}
    return [
        error.message
        for schema, judged in ((by_spec, known_in_2023), (by_sdk, parameters))
        for error in Draft202012Validator(schema).iter_errors(judged)
    ]


@needs_schemas
class TestRequestsFitTheSchema:
    @pytest.mark.parametrize(
        "request_of",
        [a_checkout(), a_checkout(email="jo@example.com", save_card=True, expires_at=1_800_000_000),
         a_checkout(customer="cus_1", save_card=True), a_checkout(statement_descriptor="***")],
    )  # fmt: skip
    def test_when_a_page_is_opened(self, request_of: ChargeRequest) -> None:
        assert problems("/v1/checkout/sessions", requests.checkout_parameters(request_of)) == []

    @pytest.mark.parametrize("changes", [{}, {"currency": "JPY"}, {"description": "x" * 5000}])
    def test_when_a_saved_card_is_charged(self, changes: dict[str, Any]) -> None:
        parameters = requests.intent_parameters(a_charge(**changes))
        assert problems("/v1/payment_intents", parameters) == []

    def test_when_a_card_is_kept(self) -> None:
        setup = requests.setup_parameters(
            customer="cus_1", currency="USD", return_url="https://a/", cancel_url="https://b/"
        )
        assert problems("/v1/checkout/sessions", setup) == []
        for email in (None, "jo@example.com"):
            made = requests.customer_parameters(user_id="usr_1", email=email)
            assert problems("/v1/customers", made) == []

    def test_and_the_schema_would_tell(self) -> None:
        parameters = requests.intent_parameters(a_charge())
        assert problems("/v1/payment_intents", {**parameters, "amout": 1}) != []
        assert problems("/v1/payment_intents", {**parameters, "amount": "101.50"}) != []
        del parameters["currency"]
        assert problems("/v1/payment_intents", parameters) != []
        page = requests.checkout_parameters(a_checkout())
        assert problems("/v1/checkout/sessions", {**page, "payment_method_types": ["card"]}) != []
        changed = {**page, "allowed_payment_method_types": "card"}
        assert problems("/v1/checkout/sessions", changed) != []


class TestRequests:
    def test_carry_our_payment_id_and_nothing_about_a_person_in_metadata(self) -> None:
        checkout = requests.checkout_parameters(
            a_checkout(payment_id="pay_1", email="jo@example.com")
        )
        intent = requests.intent_parameters(a_charge(payment_id="pay_1"))
        assert checkout["metadata"] == intent["metadata"] == {"payment_id": "pay_1"}
        assert checkout["payment_intent_data"]["metadata"] == {"payment_id": "pay_1"}

    def test_offer_cards_alone_on_a_page_in_the_words_of_the_current_version(self) -> None:
        setup = requests.setup_parameters(
            customer="cus_1", currency="USD", return_url="https://a/", cancel_url="https://b/"
        )
        for page in (requests.checkout_parameters(a_checkout()), setup):
            assert page["allowed_payment_method_types"] == ["card"]
            assert "payment_method_types" not in page

    def test_are_the_same_after_a_stay_in_the_database(self) -> None:
        for request in (a_charge(), a_checkout(email="jo@example.com", expires_at=1_800_000_000)):
            stored = json.loads(json.dumps(request.to_document()))
            again = ChargeRequest.from_document({**stored, "version": 3})
            assert again == request

    @pytest.mark.parametrize(
        "changes",
        [{"amount_minor": 0}, {"amount_minor": 10.5}, {"amount_minor": True}, {"customer": ""},
         {"idempotency_key": ""}, {"idempotency_key": "k" * 256}, {"checkout": True}],
    )  # fmt: skip
    def test_that_make_no_sense_are_not_made(self, changes: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=r"charge|card"):
            a_charge(**changes)

    @pytest.mark.parametrize(
        ("text", "suffix"),
        [
            ("RIVERTON WATER", "RIVERTON WATER"),
            ("Łódź* <Wodociągi>", "odz Wodociagi"),
            ("CITY OF RIVERTON WATER AND SEWER", "CITY OF RIVERTON WATER"),
            ("  a \t b\n", "a b"),
            ("12345", ""),
            ("水道", ""),
        ],
    )
    def test_put_on_a_statement_what_card_networks_take(self, text: str, suffix: str) -> None:
        assert requests.statement_suffix(text) == suffix


class TestTheSdk:
    def test_is_the_version_this_adapter_was_tried_with(self) -> None:
        assert stripe.VERSION == "16.1.0"
        assert stripe.api_version == "2026-10-28.endive"

    def test_sends_no_telemetry(self) -> None:
        assert stripe.enable_telemetry is False
