"""What a person sees while `paymentus up` works, and what a program reads."""

from __future__ import annotations

import contextlib
import json
import os

import typer
from rich.console import Console
from rich.markup import escape

from paymentus.app.embedded.data_folder import DataFolder
from paymentus.app.embedded.processes import ChildProcess
from paymentus.app.embedded.stack import Stack
from paymentus.app.embedded.supervisor import (
    Event,
    Fell,
    HadToBeKilled,
    Ready,
    StartedAgain,
    Starting,
    Supervisor,
)


class Screen:
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
            with contextlib.suppress(OSError):
                self._status.stop()  # its line would be written over the table
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
                        "authenticator_url": stack.authenticator_url,
                        "witness_url": stack.witness.url if stack.witness else None,
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
            f"  Codes     {stack.authenticator_url}   (the second factor of the staff above)\n"
            f"  Mail      {stack.inbox_url}   (what the product sends, kept on this machine)\n"
            f"{_witness_line(stack)}"
            f"  Logs      {folder.logs}\n\n"
            "Ctrl-C stops everything; the data stays."
        )


def _witness_line(stack: Stack) -> str:
    if stack.witness is None:
        return ""
    return f"  Witness   {stack.witness.url}/health   (cosigns the audit log, with its own key)\n"


def _pids(children: list[ChildProcess]) -> dict[str, int | None]:
    return {child.name: child.pid for child in children}
