"""``paymentus ledger``: the trial balance, and the proof of every balance from the entries."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

_PROBLEMS_FOUND = 1

commands = typer.Typer(help="Look into the ledger. Nothing here changes it.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="ledger")


@commands.command()
def verify(as_json: AsJson = False) -> None:
    """Prove from the entries that every balance and the whole trial balance are right.

    Compares each entry with its leaf in the audit log, re-derives every balance and hold,
    and names what was tampered with. Ends with 1 when something was.
    """
    from paymentus.app.proofs import ledger_leaves
    from paymentus.foundation import mongo
    from paymentus.foundation.settings import Settings
    from paymentus.ledger.repository import LedgerRepository
    from paymentus.ledger.service import LedgerService, Verification

    console = Console(stderr=True)

    async def run() -> Verification:
        client, database = mongo.connect(Settings().mongo_url)
        repository = LedgerRepository(database)
        try:
            total = await repository.count_entries()
            with Progress(console=console, transient=True) as progress:
                task = progress.add_task("Replaying entries", total=total)
                leaves: AsyncIterator[tuple[str, str, int]] = ledger_leaves(database)
                return await LedgerService(repository).verify(
                    leaves, lambda count: progress.advance(task, count)
                )
        finally:
            await client.close()

    found = asyncio.run(run())
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "valid": found.is_valid,
                    "entries": found.entries,
                    "accounts": found.accounts,
                    "trial_balance": found.trial_balance,
                    "problems": found.problems,
                }
            )
        )
    else:
        _print(found.is_valid, found.entries, found.accounts, found.trial_balance, found.problems)
    if not found.is_valid:
        raise typer.Exit(_PROBLEMS_FOUND)


def _print(
    valid: bool, entries: int, accounts: int, balance: dict[str, int], problems: list[str]
) -> None:
    out = Console()
    table = Table(show_header=False, box=None)
    table.add_row("Entries replayed", f"{entries:,}")
    table.add_row("Balances compared", f"{accounts:,}")
    for currency, net in sorted(balance.items()):
        table.add_row(f"Trial balance {currency}", f"{net} (must be 0)")
    out.print(table)
    for problem in problems:
        out.print(f"  - {problem}", style="red", markup=False, highlight=False)
    out.print("The ledger is right." if valid else f"{len(problems)} problems found.")
