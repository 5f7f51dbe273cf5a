"""``paymentus migrate``: bring stored documents to the form of this release."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from paymentus.app.migrations.runner import Outcome


def register(app: typer.Typer) -> None:
    """Add the command to the ``paymentus`` application."""
    app.command("migrate")(migrate)


def migrate(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Count what would be rewritten, and write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Bring stored documents to the form of this release, while servers run.

    Safe to repeat, to interrupt and to run from two places: it goes on where it was. Run it once
    the new release runs everywhere; `paymentus up` does so by itself.
    """
    outcomes = asyncio.run(_run(dry_run=dry_run))
    if as_json:
        rows = [{"number": o.number, "title": o.title, "changed": o.changed} for o in outcomes]
        typer.echo(json.dumps({"dry_run": dry_run, "migrations": rows}))
        return
    word = "would be rewritten" if dry_run else "rewritten"
    for outcome in outcomes:
        typer.echo(f"{outcome.number:04d}  {outcome.title}: {outcome.changed:,} documents {word}.")
    if not dry_run:
        typer.echo("The database has the form of this release.")


async def _run(*, dry_run: bool) -> list[Outcome]:
    from rich.console import Console
    from rich.progress import Progress

    from paymentus.app.migrations.catalog import migrations_of
    from paymentus.app.migrations.runner import Migrator
    from paymentus.app.opened import built_platform
    from paymentus.foundation.ids import new_id
    from paymentus.integrations.key_management.sealed_documents import SealedDocuments

    async with built_platform() as platform:
        database = platform.database
        migrations = migrations_of(database, platform.get(SealedDocuments))
        with Progress(console=Console(stderr=True), transient=True) as bar:
            tasks = {}
            for migration in migrations:
                names = migration.collections
                sizes = [await database[name].estimated_document_count() for name in names]
                tasks[migration.number] = bar.add_task(migration.title, total=sum(sizes))
            migrator = Migrator(
                database,
                migrations,
                owner=new_id("run"),
                progress=lambda one, seen, _: bar.advance(tasks[one.number], seen),
            )
            return await (migrator.dry_run() if dry_run else migrator.run())
