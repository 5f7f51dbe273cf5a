"""The hosted Checkout page and its session."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx
import pytest
import stripe

from .conftest import Outside, a_checkout, typed

DECLINED, ASKS = "4000000000000002", "4000002760003184"


async def _open(outside: Outside, **changes: Any) -> Any:
    return await outside.stripe.v1.checkout.sessions.create_async(a_checkout(**changes))


async def _submit(outside: Outside, session: Any, fields: dict[str, str]) -> httpx.Response:
    return await outside.http.post(f"/checkout/{session.id}", data=fields)


async def _now(outside: Outside, session: Any, *expand: str) -> Any:
    return await outside.stripe.v1.checkout.sessions.retrieve_async(
        session.id, {"expand": list(expand)}
    )


class TestPayPage:
    async def test_shows_what_is_paid_and_that_it_is_a_test(self, outside: Outside) -> None:
        session = await _open(outside)
        page = await outside.http.get(session.url)

        for words in ("$102.00", "Water, October", "Paymentus", "no real money", "Cancel"):
            assert words in page.text
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "http://localhost:3000" in policy
        assert "<script" not in page.text

    async def test_pays_and_goes_to_the_success_page(self, outside: Outside) -> None:
        session = await _open(
            outside,
            client_reference_id="pay_1",
            payment_intent_data={"metadata": {"payment": "pay_1"}},
        )
        assert session.payment_intent is None
        answer = await _submit(outside, session, typed())

        assert answer.status_code == 303
        assert answer.headers["location"] == f"http://localhost:3000/done?session={session.id}"
        paid = await _now(outside, session, "payment_intent.latest_charge.balance_transaction")
        assert (paid.status, paid.payment_status) == ("complete", "paid")
        assert paid.customer_details.email == "jo@example.com"
        assert paid.payment_intent.metadata["payment"] == "pay_1"
        assert paid.payment_intent.latest_charge.balance_transaction.fee == 326
        assert (await outside.event_types())[-1] == "checkout.session.completed"

    async def test_does_not_ask_for_an_address_that_is_known(self, outside: Outside) -> None:
        session = await _open(outside, customer_email="known@example.com")
        page = await outside.http.get(session.url)
        fields = {name: value for name, value in typed().items() if name != "email"}
        declined = await _submit(outside, session, {**fields, "number": DECLINED})
        answer = await _submit(outside, session, {**fields, "email": "other@example.com"})

        for shown in (page, declined):
            assert "known@example.com" in shown.text
            assert 'name="email"' not in shown.text
        assert answer.status_code == 303
        paid = await _now(outside, session)
        assert paid.customer_details.email == "known@example.com"

    async def test_submitted_many_times_at_once_pays_once(self, outside: Outside) -> None:
        session = await _open(outside)
        answers = await asyncio.gather(*(_submit(outside, session, typed()) for _ in range(8)))

        assert {answer.status_code for answer in answers} == {303}
        assert len(await outside.objects("charge")) == 1

    async def test_decline_says_so_and_lets_one_try_again(self, outside: Outside) -> None:
        session = await _open(outside)
        declined = await _submit(outside, session, typed(DECLINED))
        assert declined.status_code == 200
        assert "Your card was declined. Nothing was charged." in declined.text

        paid = await _submit(outside, session, typed())

        assert paid.status_code == 303
        charges = await outside.objects("charge")
        assert [charge["status"] for charge in charges] == ["failed", "succeeded"]
        assert len(await outside.objects("payment_intent")) == 1

    async def test_names_every_mistake_and_keeps_what_was_typed(self, outside: Outside) -> None:
        session = await _open(outside)
        fields = typed("4242424242424241", expiry="13/40", cvc="x", email="jo")
        answer = await _submit(outside, session, fields)

        assert answer.status_code == 200
        for name in ("number", "expiry", "cvc", "email"):
            assert f'href="#{name}"' in answer.text
            assert f'aria-describedby="{name}-wrong"' in answer.text
        assert 'value="Jo Doe"' in answer.text
        assert await outside.objects("payment_intent") == []

    async def test_never_takes_a_card_that_is_no_test_card(self, outside: Outside) -> None:
        session = await _open(outside)
        answer = await _submit(outside, session, typed("4111111111111111"))

        assert answer.status_code == 200
        assert "Never type a real card here" in answer.text

    async def test_fills_in_a_test_card_without_script(self, outside: Outside) -> None:
        session = await _open(outside)
        answer = await _submit(outside, session, {"fill": "declined", "email": "me@example.com"})

        assert 'value="4000 0000 0000 0002"' in answer.text
        assert 'value="me@example.com"' in answer.text
        assert await outside.objects("payment_intent") == []

    async def test_escapes_what_merchants_and_payers_write(self, outside: Outside) -> None:
        session = await _open(outside, cancel_url='http://localhost/"><script>alert(1)</script>')
        answer = await _submit(outside, session, typed("x", name="<script>alert(1)</script>"))

        assert "<script" not in answer.text


class TestAuthentication:
    async def test_completed_leads_to_the_success_page(self, outside: Outside) -> None:
        session = await _open(outside)
        asked = await _submit(outside, session, typed(ASKS))
        assert asked.headers["location"].startswith("/3ds/pi_")
        page = await outside.http.get(asked.headers["location"])
        assert "$102.00" in page.text

        back = await outside.http.post(f"{asked.headers['location']}/complete")

        assert back.headers["location"] == f"http://localhost:3000/done?session={session.id}"
        assert (await _now(outside, session)).payment_status == "paid"

    async def test_failed_leads_back_to_the_form(self, outside: Outside) -> None:
        session = await _open(outside)
        asked = await _submit(outside, session, typed(ASKS))
        back = await outside.http.post(f"{asked.headers['location']}/fail")
        page = await outside.http.get(back.headers["location"])

        assert "Nothing was charged" in page.text
        assert (await _now(outside, session)).status == "open"
        assert (await _submit(outside, session, typed())).status_code == 303

    async def test_after_expiry_charges_nothing(self, outside: Outside) -> None:
        session = await _open(outside)
        asked = await _submit(outside, session, typed(ASKS))
        await outside.stripe.v1.checkout.sessions.expire_async(session.id)

        back = await outside.http.post(f"{asked.headers['location']}/complete")
        page = await outside.http.get(back.headers["location"])

        assert page.status_code == 410
        assert await outside.objects("charge") == []
        intents = await outside.objects("payment_intent")
        assert [intent["status"] for intent in intents] == ["canceled"]


class TestSession:
    async def test_expires_by_the_clock(self, outside: Outside) -> None:
        session = await _open(outside, expires_at=int(time.time()) + 1800)
        await outside.advance(1801)

        assert (await _now(outside, session)).status == "expired"
        answer = await _submit(outside, session, typed())
        assert answer.status_code == 410
        assert "Nothing was charged" in answer.text
        assert (await outside.event_types())[-1] == "checkout.session.expired"

    async def test_once_complete_cannot_be_expired(self, outside: Outside) -> None:
        session = await _open(outside)
        await outside.control(f"checkout/{session.id}/pay", {"card": "4242424242424242"})

        with pytest.raises(stripe.InvalidRequestError, match="status of complete"):
            await outside.stripe.v1.checkout.sessions.expire_async(session.id)

    async def test_owns_its_intent(self, outside: Outside) -> None:
        session = await _open(outside)
        asked = await outside.control(f"checkout/{session.id}/pay", {"card": ASKS})
        assert asked["outcome"] == "authenticate"

        intent_id = asked["session"]["payment_intent"]
        with pytest.raises(stripe.InvalidRequestError):
            await outside.stripe.v1.payment_intents.cancel_async(intent_id)
        with pytest.raises(stripe.InvalidRequestError):
            await outside.stripe.v1.payment_intents.confirm_async(intent_id)

    async def test_in_setup_mode_saves_a_card_for_later(self, outside: Outside) -> None:
        person = await outside.stripe.v1.customers.create_async({"email": "jo@example.com"})
        session = await outside.stripe.v1.checkout.sessions.create_async(
            {
                "mode": "setup",
                "allowed_payment_method_types": ["card"],
                "customer": person.id,
                "success_url": "http://localhost:3000/done",
                "setup_intent_data": {"metadata": {"autopay": "ap_1"}},
            }
        )
        page = await outside.http.get(str(session.url))
        assert "Save card" in page.text

        assert (await _submit(outside, session, typed(DECLINED))).status_code == 200
        assert (await _submit(outside, session, typed())).status_code == 303

        saved = await _now(outside, session, "setup_intent.payment_method")
        assert saved.status == "complete"
        assert saved.setup_intent.metadata["autopay"] == "ap_1"
        assert saved.setup_intent.payment_method.customer == person.id
        assert await outside.objects("charge") == []

    async def test_saves_the_card_of_a_payment_when_asked(self, outside: Outside) -> None:
        person = await outside.stripe.v1.customers.create_async({"email": "jo@example.com"})
        session = await _open(
            outside,
            customer=person.id,
            payment_intent_data={"setup_future_usage": "off_session"},
        )
        await _submit(outside, session, typed())

        saved = await outside.stripe.v1.customers.payment_methods.list_async(person.id)
        assert [method.card.last4 for method in saved.data if method.card] == ["4242"]

    async def test_by_bank_account_completes_unpaid_and_is_paid_later(
        self, outside: Outside
    ) -> None:
        session = await _open(outside)
        fields = typed("", way="us_bank_account", routing="110000000", account="000123456789")
        assert (await _submit(outside, session, fields)).status_code == 303
        assert (await _now(outside, session)).payment_status == "unpaid"

        await outside.advance(5 * 86_400)

        assert (await _now(outside, session)).payment_status == "paid"
        assert (await outside.event_types())[-1] == "checkout.session.async_payment_succeeded"

    @pytest.mark.parametrize(
        "changes",
        [
            {"success_url": "javascript:alert(1)"},
            {"line_items": []},
            {"expires_at": 5},
            {"unknown": "x"},
        ],
    )
    async def test_is_refused_when_wrong(self, outside: Outside, changes: Any) -> None:
        with pytest.raises(stripe.InvalidRequestError):
            await _open(outside, **changes)
