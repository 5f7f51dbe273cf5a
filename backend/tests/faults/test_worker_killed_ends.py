"""The worker killed at every boundary on the way to every other end of a payment: its page runs
out, its hold runs out, it never reached the processor, its money or its fee comes late.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import httpx
import pytest

from faults.ground import AMOUNT_MINOR
from faults.orders import keep_card_that_asks
from faults.points import only_long
from faults.proofs import Proof
from faults.stage import Attempt, Stage
from faults.worker_kills import Watch, told_everyone
from paymentus.foundation.clock import utc_now
from paymentus.foundation.wake import WakeUps
from paymentus.payments.service.following import ASKED_BEFORE_GIVING_UP, RESUBMIT_FOR

from support.figures import Figures
from support.payer import DECLINED_CARD
from support.product import WEBHOOKS, until
from support.reconcile import PAYMENTS

pytestmark = pytest.mark.slow
SUBMITTING = "http POST /v1/payment_intents begins"
CHARGED = "http POST /v1/payment_intents ended"
LATER_THAN_ANY_RESUBMISSION = RESUBMIT_FOR.total_seconds() + 60.0
LATER_THAN_ABANDONED = 61 * 60.0
ASKED_EACH_TIME = "4000002760003184"


async def at_the_processor(stage: Stage, path: str, **form: str) -> None:
    """What others than us may do with their own access to the processor."""
    async with httpx.AsyncClient(base_url=stage.product.sandbox_url, timeout=30) as http:
        answer = await http.post(f"/v1{path}", data=form, auth=("sk_test_sandbox", ""))
        assert answer.is_success, answer.text


async def stored(stage: Stage, payment_id: str) -> dict[str, Any]:
    found = await stage.platform.database[PAYMENTS].find_one({"_id": payment_id})
    assert found is not None
    return found


async def entries_of(stage: Stage, payment_id: str) -> Counter[str]:
    rows = stage.platform.database["transactions"].find({"subject": payment_id}, {"event": 1})
    return Counter([row["event"] async for row in rows])


@pytest.fixture
async def heard(stage: Stage) -> Stage:
    await stage.outside.send("DELETE", "/_sandbox/webhook-faults")
    await stage.outside.send_webhooks_to(stage.api_url, WEBHOOKS, ["*"])
    return stage


@pytest.fixture
async def unheard(stage: Stage) -> Stage:
    """Webhooks get lost: what is known is known by asking."""
    await stage.outside.send("POST", "/_sandbox/webhook-faults", {"rates": {"drop": 1.0}})
    return stage


async def open_page(stage: Stage, attempt: Attempt, card: str | None = None) -> dict[str, str]:
    """A payment that waits for its payer; returns it and its page."""
    quote = str((await stage.payer.quote(attempt.bill_id)).body["id"])
    opened = await stage.payer.pay(quote, card, key=attempt.key)
    assert opened.body["state"] == "requires_action", opened
    return {"id": str(opened.payment_id), "page": str(opened.body["next_action"]["url"])}


class TestEndsWithoutMoney:
    async def test_the_page_runs_out(self, heard: Stage, figures: Figures, seed: int) -> None:
        stage = heard

        async def pays(attempt: Attempt) -> str:
            payment = await open_page(stage, attempt)
            session = (await stored(stage, payment["id"]))["object_id"]
            await at_the_processor(stage, f"/checkout/sessions/{session}/expire")
            return payment["id"]

        proof = Proof(stage, figures, seed, "worker_expired", "A page that runs out")
        await proof.worker_killed(pays, Watch(end="expired"))

    @only_long
    async def test_the_bank_is_never_answered(
        self, unheard: Stage, figures: Figures, seed: int
    ) -> None:
        """After an hour the janitor ends it at the processor, then here."""
        stage = unheard
        card = await keep_card_that_asks(stage.payer, stage.outside, ASKED_EACH_TIME)

        async def pays(attempt: Attempt) -> str:
            return (await open_page(stage, attempt, card))["id"]

        proof = Proof(stage, figures, seed, "worker_abandoned", "The bank's page, left alone")
        jobs = ("janitor", "commit")
        watch = Watch(end="expired", clock_ahead=LATER_THAN_ABANDONED, jobs=jobs)
        await proof.worker_killed(pays, watch)

    @pytest.mark.parametrize(("died_at", "end"), [(SUBMITTING, "failed"), (CHARGED, "succeeded")])
    @only_long
    async def test_its_server_died_long_ago(
        self, unheard: Stage, figures: Figures, seed: int, died_at: str, end: str
    ) -> None:
        """Nobody sends it again; the janitor looks for what it left behind at the processor."""
        stage, payer = unheard, unheard.payer

        async def pays(attempt: Attempt) -> str:
            quote = str((await payer.quote(attempt.bill_id)).body["id"])
            api = await stage.crashes.api(crash_on=died_at)
            stage.crashes.prepare_api()
            payer.use(api.url)
            order = payer.order(quote, payer.cards[0])
            told = await payer.try_once("POST", "/payments", order, attempt.key)
            payer.use(stage.api_url)
            assert told.status == 0, told
            assert await api.stop()
            by_bill = {"items.bill_id": attempt.bill_id}
            # It has been asked about before, each time in vain.
            asked = {"$set": {"checks": ASKED_BEFORE_GIVING_UP}}
            found = await stage.platform.database[PAYMENTS].find_one_and_update(by_bill, asked)
            assert found is not None
            return str(found["_id"])

        proof = Proof(
            stage, figures, seed, f"worker_looks_for_it_{end}", f"Looked for long after, {end}"
        )
        jobs = ("janitor", "commit")
        watch = Watch(end=end, clock_ahead=LATER_THAN_ANY_RESUBMISSION, jobs=jobs)
        await proof.worker_killed(pays, watch)


class TestMoneyThatComesLate:
    async def test_after_the_hold_ran_out(self, heard: Stage, figures: Figures, seed: int) -> None:
        """The hold is let go, then the page is paid after all: posted anew, and only once."""
        stage = heard
        holds = stage.platform.database["ledger_holds"]
        ended: dict[str, object] = {}
        paid: list[str] = []

        async def pays(attempt: Attempt) -> str:
            payment = await open_page(stage, attempt)
            hold = f"ent_{payment['id'].removeprefix('pay_')}_hold"
            ended[hold] = (await holds.find_one({"_id": hold}) or {})["expires_at"]
            stage.explained.add(payment["id"])
            paid.append(payment["id"])
            await holds.update_one({"_id": hold}, {"$set": {"expires_at": utc_now()}})
            wake_ups: WakeUps = stage.platform.get(WakeUps)

            async def let_go() -> bool:
                await wake_ups.call(["expired_holds"])
                return bool(await holds.count_documents({"_id": hold, "state": "voided"}))

            await stage.until_or_dead(let_go)
            await stage.outside.pay(payment["page"])
            return payment["id"]

        proof = Proof(stage, figures, seed, "worker_hold_expired", "A hold that runs out")
        jobs = ("expired_holds", "webhooks", "commit")

        async def set_back() -> None:
            """The test moved their time; to the judge a hold is what its entry says."""
            for hold, moment in ended.items():
                await holds.update_one({"_id": hold}, {"$set": {"expires_at": moment}})

        await proof.worker_killed(pays, Watch(jobs=jobs), before_judging=set_back)

        for payment_id in paid:
            entries = await entries_of(stage, payment_id)
            let_go = entries.pop("hold.expired", 0)
            assert let_go in (0, 1)
            assert entries == Counter(
                {"payment.started": 1, "payment.succeeded": 1, "processor.fee_reported": 1}
            )

    @pytest.mark.parametrize("paid_again", [False, True])
    @only_long
    async def test_after_it_had_failed(
        self, heard: Stage, figures: Figures, seed: int, paid_again: bool
    ) -> None:
        """Confirmed at the processor after all. If another payment was faster it is all credit."""
        stage, payer = heard, heard.payer
        declined = await payer.keep_card(stage.outside, DECLINED_CARD)
        late: list[str] = []

        async def pays(attempt: Attempt) -> str:
            quote = str((await payer.quote(attempt.bill_id)).body["id"])
            told = await payer.pay(quote, declined, key=attempt.key)
            assert told.body["state"] == "failed", told
            payment_id = str(told.payment_id)
            stage.explained.add(payment_id)
            late.append(payment_id)
            if paid_again:
                stage.explained.add(attempt.bill_id)
                quote = str((await payer.quote(attempt.bill_id)).body["id"])
                again = await payer.pay(quote, payer.cards[0], key=f"{attempt.key}-again")
                assert again.body["state"] == "succeeded", again
            intent = (await stored(stage, payment_id))["intent_id"]
            await at_the_processor(
                stage, f"/payment_intents/{intent}/confirm",
                payment_method="pm_card_visa", return_url="http://localhost/",
            )  # fmt: skip
            return payment_id

        name = "worker_late_credit" if paid_again else "worker_late_success"
        title = "Late success, all credit" if paid_again else "Late success"
        proof = Proof(stage, figures, seed, name, title)
        await proof.worker_killed(pays, Watch(jobs=("webhooks", "commit")))

        for payment_id in late:
            payment = await stored(stage, payment_id)
            assert payment["state"] == "succeeded"
            assert await entries_of(stage, payment_id) == Counter(
                {
                    "payment.started": 1,
                    "payment.failed": 1,
                    "payment.succeeded": 1,
                    "processor.fee_reported": 1,
                }
            )
        await assert_bills_and_credit(stage, late, paid_again=paid_again)

    @only_long
    async def test_its_fee(self, heard: Stage, figures: Figures, seed: int) -> None:
        """The processor books its fee a second after the charge and says so by webhook."""
        stage = heard
        settings = "/_sandbox/settings"
        await stage.outside.send("POST", settings, {"balance_transaction_delay_seconds": 1})

        async def pays(attempt: Attempt) -> str:
            payment = await open_page(stage, attempt)
            await stage.outside.pay(payment["page"])
            return payment["id"]

        async def has_its_fee(payment_id: str) -> bool:
            fee = (await stored(stage, payment_id))["processor_fee_minor"]
            return fee is not None and await told_everyone(stage, "succeeded", payment_id)

        async def all_have() -> None:
            succeeded = {"state": "succeeded", "processor_fee_minor": None}
            payments = stage.platform.database[PAYMENTS]

            async def none_lacks() -> bool:
                return not await payments.count_documents(succeeded)

            await until("every fee", none_lacks, seconds=60.0)

        proof = Proof(stage, figures, seed, "worker_fee", "The processor's fee, later")
        await proof.worker_killed(pays, Watch(done=has_its_fee, before=all_have))
        await stage.outside.send("POST", settings, {"balance_transaction_delay_seconds": 0})


async def assert_bills_and_credit(stage: Stage, late: list[str], *, paid_again: bool) -> None:
    """Each bill is paid once; what came too late for its bill is the payer's credit."""
    database = stage.platform.database
    for payment_id in late:
        payment = await stored(stage, payment_id)
        bill = await database["bills"].find_one({"_id": payment["items"][0]["bill_id"]})
        assert bill is not None
        assert (bill["status"], bill["amount_paid"]) == ("paid", AMOUNT_MINOR)
        owner = payment["user_id"]
    account = await database["ledger_accounts"].find_one({"_id": f"customer_credit/{owner}/USD"})
    credit = account["credits_posted"] - account["debits_posted"] if account else 0
    assert credit == (AMOUNT_MINOR * len(late) if paid_again else 0)
