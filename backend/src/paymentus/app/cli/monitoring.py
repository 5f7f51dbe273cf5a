"""``paymentus monitoring``: past transfers judged by the rules, and what was seen lately.

``replay`` needs no running stack: transfers come from a CSV, alerts go into JSON lines.
"""

from __future__ import annotations

import asyncio
import gc
import json
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from paymentus.app.cli.screening import file_progress, print_problems
from paymentus.foundation.clock import rfc3339
from paymentus.foundation.money import Money, format_money

if TYPE_CHECKING:
    from paymentus.compliance.service.monitoring.patterns import Patterns

_SOME_ROWS_WRONG = 3

commands = typer.Typer(
    help="Judge past transfers by the monitoring rules; see what was found lately.",
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
def patterns(
    lookback: Annotated[str, typer.Option(help="How far back: 90m, 24h, 7d or 2w.")] = "24h",
    min_risk: Annotated[
        int, typer.Option(min=1, max=100, help="The score from which a transfer needs a look.")
    ] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Say what monitoring saw lately, from the running stack.

    Ends with 1 when somebody should look.
    """
    seen = asyncio.run(patterns_of(lookback, min_risk=min_risk))
    typer.echo(patterns_as_lines(seen, as_json=as_json))
    raise typer.Exit(1 if seen.riskiest else 0)


async def patterns_of(lookback: str, *, min_risk: int) -> Patterns:
    """Raises ``LookbackWrong``, or the domain error that says what is in the way."""
    from paymentus.app.opened import built_platform
    from paymentus.compliance.domain.monitoring.lookback import lookback_of
    from paymentus.compliance.service.monitoring import MonitoringService
    from paymentus.foundation.clock import utc_now

    span = lookback_of(lookback)
    async with built_platform() as platform:
        monitoring: MonitoringService = platform.get(MonitoringService)
        now = utc_now()
        return await monitoring.patterns(now - span, now, min_risk=min_risk)


def patterns_as_lines(seen: Patterns, *, as_json: bool) -> str:
    if as_json:
        risky = [
            {
                "transfer_id": one.transfer.id,
                "party_id": one.transfer.sender.id,
                "at": rfc3339(one.transfer.at),
                "amount_minor": one.transfer.amount_minor,
                "currency": one.transfer.currency,
                "risk_score": one.risk_score,
                "codes": list(one.codes),
            }
            for one in seen.riskiest
        ]
        return json.dumps(
            {
                "start": rfc3339(seen.start),
                "end": rfc3339(seen.end),
                "transfers": seen.transfers,
                "alerts": seen.alerts,
                "by_rule": dict(seen.by_rule),
                "riskiest": risky,
                "parties": dict(seen.parties),
            }
        )
    lines = [
        f"{seen.transfers:,} transfers since {rfc3339(seen.start)}: {seen.alerts:,} alerts about "
        f"{len(seen.parties):,} parties."
    ]
    ordered = sorted(seen.by_rule.items(), key=lambda one: (-one[1], one[0]))
    lines += [f"  {code:28}{count:>7,}" for code, count in ordered]
    for one in seen.riskiest:
        amount = format_money(Money(one.transfer.amount_minor, one.transfer.currency))
        lines.append(
            f"✗ risk {one.risk_score:>3}  {one.transfer.id}  {amount} of {one.transfer.sender.id}"
            f"  {', '.join(one.codes)}"
        )
    if not seen.riskiest:
        lines.append("✓ Nothing that needs a look.")
    return "\n".join(lines)


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
