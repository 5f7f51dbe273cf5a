"""The worker killed at every boundary of the jobs beside payments that must lose nothing either:
asking for events whose webhook never came, moving audit events into the log, importing bill files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from faults.ground import Ground
from faults.points import only_long
from faults.proofs import SOON_SECONDS, Proof
from faults.stage import Attempt, Stage
from faults.worker_kills import Watch, told_everyone
from paymentus.billers.domain import PaymentRules
from paymentus.billers.service import BillersService
from paymentus.bills.domain.bill_file import FileStatus, Mode
from paymentus.bills.service import BillFiles, NewFile
from paymentus.foundation.clock import utc_now

from support.figures import Figures
from support.product import WEBHOOKS, until
from support.reconcile import at_rest
from support.scene import POSTAL_CODE, biller_settings

pytestmark = pytest.mark.slow
LATER_THAN_THE_FIRST_CHECK = 2 * SOON_SECONDS
_OVER = [FileStatus.DONE.value, FileStatus.FAILED.value]


class TestPaymentsNobodyTellsOf:
    @pytest.fixture
    async def unheard(self, stage: Stage) -> AsyncIterator[Stage]:
        await stage.outside.send("POST", "/_sandbox/webhook-faults", {"rates": {"drop": 1.0}})
        yield stage
        await stage.outside.send("DELETE", "/_sandbox/webhook-faults")

    @pytest.mark.parametrize("who", ["webhook_backfill", "janitor"])
    async def test_are_found_by_asking(
        self, unheard: Stage, figures: Figures, seed: int, who: str
    ) -> None:
        """The janitor asks about each payment, the backfill asks for events."""
        stage, payer = unheard, unheard.payer
        janitor = who == "janitor"

        async def pays(attempt: Attempt) -> str:
            quote = str((await payer.quote(attempt.bill_id)).body["id"])
            opened = await payer.pay(quote, None, key=attempt.key)
            await stage.outside.pay(opened.body["next_action"]["url"])
            return str(opened.payment_id)

        titles = {"janitor": "Paid page, asked about", "webhook_backfill": "Backfill of events"}
        proof = Proof(stage, figures, seed, f"worker_{who}_finds", titles[who])
        jobs = ("janitor", "commit") if janitor else ("webhook_backfill", "webhooks", "commit")
        ahead = LATER_THAN_THE_FIRST_CHECK if janitor else 0.0
        await proof.worker_killed(pays, Watch(clock_ahead=ahead, jobs=jobs))


class TestAuditEvents:
    @only_long
    async def test_reach_the_log_once(self, stage: Stage, figures: Figures, seed: int) -> None:
        """A payer's account is unlinked and linked again: two events of no payment."""
        payer, database = stage.payer, stage.platform.database
        account = (await payer.ask("GET", "/accounts")).body["data"][0]["id"]
        rounds = 0

        async def acts(attempt: Attempt) -> str:
            nonlocal rounds
            told = await payer.ask("DELETE", f"/accounts/{account}")
            assert told.status < 300, told
            await payer.link(stage.ground.biller.id, stage.account, POSTAL_CODE)
            rounds += 1
            return ""

        async def all_moved(_: str) -> bool:
            return not await at_rest(database)

        proof = Proof(stage, figures, seed, "worker_audit_inbox", "Audit events")
        jobs = ("audit_inbox", "commit")
        await proof.worker_killed(acts, Watch(done=all_moved, jobs=jobs))

        leaves = database["audit_log"].find({"subject": account}, {"type": 1, "event_id": 1})
        logged = [(row["type"], row["event_id"]) async for row in leaves]
        assert len({event for _, event in logged}) == len(logged)
        kinds = Counter(kind for kind, _ in logged)
        assert kinds == {"account.linked": rounds + 1, "account.unlinked": rounds}


class TestBillFiles:
    async def test_replace_all_bills_while_one_is_being_paid(
        self, stage: Stage, figures: Figures, seed: int
    ) -> None:
        """What is being paid stays, what the file does not have goes, and the money finds it."""
        towns = await Town.prepare(stage)
        payer, outside = stage.payer, stage.outside
        await outside.send_webhooks_to(stage.api_url, WEBHOOKS, ["*"])
        live: list[str] = []
        dropped: list[str] = []

        async def pays(attempt: Attempt) -> str:
            paid, gone = await towns.ground.bills(stage.account, 2)
            quote = str((await payer.quote(paid)).body["id"])
            opened = await payer.pay(quote, None, key=attempt.key)
            stage.died_at[paid] = stage.died_at[gone] = f"attempt {attempt.number}"
            live.append(paid)
            dropped.append(gone)
            await towns.hand_in(f"new-{attempt.number}")
            await stage.until_or_dead(towns.all_files_are_over)
            await outside.pay(opened.body["next_action"]["url"])
            return str(opened.payment_id)

        async def all_is_done(payment_id: str) -> bool:
            told = await told_everyone(stage, "succeeded", payment_id)
            return told and await towns.all_files_are_over()

        proof = Proof(stage, figures, seed, "worker_bill_file", "A bill file that replaces all")
        jobs = ("bill_files", "webhooks", "commit")
        watch = Watch(done=all_is_done, before=towns.finish_files, jobs=jobs)
        await proof.worker_killed(pays, watch)

        bills = {row["_id"]: row async for row in stage.platform.database["bills"].find({})}
        assert {bills[name]["status"] for name in live} == {"paid"}
        assert {bills[name]["status"] for name in dropped} == {"withdrawn"}
        files = stage.platform.database["bill_files"].find({"biller_id": towns.ground.biller.id})
        imported = [row async for row in files if row["mode"] == Mode.REPLACE.value]
        assert {row["status"] for row in imported} == {FileStatus.DONE.value}
        # Each file made its one bill once, and withdrew what the files before it had made.
        assert {row["counts"].get("created", 0) for row in imported} == {1}


class Town:
    """A biller of its own, since a replacing file withdraws every other open bill of its biller."""

    def __init__(self, stage: Stage, ground: Ground) -> None:
        self._stage = stage
        self._files = stage.platform.database["bill_files"]
        self.ground = ground

    @classmethod
    async def prepare(cls, stage: Stage) -> Town:
        billers: BillersService = stage.platform.get(BillersService)
        settings = biller_settings(f"town-{stage.account}", payment_rules=PaymentRules())
        ground = Ground(stage.platform, await billers.create(settings, actor="test"))
        await ground.bills(stage.account, 1)
        await stage.payer.link(ground.biller.id, stage.account, POSTAL_CODE)
        return cls(stage, ground)

    async def hand_in(self, number: str) -> None:
        """A file with one bill only, for the worker to import."""
        due = (date.today() + timedelta(days=14)).isoformat()
        head = "account_number,bill_number,amount_due,due_on,second_factor"
        row = f"{self._stage.account},{number},50.00,{due},{POSTAL_CODE}"
        files: BillFiles = self._stage.platform.get(BillFiles)

        async def content() -> AsyncIterator[bytes]:
            yield f"{head}\n{row}\n".encode()

        new = NewFile("all.csv", Mode.REPLACE, {}, "usr_test")
        await files.receive(self.ground.biller.id, new, content())

    async def all_files_are_over(self) -> bool:
        return not await self._files.count_documents({"status": {"$nin": _OVER}})

    async def finish_files(self) -> None:
        """A dead worker's file is free when its lease has run out; here at once."""
        running = {"status": FileStatus.RUNNING.value}
        await self._files.update_many(running, {"$set": {"lease_until": utc_now()}})
        await until("every file", self.all_files_are_over, seconds=60.0, every=0.05)
