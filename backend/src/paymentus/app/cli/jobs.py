"""``paymentus jobs``: the schedule, as it stands, and running it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from datetime import datetime

    from paymentus.app.scheduler import Scheduler
    from paymentus.app.wiring import Platform
    from paymentus.schedule.domain.state import Run
    from paymentus.schedule.service import Standing

commands = typer.Typer(
    help="What has to be done every day, week, month and quarter. All times are UTC.",
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]
_NICENESS = 10
_FAILED = 1


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="jobs")


@commands.command("list")
def list_(as_json: AsJson = False) -> None:
    """Show every job with its last result and when it is due. Changes nothing."""
    standings = asyncio.run(_standings())
    if as_json:
        typer.echo(json.dumps([_view(one) for one in standings]))
        return
    period = ""
    for one in standings:
        if one.job.period.value != period:
            period = one.job.period.value
            typer.echo(f"{period.capitalize()}:")
        typer.echo(f"  {one.job.name:24}{_in_words(one)}")


@commands.command()
def run(
    name: Annotated[str, typer.Argument(help="As `paymentus jobs list` shows it.")],
    as_json: AsJson = False,
) -> None:
    """Run one job here and now, and put it on record like any other run.

    Ends with 1 when it failed, with 0 also when it found something that somebody should look at.
    """
    from paymentus.schedule.domain.state import Outcome

    ended = asyncio.run(_run(name))
    if as_json:
        typer.echo(json.dumps({"run": ended.id, "outcome": ended.outcome, "result": ended.result}))
    else:
        typer.echo(f"{_MARKS[ended.outcome.value]} {name}: {ended.result}")
    if ended.outcome is Outcome.FAILED:
        raise typer.Exit(_FAILED)


@commands.command()
def work(
    alive_file: Annotated[
        Path | None, typer.Option(help="Is touched every few seconds, for a check of health.")
    ] = None,
) -> None:
    """Run the schedule until told to stop. Any number may run; each job is run by one of them.

    Jobs are programs of their own, with this process's environment: BACKUP_ENCRYPTION_KEY and
    BACKUP_DIR are needed for backups, and MONGO_URL with a user who may read the operation log.
    """
    from paymentus.foundation import logging as platform_logging
    from paymentus.foundation.settings import Settings

    settings = Settings()
    platform_logging.configure(service="paymentus-schedule", level=settings.log_level)
    # Whatever else is on this machine goes first.
    os.nice(_NICENESS)
    asyncio.run(_work(alive_file))


_MARKS = {"ok": "✓", "look": "!", "failed": "✗", "lost": "✗", "running": "…", "signed_off": "✓"}


async def _standings() -> list[Standing]:
    from paymentus.app.opened import opened_platform
    from paymentus.schedule.service import ScheduleService

    async with opened_platform(with_keys=True) as platform:
        schedule: ScheduleService = platform.get(ScheduleService)
        return await schedule.standings()


async def _run(name: str) -> Run:
    from paymentus.app.opened import opened_platform

    async with opened_platform(with_keys=True) as platform:
        return await _scheduler(platform).run_here(name, by="script")


async def _work(alive_file: Path | None) -> None:
    from paymentus.app.opened import opened_platform

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with opened_platform(with_keys=True) as platform:
        await _scheduler(platform).work(stop, alive_file=alive_file)


def _scheduler(platform: Platform) -> Scheduler:
    from paymentus.app.scheduler import Scheduler
    from paymentus.foundation.heartbeat import ScheduleHeartbeat
    from paymentus.schedule.service import ScheduleService

    return Scheduler(
        platform.get(ScheduleService),
        platform.get(ScheduleHeartbeat),
        server=f"{os.uname().nodename}/{os.getpid()}",
    )


def _in_words(one: Standing) -> str:
    due = f"due {_moment(one.due_at)}"
    if one.overdue_seconds:
        due = f"OVERDUE since {_moment(one.due_at)}"
    if one.newest is None:
        return f"never done; {due}"
    run = one.newest
    words = ("signed off" if run.note else "") or run.result or run.outcome.value
    return f"{_MARKS[run.outcome.value]} {_moment(run.ended_at or run.started_at)} {words}; {due}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _view(one: Standing) -> dict[str, Any]:
    from paymentus.foundation.clock import rfc3339

    success = one.state.last_success_at
    return {
        "name": one.job.name,
        "period": one.job.period.value,
        "owner": one.job.owner.value,
        "command": one.job.shown_command,
        "outcome": None if one.newest is None else one.newest.outcome.value,
        "result": None if one.newest is None else one.newest.result,
        "last_success_at": None if success is None else rfc3339(success),
        "due_at": rfc3339(one.due_at),
        "overdue_seconds": int(one.overdue_seconds),
        "failures": one.state.failures,
    }
