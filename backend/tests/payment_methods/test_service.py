"""Cards are kept, offered to their owner alone, and gone once removed."""

from __future__ import annotations

import asyncio

import pytest

from integrations.charges import a_checkout
from integrations.sandbox_control import SandboxControl
from paymentus.commit.domain import IdempotencyKeyReused, RequestInProgress, UnitOfWork, Update
from paymentus.commit.service import Committer
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Database
from paymentus.integrations.payment_processor import ProcessorUnavailable
from paymentus.integrations.payment_processor.stripe import StripeProcessor
from paymentus.payment_methods.domain import (
    Card,
    CardHasExpired,
    CardSetupNotFound,
    PaymentMethodNotFound,
)
from paymentus.payment_methods.service import PaymentMethodsService, SetupStarted


@pytest.fixture
def owner() -> str:
    return new_id("usr")


async def started(methods: PaymentMethodsService, owner: str, key: str = "k-1") -> SetupStarted:
    return await methods.start_setup(owner, return_path="/cards", idempotency_key=key)


async def session_of(database: Database, setup_id: str) -> str:
    document = await database["card_setups"].find_one({"_id": setup_id})
    assert document is not None
    return str(document["session_id"])


async def a_kept_card(
    methods: PaymentMethodsService, control: SandboxControl, database: Database, owner: str
) -> Card:
    setup = await started(methods, owner, new_id("key"))
    await control.pay(await session_of(database, setup.id))
    return (await methods.complete_setup(owner, setup.id))[0]


class TestStartSetup:
    async def test_opens_the_processors_page_and_comes_back_to_ours(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        database: Database,
        owner: str,
    ) -> None:
        setup = await started(methods, owner)
        session_id = await session_of(database, setup.id)
        session = await control.stripe("GET", f"/v1/checkout/sessions/{session_id}")
        assert setup.redirect_url == session["url"]
        assert session["mode"] == "setup"
        assert session["success_url"] == f"http://localhost:8001/cards?setup={setup.id}"
        assert session["cancel_url"] == "http://localhost:8001/cards"
        assert session["customer"] == await methods.customer_of(owner)
        customer = await control.stripe("GET", f"/v1/customers/{session['customer']}")
        assert customer["email"] == f"{owner}@example.com"

    async def test_answers_the_same_page_for_the_same_key(
        self, methods: PaymentMethodsService, owner: str
    ) -> None:
        first, second = await started(methods, owner), await started(methods, owner)
        assert (first.replayed, second.replayed) == (False, True)
        assert (second.id, second.redirect_url) == (first.id, first.redirect_url)

    async def test_refuses_a_key_that_was_used_for_another_path(
        self, methods: PaymentMethodsService, owner: str
    ) -> None:
        await started(methods, owner)
        with pytest.raises(IdempotencyKeyReused):
            await methods.start_setup(owner, return_path="/other", idempotency_key="k-1")

    async def test_gives_two_users_with_one_key_two_pages(
        self, methods: PaymentMethodsService, owner: str
    ) -> None:
        mine, theirs = await started(methods, owner), await started(methods, new_id("usr"))
        assert mine.id != theirs.id
        assert mine.redirect_url != theirs.redirect_url

    async def test_makes_one_customer_however_many_pages_are_opened_at_once(
        self, methods: PaymentMethodsService, database: Database, owner: str
    ) -> None:
        await asyncio.gather(*(started(methods, owner, f"k-{at}") for at in range(5)))
        assert await database["processor_customers"].count_documents({"_id": owner}) == 1

    async def test_asks_anew_where_a_lost_answer_was_to_another_address(
        self,
        methods: PaymentMethodsService,
        processor: StripeProcessor,
        owner: str,
    ) -> None:
        """The processor refuses a key that comes back with other words; the release before this
        one sent no address."""
        await processor.create_customer(user_id=owner, idempotency_key=f"customer:{owner}")

        assert await methods.customer_of(owner)

    async def test_holds_the_key_while_the_processor_is_away_and_finishes_afterwards(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        database: Database,
        owner: str,
    ) -> None:
        await methods.customer_of(owner)
        await control.fault("after", "/v1/checkout/sessions")
        with pytest.raises(ProcessorUnavailable):
            await started(methods, owner)
        await control.no_faults()
        with pytest.raises(RequestInProgress):
            await started(methods, owner)
        # Half a minute later the claim has run out.
        await database["idempotency"].update_many({}, {"$currentDate": {"lease_until": True}})
        await asyncio.sleep(0.01)
        again = await started(methods, owner)
        assert not again.replayed
        assert (await started(methods, owner)).redirect_url == again.redirect_url
        customer = await methods.customer_of(owner)
        pages = await control.stripe("GET", f"/v1/checkout/sessions?customer={customer}")
        assert len(pages["data"]) == 1


class TestCompleteSetup:
    async def test_keeps_the_card_once(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        database: Database,
        owner: str,
    ) -> None:
        setup = await started(methods, owner)
        assert await methods.complete_setup(owner, setup.id) == []
        await control.pay(await session_of(database, setup.id), "5555555555554444")
        await asyncio.gather(*(methods.complete_setup(owner, setup.id) for _ in range(4)))
        (card,) = await methods.cards_of(owner)
        assert (card.brand, card.last4) == ("mastercard", "4444")
        assert not methods.has_expired(card)

    async def test_leaves_a_record_without_the_cards_face_in_the_audit_log(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        database: Database,
        owner: str,
    ) -> None:
        card = await a_kept_card(methods, control, database, owner)
        record = await database["audit_inbox"].find_one({"subject": card.id})
        assert record is not None
        assert (record["type"], record["actor"]) == ("payment_method.added", owner)
        assert "4242" not in str(record)

    async def test_of_another_users_setup_is_not_found(
        self, methods: PaymentMethodsService, owner: str
    ) -> None:
        setup = await started(methods, owner)
        with pytest.raises(CardSetupNotFound):
            await methods.complete_setup(new_id("usr"), setup.id)
        with pytest.raises(CardSetupNotFound):
            await methods.complete_setup(owner, "set_nothing")


class TestCollect:
    async def test_keeps_a_card_that_was_saved_while_paying(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        processor: StripeProcessor,
        owner: str,
    ) -> None:
        customer = await methods.customer_of(owner)
        opened = await processor.submit(a_checkout(customer=customer, save_card=True))
        await control.pay(opened.object_id)
        (card,) = await methods.collect(owner)
        assert await methods.collect(owner) == [card]
        assert card.last4 == "4242"

    async def test_learns_the_fingerprint_of_a_card_that_was_kept_without_one(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        database: Database,
        owner: str,
    ) -> None:
        card = await a_kept_card(methods, control, database, owner)
        forgotten = {"$unset": {"fingerprint": "", "country": ""}}
        await database["payment_methods"].update_one({"_id": card.id}, forgotten)

        (known,) = await methods.collect(owner)

        assert card.fingerprint
        assert (known.fingerprint, known.country) == (card.fingerprint, "US")

    async def test_of_someone_without_cards_is_empty(
        self, methods: PaymentMethodsService, owner: str
    ) -> None:
        assert await methods.collect(owner) == []


class TestRemove:
    async def test_forgets_the_card_here_and_at_the_processor_and_may_be_repeated(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        database: Database,
        owner: str,
    ) -> None:
        card = await a_kept_card(methods, control, database, owner)
        await asyncio.gather(*(methods.remove(owner, card.id) for _ in range(3)))
        await methods.remove(owner, card.id)
        assert await methods.cards_of(owner) == []
        assert await methods.collect(owner) == []
        with pytest.raises(PaymentMethodNotFound):
            await methods.chargeable(owner, card.id)
        removed = await database["audit_inbox"].count_documents(
            {"subject": card.id, "type": "payment_method.removed"}
        )
        assert removed == 1

    async def test_keeps_the_card_listed_while_the_processor_is_away(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        database: Database,
        owner: str,
    ) -> None:
        card = await a_kept_card(methods, control, database, owner)
        await control.fault("before", "/v1/payment_methods/.*")
        with pytest.raises(ProcessorUnavailable):
            await methods.remove(owner, card.id)
        assert [each.id for each in await methods.cards_of(owner)] == [card.id]

    async def test_of_another_users_card_is_not_found_and_changes_nothing(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        database: Database,
        owner: str,
    ) -> None:
        card = await a_kept_card(methods, control, database, owner)
        with pytest.raises(PaymentMethodNotFound):
            await methods.remove(new_id("usr"), card.id)
        assert (await methods.chargeable(owner, card.id)).card.id == card.id


class TestChargeable:
    async def test_names_what_the_processor_needs_and_the_face_to_show(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        database: Database,
        owner: str,
    ) -> None:
        card = await a_kept_card(methods, control, database, owner)
        found = await methods.chargeable(owner, card.id)
        assert found.customer == await methods.customer_of(owner)
        assert (found.card.id, found.card.brand, found.card.last4) == (card.id, "visa", "4242")
        with pytest.raises(PaymentMethodNotFound):
            await methods.chargeable(new_id("usr"), card.id)

    async def test_refuses_a_card_that_has_expired(
        self,
        methods: PaymentMethodsService,
        control: SandboxControl,
        database: Database,
        committer: Committer,
        owner: str,
    ) -> None:
        card = await a_kept_card(methods, control, database, owner)
        old = Update("payment_methods", card.id, card.version, {"exp_year": 2020})
        await committer.commit(UnitOfWork(updates=(old,)))
        with pytest.raises(CardHasExpired):
            await methods.chargeable(owner, card.id)
        (listed,) = await methods.cards_of(owner)
        assert methods.has_expired(listed)
