"""``paymentus reconcile``: the books beside what the card processor charged."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from paymentus.payments.domain.reconciliation import Finding, Reconciled

_DIFFERS = 1
_SHOWN = 50


def register(app: typer.Typer) -> None:
    """Add the command to the ``paymentus`` application."""
    app.command("reconcile")(reconcile)


def reconcile(
    since: Annotated[
        datetime | None, typer.Option(help="Compare from this time on (UTC), 2026-11-23T13:45:00.")
    ] = None,
    since_backup: Annotated[
        str | None,
        typer.Option(help="Compare from the moment of this backup on: 20261123 or `latest`."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Name every payment that the card processor and the books do not agree on.

    After a restore, `not_in_books` are exactly the payments made after the backup: their payers
    were charged. Nothing is changed. Ends with 1 when anything differs.
    """
    if (since is None) == (since_backup is None):
        raise typer.BadParameter("Say either --since or --since-backup.")
    found = asyncio.run(_compare(since.replace(tzinfo=UTC) if since else None, since_backup))
    if as_json:
        typer.echo(json.dumps(view_of(found)))
    else:
        _print(found)
    if found.findings:
        raise typer.Exit(_DIFFERS)


async def _compare(since: datetime | None, backup: str | None) -> Reconciled:
    from rich.console import Console

    from paymentus.app.opened import built_platform
    from paymentus.payments.service.reconciliation import Reconciliation

    moment = since or _moment_of(str(backup))
    async with built_platform() as platform:
        reconciliation: Reconciliation = platform.get(Reconciliation)
        with Console(stderr=True).status("Reading charges") as status:
            return await reconciliation.since(
                moment, lambda count: status.update(f"Reading charges: {count:,}")
            )


def _moment_of(backup: str) -> datetime:
    from paymentus.app.backup_settings import BackupSettings

    folder = BackupSettings().folder()
    seconds, _ = folder.verify(folder.snapshot_of(backup).path).until
    return datetime.fromtimestamp(seconds, UTC)


def view_of(found: Reconciled) -> dict[str, Any]:
    return {
        "charges": found.charges,
        "payments": found.payments,
        "waiting": list(found.waiting),
        "differences": [_finding_view(finding) for finding in found.findings],
    }


def _finding_view(finding: Finding) -> dict[str, Any]:
    return {
        "difference": finding.difference.value,
        "payment_id": finding.payment_id,
        "charges": list(finding.charge_ids),
        "charged_minor": finding.charged_minor,
        "booked_minor": finding.booked_minor,
        "currency": finding.currency,
    }


def _print(found: Reconciled) -> None:
    for finding in found.findings[:_SHOWN]:
        amount = finding.charged_minor if finding.charged_minor is not None else 0
        typer.echo(
            f"{finding.difference:<16}  {finding.payment_id}  charged {amount} {finding.currency}"
            f" (minor units) {', '.join(finding.charge_ids)}"
        )
    if len(found.findings) > _SHOWN:
        typer.echo(f"... and {len(found.findings) - _SHOWN:,} more; see them all with --json")
    if found.waiting:
        typer.echo(f"{len(found.waiting):,} were charged and are not final yet: look again soon.")
    counts = Counter(finding.difference.value for finding in found.findings)
    told = ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))
    typer.echo(f"{found.charges:,} charges compared. " + (told or "The books agree."))
