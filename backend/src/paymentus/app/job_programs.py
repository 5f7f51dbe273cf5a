"""A job's command as a program of its own, so that it shares neither memory nor time with anything.

What it prints is cut down to one line. It is ended, with what it started, when it takes too long or
when whoever runs it stops.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from paymentus.app.backup_settings import BackupSettings
from paymentus.schedule.domain.catalog import SCRIPT, Job
from paymentus.schedule.domain.state import Outcome

_SCRIPTS = Path(__file__).parents[3] / "scripts"
_LOOK = 1
_MARKS = "✓✗ "
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Ended:
    outcome: Outcome
    result: str


def program_of(job: Job, slot: datetime) -> list[str]:
    """What is started. Reports go beside the folder of backups, where the guide has them."""
    reports = str(BackupSettings().directory.parent / "regulatory_reports")
    first, *rest = job.arguments(slot, reports=reports)
    if first.startswith(SCRIPT):
        return [sys.executable, str(_SCRIPTS / first.removeprefix(SCRIPT)), *rest]
    return [sys.executable, "-m", "paymentus.app.cli", first, *rest]


async def run_program(program: Sequence[str], *, limit: timedelta, looks: str = "") -> Ended:
    """Run it to its end. ``looks`` is the result where it ends with 1 to say that somebody should
    look; what it found is then for whom it concerns, and in no result."""
    child = await asyncio.create_subprocess_exec(
        *program,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(limit.total_seconds()):
            out, err = await child.communicate()
    except TimeoutError:
        minutes = limit.total_seconds() / 60
        return Ended(Outcome.FAILED, f"It was ended: it took longer than {minutes:g} minutes.")
    finally:
        await _end(child)
    if child.returncode == 0:
        return Ended(Outcome.OK, _last_line(out))
    if looks and child.returncode == _LOOK and not _complaint(err):
        return Ended(Outcome.LOOK, looks)
    said = _complaint(err) or _last_line(out) or _last_line(err)
    return Ended(Outcome.FAILED, said or f"It ended with {child.returncode} and said nothing.")


async def _end(child: asyncio.subprocess.Process) -> None:
    if child.returncode is not None:
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, number)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await child.wait()
                return


def _lines(output: bytes) -> list[str]:
    lines = output.decode("utf-8", "replace").splitlines()
    printable = ("".join(char for char in line if char.isprintable()) for line in lines)
    return [line.strip() for line in printable if line.strip()]


def _last_line(output: bytes) -> str:
    lines = _lines(output)
    return lines[-1].strip(_MARKS) if lines else ""


def _complaint(errors: bytes) -> str:
    """The last line by which one of our commands says that it could not do its work."""
    said = [line for line in _lines(errors) if line.startswith("✗")]
    return said[-1].strip(_MARKS) if said else ""
