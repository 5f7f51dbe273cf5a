"""Which payment method types are offered, and how a request chooses them in each API version."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from .conftest import Outside, a_checkout, a_payment, typed

BEFORE: Any = {"stripe_version": "2026-07-29.dahlia"}
BOTH = ["card", "us_bank_account"]
ONLY_CARD = {"allowed_payment_method_types": ["card"]}
FIXED: Any = {"payment_method_types": ["card"]}
WITH_WAY_BACK = {"automatic_payment_methods": None, "return_url": "http://localhost:3000/done"}


def _payment(method: str = "pm_card_visa", **changes: Any) -> Any:
    """Confirmed with a way back, so that nothing has to be said about redirects."""
    given = a_payment(method, **WITH_WAY_BACK, **changes)
    return {name: value for name, value in given.items() if value is not None}


def _setup_session(**changes: Any) -> Any:
    return {"mode": "setup", "success_url": "http://localhost:3000/done", **changes}


class TestAllowedTypes:
    async def test_leave_only_a_card_on_the_hosted_page(self, outside: Outside) -> None:
        sessions = outside.stripe.v1.checkout.sessions
        free = await sessions.create_async(a_checkout())
        limited = await sessions.create_async(a_checkout(**ONLY_CARD))

        assert (free.allowed_payment_method_types, free.payment_method_types) == (None, BOTH)
        assert limited.allowed_payment_method_types == ["card"]
        assert limited.payment_method_types == ["card"]
        assert "Pay from a bank account" in (await outside.http.get(str(free.url))).text
        page = (await outside.http.get(str(limited.url))).text
        assert "Card number" in page
        assert "Bank account" not in page

    async def test_hold_for_what_a_form_sends_too(self, outside: Outside) -> None:
        session = await outside.stripe.v1.checkout.sessions.create_async(a_checkout(**ONLY_CARD))
        bank = typed("", way="us_bank_account", routing="110000000", account="000123456789")

        answer = await outside.http.post(f"/checkout/{session.id}", data=bank)

        assert answer.status_code == 200
        assert "Enter the card number" in answer.text
        assert await outside.objects("payment_intent") == []

    async def test_reach_the_intents_of_a_session(self, outside: Outside) -> None:
        sessions = outside.stripe.v1.checkout.sessions
        paying = await sessions.create_async(a_checkout(**ONLY_CARD))
        await outside.control(f"checkout/{paying.id}/pay", {"card": "4242424242424242"})
        saving = await sessions.create_async(_setup_session(**ONLY_CARD))
        page = (await outside.http.get(str(saving.url))).text

        assert "Save card" in page
        for kind in ("payment_intent", "setup_intent"):
            (intent,) = await outside.objects(kind)
            assert intent["allowed_payment_method_types"] == ["card"]
            assert intent["payment_method_types"] == ["card"]

    async def test_refuse_a_payment_by_another_type(self, outside: Outside) -> None:
        with pytest.raises(stripe.InvalidRequestError, match="not allowed for this PaymentIntent"):
            await outside.stripe.v1.payment_intents.create_async(
                _payment("pm_usBankAccount_success", **ONLY_CARD)
            )
        with pytest.raises(stripe.InvalidRequestError, match="not allowed for this SetupIntent"):
            await outside.stripe.v1.setup_intents.create_async(
                {"payment_method": "pm_usBankAccount_success", "confirm": True, **ONLY_CARD}
            )

    async def test_can_be_chosen_late(self, outside: Outside) -> None:
        intents = outside.stripe.v1.payment_intents
        made = await intents.create_async({"amount": 500, "currency": "usd"})
        assert made.payment_method_types == BOTH

        changed = await intents.update_async(made.id, {**ONLY_CARD})  # type: ignore[typeddict-item]
        paid = await intents.confirm_async(
            made.id,
            {
                "allowed_payment_method_types": ["us_bank_account"],
                "payment_method": "pm_usBankAccount_success",
                "return_url": "http://localhost:3000/done",
            },
        )

        assert changed.payment_method_types == ["card"]
        assert (paid.status, paid.payment_method_types) == ("processing", ["us_bank_account"])

    async def test_drop_silently_what_the_currency_rules_out(self, outside: Outside) -> None:
        made = await outside.stripe.v1.payment_intents.create_async(
            {"amount": 500, "currency": "eur", "allowed_payment_method_types": ["card", *BOTH]}
        )
        assert made.payment_method_types == ["card"]

    async def test_are_refused_when_nothing_is_left(self, outside: Outside) -> None:
        with pytest.raises(stripe.InvalidRequestError, match="In eur this account offers card"):
            await outside.stripe.v1.payment_intents.create_async(
                {
                    "amount": 500,
                    "currency": "eur",
                    "allowed_payment_method_types": ["us_bank_account"],
                }
            )

    async def test_do_not_go_with_another_way_to_choose(self, outside: Outside) -> None:
        with pytest.raises(stripe.InvalidRequestError, match="only specify one"):
            await outside.stripe.v1.payment_intents.create_async(a_payment(**ONLY_CARD))

    async def test_stand_in_for_the_currency_of_a_setup(self, outside: Outside) -> None:
        sessions = outside.stripe.v1.checkout.sessions
        with pytest.raises(stripe.InvalidRequestError) as raised:
            await sessions.create_async(_setup_session())
        assert (raised.value.code, raised.value.param) == ("parameter_missing", "currency")

        dollars = await sessions.create_async(_setup_session(currency="usd"))
        assert "Save a way to pay for Paymentus" in (await outside.http.get(str(dollars.url))).text
        euros = await sessions.create_async(_setup_session(currency="eur"))
        assert euros.payment_method_types == ["card"]


class TestFixedTypes:
    @pytest.mark.parametrize(
        "path",
        [
            "checkout/sessions",
            "payment_intents",
            "payment_intents/{id}",
            "payment_intents/{id}/confirm",
            "setup_intents",
        ],
    )
    async def test_are_refused_in_the_current_version(self, outside: Outside, path: str) -> None:
        made = await outside.stripe.v1.payment_intents.create_async(
            {"amount": 500, "currency": "usd"}
        )
        for version in ({}, {"stripe-version": "2026-10-28.endive"}):
            answer = await outside.http.post(
                f"/v1/{path.format(id=made.id)}",
                data={"payment_method_types[]": "card"},
                headers={"authorization": "Bearer sk_test_x", **version},
            )

            error = answer.json()["error"]
            assert answer.status_code == 400
            assert error["type"] == "invalid_request_error"
            assert error["code"] == "payment_method_types_no_longer_supported"
            assert error["param"] == "payment_method_types"
            assert "allowed_payment_method_types" in error["message"]

    async def test_are_taken_from_a_request_in_an_older_version(self, outside: Outside) -> None:
        v1 = outside.stripe.v1
        session = await v1.checkout.sessions.create_async(a_checkout(**FIXED), BEFORE)
        intent = await v1.payment_intents.create_async(
            {"amount": 500, "currency": "usd", **FIXED}, BEFORE
        )
        setup = await v1.setup_intents.create_async({**FIXED}, BEFORE)

        for made in (session, intent, setup):
            assert made.payment_method_types == ["card"]
            assert made.allowed_payment_method_types is None
        assert intent.automatic_payment_methods is None
        # A fixed list is not computed again.
        changed = await v1.payment_intents.update_async(intent.id, {"amount": 600})
        assert changed.payment_method_types == ["card"]

    async def test_of_what_is_no_version_are_refused(self, outside: Outside) -> None:
        with pytest.raises(stripe.InvalidRequestError, match="Invalid Stripe API version: newest"):
            await outside.stripe.v1.balance.retrieve_async(options={"stripe_version": "newest"})
