"""``paymentus backup``: make backups, prove them, and bring one back."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from paymentus.app.bringing_back import BroughtBack, Wanted
    from paymentus.recovery.domain.manifest import Manifest
    from paymentus.recovery.service import BackupFile, BackupMade, Progress
    from paymentus.recovery.service.declaring import Declared

commands = typer.Typer(
    help="Make backups of the database, prove them, and bring one back.\n\n"
    "The key is read from BACKUP_ENCRYPTION_KEY or BACKUP_ENCRYPTION_KEY_FILE, the folder from "
    "BACKUP_DIR (/backup/mongodb). Key files (.encryption_key, the log's key) are in no backup: "
    "keep copies of them elsewhere.",
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]
Date = Annotated[str, typer.Argument(help="20261123, with its time 20261123_134500, or `latest`.")]
BackupDate = Annotated[
    str, typer.Option(help="20261123, with its time 20261123_134500, or `latest`.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="backup")


@commands.command()
def create(as_json: AsJson = False) -> None:
    """Write every collection, as it is at one moment, into one encrypted file; then prove it.

    Servers go on meanwhile. With BACKUP_S3_URL (s3://paymentus-backups/mongodb/) a copy goes there.
    Files older than BACKUP_KEEP_DAYS (7) are removed here and there, never the newest.
    """
    from paymentus.app.making_backups import make_backup

    with _progress() as progress:
        made, removed = asyncio.run(make_backup(progress))
    if as_json:
        typer.echo(json.dumps({**_made_view(made), "removed": removed}))
        return
    _tell_made(made)
    for name in removed:
        typer.echo(f"  removed {name}, older than is kept")


@commands.command("list")
def list_(as_json: AsJson = False) -> None:
    """Show the backups in the folder, oldest first. What they say of themselves is not proved."""
    from paymentus.app.backup_settings import BackupSettings
    from paymentus.recovery.service import BackupFolder

    # Headers are readable without the key.
    files = BackupFolder(BackupSettings().directory, "").files()
    if as_json:
        typer.echo(json.dumps([_file_view(file) for file in files]))
        return
    for file in files:
        typer.echo(f"{file.name}  {file.bytes:>14,} bytes  {file.kind}")
    if not files:
        typer.echo("There is no backup.")


@commands.command()
def verify(date: Date = "latest", as_json: AsJson = False) -> None:
    """Read a backup to its end and prove it whole: every piece, every part, every count.

    Ends with 1 when it is not, or when the key is another one. Needs no database.
    """
    from paymentus.app.backup_settings import BackupSettings

    folder = BackupSettings().folder()
    path = folder.snapshot_of(date).path
    manifest = folder.verify(path)
    if as_json:
        typer.echo(json.dumps({"name": path.name, "whole": True, **_manifest_view(manifest)}))
        return
    typer.echo(f"✓ {path.name} is whole: {_holdings(manifest)}.")


@commands.command()
def operations(as_json: AsJson = False) -> None:
    """Keep what was written since the last backup, for a restore to a moment in between.

    The schedule (`paymentus jobs work`) runs it every five minutes. It reads MongoDB's operation
    log, for which MONGO_URL needs the role `backup`; where that log no longer reaches back to the
    last backup, it says so and ends with 1.
    """
    from paymentus.app.making_backups import take_operations

    manifest = asyncio.run(take_operations())
    count = sum(part.documents or 0 for part in manifest.parts)
    if as_json:
        typer.echo(json.dumps({"name": manifest.name, "entries": count}))
        return
    typer.echo(f"✓ {manifest.name}: {count:,} entries.")


@commands.command()
def fetch(date: Date = "latest") -> None:
    """Bring the copy of a backup back from BACKUP_S3_URL into the folder, and prove it whole."""
    from paymentus.app.backup_settings import BackupSettings

    about = BackupSettings()
    copies = about.copies()
    if copies is None:
        raise typer.BadParameter("BACKUP_S3_URL is not set.")
    path = copies.fetch(date)
    manifest = about.folder().verify(path)
    typer.echo(f"✓ {path} is whole: {_holdings(manifest)}.")


@commands.command()
def restore(
    backup_date: BackupDate = "latest",
    until: Annotated[
        str | None,
        typer.Option(
            help="Go on to this moment (UTC), 2026-11-23T13:45:00, or `latest`, with what"
            " `paymentus backup operations` kept. MONGO_URL needs the role `root` then."
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Let go of all that the database holds. There is no undo."),
    ] = False,
    let_go: Annotated[
        str,
        typer.Option(
            help="The database's name: it may go although more was done in it than the backup has."
            " For scripts; on a terminal you are asked to type it."
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Bring a backup back into an empty database. Stop the servers and workers first.

    The whole backup, and all that leads to the moment, is proved before anything is touched.
    Afterwards no payment begins, and every session, token and API key is over: run `paymentus
    reconcile` and both proofs, and then let two people run `paymentus emergency off`.
    """
    from paymentus.app.bringing_back import Wanted
    from paymentus.recovery.service import NewerThanBackup

    wanted = Wanted(date=backup_date, until=until, replace=replace, let_go=let_go)
    try:
        brought = asyncio.run(_restore(wanted))
    except NewerThanBackup as newer:
        if let_go or not sys.stdin.isatty():
            raise
        typed = typer.prompt(f"{newer.detail}\nIts name", err=True)
        brought = asyncio.run(_restore(dataclasses.replace(wanted, let_go=typed)))
    restored, replayed = brought.restored, brought.replayed
    if as_json:
        view = {
            **_manifest_view(restored.manifest),
            "indexes": restored.indexes,
            "seconds": round(restored.seconds, 3),
            "replayed": None if replayed is None else asdict(replayed),
            "payments": "paused",
        }
        typer.echo(json.dumps(view))
        return
    typer.echo(
        f"✓ {restored.manifest.name} is back: {_holdings(restored.manifest)},"
        f" {restored.indexes} indexes, in {restored.seconds:.1f} s."
    )
    if replayed is not None:
        typer.echo(
            f"✓ {replayed.operations:,} operations after it, and {replayed.erasures:,} erasures"
            " from later."
        )
    typer.echo(
        "✓ No payment begins, and every session, token and API key is over. Run `paymentus"
        f" reconcile --since-backup {backup_date}` before two people run `paymentus emergency off`."
    )


@commands.command()
def declare(
    backup_date: BackupDate,
    without_witness: Annotated[
        list[str] | None,
        typer.Option(help="Name of a witness that may stay silent. It may contradict the log."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write into the audit log that it was brought back from a backup, before the doors open.

    Asks the witnesses; ends with 1 when one does not answer. Where none has seen more than the
    restored log has, nothing is written and nothing needs to be done. Else it says what the
    witnesses' operators must do.
    """
    declared = asyncio.run(_declare(backup_date, without_witness or ()))
    if as_json:
        view = None if declared is None else asdict(declared)
        typer.echo(json.dumps({"declared": view}))
        return
    if declared is None:
        typer.echo("✓ No witness has seen more than this log has. Nothing to declare.")
        return
    typer.echo(
        f"✓ The log says that it was brought back with {declared.size:,} entries, where"
        f" {declared.seen_size:,} had been seen.\n"
        f"  {', '.join(declared.ahead)} will cosign this log no more. Ask each operator for a new"
        " key with a new\n  store, put it into AUDIT_POLICY_FILE, and keep the old key there"
        " outside of the group: it is retired.\n  Publish the new policy.json."
    )


@commands.command()
def extract(
    output_dir: Annotated[Path, typer.Option(help="Where mongodump's files are written.")],
    date: Date = "latest",
) -> None:
    """Write a backup as mongodump would have, in the clear, for `mongorestore`.

    Nothing is written unless the whole backup is proved. Remove the files when you are done: what
    is not sealed in the database is readable in them.
    """
    from paymentus.app.backup_settings import BackupSettings

    folder = BackupSettings().folder()
    manifest = folder.extract(folder.snapshot_of(date).path, output_dir)
    typer.echo(f"✓ {output_dir / manifest.database}: {_holdings(manifest)}.")


async def _restore(wanted: Wanted) -> BroughtBack:
    from paymentus.app.backup_settings import BackupSettings
    from paymentus.app.bringing_back import bring_back
    from paymentus.app.opened import built_platform
    from paymentus.foundation.clock import utc_now

    about = BackupSettings()
    folder, secret = about.folder(), about.secret()
    async with built_platform(patient=True) as platform:
        with _progress() as progress:
            return await bring_back(
                platform, folder, wanted, secret=secret, clock=utc_now, progress=progress
            )


async def _declare(date: str, without: Sequence[str]) -> Declared | None:
    from paymentus.app.audit_key import load_or_create_log_key
    from paymentus.app.backup_settings import BackupSettings
    from paymentus.app.opened import opened_platform
    from paymentus.audit.service import AuditLog, checkpoints_of_witnesses, policy_of_files
    from paymentus.recovery.service.declaring import declare_restored

    backup = BackupSettings().folder().snapshot_of(date).name
    async with opened_platform() as platform:
        settings = platform.settings
        key = load_or_create_log_key(settings)
        return await declare_restored(
            log=platform.get(AuditLog),
            committer=platform.committer,
            shard=settings.shard,
            seen=await checkpoints_of_witnesses(policy_of_files(key, settings.audit_policy_file)),
            backup=backup,
            actor="cli",
            without=without,
        )


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on standard error, so that the result can be piped."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import (
        Progress as Bar,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)

        def progress(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total or None)

        yield progress


def _holdings(manifest: Manifest) -> str:
    counts = manifest.documents
    return f"{sum(counts.values()):,} documents in {len(counts)} collections"


def _manifest_view(manifest: Manifest) -> dict[str, Any]:
    return {
        "name": manifest.name,
        "database": manifest.database,
        "until": list(manifest.until),
        "collections": manifest.documents,
        "log_sizes": {head.shard: head.size for head in manifest.log_heads},
    }


def _made_view(made: BackupMade) -> dict[str, Any]:
    return {
        **_manifest_view(made.manifest),
        "path": str(made.path),
        "bytes": made.bytes,
        "sha256": made.sha256,
        "seconds": round(made.seconds, 3),
    }


def _file_view(file: BackupFile) -> dict[str, Any]:
    from paymentus.foundation.clock import rfc3339

    return {
        "name": file.name,
        "kind": file.kind.value,
        "bytes": file.bytes,
        "made_at": rfc3339(file.made_at),
    }


def _tell_made(made: BackupMade) -> None:
    typer.echo(f"✓ {made.path}: {_holdings(made.manifest)}.")
    typer.echo(f"  {made.bytes:,} bytes, SHA-256 {made.sha256}, in {made.seconds:.1f} s")
