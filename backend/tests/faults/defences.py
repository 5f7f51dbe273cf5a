"""Defences that a control takes out, to show that the judge sees what they are there for.

Only processes started by ``lab_server`` ever call this; the product has no such options.
"""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Callable
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from paymentus.app import worker
from paymentus.commit.repository import HEADS, BatchWrites, CommitRepository, Written, batches
from paymentus.foundation import mongo
from paymentus.foundation.mongo import Document
from paymentus.integrations.payment_processor import ChargeRequest, Outcome
from paymentus.integrations.payment_processor.stripe import StripeProcessor
from paymentus.ledger.repository import ENTRIES


def without_processor_key() -> None:
    """Each request to charge has a new idempotency key, as if there were none."""
    submit = StripeProcessor.submit

    async def keyless(self: StripeProcessor, request: ChargeRequest) -> Outcome:
        return await submit(
            self, dataclasses.replace(request, idempotency_key=secrets.token_hex(8))
        )

    StripeProcessor.submit = keyless  # type: ignore[method-assign]


def without_janitor() -> None:
    """Nobody asks what became of a payment."""

    async def nobody_asks(_: Any) -> int:
        return 0

    worker.ask_about_due_payments = nobody_asks  # type: ignore[assignment]


def without_webhook_deduplication() -> None:
    """Every delivery of an event is an event."""
    receive = CommitRepository.receive_webhook

    async def always(self: CommitRepository, document: Document) -> bool:
        return await receive(self, {**document, "_id": f"{document['_id']}:{secrets.token_hex(4)}"})

    CommitRepository.receive_webhook = always  # type: ignore[method-assign]


def without_fence() -> None:
    """From its first payment on, a server writes batches whatever the head says, over what another
    server has written. Before that it is guarded, or it may never come to take a payment.
    """
    paid = False
    send = CommitRepository._send

    async def unfenced(
        self: CommitRepository, batch: BatchWrites, session: AsyncClientSession
    ) -> None:
        nonlocal paid
        paid = paid or ENTRIES in batch.inserts
        if not paid:
            return await send(self, batch, session)
        found = await self._database[HEADS].find_one({"_id": batch.shard}, session=session)
        assert found is not None
        unguarded = dataclasses.replace(
            batch, expected_sequence=found["sequence"], expected_token=found.get("token")
        )
        return await send(self, unguarded, session)

    CommitRepository._send = unfenced  # type: ignore[method-assign]


def with_w1() -> None:
    """A write counts once the primary has it. Reads are of what the primary has, to match."""

    def one(**_: Any) -> WriteConcern:
        return WriteConcern(w=1, j=True)

    def local(_: str) -> ReadConcern:
        return ReadConcern("local")

    async def at_once(_: CommitRepository, written: Written) -> None:
        await written.session.end_session()

    CommitRepository.confirm = at_once  # type: ignore[method-assign]
    for module in (batches, mongo):
        module.WriteConcern = one  # type: ignore[assignment]
        module.ReadConcern = local  # type: ignore[assignment]


DEFENCES: dict[str, Callable[[], None]] = {
    "processor_key": without_processor_key,
    "janitor": without_janitor,
    "webhook_deduplication": without_webhook_deduplication,
    "fence": without_fence,
    "majority": with_w1,
}


def take_out(defence: str) -> None:
    DEFENCES[defence]()
