"""Keep, list and remove a payer's cards."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    IdempotencyAnswer,
    IdempotencyClaim,
    IdempotencyScope,
    UnitOfWork,
    VersionConflict,
)
from paymentus.commit.service import Committer, Idempotency
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.clock import Clock
from paymentus.foundation.ids import new_id
from paymentus.integrations.payment_processor import SavedCard
from paymentus.integrations.payment_processor.stripe import StripeProcessor
from paymentus.payment_methods.domain import (
    Card,
    CardHasExpired,
    CardSetupNotFound,
    Chargeable,
    PaymentMethodNotFound,
    check_return_path,
    with_setup_id,
)
from paymentus.payment_methods.repository import (
    PaymentMethodRepository,
    describe_card,
    insert_card,
    insert_customer,
    insert_setup,
    name_session,
    remove_card,
)

SETUP_ROUTE = "startCardSetup"
# A crashed request frees its key after this; longer than any call to the processor takes.
_CLAIM_LEASE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class SetupStarted:
    """Where to send the payer. ``replayed``: an earlier request with this key got this answer."""

    id: str
    redirect_url: str
    replayed: bool = False


class PaymentMethodsService:
    """``email_of`` a user is told to the processor, so that its pages need not ask for it."""

    def __init__(
        self,
        *,
        repository: PaymentMethodRepository,
        committer: Committer,
        idempotency: Idempotency,
        processor: StripeProcessor,
        clock: Clock,
        public_url: str,
        email_of: Callable[[str], Awaitable[str | None]],
    ) -> None:
        self._repository = repository
        self._committer = committer
        self._idempotency = idempotency
        self._processor = processor
        self._clock = clock
        self._public_url = public_url.rstrip("/")
        self._email_of = email_of

    async def cards_of(self, user_id: str) -> list[Card]:
        """The user's cards, newest first, expired ones included."""
        return await self._repository.cards_of(user_id)

    def has_expired(self, card: Card) -> bool:
        return card.has_expired(self._clock().date())

    async def start_setup(
        self, user_id: str, *, return_path: str, idempotency_key: str
    ) -> SetupStarted:
        """Open the processor's page for a new card; the same key opens the same page."""
        path = check_return_path(return_path)
        scope = IdempotencyScope(user_id, SETUP_ROUTE, idempotency_key)
        body_hash = sha256_hex({"return_path": path})
        earlier = await self._idempotency.look_up(scope, body_hash)
        if earlier is not None and earlier.answer is not None:
            return SetupStarted(earlier.answer["id"], earlier.answer["redirect_url"], replayed=True)
        customer = await self.customer_of(user_id)
        setup_id = earlier.subject if earlier else await self._claim(user_id, scope, body_hash)
        page = await self._processor.start_card_setup(
            customer=customer,
            return_url=self._public_url + with_setup_id(path, setup_id),
            cancel_url=self._public_url + path,
            idempotency_key=setup_id,
        )
        started = SetupStarted(setup_id, page.redirect_url)
        setup = await self._repository.setup(setup_id=setup_id, user_id=user_id)
        if setup is None:
            raise CardSetupNotFound()
        answer = IdempotencyAnswer(
            scope.id,
            201,
            {"id": started.id, "redirect_url": started.redirect_url},
            whose=user_id,
        )
        await self._committer.commit(
            UnitOfWork(updates=(name_session(setup, page.session_id),), idempotency=(answer,))
        )
        return started

    async def complete_setup(self, user_id: str, setup_id: str) -> list[Card]:
        """Keep the card of a page once it is finished; the user's cards then. Repeatable."""
        setup = await self._repository.setup(setup_id=setup_id, user_id=user_id)
        if setup is None or setup.session_id is None:
            raise CardSetupNotFound()
        card = await self._processor.card_setup(setup.session_id)
        if card is not None:
            await self._keep(user_id, [card])
        return await self._repository.cards_of(user_id)

    async def collect(self, user_id: str) -> list[Card]:
        """Keep what the processor saved while the user paid; the user's cards then. Repeatable."""
        customer = await self._repository.customer_of(user_id)
        if customer is not None:
            await self._keep(user_id, await self._processor.list_cards(customer))
        return await self._repository.cards_of(user_id)

    async def remove(self, user_id: str, card_id: str) -> None:
        """Detach the card for good. Removing it again is no error."""
        card = await self._repository.card(card_id=card_id, user_id=user_id)
        if card is None:
            raise PaymentMethodNotFound()
        if card.removed_at is not None:
            return
        # First there, then here: a card we no longer list must not be chargeable.
        await self._processor.detach_card(card.id)
        unit = UnitOfWork(
            updates=(remove_card(card, at=self._clock()),),
            audit=(AuditRecord("payment_method.removed", card.id, user_id),),
        )
        try:
            await self._committer.commit(unit)
        except VersionConflict:
            now = await self._repository.card(card_id=card_id, user_id=user_id)
            if now is None or now.removed_at is None:
                raise

    async def chargeable(self, user_id: str, card_id: str) -> Chargeable:
        """What is needed to charge the user's card; raises for a removed or expired one."""
        card = await self._repository.card(card_id=card_id, user_id=user_id)
        customer = await self._repository.customer_of(user_id)
        if card is None or card.removed_at is not None or customer is None:
            raise PaymentMethodNotFound()
        if self.has_expired(card):
            raise CardHasExpired()
        return Chargeable(customer, card)

    async def card(self, user_id: str, card_id: str) -> Card | None:
        """The user's card, also when it was removed or has expired."""
        return await self._repository.card(card_id=card_id, user_id=user_id)

    async def customer_of(self, user_id: str) -> str:
        """The user's customer id at the processor, made at first need and then for ever."""
        known = await self._repository.customer_of(user_id)
        if known is not None:
            return known
        email = await self._email_of(user_id)
        # The address is in the key: the processor refuses a key that comes back with another body.
        customer = await self._processor.create_customer(
            user_id=user_id,
            idempotency_key=f"customer:{sha256_hex([user_id, email])}",
            email=email,
        )
        try:
            await self._committer.commit(
                UnitOfWork(
                    inserts=(insert_customer(user_id=user_id, customer=customer, at=self._clock()),)
                )
            )
        except AlreadyExists:
            # Another request was quicker; its customer is the one that counts.
            return await self._repository.customer_of(user_id) or customer
        return customer

    async def _claim(self, user_id: str, scope: IdempotencyScope, body_hash: str) -> str:
        now = self._clock()
        setup_id = new_id("set", at=now)
        await self._committer.commit(
            UnitOfWork(
                inserts=(insert_setup(setup_id=setup_id, user_id=user_id, at=now),),
                idempotency=(IdempotencyClaim(scope, body_hash, setup_id, now + _CLAIM_LEASE),),
            )
        )
        return setup_id

    async def _keep(self, user_id: str, cards: Iterable[SavedCard]) -> None:
        for card in cards:
            known = await self._repository.card(card_id=card.id, user_id=user_id)
            if known is not None:
                await self._describe(known, card)
                continue
            kept = Card(
                id=card.id,
                user_id=user_id,
                brand=card.brand,
                last4=card.last4,
                exp_month=card.exp_month,
                exp_year=card.exp_year,
                created_at=self._clock(),
                version=1,
                fingerprint=card.fingerprint,
                country=card.country,
            )
            unit = UnitOfWork(
                inserts=(insert_card(kept),),
                audit=(AuditRecord("payment_method.added", kept.id, user_id),),
            )
            try:
                await self._committer.commit(unit)
            except AlreadyExists:
                continue

    async def _describe(self, known: Card, card: SavedCard) -> None:
        if known.fingerprint is not None or card.fingerprint is None:
            return
        described = describe_card(known, fingerprint=card.fingerprint, country=card.country)
        with contextlib.suppress(VersionConflict):
            await self._committer.commit(UnitOfWork(updates=(described,)))
