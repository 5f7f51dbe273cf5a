"""One request, sent several times at once with one key, is one payment and one answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, cast

import httpx
import pytest

from paymentus.billers.service import BillersService
from paymentus.bills.domain import Bill
from paymentus.bills.service import BillsService
from paymentus.commit.domain import RequestInProgress
from paymentus.commit.service import Idempotency
from paymentus.compliance.service.assessing import AssessmentsService
from paymentus.foundation.clock import utc_now
from paymentus.foundation.metrics import Metrics
from paymentus.identity.service import IdentityService
from paymentus.incidents.service import EmergencySwitch
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.repository import PaymentsRepository
from paymentus.payments.service import (
    Answer,
    Following,
    FrozenRequests,
    HostedCheckout,
    PaymentOrder,
    PaymentsService,
    PaymentTransfers,
    SavedCard,
)
from paymentus.payments.service.payer_limits import PayerLimits

from support.scene import Scene

Pay = Callable[[], Awaitable[Answer]]
ASSESSMENTS = "compliance_assessments_total"


async def until_answered(pay: Pay) -> Answer:
    """As a client does: while the first request is running, ask again."""
    while True:
        try:
            return await pay()
        except RequestInProgress:
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("by_saved_card", [True, False])
async def test_all_get_the_one_payment_and_its_page_stays_open(
    scene: Scene, sandbox: Any, by_saved_card: bool
) -> None:
    payer, bill = await scene.payer(), await scene.bill()
    card = await scene.saved_card(payer) if by_saved_card else None
    quote = await scene.quote(payer, (bill, None))

    answers = await asyncio.gather(
        *(until_answered(lambda: scene.pay(payer, quote, card=card)) for _ in range(6))
    )

    assert len({answer.body["id"] for answer in answers}) == 1
    expected = "succeeded" if by_saved_card else "requires_action"
    assert {answer.body["state"] for answer in answers} == {expected}
    if not by_saved_card:
        async with httpx.AsyncClient(base_url=sandbox.url) as control:
            sessions = (await control.get("/_sandbox/objects/checkout.session")).json()["data"]
        mine = [one for one in sessions if one["client_reference_id"] == answers[0].body["id"]]
        assert [session["status"] for session in mine] == ["open"]


class LateBills:
    """Bills as read by a server that is slow between looking up the key and reading them."""

    def __init__(self, bills: BillsService) -> None:
        self._bills = bills
        self.may_read = asyncio.Event()

    async def get_many(self, ids: Sequence[str]) -> list[Bill]:
        await self.may_read.wait()
        return await self._bills.get_many(ids)


def another_server(scene: Scene, bills: LateBills) -> PaymentsService:
    platform = scene.platform
    return PaymentsService(
        repository=PaymentsRepository(platform.database, platform.get(SealedDocuments)),
        committer=platform.committer,
        idempotency=platform.get(Idempotency),
        following=platform.get(Following),
        identity=platform.get(IdentityService),
        billers=platform.get(BillersService),
        bills=cast(BillsService, bills),
        payment_methods=platform.get(PaymentMethodsService),
        requests=platform.get(FrozenRequests),
        transfers=platform.get(PaymentTransfers),
        assessments=platform.get(AssessmentsService),
        limits=platform.get(PayerLimits),
        clock=utc_now,
        money_may_move=platform.get(EmergencySwitch).require_money_may_move,
        quote_lifetime=timedelta(minutes=5),
    )


@pytest.mark.parametrize("by_saved_card", [True, False])
async def test_a_slower_server_neither_refuses_nor_ends_what_a_faster_one_did(
    scene: Scene, by_saved_card: bool
) -> None:
    payer, bill = await scene.payer(), await scene.bill()
    card = await scene.saved_card(payer) if by_saved_card else None
    quote = await scene.quote(payer, (bill, None))
    bills = LateBills(scene.platform.get(BillsService))
    method = SavedCard(card) if card else HostedCheckout(False)
    body = {"quote_id": quote.id, "card": card, "save_card": False}
    order = PaymentOrder(quote.id, method, "payer@example.com", body)
    slow = asyncio.create_task(another_server(scene, bills).pay(payer, order, key="key-1"))
    await asyncio.sleep(0.2)

    faster = await scene.pay(payer, quote, card=card)
    bills.may_read.set()
    slower = await slow

    assert slower.replayed
    assert slower.body == faster.body
    payments: PaymentsService = scene.platform.get(PaymentsService)
    now = await payments.refresh(payer, str(faster.body["id"]))
    assert now.state == faster.body["state"]


async def test_sixty_payments_of_one_payer_at_once_are_each_judged_once(scene: Scene) -> None:
    """Each moves the payer's activity: without turns it would make the judgment of all others
    old, and some would never come through."""
    payer, bills = await scene.payer(), await scene.bills([10_000] * 60)
    card = await scene.saved_card(payer)
    quotes = [await scene.quote(payer, (bill, None)) for bill in bills]

    answers = await asyncio.gather(
        *(
            scene.pay(payer, quote, card=card, key=f"k{number}")
            for number, quote in enumerate(quotes)
        )
    )

    assert [answer.body["state"] for answer in answers] == ["succeeded"] * 60
    transfers = scene.platform.database["enhanced_transactions"]
    assert await transfers.count_documents({"user_id": payer.id, "counted": True}) == 60
    metrics: Metrics = scene.platform.get(Metrics)
    judged = metrics.registry.get_sample_value(ASSESSMENTS)
    assert judged == 60
