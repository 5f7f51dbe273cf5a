"""``paymentus monitoring``: past transfers judged by the monitoring rules.

Needs no running stack: transfers come from a CSV, alerts go into JSON lines.
"""

from __future__ import annotations

import gc
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from paymentus.app.cli.screening import file_progress, print_problems

_SOME_ROWS_WRONG = 3

commands = typer.Typer(
    help="Judge past transfers by the monitoring rules. Needs no running stack.",
    no_args_is_help=True,
)


class ProfileName(StrEnum):
    """Whose rules: a money services business or a bank."""

    MSB = "msb"
    BANK = "bank"


def register(parent: typer.Typer) -> None:
    """Add the commands to the `paymentus` application."""
    parent.add_typer(commands, name="monitoring")


@commands.command()
def replay(
    file: Annotated[Path, typer.Argument(help="CSV with a header line, one transfer a row.")],
    out: Annotated[Path, typer.Option(help="Where the alerts go: one JSON object a line.")],
    profile: Annotated[
        ProfileName, typer.Option(help="A money services business or a bank.")
    ] = ProfileName.MSB,
) -> None:
    """Judge every transfer of a file as if it were made now; write each alert with its reasons.

    Columns: `time` (2026-03-01T12:00:00Z, 2026-03-01 12:00:00 or seconds since 1970; UTC where no
    zone is said), `from` and `to` (ids of the parties), `amount` (in dollars: 1234.50), `channel`
    (card, bank, wire, bitcoin or cash; cash_in and cash_out where cash is deposited or paid out)
    and `country` (a code or a name; may be empty).

    Where you have them also `id` (yours, given back), `currency`, `direction` (in or out, of
    cash), `zone` (time zone of the counter, America/New_York), `conductor` (who stands at the
    counter), `instrument` and `device` (what was used), `since` (when the sender became a
    customer), `profile_changed` (when their details last changed) and `to_type` (biller or
    customer). Other columns are left alone. A party of cash that is called cash, atm, teller,
    branch or nothing is your counter.

    Each alert names its rule, the party it is about, a sentence, and the rows it rests on. An
    alert is not repeated about the same party for days. Rows out of the order of time are
    sorted first. Ends with 0, with 3 when some rows could not be read whole (each is named), and
    with 1 when nothing could be done.
    """
    from paymentus.compliance.domain.monitoring.rule_book import Profile, shipped_rules
    from paymentus.compliance.service.monitoring.replay import replay as run

    console = Console(stderr=True)
    started = time.perf_counter()
    # State is kept in trees, not in circles: looking for some would take a third of the time.
    gc.disable()
    with file_progress(console) as report:
        done = run(file, out, book=shipped_rules(), profile=Profile(profile), progress=report)
    seconds = time.perf_counter() - started
    print_problems(console, done.problems)
    if done.sorted_first:
        console.print("The rows were not in the order of time; they were sorted first.")
    for rule, count in sorted(done.by_rule.items(), key=lambda one: -one[1]):
        console.print(f"  {rule:28}{count:>8,}")
    console.print(
        f"{done.transfers:,} transfers of {done.parties:,} parties: {done.alerts:,} alerts, in "
        f"{escape(str(out))}. {done.transfers / max(seconds, 0.001):,.0f} a second."
    )
    raise typer.Exit(_SOME_ROWS_WRONG if done.problems else 0)
