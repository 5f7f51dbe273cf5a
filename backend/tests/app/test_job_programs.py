"""A job's program: its one line, its end, and that nothing of it stays behind."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from paymentus.app.job_programs import Ended, program_of, run_program
from paymentus.schedule.domain.catalog import JOBS, job_named
from paymentus.schedule.domain.state import Outcome

MINUTE = timedelta(minutes=1)
SLOT = datetime(2026, 11, 23, 6, tzinfo=UTC)


def shell(text: str) -> list[str]:
    return ["/bin/sh", "-c", text]


class TestProgram:
    def test_is_a_command_or_a_script_of_ours(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BACKUP_DIR", "/srv/kept/mongodb")

        assert program_of(job_named("key-rotation"), SLOT)[1:] == [
            "-m", "paymentus.app.cli", "keys", "status",
        ]  # fmt: skip
        script, *options = program_of(job_named("monthly-reports"), SLOT)[1:]
        assert Path(script).is_file()
        assert options[-1] == "--output-dir=/srv/kept/regulatory_reports/2026-11"

    def test_is_there_for_every_job_of_a_server(self) -> None:
        for job in JOBS:
            if not job.is_for_a_person:
                assert program_of(job, SLOT)[0] == sys.executable


class TestRunning:
    async def test_tells_the_last_line_of_what_went_well(self) -> None:
        ended = await run_program(shell("echo one; echo '✓ All of it is right.'"), limit=MINUTE)

        assert ended == Ended(Outcome.OK, "All of it is right.")

    async def test_tells_why_it_failed(self) -> None:
        complaint = "echo 3 checked; echo warning >&2; echo '✗ No key.' >&2; exit 1"

        assert await run_program(shell(complaint), limit=MINUTE) == Ended(Outcome.FAILED, "No key.")
        silent = await run_program(shell("exit 3"), limit=MINUTE)
        assert silent == Ended(Outcome.FAILED, "It ended with 3 and said nothing.")

    async def test_keeps_what_somebody_should_look_at_out_of_the_result(self) -> None:
        found = shell("echo '✗ risk 90 tra_1 of usr_1'; exit 1")

        ended = await run_program(found, limit=MINUTE, looks="Somebody should look.")

        assert ended == Ended(Outcome.LOOK, "Somebody should look.")

    async def test_takes_a_complaint_for_a_failure_also_where_one_may_look(self) -> None:
        ended = await run_program(
            shell("echo '✗ MongoDB does not answer.' >&2; exit 1"), limit=MINUTE, looks="Look."
        )

        assert ended == Ended(Outcome.FAILED, "MongoDB does not answer.")

    async def test_ends_what_takes_too_long_with_all_that_it_started(self, tmp_path: Path) -> None:
        pid = tmp_path / "pid"
        began = time.monotonic()

        ended = await run_program(
            shell(f"sleep 60 & echo $! > {pid}; wait"), limit=timedelta(seconds=0.5)
        )

        assert ended.outcome is Outcome.FAILED
        assert "took longer" in ended.result
        assert time.monotonic() - began < 9
        await gone(int(pid.read_text()))

    async def test_is_ended_with_who_runs_it(self, tmp_path: Path) -> None:
        pid = tmp_path / "pid"
        running = asyncio.create_task(
            run_program(shell(f"echo $$ > {pid}; exec sleep 60"), limit=MINUTE)
        )
        while not pid.exists() or not pid.read_text():
            await asyncio.sleep(0.02)

        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

        await gone(int(pid.read_text()))


async def gone(pid: int) -> None:
    """Ended; who adopted it may not have buried it yet."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{pid} goes on")
