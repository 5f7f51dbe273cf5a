"""`paymentus up`: the whole stack on this machine, from one command."""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from paymentus.app.embedded.data_folder import DataFolder
from paymentus.app.embedded.processes import ChildProcess
from paymentus.app.embedded.stack import Stack, StackOptions
from paymentus.app.embedded.stop_signals import run_until_stopped
from paymentus.app.embedded.supervisor import (
    Event,
    Fell,
    HadToBeKilled,
    Ready,
    StartedAgain,
    Starting,
    Supervisor,
)
from paymentus.foundation.errors import DomainError

_SEED_SECONDS = 300.0
_PATIENCE_AFTER_CRASH_SECONDS = 5.0
_FAILED = 1
_PORTS = "Ports"


def register(app: typer.Typer) -> None:
    """Add the command to the `paymentus` application."""
    app.command("up")(up)


def up(  # noqa: PLR0917 - each is an option of the command, passed by name
    data_dir: Annotated[
        Path, typer.Option(help="Folder for all data and logs; made when it is not there.")
    ] = Path(".data"),
    replicas: Annotated[
        int, typer.Option(min=1, max=7, help="Members of the MongoDB replica set.")
    ] = 1,
    embedded: Annotated[
        bool,
        typer.Option(
            "--embedded",
            envvar="PAYMENTUS_EMBEDDED",
            help="Use the packaged mongod and redis-server even when others are on PATH.",
        ),
    ] = False,
    seed: Annotated[
        bool, typer.Option("--seed/--no-seed", help="Load the demo data (safe to repeat).")
    ] = True,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON once everything is ready.")
    ] = False,
    port: Annotated[
        int, typer.Option(help="Web application and API.", rich_help_panel=_PORTS)
    ] = 8001,
    sandbox_port: Annotated[
        int, typer.Option(help="Sandbox of the payment processor.", rich_help_panel=_PORTS)
    ] = 8002,
    smtp_port: Annotated[
        int, typer.Option(help="Mail server of the sandbox.", rich_help_panel=_PORTS)
    ] = 8025,
    mongo_port: Annotated[
        int,
        typer.Option(help="First MongoDB member; the others follow.", rich_help_panel=_PORTS),
    ] = 27117,
    redis_port: Annotated[int, typer.Option(help="Redis.", rich_help_panel=_PORTS)] = 6479,
    mongo_cache_gb: Annotated[
        float, typer.Option(min=0.25, help="Memory for each MongoDB member's cache, in GB.")
    ] = 0.25,
) -> None:
    """Start everything: MongoDB, Redis, the sandbox, the API and the worker.

    Data stays in the data folder, so the next start finds it again. With MONGO_URL or REDIS_URL in
    the environment, those servers are used instead of starting our own. Ctrl-C stops everything.
    """
    options = StackOptions(
        data_dir=data_dir,
        replicas=replicas,
        embedded=embedded,
        port=port,
        sandbox_port=sandbox_port,
        smtp_port=smtp_port,
        mongo_port=mongo_port,
        redis_port=redis_port,
        cache_gigabytes=mongo_cache_gb,
    )
    # Lines are for a terminal of any width: never wrapped, never cut.
    screen = _Screen(Console(stderr=True, highlight=False, soft_wrap=True), as_json=as_json)
    try:
        _run(options, screen, seed=seed)
    except DomainError as problem:
        screen.problem(problem.detail)
        raise typer.Exit(_FAILED) from problem


def _run(options: StackOptions, screen: _Screen, *, seed: bool) -> None:
    began = time.monotonic()
    folder = DataFolder(options.data_dir)
    with folder.held():
        stack = Stack(options, folder, os.environ)
        # After a crash the kernel may still be ending the children of the last run.
        stack.require_ports(_PATIENCE_AFTER_CRASH_SECONDS if folder.holder_before_died else 0.0)
        supervisor = Supervisor(stack.stages(), report=screen.show)

        def when_ready() -> None:
            folder.publish({"pid": os.getpid(), "environment": stack.addresses()})
            seeded = _seed(stack, screen) if seed else None
            screen.ready(stack, folder, supervisor, seconds=time.monotonic() - began, seeded=seeded)

        run_until_stopped(supervisor, when_ready=when_ready, say=screen.say)


def _seed(stack: Stack, screen: _Screen) -> bool:
    """Load the demo data with the command a person would use, and show what it prints."""
    child = stack.command("seed", "paymentus.app.cli", "seed", separate_output=True)
    screen.waiting("Loading the demo data")
    child.start()
    try:
        finished = child.wait(_SEED_SECONDS)
    finally:
        child.kill()
    if finished and child.exit_code == 0:
        screen.done("demo data")
        screen.table(child.output())
        return True
    how = child.exit_reason() if finished else f"not done after {_SEED_SECONDS:.0f} s"
    screen.problem(
        f"The demo data could not be loaded ({how}). Everything else runs. "
        f"Its log is {child.log_path}; it ends with:\n{child.last_words()}"
    )
    return False


class _Screen:
    """Progress on standard error; on standard output only what was asked for."""

    def __init__(self, console: Console, *, as_json: bool) -> None:
        self._console = console
        self._as_json = as_json
        self._status = console.status("")

    def show(self, event: Event) -> None:
        match event:
            case Starting(names):
                self.waiting(f"Starting {', '.join(names)}")
            case Ready(name, seconds):
                self.done(name, f"{seconds:.1f} s")
            case Fell(child, reason, again_in):
                last = child.last_words(1).strip()
                self.say(
                    f"[yellow]![/] {child.name} ended unexpectedly ({escape(reason)}); starting it "
                    f"again in {again_in:.1f} s. Log: {child.log_path}"
                )
                if last:
                    self.say(f"  its last line: {escape(last[:300])}")
            case StartedAgain(child):
                self.done(child.name, "running again")
            case HadToBeKilled(child):
                self.say(f"[yellow]![/] {child.name} did not stop in time and was killed.")

    def waiting(self, what: str) -> None:
        """A spinner on a terminal; nothing anywhere else."""
        with contextlib.suppress(OSError):
            self._status.update(f"{what} …")
            self._status.start()

    def done(self, what: str, detail: str = "ready") -> None:
        self.say(f"[green]✓[/] {what:<24} [dim]{detail}[/]")

    def say(self, line: str) -> None:
        # A terminal that was closed must not keep us from stopping in order.
        with contextlib.suppress(OSError):
            self._console.print(line)

    def problem(self, sentence: str) -> None:
        with contextlib.suppress(OSError):
            self._status.stop()
            self._console.print(f"[red]✗[/] {escape(sentence)}")

    def table(self, text: str) -> None:
        """The sign-ins: for people on standard output, beside it when that is for a machine."""
        if text.strip():
            typer.echo("\n" + text.rstrip(), err=self._as_json)

    def ready(
        self,
        stack: Stack,
        folder: DataFolder,
        supervisor: Supervisor,
        *,
        seconds: float,
        seeded: bool | None,
    ) -> None:
        with contextlib.suppress(OSError):
            self._status.stop()
        if self._as_json:
            typer.echo(
                json.dumps(
                    {
                        "status": "ready",
                        "seconds": round(seconds, 2),
                        "url": stack.url,
                        "inbox_url": stack.inbox_url,
                        "pid": os.getpid(),
                        "processes": _pids(supervisor.children),
                        "data_dir": str(folder.path),
                        "log_dir": str(folder.logs),
                        "seeded": seeded,
                        "environment": stack.addresses(),
                    }
                )
            )
            return
        typer.echo(
            f"\nPaymentus is ready after {seconds:.1f} s.\n\n"
            f"  Open      {stack.url}\n"
            f"  Mail      {stack.inbox_url}   (what the product sends, kept on this machine)\n"
            f"  Logs      {folder.logs}\n\n"
            "Ctrl-C stops everything; the data stays."
        )


def _pids(children: list[ChildProcess]) -> dict[str, int | None]:
    return {child.name: child.pid for child in children}
