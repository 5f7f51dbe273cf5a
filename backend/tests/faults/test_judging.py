"""The judge of stopped payments and of cash finds each fault that its crash tests look for, and
none where there is none. A defence is taken out by doing what it forbids."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from payments.compliance_building import BLOCKED_NAME, HELD_NAME, a_payer_named, stored
from payments.test_cash_desk import order_of, take
from paymentus.commit.domain import OutboxMessage, UnitOfWork
from paymentus.compliance.repository.cases import HOLDS
from paymentus.compliance.service.cases import TRANSFER_REFUSED, TRANSFER_RELEASED, CaseDecisions
from paymentus.foundation.authorization import Principal, Role
from paymentus.payments.repository.cash import CASH_PAYMENTS
from paymentus.payments.repository.documents import PAYMENTS
from paymentus.payments.service import Following, Releasing

from support.judging_cash import wrong_about_cash
from support.judging_stops import waiting_for_a_person, wrong_about_stops
from support.payer import Outside
from support.reconcile import at_rest
from support.scene import Scene

OFFICER = Principal.of_role(Role.COMPLIANCE_OFFICER, id="usr_officer")


@pytest.fixture
async def outside(scene: Scene) -> AsyncIterator[Outside]:
    world = Outside(scene.sandbox_url)
    yield world
    await world.close()


async def tried(scene: Scene, name: str) -> str:
    """The id of a payment of this person's."""
    payer, bill = await a_payer_named(scene, name), await scene.bill()
    card = await scene.saved_card(payer)
    answer = await scene.pay(payer, await scene.quote(payer, (bill, None)), card=card)
    return str(answer.body["id"])


async def about_stops(scene: Scene, outside: Outside, payment_id: str) -> list[str]:
    database = scene.platform.database
    payments = {row["_id"]: row async for row in database[PAYMENTS].find({})}
    found = await wrong_about_stops(database, outside, payments)
    return [what.partition(": ")[2] for what in found if what.startswith(payment_id)]


async def about_cash(scene: Scene) -> list[str]:
    database = scene.platform.database
    payments = {row["_id"]: row async for row in database[PAYMENTS].find({})}
    return await wrong_about_cash(database, payments)


async def decided(scene: Scene, payment_id: str, act: str) -> None:
    decisions: CaseDecisions = scene.platform.get(CaseDecisions)
    await getattr(decisions, act)(payment_id, reason="Born 1990, not 1955.", by=OFFICER)


async def test_what_waits_for_a_person_is_right_and_at_rest(scene: Scene, outside: Outside) -> None:
    held = await tried(scene, HELD_NAME)

    assert await about_stops(scene, outside, held) == []
    assert await waiting_for_a_person(scene.platform.database) == {held}
    assert not [what for what in await at_rest(scene.platform.database) if "audit" not in what]


async def test_a_charge_while_it_is_held(scene: Scene, outside: Outside) -> None:
    held = await tried(scene, HELD_NAME)
    following: Following = scene.platform.get(Following)

    await following.submit(await stored(scene.platform, held))

    found = await about_stops(scene, outside, held)
    assert "the processor has a payment_intent of it" in found
    assert "succeeded, though compliance has it as held" in found


async def test_a_charge_of_a_payment_that_is_blocked(scene: Scene, outside: Outside) -> None:
    blocked = await tried(scene, BLOCKED_NAME)
    before = await about_stops(scene, outside, blocked)
    following: Following = scene.platform.get(Following)

    await following.submit(await stored(scene.platform, blocked))

    assert before == []
    assert "the processor has a payment_intent of it" in await about_stops(scene, outside, blocked)


async def test_a_release_that_nobody_carried_out(scene: Scene, outside: Outside) -> None:
    held = await tried(scene, HELD_NAME)
    await decided(scene, held, "release")
    found = await about_stops(scene, outside, held)
    open_ = await at_rest(scene.platform.database)
    releasing: Releasing = scene.platform.get(Releasing)

    await releasing.release(held)

    assert found == ["held, though compliance has it as released"]
    assert f"payment {held} is held" in open_
    assert await about_stops(scene, outside, held) == []


@pytest.mark.parametrize(
    ("act", "topic"), [("release", TRANSFER_RELEASED), ("refuse", TRANSFER_REFUSED)]
)
async def test_a_decision_told_twice(scene: Scene, outside: Outside, act: str, topic: str) -> None:
    held = await tried(scene, HELD_NAME)
    await decided(scene, held, act)
    again = OutboxMessage(topic, held, {"transfer_id": held})

    await scene.platform.committer.commit(UnitOfWork(outbox=(again,)))

    assert any("told {" in what for what in await about_stops(scene, outside, held))


async def test_a_refusal_that_went_on_all_the_same(scene: Scene, outside: Outside) -> None:
    held = await tried(scene, HELD_NAME)
    releasing: Releasing = scene.platform.get(Releasing)
    await decided(scene, held, "refuse")

    await releasing.release(held)

    found = await about_stops(scene, outside, held)
    assert "succeeded, though compliance has it as refused" in found


async def test_a_stopped_payment_without_a_case(scene: Scene, outside: Outside) -> None:
    held = await tried(scene, HELD_NAME)

    await scene.platform.database[HOLDS].delete_one({"_id": held})

    assert await about_stops(scene, outside, held) == ["is held, and no case says why"]


async def test_cash_that_is_not_recorded_or_booked_otherwise(scene: Scene) -> None:
    bill = await scene.bill()
    order = order_of((bill.id, None), tendered=12_000)
    payment_id = (await take(scene, order)).body["payment"]["id"]
    right = await about_cash(scene)
    recorded = scene.platform.database[CASH_PAYMENTS]

    await recorded.update_one({"_id": payment_id}, {"$inc": {"total_minor": 100}})
    otherwise = await about_cash(scene)
    await recorded.delete_one({"_id": payment_id})
    missing = await about_cash(scene)

    drawer = f"cash_at_counters/{scene.biller.id}.main-office/USD"
    assert right == []
    assert otherwise == [
        f"{payment_id}: 10100 taken, 10000 paid",
        f"{drawer}: 10000 booked, 10100 taken",
    ]
    assert missing == [
        f"{payment_id}: paid in cash, and no record of it",
        f"{drawer}: 10000 booked, 0 taken",
    ]
