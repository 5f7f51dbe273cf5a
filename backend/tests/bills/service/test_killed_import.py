"""A worker is killed without warning, again and again, and the file is imported exactly once."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from asyncio.subprocess import Process
from pathlib import Path

from bills.building import Desk, a_row, as_csv, blocks_of
from paymentus.bills.domain import BillStatus, FileStatus, Mode
from paymentus.bills.domain.reasons import Reason
from paymentus.bills.service import NewFile

BACKEND = Path(__file__).parents[3]
ROWS = 4_000
SEED = 20261123


async def worker(desk: Desk, mongo_url: str, redis_url: str, ahead: int, folder: Path) -> Process:
    script = Path(__file__).with_name("importing_process.py")
    return await asyncio.create_subprocess_exec(
        sys.executable, str(script), mongo_url, desk.database.name, redis_url, str(ahead),
        str(folder),
        env={**os.environ, "PYTHONPATH": f"{BACKEND / 'src'}{os.pathsep}{BACKEND / 'tests'}"},
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def kill_when_it_has_said(process: Process, lines: int) -> bool:
    """False when it finished before."""
    assert process.stdout is not None
    for _ in range(lines):
        line = await asyncio.wait_for(process.stdout.readline(), 60)
        # The one before may have been killed with nothing left to do: then no file waits.
        if line in (b"", b"finished\n"):
            await process.wait()
            return False
    process.kill()
    await process.wait()
    return True


class TestKilledImport:
    async def test_goes_on_exactly_after_the_last_committed_chunk(
        self, desk: Desk, mongo_url: str, redis_url: str, tmp_path: Path
    ):
        chance = random.Random(SEED)
        await desk.take_in(as_csv([a_row(n) for n in range(9_000, 9_600)]))
        rows = [a_row(n) for n in range(1, ROWS + 1)]
        wrong = sorted(chance.sample(range(ROWS), 60))
        for place in wrong:
            rows[place]["Amount Due"] = "x"
        new = NewFile("bills.csv", Mode.REPLACE, {}, "usr_staff")
        sent = await desk.files.receive(desk.biller.id, new, blocks_of(as_csv(rows)))

        kills = 0
        for round_ in range(40):
            process = await worker(desk, mongo_url, redis_url, 60 * round_, tmp_path)
            if not await kill_when_it_has_said(process, chance.randint(1, 4)):
                break
            kills += 1

        file = await desk.files.get(sent.id)
        assert kills >= 3, "nothing was killed, so nothing was shown"
        assert file.status is FileStatus.DONE
        assert {name: n for name, n in file.counts.items() if n} == {
            "created": ROWS - 60,
            "rejected": 60,
            "withdrawn": 600,
        }
        assert file.rows_done == file.rows_total == ROWS
        assert file.problems_by_reason == {"amount_not_understood": 60}
        assert await desk.problems(file) == [
            (place + 2, Reason.AMOUNT_NOT_UNDERSTOOD, "amount_due") for place in wrong
        ]
        statuses = await desk.database["bills"].distinct("version", {"status": "open"})
        assert statuses == [1], "a bill was written twice"
        withdrawn = {"status": BillStatus.WITHDRAWN.value, "version": 2}
        assert await desk.database["bills"].count_documents(withdrawn) == 600
