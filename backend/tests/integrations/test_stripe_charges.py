"""Charges over HTTP against the sandbox process: outcomes, and what a bad line makes of them."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from integrations.charges import a_charge, a_checkout
from integrations.sandbox_control import Answering, Apart, SandboxControl
from paymentus.integrations.payment_processor import (
    Outcome,
    OutcomeState,
    ProcessorObjectUnknown,
    ProcessorRefused,
    ProcessorUnavailable,
)
from paymentus.integrations.payment_processor.stripe import StripeProcessor

INTENTS = "/v1/payment_intents"
SESSIONS = "/v1/checkout/sessions"


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def impatient(url: str) -> StripeProcessor:
    return StripeProcessor(
        secret_key="sk_test_adapter", webhook_secret="whsec_x", api_base=url, timeout_seconds=0.4
    )


class TestASavedCard:
    async def test_is_charged_and_shows_its_face_and_the_fee(
        self, processor: StripeProcessor, customer: str
    ) -> None:
        outcome = await processor.submit(a_charge(customer))
        assert outcome.state is OutcomeState.SUCCEEDED
        assert (outcome.brand, outcome.last4) == ("visa", "4242")
        assert outcome.amount_received_minor == 10_150
        assert outcome.fee_minor == 324  # 2.9 % of 101.50 and 30 cents
        assert outcome.object_id == outcome.intent_id
        assert outcome.charge_id is not None
        assert outcome.customer == customer
        assert await processor.look_up(outcome.object_id) == outcome

    async def test_is_charged_once_however_often_the_request_is_sent(
        self, processor: StripeProcessor, control: SandboxControl, customer: str
    ) -> None:
        request = a_charge(customer)
        outcomes = [await processor.submit(request) for _ in range(3)]
        assert len({outcome.object_id for outcome in outcomes}) == 1
        assert len(await control.objects("payment_intent", request.payment_id)) == 1

    async def test_is_charged_once_when_two_servers_send_the_request_at_once(
        self, processor: StripeProcessor, control: SandboxControl, customer: str
    ) -> None:
        request = a_charge(customer)
        answers = await asyncio.gather(
            *(processor.submit(request) for _ in range(5)), return_exceptions=True
        )
        clear = [answer for answer in answers if isinstance(answer, Outcome)]
        unclear = [answer for answer in answers if not isinstance(answer, Outcome)]
        assert clear
        assert all(isinstance(answer, ProcessorUnavailable) for answer in unclear)
        assert len(await control.objects("charge", request.payment_id)) == 1

    @pytest.mark.parametrize(
        ("card", "code", "words"),
        [
            ("pm_card_visa_chargeDeclined", "generic_decline", "The card was declined."),
            (
                "pm_card_visa_chargeDeclinedInsufficientFunds",
                "insufficient_funds",
                "The card has insufficient funds. Nothing was charged.",
            ),
            ("pm_card_chargeDeclinedExpiredCard", "expired_card", "The card has expired."),
            ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "security code"),
            ("pm_card_chargeDeclinedProcessingError", "processing_error", "a few minutes"),
            ("pm_card_visa_chargeDeclinedLostCard", "lost_card", "The card was declined."),
            ("pm_card_visa_chargeDeclinedStolenCard", "stolen_card", "The card was declined."),
        ],
    )
    async def test_that_is_declined_is_an_outcome_in_words_for_a_payer(
        self, processor: StripeProcessor, customer: str, card: str, code: str, words: str
    ) -> None:
        request = a_charge(customer, card)
        outcome = await processor.submit(request)
        assert outcome.state is OutcomeState.FAILED
        assert outcome.failure_code == code
        assert outcome.failure_message is not None
        assert words in outcome.failure_message
        assert "Nothing was charged." in outcome.failure_message
        assert "lost" not in outcome.failure_message
        assert "stolen" not in outcome.failure_message
        assert outcome.amount_received_minor == 0
        assert (await processor.submit(request)).object_id == outcome.object_id
        looked_up = await processor.look_up(outcome.object_id)
        assert (looked_up.state, looked_up.failure_code) == (OutcomeState.FAILED, code)

    async def test_that_needs_authentication_sends_the_payer_there_and_then_succeeds(
        self, processor: StripeProcessor, control: SandboxControl, customer: str
    ) -> None:
        outcome = await processor.submit(a_charge(customer, "pm_card_authenticationRequired"))
        assert outcome.state is OutcomeState.REQUIRES_ACTION
        assert outcome.redirect_url is not None
        assert outcome.redirect_url.startswith("http")
        await control.authenticate(outcome.object_id)
        assert (await processor.look_up(outcome.object_id)).state is OutcomeState.SUCCEEDED

    async def test_whose_owner_fails_authentication_fails(
        self, processor: StripeProcessor, control: SandboxControl, customer: str
    ) -> None:
        outcome = await processor.submit(a_charge(customer, "pm_card_authenticationRequired"))
        await control.authenticate(outcome.object_id, "fail")
        failed = await processor.look_up(outcome.object_id)
        assert failed.state is OutcomeState.FAILED
        assert failed.failure_message is not None
        assert "could not confirm it was you" in failed.failure_message

    async def test_of_an_unknown_customer_is_refused_and_charges_nothing(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        request = a_charge("cus_nobody")
        with pytest.raises(ProcessorRefused, match="Nothing was charged"):
            await processor.submit(request)
        assert await control.objects("payment_intent", request.payment_id) == []

    async def test_has_its_fee_a_moment_later_where_the_processor_books_it_later(
        self, apart: Apart
    ) -> None:
        await apart.control.settings(balance_transaction_delay_seconds=60)
        owner = await apart.processor.create_customer(user_id="usr_1", idempotency_key="c-1")
        outcome = await apart.processor.submit(a_charge(owner))
        assert outcome.state is OutcomeState.SUCCEEDED
        assert outcome.fee_minor is None
        await apart.control.advance(61)
        assert (await apart.processor.look_up(outcome.object_id)).fee_minor == 324


class TestABadLine:
    @pytest.mark.parametrize("kind", ["before", "before_close", "after", "409"])
    async def test_is_bridged_within_one_call_and_charges_once(
        self, processor: StripeProcessor, control: SandboxControl, customer: str, kind: str
    ) -> None:
        request = a_charge(customer)
        await control.fault(kind, INTENTS, count=1, idempotency_key=request.idempotency_key)
        assert (await processor.submit(request)).state is OutcomeState.SUCCEEDED
        assert len(await control.objects("charge", request.payment_id)) == 1

    @pytest.mark.parametrize("kind", ["before", "before_close", "after", "409", "429", "malformed"])
    async def test_that_stays_bad_leaves_the_outcome_unknown_until_the_request_is_sent_again(
        self, processor: StripeProcessor, control: SandboxControl, customer: str, kind: str
    ) -> None:
        request = a_charge(customer)
        await control.fault(kind, INTENTS, idempotency_key=request.idempotency_key)
        with pytest.raises(ProcessorUnavailable):
            await processor.submit(request)
        await control.no_faults()
        assert (await processor.submit(request)).state is OutcomeState.SUCCEEDED
        assert len(await control.objects("charge", request.payment_id)) == 1

    async def test_that_kept_an_error_under_the_key_is_got_around_by_finding_the_charge(
        self, processor: StripeProcessor, control: SandboxControl, customer: str
    ) -> None:
        request = a_charge(customer)
        await control.fault("after_500", INTENTS, count=1, idempotency_key=request.payment_id)
        for _ in range(2):
            outcome = await processor.submit(request)
            assert outcome.state is OutcomeState.SUCCEEDED
            assert outcome.fee_minor == 324
        assert len(await control.objects("charge", request.payment_id)) == 1

    async def test_that_kept_an_error_and_did_nothing_stays_unknown(
        self, processor: StripeProcessor, control: SandboxControl, customer: str
    ) -> None:
        request = a_charge(customer)
        key = request.idempotency_key
        await control.fault("before", INTENTS, count=1, idempotency_key=key, save=True)
        with pytest.raises(ProcessorUnavailable):
            await processor.submit(request)
        assert await processor.find(request, an_hour_ago()) is None
        assert await control.objects("charge", request.payment_id) == []

    async def test_sent_again_late_opens_the_same_page_though_its_time_has_become_too_short(
        self, apart: Apart
    ) -> None:
        closing = int(datetime.now(UTC).timestamp()) + 31 * 60
        request = a_checkout(expires_at=closing)
        opened = await apart.processor.submit(request)
        await apart.control.advance(10 * 60)
        assert (await apart.processor.submit(request)).object_id == opened.object_id

    @pytest.mark.parametrize("kind", ["slow", "slow_after"])
    async def test_that_is_slow_leaves_the_outcome_unknown_in_good_time(
        self, sandbox: Any, control: SandboxControl, customer: str, kind: str
    ) -> None:
        request = a_charge(customer)
        await control.fault(kind, INTENTS, seconds=2, idempotency_key=request.idempotency_key)
        processor = impatient(sandbox.url)
        started = asyncio.get_running_loop().time()
        with pytest.raises(ProcessorUnavailable):
            await processor.submit(request)
        assert asyncio.get_running_loop().time() - started < 1.8
        await control.no_faults()
        await processor.aclose()

    async def test_that_is_down_leaves_the_outcome_unknown(self) -> None:
        processor = impatient("http://127.0.0.1:9")
        with pytest.raises(ProcessorUnavailable):
            await processor.submit(a_charge())
        with pytest.raises(ProcessorUnavailable):
            await processor.look_up("pi_1")
        with pytest.raises(ProcessorUnavailable):
            await processor.ping()
        await processor.aclose()

    @pytest.mark.parametrize(
        "body",
        [
            b'"text"', b"[]", b"null", b"{}", b"\xff\xfe", b"<html>", b"",
            b'{"object": "payment_intent"}',
            b'{"object": "charge", "id": "pi_1", "status": "succeeded"}',
            b'{"object": "payment_intent", "id": 5, "status": "succeeded", "amount_received": 1}',
            b'{"object": "payment_intent", "id": "pi_1", "status": "won", "amount_received": 1}',
            b'{"object": "payment_intent", "id": "pi_1", "status": "succeeded",'
            b' "amount_received": "1"}',
        ],
    )  # fmt: skip
    async def test_that_answers_nonsense_leaves_the_outcome_unknown(self, body: bytes) -> None:
        async with Answering(body).running() as server:
            processor = impatient(server.url)
            with pytest.raises(ProcessorUnavailable):
                await processor.submit(a_charge())
            with pytest.raises(ProcessorUnavailable):
                await processor.look_up("pi_1")
            await processor.aclose()

    @pytest.mark.parametrize("status", [401, 403, 500, 503])
    async def test_that_refuses_our_key_or_breaks_leaves_the_outcome_unknown(
        self, status: int
    ) -> None:
        body = json.dumps({"error": {"type": "api_error", "message": "no"}}).encode()
        async with Answering(body, status).running() as server:
            processor = impatient(server.url)
            with pytest.raises(ProcessorUnavailable):
                await processor.submit(a_charge())
            await processor.aclose()

    async def test_carries_the_same_key_and_body_on_every_try_and_no_telemetry(self) -> None:
        body = json.dumps({"error": {"type": "api_error", "message": "no"}}).encode()
        request = a_charge()
        async with Answering(body, 500).running() as server:
            processor = StripeProcessor(
                secret_key="sk_test_x", webhook_secret="whsec_x", api_base=server.url
            )
            with pytest.raises(ProcessorUnavailable):
                await processor.submit(request)
            await processor.aclose()
        assert len(server.received) == 3
        assert {headers["idempotency-key"] for headers, _ in server.received} == {
            request.payment_id
        }
        assert len({body for _, body in server.received}) == 1
        assert all("x-stripe-client-telemetry" not in headers for headers, _ in server.received)

    async def test_answers_what_the_key_holds_when_a_release_words_the_request_otherwise(
        self, processor: StripeProcessor, control: SandboxControl, customer: str
    ) -> None:
        before = a_charge(customer)
        first = await processor.submit(before)
        after = a_charge(customer, payment_id=before.payment_id, description="Worded otherwise")
        assert (await processor.submit(after)).object_id == first.object_id
        assert len(await control.objects("charge", before.payment_id)) == 1


class TestCheckout:
    async def test_sends_the_payer_to_a_page_and_hears_of_the_payment(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        request = a_checkout(email="jo@example.com")
        opened = await processor.submit(request)
        assert opened.state is OutcomeState.REQUIRES_ACTION
        assert opened.object_id.startswith("cs_")
        assert opened.redirect_url is not None
        await control.pay(opened.object_id)
        paid = await processor.look_up(opened.object_id)
        assert paid.state is OutcomeState.SUCCEEDED
        assert (paid.brand, paid.last4, paid.fee_minor) == ("visa", "4242", 324)
        assert paid.amount_received_minor == 10_150
        assert paid.redirect_url is None
        assert paid.object_id == opened.object_id
        assert paid.intent_id is not None

    async def test_stays_open_after_a_decline_so_that_another_card_can_pay(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        opened = await processor.submit(a_checkout())
        refused = await control.pay(opened.object_id, "4000000000009995")
        assert refused["outcome"] == "refused"
        open_still = await processor.look_up(opened.object_id)
        assert open_still.state is OutcomeState.REQUIRES_ACTION
        assert (opened.failure_code, open_still.failure_code) == (None, "insufficient_funds")
        assert "Nothing was charged" in (open_still.failure_message or "")
        await control.pay(opened.object_id)
        paid = await processor.look_up(opened.object_id)
        assert (paid.state, paid.failure_code) == (OutcomeState.SUCCEEDED, None)

    async def test_opens_one_page_when_the_answer_was_lost(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        request = a_checkout()
        await control.fault("after", SESSIONS, idempotency_key=request.payment_id)
        with pytest.raises(ProcessorUnavailable):
            await processor.submit(request)
        await control.no_faults()
        found = await processor.find(request, an_hour_ago())
        assert found is not None
        assert (await processor.submit(request)).object_id == found.object_id
        assert len(await control.objects("checkout.session", request.payment_id)) == 1

    async def test_keeps_the_card_of_a_known_customer_who_asks_for_it(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        owner = await processor.create_customer(user_id="usr_2", idempotency_key="customer:usr_2")
        opened = await processor.submit(a_checkout(customer=owner, save_card=True))
        assert await processor.list_cards(owner) == []
        await control.pay(opened.object_id)
        (card,) = await processor.list_cards(owner)
        assert (card.brand, card.last4, card.customer) == ("visa", "4242", owner)
        again = await processor.submit(a_charge(owner, card.id))
        assert again.state is OutcomeState.SUCCEEDED

    async def test_expires_at_the_time_it_was_given(self, apart: Apart) -> None:
        closing = int(datetime.now(UTC).timestamp()) + 3600
        opened = await apart.processor.submit(a_checkout(expires_at=closing))
        await apart.control.advance(3500)
        still = await apart.processor.look_up(opened.object_id)
        assert still.state is OutcomeState.REQUIRES_ACTION
        await apart.control.advance(200)
        gone = await apart.processor.look_up(opened.object_id)
        assert gone.state is OutcomeState.EXPIRED


class TestFind:
    async def test_finds_nothing_for_a_request_that_never_arrived(
        self, processor: StripeProcessor, customer: str
    ) -> None:
        assert await processor.find(a_charge(customer), an_hour_ago()) is None
        assert await processor.find(a_checkout(), an_hour_ago()) is None

    async def test_finds_the_one_among_more_than_a_page_of_others(
        self, processor: StripeProcessor, customer: str
    ) -> None:
        request = a_checkout()
        wanted = await processor.submit(request)
        for _ in range(11):
            await asyncio.gather(*(processor.submit(a_checkout()) for _ in range(10)))
        found = await processor.find(request, an_hour_ago())
        assert found is not None
        assert found.object_id == wanted.object_id

    async def test_of_an_object_that_is_not_ours_is_unknown_and_not_a_failure(
        self, processor: StripeProcessor
    ) -> None:
        for object_id in ("pi_nothing", "cs_test_nothing"):
            with pytest.raises(ProcessorObjectUnknown):
                await processor.look_up(object_id)
            with pytest.raises(ProcessorObjectUnknown):
                await processor.expire(object_id)


class TestExpire:
    async def test_ends_a_page_that_is_open_and_says_so_every_time(
        self, processor: StripeProcessor
    ) -> None:
        opened = await processor.submit(a_checkout())
        assert (await processor.expire(opened.object_id)).state is OutcomeState.EXPIRED
        assert (await processor.expire(opened.object_id)).state is OutcomeState.EXPIRED

    async def test_ends_a_charge_that_waits_for_its_payer(
        self, processor: StripeProcessor, customer: str
    ) -> None:
        waiting = await processor.submit(a_charge(customer, "pm_card_authenticationRequired"))
        assert (await processor.expire(waiting.object_id)).state is OutcomeState.EXPIRED
        assert (await processor.expire(waiting.object_id)).state is OutcomeState.EXPIRED

    async def test_that_comes_too_late_says_that_the_payment_won(
        self, processor: StripeProcessor, control: SandboxControl, customer: str
    ) -> None:
        charged = await processor.submit(a_charge(customer))
        assert (await processor.expire(charged.object_id)).state is OutcomeState.SUCCEEDED
        opened = await processor.submit(a_checkout())
        await control.pay(opened.object_id)
        assert (await processor.expire(opened.object_id)).state is OutcomeState.SUCCEEDED

    async def test_raced_with_the_payer_has_one_winner(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        for _ in range(8):
            request = a_checkout()
            opened = await processor.submit(request)
            outcome, _ = await asyncio.gather(
                processor.expire(opened.object_id),
                control.pay(opened.object_id),
                return_exceptions=True,
            )
            assert isinstance(outcome, Outcome)
            charges = await control.objects("charge", request.payment_id)
            expected = OutcomeState.SUCCEEDED if charges else OutcomeState.EXPIRED
            assert outcome.state is expected
            assert (await processor.look_up(opened.object_id)).state is expected

    async def test_whose_answer_was_lost_is_known_on_the_next_try(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        opened = await processor.submit(a_checkout())
        await control.fault("after", f"{SESSIONS}/.*/expire", count=1)
        assert (await processor.expire(opened.object_id)).state is OutcomeState.EXPIRED
