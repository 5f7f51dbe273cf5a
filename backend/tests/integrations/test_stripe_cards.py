"""Cards kept at the processor, over HTTP against the sandbox process."""

from __future__ import annotations

import pytest

from integrations.sandbox_control import SandboxControl
from paymentus.foundation.ids import new_id
from paymentus.integrations.payment_processor import (
    CardSetup,
    ProcessorObjectUnknown,
    ProcessorRefused,
    ProcessorUnavailable,
)
from paymentus.integrations.payment_processor.stripe import StripeProcessor


async def an_owner(processor: StripeProcessor) -> str:
    user_id = new_id("usr")
    return await processor.create_customer(user_id=user_id, idempotency_key=f"customer:{user_id}")


async def a_page(processor: StripeProcessor, owner: str, key: str | None = None) -> CardSetup:
    return await processor.start_card_setup(
        customer=owner,
        return_url="http://localhost:8001/cards?setup=set_1",
        cancel_url="http://localhost:8001/cards",
        idempotency_key=key or new_id("set"),
    )


class TestCustomers:
    async def test_are_made_once_for_one_key(self, processor: StripeProcessor) -> None:
        key = new_id("key")
        made = {
            await processor.create_customer(user_id="usr_9", idempotency_key=key) for _ in range(3)
        }
        assert len(made) == 1


class TestCardSetup:
    async def test_keeps_the_card_that_was_typed_at_the_processor(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        owner = await an_owner(processor)
        page = await a_page(processor, owner)
        assert page.redirect_url.startswith("http")
        assert await processor.card_setup(page.session_id) is None
        await control.pay(page.session_id, "5555555555554444")
        card = await processor.card_setup(page.session_id)
        assert card is not None
        assert (card.brand, card.last4, card.customer) == ("mastercard", "4444", owner)
        assert await processor.list_cards(owner) == [card]

    async def test_opens_one_page_for_one_key(self, processor: StripeProcessor) -> None:
        owner = await an_owner(processor)
        assert await a_page(processor, owner, "k-1") == await a_page(processor, owner, "k-1")

    async def test_of_a_card_that_is_declined_keeps_nothing(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        owner = await an_owner(processor)
        page = await a_page(processor, owner)
        await control.pay(page.session_id, "4000000000000002")
        assert await processor.card_setup(page.session_id) is None
        assert await processor.list_cards(owner) == []

    async def test_for_an_unknown_customer_is_refused(self, processor: StripeProcessor) -> None:
        with pytest.raises(ProcessorRefused):
            await a_page(processor, "cus_nobody")

    async def test_of_an_unknown_page_is_unknown(self, processor: StripeProcessor) -> None:
        with pytest.raises(ProcessorObjectUnknown):
            await processor.card_setup("cs_test_nothing")


class TestDetachCard:
    async def test_makes_the_card_unusable_and_may_be_repeated(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        owner = await an_owner(processor)
        page = await a_page(processor, owner)
        await control.pay(page.session_id)
        (card,) = await processor.list_cards(owner)
        await processor.detach_card(card.id)
        await processor.detach_card(card.id)
        assert await processor.list_cards(owner) == []

    async def test_of_an_unknown_card_is_no_error(self, processor: StripeProcessor) -> None:
        await processor.detach_card("pm_nothing")

    async def test_is_not_taken_as_done_while_the_line_is_down(
        self, processor: StripeProcessor, control: SandboxControl
    ) -> None:
        owner = await an_owner(processor)
        page = await a_page(processor, owner)
        await control.pay(page.session_id)
        (card,) = await processor.list_cards(owner)
        await control.fault("before", "/v1/payment_methods/.*/detach")
        with pytest.raises(ProcessorUnavailable):
            await processor.detach_card(card.id)
        assert await processor.list_cards(owner) == [card]


class TestPing:
    async def test_is_quiet_when_the_processor_answers(self, processor: StripeProcessor) -> None:
        await processor.ping()

    async def test_says_when_the_key_is_refused(
        self, processor: StripeProcessor, sandbox: object
    ) -> None:
        url = sandbox.url  # type: ignore[attr-defined]
        other = StripeProcessor(secret_key="sk_nothing", webhook_secret="whsec_x", api_base=url)
        with pytest.raises(ProcessorUnavailable):
            await other.ping()
        await other.aclose()
