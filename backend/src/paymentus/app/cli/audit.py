"""`paymentus audit`: check the audit log, and take proofs out of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from paymentus.audit.domain.tlog_policy import OperatorPolicy
from paymentus.audit.service import (
    AuditLog,
    LogReport,
    LogVerification,
    checkpoints_of_witnesses,
    policy_of_key,
    read_log_key,
    read_policy,
)
from paymentus.foundation import mongo
from paymentus.foundation.errors import DomainError, InvariantViolated
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings

_FAILED = 1
Result = TypeVar("Result")

app = typer.Typer(
    help="Check the audit log and take proofs out of it. Nothing here changes the log.",
    no_args_is_help=True,
)

PolicyFile = Annotated[
    Path | None,
    typer.Option(
        "--policy",
        help="The policy to trust. Without it, the public half of this server's own key.",
    ),
]


def register(parent: typer.Typer) -> None:
    """Add the commands to the `paymentus` application."""
    parent.add_typer(app, name="audit")


@app.command()
def verify(
    policy: PolicyFile = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(
            help="A checkpoint you kept earlier; repeat for several. It shows a log that was"
            " rewritten and signed anew."
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--from", help="Only entries from this time on (UTC)."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", help="Only entries up to this time (UTC).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Derive the whole log again from its entries and name everything that does not fit.

    Every entry is hashed, every root is derived and compared with the one that was signed, and
    tiles, head and search fields are compared with the entries. Witnesses that the policy gives an
    address for are asked what they have seen. Ends with 0 when all is well and with 1 when anything
    is wrong.
    """
    kept = [file.read_text(encoding="utf-8") for file in checkpoint or ()]
    window = None
    if since is not None or until is not None:
        window = (
            (since or datetime(1970, 1, 1)).replace(tzinfo=UTC),  # noqa: DTZ001
            (until or datetime(9999, 1, 1)).replace(tzinfo=UTC),  # noqa: DTZ001
        )
    report = _run(_verify(policy, kept, window, quiet=as_json))
    if as_json:
        typer.echo(json.dumps(_as_document(report), indent=2))
    else:
        _print(report)
    raise typer.Exit(0 if report.is_valid else _FAILED)


@app.command()
def checkpoint() -> None:
    """Print the newest signed checkpoint. Keep it somewhere else: it fixes all that came before."""

    async def read() -> str:
        async with _log(None) as log:
            return await log.latest_checkpoint()

    typer.echo(_run(read()), nl=False)


@app.command()
def policy() -> None:
    """Print policy.json, the keys that `verify_receipt.py` needs."""

    async def read() -> str:
        async with _log(None) as log:
            return json.dumps(log.policy.to_document(), indent=2)

    typer.echo(_run(read()))


@app.command()
def prove(
    event_id: Annotated[
        str, typer.Argument(help="A journal entry's or an event's id, ent_… or aud_….")
    ],
) -> None:
    """Print the proof of one entry as a C2SP .tlog-proof file."""

    async def read() -> str:
        async with _log(None) as log:
            return (await log.prove_event(event_id)).to_tlog_proof()

    typer.echo(_run(read()), nl=False)


def _run(work: Coroutine[Any, Any, Result]) -> Result:
    try:
        return asyncio.run(work)
    except (DomainError, InvariantViolated) as refusal:
        Console(stderr=True).print(f"[red]{escape(str(refusal))}[/red]")
        raise typer.Exit(_FAILED) from refusal


def _policy(settings: Settings, file: Path | None) -> OperatorPolicy:
    file = file or settings.audit_policy_file
    if file is not None:
        return read_policy(file)
    key = read_log_key(settings.audit_key_path, origin=settings.audit_origin)
    return OperatorPolicy(policy_of_key(key))


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    client, database = mongo.connect(settings.mongo_url)
    try:
        yield database
    finally:
        await client.close()


@asynccontextmanager
async def _log(file: Path | None) -> AsyncIterator[AuditLog]:
    settings = Settings()
    policy = _policy(settings, file)
    async with _database(settings) as database:
        yield AuditLog(database, policy.policy, shard=settings.shard)


async def _verify(
    file: Path | None,
    kept: list[str],
    window: tuple[datetime, datetime] | None,
    *,
    quiet: bool,
) -> LogReport:
    settings = Settings()
    policy = _policy(settings, file)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    # Progress goes to standard error, so that the result can be piped.
    console = Console(stderr=True, quiet=quiet)
    seen = await checkpoints_of_witnesses(policy)
    for witness, text in seen.items():
        if text is None:
            console.print(f"{witness.name} does not tell what it has seen; not compared with it.")
    kept = [*kept, *(text for text in seen.values() if text is not None)]
    async with _database(settings) as database:
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("Entries", total=None)

            def progress(checked: int, total: int) -> None:
                bar.update(task, completed=checked, total=total)

            verification = LogVerification(database, policy.policy, shard=settings.shard)
            if window is not None:
                return await verification.run_between(
                    start=window[0], end=window[1], kept=kept, progress=progress
                )
            return await verification.run(kept=kept, progress=progress)


def _as_document(report: LogReport) -> dict[str, object]:
    return {
        "is_valid": report.is_valid,
        "problems": list(report.problems),
        "problems_found": report.problems_found,
        "entries_checked": report.entries_checked,
        "checkpoints_checked": report.checkpoints_checked,
        "tiles_checked": report.tiles_checked,
        "first_index": report.first_index,
        "size": report.size,
        "root": report.root.hex(),
        "witnessed_size": report.witnessed_size,
    }


def _print(report: LogReport) -> None:
    for problem in report.problems:
        typer.echo(problem)
    unlisted = report.problems_found - len(report.problems)
    if unlisted:
        typer.echo(f"... and {unlisted} more")
    checked = (
        f"{report.entries_checked} entries, {report.checkpoints_checked} checkpoints and"
        f" {report.tiles_checked} tiles checked"
    )
    if report.is_valid:
        typer.echo(f"The audit log is intact: {checked}; root {report.root.hex()}.")
    else:
        found = report.problems_found
        problems = "1 problem" if found == 1 else f"{found} problems"
        typer.echo(f"The audit log has been changed: {problems}; {checked}.")
