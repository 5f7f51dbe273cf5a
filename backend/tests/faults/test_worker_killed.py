"""One payment, the worker killed with SIGKILL at its boundaries in turn: each call to MongoDB,
Redis, the processor and the mail server, before it is sent and after it is answered.

The next worker finishes what the dead one left behind, and dies one boundary later.
"""

from __future__ import annotations

import pytest

from faults.crashes import forget_turns
from faults.proofs import SOON_SECONDS, Proof
from faults.stage import Attempt, Stage
from faults.worker_kills import Watch

from support.figures import Figures
from support.product import WEBHOOKS

pytestmark = pytest.mark.slow
SUBMITTING = "http POST /v1/payment_intents begins"
CHARGED = "janitor: http POST /v1/payment_intents ended #1"
COMMITTED = "commit: mongo commitTransaction ended #1"
MAILED = "receipt_mail: mail ended #1"


class TestWorkerKilledAtEveryBoundary:
    async def test_working_off_a_webhook_and_telling_the_payer(
        self, stage: Stage, figures: Figures, seed: int
    ) -> None:
        """From the payment's first outbox message to the receipt mail."""
        payer, outside = stage.payer, stage.outside
        await outside.send_webhooks_to(stage.api_url, WEBHOOKS, ["*"])

        async def pays(attempt: Attempt) -> str:
            quote = str((await payer.quote(attempt.bill_id)).body["id"])
            opened = await payer.pay(quote, None, key=attempt.key)
            await outside.pay(opened.body["next_action"]["url"])
            return str(opened.payment_id)

        must = frozenset({MAILED, COMMITTED})
        proof = Proof(stage, figures, seed, "worker_webhook", "Webhook and outbox", must)
        await proof.worker_killed(pays, Watch())

    async def test_asking_about_a_payment_whose_server_died(
        self, stage: Stage, figures: Figures, seed: int
    ) -> None:
        """The janitor's way: the API died before the processor was asked."""
        payer = stage.payer

        async def pays(attempt: Attempt) -> str:
            quote = str((await payer.quote(attempt.bill_id)).body["id"])
            doomed = await stage.crashes.api(crash_on=SUBMITTING)
            stage.crashes.prepare_api()
            payer.use(doomed.url)
            order = payer.order(quote, payer.cards[0])
            told = await payer.try_once("POST", "/payments", order, attempt.key)
            payer.use(stage.api_url)
            assert told.status == 0, told
            assert await doomed.stop()
            await forget_turns(stage.product)
            key = {"subject": {"$exists": True}, "status": "running"}
            (running,) = await stage.platform.database["idempotency"].find(key).to_list()
            return str(running["subject"])

        must = frozenset({CHARGED, COMMITTED})
        proof = Proof(stage, figures, seed, "worker_janitor", "Janitor", must)
        watch = Watch(clock_ahead=SOON_SECONDS, jobs=("janitor", "commit"))
        await proof.worker_killed(pays, watch)
