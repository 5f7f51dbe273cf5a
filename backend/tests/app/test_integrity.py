"""Every check finds nothing in what the product wrote, and names what was changed since."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from paymentus.app.database import create_indexes
from paymentus.app.integrity import Check, Integrity, problems_of
from paymentus.commit.service import Deliveries
from paymentus.foundation.mongo import Database
from paymentus.payments.domain.funds_flow import success_id

from support.scene import Scene


async def a_day(scene: Scene) -> str:
    """Two bills paid by card; returns the id of the second payment."""
    payer = await scene.payer()
    card = await scene.saved_card(payer)
    payment = ""
    for number, bill in enumerate(await scene.bills([10_000, 2_500])):
        quote = await scene.quote(payer, (bill, None))
        answer = await scene.pay(payer, quote, card=card, key=f"key-{number}")
        payment = answer.body["id"]
    await scene.platform.get(Deliveries).drain_audit_inbox()
    return payment


async def all_checks(scene: Scene) -> dict[str, Check]:
    integrity = Integrity(scene.platform)
    return {
        check.name: check for check in (*await integrity.of_finances(), *await integrity.of_data())
    }


Change = Callable[[Database, str], Awaitable[object]]

CHANGES: dict[str, tuple[Change, str, str]] = {
    "an entry that is gone": (
        lambda db, id: db["transactions"].delete_one({"_id": success_id(id)}),
        "payments and entries",
        "has no entry in the ledger",
    ),
    "a payment that is gone": (
        lambda db, id: db["payment_transactions"].delete_one({"_id": id}),
        "payments and entries",
        "it did not succeed",
    ),
    "a balance": (
        lambda db, id: db["ledger_accounts"].update_many({}, {"$inc": {"debits_posted": 1}}),
        "ledger",
        "the trial balance of USD",
    ),
    "a bill": (
        lambda db, id: db["bills"].update_one({}, {"$set": {"amount_paid": 1}}),
        "bills",
        "says 1 paid",
    ),
    "a leaf": (
        lambda db, id: db["audit_log"].update_one({"_id": 2}, {"$set": {"leaf": b"{}"}}),
        "audit log",
        "entry 2",
    ),
    "a receipt": (
        lambda db, id: db["audit_log"].delete_one({"event_id": success_id(id)}),
        "receipts",
        "receipt of pay_",
    ),
    "an index": (
        lambda db, id: db["users"].drop_index("email_1"),
        "indexes",
        "users lacks its index email_1",
    ),
}


class TestIntegrity:
    async def test_finds_nothing_wrong_in_what_the_product_wrote(self, scene: Scene) -> None:
        await a_day(scene)

        checks = await all_checks(scene)

        assert problems_of(checks.values()) == []
        assert checks["receipts"].looked_at == checks["payments and entries"].looked_at == 2
        assert checks["ledger"].looked_at >= 4
        assert checks["bills"].looked_at == 2
        assert checks["audit log"].looked_at > 4
        assert checks["indexes"].looked_at > 50

    @pytest.mark.parametrize("what", CHANGES)
    async def test_names(self, scene: Scene, what: str) -> None:
        payment = await a_day(scene)
        change, name, words = CHANGES[what]

        await change(scene.platform.database, payment)

        found = (await all_checks(scene))[name]
        await create_indexes(scene.platform.database)
        assert words in "\n".join(found.problems)
