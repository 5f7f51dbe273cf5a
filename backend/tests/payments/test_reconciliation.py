from __future__ import annotations

import json
from datetime import timedelta

from app.migrations.building import run_module
from paymentus.foundation.clock import utc_now
from paymentus.payments.domain.reconciliation import Difference
from paymentus.payments.service.reconciliation import Reconciliation

from support.scene import Scene


async def paid(scene: Scene, count: int) -> list[str]:
    payer = await scene.payer()
    card = await scene.saved_card(payer)
    ids = []
    for number, bill in enumerate(await scene.bills([10_000] * count)):
        quote = await scene.quote(payer, (bill, None))
        answer = await scene.pay(payer, quote, card=card, key=f"key-{number}")
        assert answer.body["state"] == "succeeded"
        ids.append(answer.body["id"])
    return ids


class TestReconciliation:
    async def test_names_exactly_what_one_side_lacks(self, scene: Scene) -> None:
        began = utc_now()
        here, lost, made_up = await paid(scene, 3)
        payments = scene.platform.database["payment_transactions"]
        await payments.delete_one({"_id": lost})
        changed = {"_id": "pay_made_up", "stripe_session_id": "x", "confirmation_number": "y"}
        copy = await payments.find_one({"_id": made_up})
        await payments.insert_one({**copy, **changed})
        reconciliation: Reconciliation = scene.platform.get(Reconciliation)

        found = await reconciliation.since(began)

        ours = {here, lost, made_up, "pay_made_up"}
        # The sandbox is shared with other tests, whose databases are gone.
        assert {
            (finding.difference, finding.payment_id)
            for finding in found.findings
            if finding.payment_id in ours
        } == {(Difference.NOT_IN_BOOKS, lost), (Difference.NOT_AT_PROCESSOR, "pay_made_up")}

    async def test_is_a_command_that_ends_with_1_when_something_differs(self, scene: Scene) -> None:
        [lost] = await paid(scene, 1)
        await scene.platform.database["payment_transactions"].delete_one({"_id": lost})
        since = f"{utc_now() - timedelta(minutes=1):%Y-%m-%dT%H:%M:%S}"

        command = ("reconcile", "--since", since, "--json")
        told = await run_module(scene.platform.settings, "paymentus.app.cli", *command)

        assert told.returncode == 1, told.stderr
        found = {row["payment_id"]: row for row in json.loads(told.stdout)["differences"]}
        assert found[lost]["difference"] == "not_in_books"
        assert found[lost]["charged_minor"] == 10_150
