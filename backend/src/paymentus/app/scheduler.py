"""The process that runs the schedule: ``paymentus jobs work``.

A process of its own, because it alone holds the key of backups, and so that nothing it does can
delay a payment. Any number may run: a claim in MongoDB says who runs what.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from paymentus.app.job_programs import Ended, program_of, run_program
from paymentus.foundation.errors import DomainError
from paymentus.foundation.heartbeat import ScheduleHeartbeat
from paymentus.foundation.mongo import DatabaseTrouble
from paymentus.schedule.domain.catalog import Job, job_named
from paymentus.schedule.domain.state import (
    CLAIM_LASTS,
    ClaimLost,
    JobIsNotDue,
    JobIsRunning,
    Outcome,
    Run,
)
from paymentus.schedule.service import ScheduleService

_log = logging.getLogger(__name__)
LOOK_SECONDS = 5.0
_RENEW_SECONDS = CLAIM_LASTS.total_seconds() / 4
# The operation log must be kept while a backup goes on; more would only take turns on the disk.
AT_ONCE = 2
_STOPPED = "The server that ran it was stopped."


class Scheduler:
    def __init__(
        self,
        schedule: ScheduleService,
        heartbeat: ScheduleHeartbeat,
        *,
        server: str,
        program: Callable[[Job, datetime], Sequence[str]] = program_of,
    ) -> None:
        self._schedule = schedule
        self._heartbeat = heartbeat
        self._server = server
        self._program = program
        self._running: set[asyncio.Task[None]] = set()

    async def work(self, stop: asyncio.Event, *, alive_file: Path | None = None) -> None:
        """Until ``stop``; what runs then is ended and told as failed, to be tried again.

        ``alive_file`` is touched in each round, whether the database answers or not.
        """
        while not stop.is_set():
            _touch(alive_file)
            try:
                await self.look()
            except (DomainError, DatabaseTrouble, OSError) as trouble:
                _log.warning("the schedule waits: %s", type(trouble).__name__)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await stop.wait()
        # One that was not begun yet could not say that it was stopped.
        await asyncio.sleep(0)
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def look(self) -> int:
        """Begin what is due, as far as there is room; returns how many were begun."""
        await self._heartbeat.beat()
        if len(self._running) >= AT_ONCE:
            return 0
        begun = 0
        for job in await self._schedule.due():
            if len(self._running) >= AT_ONCE:
                break
            with contextlib.suppress(JobIsRunning, JobIsNotDue):
                run = await self._schedule.claim(job.name, server=self._server)
                task = asyncio.create_task(self._follow(run), name=job.name)
                self._running.add(task)
                task.add_done_callback(self._running.discard)
                begun += 1
        return begun

    async def finish_running(self) -> None:
        """Wait for what was begun."""
        await asyncio.gather(*self._running)

    async def run_here(self, name: str, *, by: str) -> Run:
        """Run it now, in the foreground. Raises ``JobNotFound``, ``JobIsRunning``,
        ``JobIsForAPerson`` or ``ClaimLost``."""
        return await self._run(await self._schedule.claim(name, server=self._server, by=by))

    async def _follow(self, run: Run) -> None:
        try:
            ended = await self._run(run)
        except (DomainError, DatabaseTrouble, OSError) as trouble:
            # Its claim runs out, and it is run again.
            _log.warning("%s could not be told of: %s", run.job, type(trouble).__name__)
            return
        _log.log(
            logging.INFO if ended.outcome is Outcome.OK else logging.WARNING,
            "%s: %s", run.job, ended.outcome.value,
            extra={"event.action": "job-ended", "event.outcome": ended.outcome.value},
        )  # fmt: skip

    async def _run(self, run: Run) -> Run:
        job = job_named(run.job)
        try:
            ended = await self._while_renewing(run, job)
        except asyncio.CancelledError:
            await self._schedule.end(run, Outcome.FAILED, _STOPPED)
            raise
        return await self._schedule.end(run, ended.outcome, ended.result)

    async def _while_renewing(self, run: Run, job: Job) -> Ended:
        """Raises ``ClaimLost`` as soon as somebody else has the job; the program is ended then."""
        program = asyncio.create_task(
            run_program(self._program(job, run.slot), limit=job.limit, looks=job.looks)
        )
        try:
            while not program.done():
                await asyncio.wait({program}, timeout=_RENEW_SECONDS)
                if not program.done():
                    await self._renew(run)
            return await program
        finally:
            if not program.done():
                program.cancel()
                await asyncio.gather(program, return_exceptions=True)

    async def _renew(self, run: Run) -> None:
        try:
            await self._schedule.renew(run)
        except ClaimLost:
            raise
        except (DomainError, DatabaseTrouble) as trouble:
            _log.warning("%s goes on unrenewed: %s", run.job, type(trouble).__name__)


def _touch(file: Path | None) -> None:
    if file is not None:
        file.touch()
