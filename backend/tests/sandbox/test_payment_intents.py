"""Paying with test cards through the official SDK."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from .conftest import Outside, a_payment
from support import stripe_schema


async def _refused(outside: Outside, params: Any) -> tuple[stripe.CardError, dict[str, Any]]:
    with pytest.raises(stripe.CardError) as raised:
        await outside.stripe.v1.payment_intents.create_async(params)
    body: Any = raised.value.json_body
    return raised.value, body["error"]


class TestPaying:
    async def test_takes_the_money_and_books_it_with_the_fee(self, outside: Outside) -> None:
        expand = ["latest_charge.balance_transaction"]
        paid: Any = await outside.stripe.v1.payment_intents.create_async(
            a_payment(metadata={"payment": "pay_1"}, expand=expand)
        )

        assert (paid.status, paid.amount_received) == ("succeeded", 10_200)
        movement = paid.latest_charge.balance_transaction
        assert (movement.amount, movement.fee, movement.net) == (10_200, 326, 9_874)
        assert movement.status == "pending"
        assert paid.latest_charge.metadata["payment"] == "pay_1"
        assert await outside.event_types() == [
            "payment_intent.created",
            "charge.succeeded",
            "payment_intent.succeeded",
        ]

    async def test_money_becomes_available_after_two_days(self, outside: Outside) -> None:
        await outside.stripe.v1.payment_intents.create_async(a_payment())
        before = await outside.stripe.v1.balance.retrieve_async()
        await outside.advance(2 * 86_400 + 1)
        after = await outside.stripe.v1.balance.retrieve_async()

        assert (before.available[0].amount, before.pending[0].amount) == (0, 9_874)
        assert (after.available[0].amount, after.pending[0].amount) == (9_874, 0)

    async def test_a_late_balance_transaction_is_announced(self, outside: Outside) -> None:
        await outside.control("settings", {"balance_transaction_delay_seconds": 60})
        paid: Any = await outside.stripe.v1.payment_intents.create_async(
            a_payment(expand=["latest_charge"])
        )
        assert paid.latest_charge.balance_transaction is None

        await outside.advance(61)

        charge = await outside.stripe.v1.charges.retrieve_async(paid.latest_charge.id)
        assert charge.balance_transaction is not None
        assert (await outside.event_types())[-1] == "charge.updated"

    async def test_manual_capture_takes_part_and_releases_the_rest(self, outside: Outside) -> None:
        held = await outside.stripe.v1.payment_intents.create_async(
            a_payment(capture_method="manual")
        )
        assert (held.status, held.amount_capturable) == ("requires_capture", 10_200)

        taken = await outside.stripe.v1.payment_intents.capture_async(
            held.id, {"amount_to_capture": 4_000}
        )

        assert (taken.status, taken.amount_received) == ("succeeded", 4_000)

    async def test_a_canceled_intent_cannot_be_confirmed(self, outside: Outside) -> None:
        made = await outside.stripe.v1.payment_intents.create_async(a_payment(confirm=False))
        assert made.status == "requires_confirmation"
        await outside.stripe.v1.payment_intents.cancel_async(made.id)

        with pytest.raises(stripe.InvalidRequestError) as raised:
            await outside.stripe.v1.payment_intents.confirm_async(made.id)

        assert raised.value.code == "payment_intent_unexpected_state"

    async def test_a_bank_debit_settles_days_later_or_fails(self, outside: Outside) -> None:
        made = [
            await outside.stripe.v1.payment_intents.create_async(a_payment(name))
            for name in (
                "pm_usBankAccount_success",
                "pm_usBankAccount_insufficientFunds",
                "pm_usBankAccount_processing",
            )
        ]
        assert {each.status for each in made} == {"processing"}

        await outside.advance(5 * 86_400)

        now = [await outside.stripe.v1.payment_intents.retrieve_async(each.id) for each in made]
        assert [each.status for each in now] == [
            "succeeded",
            "requires_payment_method",
            "processing",
        ]
        assert now[1].last_payment_error is not None
        assert now[1].last_payment_error.code == "insufficient_funds"


class TestDeclines:
    @pytest.mark.parametrize(
        ("method", "code", "decline_code"),
        [
            ("pm_card_visa_chargeDeclined", "card_declined", "generic_decline"),
            (
                "pm_card_visa_chargeDeclinedInsufficientFunds",
                "card_declined",
                "insufficient_funds",
            ),
            ("pm_card_chargeDeclinedExpiredCard", "expired_card", None),
            ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", None),
            ("pm_card_chargeDeclinedProcessingError", "processing_error", None),
        ],
    )
    async def test_answer_402_and_the_intent_can_be_tried_again(
        self, outside: Outside, method: str, code: str, decline_code: str | None
    ) -> None:
        _, error = await _refused(outside, a_payment(method))

        assert (error["code"], error.get("decline_code")) == (code, decline_code)
        intent = await outside.stripe.v1.payment_intents.retrieve_async(
            error["payment_intent"]["id"]
        )
        assert (intent.status, intent.payment_method) == ("requires_payment_method", None)
        paid = await outside.stripe.v1.payment_intents.confirm_async(
            intent.id, {"payment_method": "pm_card_visa"}
        )
        assert paid.status == "succeeded"

    async def test_every_published_card_behaves_as_published(self, outside: Outside) -> None:
        values = stripe_schema.DATA / "test_values.json"
        if not values.exists():
            pytest.skip("official test values are not here: ../shared/data/stripe")
        import json

        for card in json.loads(values.read_text())["cards"]:
            outcome = card["outcome"]
            details = {"number": card["number"], "exp_month": 12, "exp_year": 2040, "cvc": "123"}
            if card.get("code") == "incorrect_number":
                with pytest.raises(stripe.CardError) as raised:
                    await outside.stripe.v1.payment_methods.create_async(
                        {"type": "card", "card": details}
                    )
                assert raised.value.code == "incorrect_number"
                continue
            method = await outside.stripe.v1.payment_methods.create_async(
                {"type": "card", "card": details}
            )
            params = a_payment(method.id, return_url="http://localhost/back")
            if outcome == "declined":
                _, error = await _refused(outside, params)
                assert error["code"] == card["code"], card
                assert error.get("decline_code") == card.get("decline_code"), card
            elif "every charge declines" in outcome or outcome == "blocked by fraud rules":
                await _refused(outside, params)
            else:
                paid = await outside.stripe.v1.payment_intents.create_async(params)
                asks = (
                    outcome.startswith(("3ds unless", "3ds always", "3ds, ", "3ds2"))
                    or outcome == "already set up for off-session"
                )
                assert paid.status == ("requires_action" if asks else "succeeded"), card


class TestAuthentication:
    async def _asked(self, outside: Outside, method: str) -> Any:
        made = await outside.stripe.v1.payment_intents.create_async(
            a_payment(method, return_url="http://localhost:3000/back?bill=1")
        )
        assert made.status == "requires_action"
        return made

    async def test_completed_takes_the_money_and_returns(self, outside: Outside) -> None:
        made = await self._asked(outside, "pm_card_authenticationRequired")
        page = await outside.http.get(made.next_action.redirect_to_url.url)
        back = await outside.http.post(f"/3ds/{made.id}/complete")

        assert "Complete authentication" in page.text
        assert back.headers["location"].startswith(
            f"http://localhost:3000/back?bill=1&payment_intent={made.id}&"
        )
        assert back.headers["location"].endswith("redirect_status=succeeded")
        paid = await outside.stripe.v1.payment_intents.retrieve_async(made.id)
        assert paid.status == "succeeded"

    async def test_failed_charges_nothing(self, outside: Outside) -> None:
        made = await self._asked(outside, "pm_card_authenticationRequired")
        back = await outside.http.post(f"/3ds/{made.id}/fail")

        assert back.headers["location"].endswith("redirect_status=failed")
        intent = await outside.stripe.v1.payment_intents.retrieve_async(made.id)
        assert intent.status == "requires_payment_method"
        assert intent.last_payment_error is not None
        assert intent.last_payment_error.code == "payment_intent_authentication_failure"
        assert await outside.objects("charge") == []

    async def test_completed_twice_charges_once(self, outside: Outside) -> None:
        made = await self._asked(outside, "pm_card_authenticationRequired")
        await outside.control(f"3ds/{made.id}/complete")
        await outside.control(f"3ds/{made.id}/complete")

        assert len(await outside.objects("charge")) == 1

    async def test_completed_may_still_be_declined(self, outside: Outside) -> None:
        made = await self._asked(outside, "pm_card_threeDSecureRequiredChargeDeclined")
        await outside.control(f"3ds/{made.id}/complete")

        intent = await outside.stripe.v1.payment_intents.retrieve_async(made.id)
        assert intent.last_payment_error is not None
        assert intent.last_payment_error.code == "card_declined"

    async def test_off_session_is_declined_unless_the_card_was_set_up(
        self, outside: Outside
    ) -> None:
        person = await outside.stripe.v1.customers.create_async({"email": "jo@example.com"})
        name = "pm_card_authenticationRequiredOnSetup"
        _, error = await _refused(outside, a_payment(name, off_session=True, customer=person.id))
        assert error["code"] == "authentication_required"

        setup: Any = await outside.stripe.v1.setup_intents.create_async(
            {
                "customer": person.id,
                "payment_method": name,
                "confirm": True,
                "return_url": "http://localhost/x",
            }
        )
        await outside.control(f"3ds/{setup.id}/complete")
        paid = await outside.stripe.v1.payment_intents.create_async(
            a_payment(setup.payment_method, off_session=True, customer=person.id)
        )
        assert paid.status == "succeeded"


class TestRequests:
    @pytest.mark.parametrize(
        ("changes", "code", "param"),
        [
            ({"ammount": 5}, "parameter_unknown", "ammount"),
            ({"amount": "12.5"}, "parameter_invalid_integer", "amount"),
            ({"amount": 10}, "amount_too_small", "amount"),
            ({"currency": "zzz"}, None, "currency"),
            ({"capture_method": "maybe"}, None, "capture_method"),
            ({"customer": "cus_none"}, "resource_missing", "customer"),
            ({"payment_method": "pm_none"}, "resource_missing", "payment_method"),
        ],
    )
    async def test_are_refused_when_wrong(
        self, outside: Outside, changes: Any, code: str | None, param: str
    ) -> None:
        with pytest.raises(stripe.InvalidRequestError) as raised:
            await outside.stripe.v1.payment_intents.create_async(a_payment(**changes))

        assert (raised.value.code, raised.value.param) == (code, param)
        assert await outside.objects("payment_intent") == []

    async def test_need_a_way_back_when_a_redirect_is_possible(self, outside: Outside) -> None:
        with pytest.raises(stripe.InvalidRequestError, match="return_url"):
            await outside.stripe.v1.payment_intents.create_async(
                {
                    "amount": 500,
                    "currency": "usd",
                    "payment_method": "pm_card_visa",
                    "confirm": True,
                }
            )

    @pytest.mark.parametrize("key", ["sk_live_abc", "rk_live_abc", "pk_test_abc", "nonsense"])
    async def test_are_refused_without_a_test_key(self, outside: Outside, key: str) -> None:
        answer = await outside.http.get("/v1/customers", headers={"authorization": f"Bearer {key}"})

        assert answer.status_code == 401
        assert ("live key" in answer.json()["error"]["message"]) == ("live" in key)

    async def test_are_refused_under_another_host_name(self, outside: Outside) -> None:
        answer = await outside.http.get("/_sandbox/health", headers={"host": "evil.example"})

        assert answer.status_code == 421

    async def test_to_the_control_api_are_refused_from_foreign_pages(
        self, outside: Outside
    ) -> None:
        headers = {"origin": "https://evil.example"}
        answer = await outside.http.post("/_sandbox/reset", headers=headers)

        assert answer.status_code == 403

    async def test_lists_page_in_both_directions_and_filter(self, outside: Outside) -> None:
        person = await outside.stripe.v1.customers.create_async({})
        made = [
            await outside.stripe.v1.payment_intents.create_async(
                a_payment(confirm=False, customer=person.id)
            )
            for _ in range(5)
        ]
        await outside.stripe.v1.payment_intents.create_async(a_payment())
        ids = [each.id for each in reversed(made)]
        intents = outside.stripe.v1.payment_intents

        found = [
            each.id
            async for each in (
                await intents.list_async({"customer": person.id, "limit": 2})
            ).auto_paging_iter()
        ]
        assert found == ids
        before = await intents.list_async(
            {"customer": person.id, "limit": 2, "ending_before": ids[3]}
        )
        assert [each.id for each in before.data] == ids[1:3]
        created = made[0].created
        none = await intents.list_async({"created": {"lt": created}})
        assert none.data == []

    async def test_a_saved_method_belongs_to_its_customer_alone(self, outside: Outside) -> None:
        jo, pat = [await outside.stripe.v1.customers.create_async({}) for _ in range(2)]
        saved = await outside.stripe.v1.payment_methods.attach_async(
            "pm_card_visa", {"customer": jo.id}
        )
        with pytest.raises(stripe.InvalidRequestError):
            await outside.stripe.v1.payment_intents.create_async(
                a_payment(saved.id, customer=pat.id)
            )
        listed = await outside.stripe.v1.customers.payment_methods.list_async(jo.id)
        assert [each.id for each in listed.data] == [saved.id]

        await outside.stripe.v1.payment_methods.detach_async(saved.id)

        listed = await outside.stripe.v1.customers.payment_methods.list_async(jo.id)
        assert listed.data == []

    async def test_a_method_that_was_not_saved_pays_once(self, outside: Outside) -> None:
        method = await outside.stripe.v1.payment_methods.create_async(
            {"type": "card", "card": {"token": "tok_visa"}}
        )
        await outside.stripe.v1.payment_intents.create_async(a_payment(method.id))

        with pytest.raises(stripe.InvalidRequestError, match="may not be used again"):
            await outside.stripe.v1.payment_intents.create_async(a_payment(method.id))

    async def test_objects_have_every_field_of_the_current_examples(self, outside: Outside) -> None:
        if not stripe_schema.FIXTURES.exists():
            pytest.skip("official examples are not here: ../shared/data/stripe")
        person = await outside.stripe.v1.customers.create_async({})
        await outside.stripe.v1.payment_intents.create_async(
            a_payment("pm_card_createDispute", customer=person.id)
        )
        kept = await outside.stripe.v1.payment_intents.create_async(a_payment())
        await outside.stripe.v1.refunds.create_async({"payment_intent": kept.id})
        await outside.stripe.v1.setup_intents.create_async({})

        for kind in [
            "customer",
            "payment_intent",
            "charge",
            "refund",
            "dispute",
            "balance_transaction",
            "setup_intent",
            "payment_method",
            "event",
        ]:
            example = (await outside.objects(kind))[0]
            # Refunds of a charge are in its answers only when asked for.
            assert stripe_schema.missing_fields(example) - {"refunds"} == set(), kind
