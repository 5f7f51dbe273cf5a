"""The API server killed at every boundary of payments that compliance stops: while one is held or
blocked, and while an officer releases or refuses what is held.

The judge asks the processor: nothing may be there of a payment that waits or was never to be made.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from faults.crashes import Doomed
from faults.orders import Order
from faults.people import Desk, paid_by, person
from faults.points import only_long
from faults.proofs import Proof
from faults.stage import Attempt, Stage
from payments.compliance_building import BLOCKED_NAME, HELD_NAME, WORDS_THAT_TIP_OFF
from paymentus.foundation.authorization import Role

from support.figures import Figures
from support.payer import Told
from support.product import WEBHOOKS

pytestmark = pytest.mark.slow
# The first commit is the quote's.
RECORDED = frozenset({"mongo commitTransaction ended #2"})
DECIDED = frozenset({"mongo commitTransaction ended #1"})


@pytest.fixture
async def listed(stage: Stage) -> AsyncIterator[Stage]:
    """Its payer's name is like one on the list."""
    await stage.outside.send_webhooks_to(stage.api_url, WEBHOOKS, ["*"])
    async with paid_by(stage, HELD_NAME):
        yield stage


@pytest.fixture
async def desk(listed: Stage) -> AsyncIterator[Desk]:
    async with person(listed, Role.COMPLIANCE_OFFICER) as officer:
        yield Desk(listed, officer)


class TestStoppedPayments:
    async def test_of_a_listed_likeness_wait_and_charge_nothing(
        self, listed: Stage, figures: Figures, seed: int
    ) -> None:
        stage = listed
        order = Order(stage, stage.payer.cards[0])
        proof = Proof(stage, figures, seed, "held", "A payment that is held", RECORDED)
        held: list[str] = []

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            await order.begin(attempt)

        async def comes_back(attempt: Attempt) -> None:
            payment = await asked_again(stage, attempt)
            assert payment.body["state"] == "held", (attempt, payment)
            held.append(attempt.bill_id)

        attempts = await proof.api_killed(flow, comes_back)

        assert len(held) == len(attempts)
        waiting = {"state": "held", "items.bill_id": {"$in": held}}
        payments = stage.platform.database["payment_transactions"]
        assert await payments.count_documents(waiting) == len(attempts)

    @only_long
    async def test_of_a_listed_payer_are_not_made_and_say_nothing(
        self, stage: Stage, figures: Figures, seed: int
    ) -> None:
        async with paid_by(stage, BLOCKED_NAME):
            order = Order(stage, stage.payer.cards[0])
            proof = Proof(stage, figures, seed, "blocked", "A payment that is blocked", RECORDED)
            told: list[Told] = []

            async def flow(attempt: Attempt, doomed: Doomed) -> None:
                begun = await order.begin(attempt)
                assert begun is None or "confirmation_number" not in begun.body or not_made(begun)

            async def comes_back(attempt: Attempt) -> None:
                told.append(await asked_again(stage, attempt))
                assert not_made(told[-1]), told[-1]

            attempts = await proof.api_killed(flow, comes_back)

        assert len(told) == len(attempts)
        bills = stage.platform.database["bills"]
        asked_for = {"_id": {"$in": [each.bill_id for each in attempts]}}
        free = {"live_payment_id": None, "amount_reserved": 0, "amount_paid": 0}
        assert await bills.count_documents(asked_for | free) == len(attempts)


class TestDecisions:
    async def test_a_release_charges_once(self, desk: Desk, figures: Figures, seed: int) -> None:
        """Whoever decided asks again; then the worker charges it."""
        await self._decided(desk, figures, seed, "release", "succeeded")

    @only_long
    async def test_a_refusal_charges_nothing(self, desk: Desk, figures: Figures, seed: int) -> None:
        await self._decided(desk, figures, seed, "refuse", "failed")

    @staticmethod
    async def _decided(desk: Desk, figures: Figures, seed: int, act: str, end: str) -> None:
        stage = desk.stage
        proof = Proof(stage, figures, seed, f"desk_{act}", f"The desk's {act}", DECIDED)
        held: dict[int, str] = {}

        async def flow(attempt: Attempt, doomed: Doomed) -> None:
            payment_id = held[attempt.number] = await desk.held(attempt)
            told = await desk.tries(act, payment_id, doomed.url)
            assert told.status in (0, 200), told

        async def comes_back(attempt: Attempt) -> None:
            payment_id = held[attempt.number]
            await desk.decides(act, payment_id)
            payment = await stage.payer.see_through(payment_id, stage.outside, seconds=60)
            assert payment["state"] == end, (attempt, payment)

        await proof.api_killed(flow, comes_back)


async def asked_again(stage: Stage, attempt: Attempt) -> Told:
    """With the same key, at the server that lives."""
    payer = stage.payer
    quote = attempt.quote or str((await payer.quote(attempt.bill_id)).body["id"])
    told = await payer.pay(quote, payer.cards[0], key=attempt.key)
    assert told.status == 201, (attempt, told)
    return told


def not_made(told: Told) -> bool:
    """As any payment that did not work out, in words that tell no payer why."""
    said = str({**told.body, "items": []}).lower()
    return told.body["state"] == "failed" and not any(word in said for word in WORDS_THAT_TIP_OFF)
