"""The worker killed at every boundary of carrying out what compliance decided about held payments:
a release, a refusal, a judgement made again, and the end of a time in which nobody decided.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from faults.people import Desk, held, paid_by, person
from faults.points import only_long
from faults.proofs import Proof
from faults.stage import Attempt, Stage
from faults.worker_kills import Watch, told_everyone
from payments.compliance_building import HELD_NAME
from paymentus.compliance.domain.cases.holds import HoldState
from paymentus.compliance.repository.cases import HOLDS
from paymentus.foundation.authorization import Role
from paymentus.payments.domain.transitions import HELD_FOR

from support.figures import Figures
from support.product import WEBHOOKS

pytestmark = pytest.mark.slow
CHARGED = "transfer_released: http POST /v1/payment_intents ended #1"


@pytest.fixture
async def heard(stage: Stage) -> Stage:
    await stage.outside.send_webhooks_to(stage.api_url, WEBHOOKS, ["*"])
    return stage


@pytest.fixture
async def desk(heard: Stage) -> AsyncIterator[Desk]:
    async with (
        paid_by(heard, HELD_NAME),
        person(heard, Role.COMPLIANCE_OFFICER) as officer,
    ):
        yield Desk(heard, officer)


class TestDecisionsOfTheDesk:
    @only_long
    async def test_a_release_charges_once(self, desk: Desk, figures: Figures, seed: int) -> None:
        async def pays(attempt: Attempt) -> str:
            payment_id = await desk.held(attempt)
            await desk.decides("release", payment_id)
            return payment_id

        must = frozenset({CHARGED})
        proof = Proof(desk.stage, figures, seed, "worker_release", "A release carried out", must)
        await proof.worker_killed(pays, Watch(jobs=("transfer_released", "webhooks", "commit")))

    @only_long
    async def test_a_released_page_is_paid_once(
        self, desk: Desk, figures: Figures, seed: int
    ) -> None:
        """Its payer is sent to the processor's page only when it is released, and pays there."""
        waiting: list[str] = []

        async def pays(attempt: Attempt) -> str:
            payment_id = await desk.held(attempt, by_card=False)
            await desk.decides("release", payment_id)
            waiting.append(payment_id)
            return payment_id

        proof = Proof(desk.stage, figures, seed, "worker_released_page", "A released page")
        paying = asyncio.create_task(pay_what_opens(desk.stage, waiting))
        await proof.worker_killed(pays, Watch(jobs=("transfer_released", "webhooks", "commit")))
        paying.cancel()

    @only_long
    async def test_a_refusal_frees_the_bill(self, desk: Desk, figures: Figures, seed: int) -> None:
        stage = desk.stage
        bills: list[str] = []

        async def pays(attempt: Attempt) -> str:
            bills.append(attempt.bill_id)
            payment_id = await desk.held(attempt)
            await desk.decides("refuse", payment_id)
            return payment_id

        proof = Proof(stage, figures, seed, "worker_refusal", "A refusal carried out")
        jobs = ("transfer_refused", "transfer_ended", "commit")
        await proof.worker_killed(pays, Watch(end="blocked", jobs=jobs))

        free = {"live_payment_id": None, "amount_reserved": 0, "amount_paid": 0}
        found = await stage.platform.database["bills"].count_documents(
            {"_id": {"$in": bills}} | free
        )
        assert found == len(bills)


async def pay_what_opens(stage: Stage, waiting: list[str]) -> None:
    """Until it is canceled: each payer who waits pays as soon as there is a page."""
    while True:
        for payment_id in list(waiting):
            page = (await stage.payer.payment(payment_id))["next_action"]
            if page and (await stage.outside.pay(page["url"]))["outcome"] != "refused":
                waiting.remove(payment_id)
        await asyncio.sleep(0.2)


class TestJudgedAgain:
    async def test_what_no_list_could_judge_goes_on_once(
        self, heard: Stage, figures: Figures, seed: int
    ) -> None:
        """The server that takes the payment has a list that is out of date; the worker's is not."""
        stage = heard
        blind = await stage.crashes.api(crash_on=None, listless=True)

        async def pays(attempt: Attempt) -> str:
            return await held(stage, attempt, blind.url)

        must = frozenset({CHARGED})
        proof = Proof(stage, figures, seed, "worker_judged_again", "Judged again", must)
        jobs = ("held_payments", "transfer_released", "webhooks", "commit")
        await proof.worker_killed(pays, Watch(jobs=jobs))


class TestTimeIsOver:
    @only_long
    async def test_what_nobody_decided_ends_without_money(
        self, desk: Desk, figures: Figures, seed: int
    ) -> None:
        """The worker's clock is two weeks ahead; the last test here, for the log is then too."""
        stage = desk.stage

        async def pays(attempt: Attempt) -> str:
            return await desk.held(attempt)

        async def has_ended(payment_id: str) -> bool:
            hold = await stage.platform.database[HOLDS].find_one({"_id": payment_id})
            ended = hold is not None and hold["state"] == HoldState.ENDED
            return ended and await told_everyone(stage, "expired", payment_id)

        proof = Proof(stage, figures, seed, "worker_held_too_long", "Held, and nobody decided")
        jobs = ("janitor", "transfer_ended", "commit")
        ahead = HELD_FOR.total_seconds() + 60.0
        await proof.worker_killed(pays, Watch(done=has_ended, clock_ahead=ahead, jobs=jobs))
