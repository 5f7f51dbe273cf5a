"""``paymentus cash``: the file of a retail partner that takes cash at its tills."""

from __future__ import annotations

import asyncio
import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from paymentus.payments.service.cash_files import CashRow

_SOME_ROWS_REFUSED = 3

commands = typer.Typer(help="Cash that partners took at their tills.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    """Add the commands to the `paymentus` application."""
    parent.add_typer(commands, name="cash")


@commands.callback()
def cash() -> None:
    """Cash that partners took at their tills."""


@commands.command()
def load(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV, UTF-8.")],
    partner: Annotated[str, typer.Option(help="Short name of the partner, such as quickmart.")],
    report: Annotated[
        Path | None, typer.Option(help="Where what became of each row goes, as CSV.")
    ] = None,
) -> None:
    """Load a partner's file. Loading it twice does nothing: each row has its reference.

    Columns: reference, taken_at, biller, account_number, bill_number, amount, location; where the
    partner asked who pays: given_names, family_name, birth_date, line1, city, region, postal_code,
    country, id_kind, id_number, id_country.

    Ends with 0 when every row is in, with 3 when some were refused, and with 1 when nothing could
    be done. Mend refused rows and load the file again.
    """
    rows = asyncio.run(_load(file.read_text("utf-8"), partner))
    counts = Counter(row.outcome.value for row in rows)
    for row in rows:
        if row.outcome.value == "refused":
            typer.echo(f"line {row.line}, {row.reference}: {row.words}", err=True)
    if report is not None:
        _write(report, rows)
    typer.echo(
        f"{counts['loaded']} loaded, {counts['loaded_before']} loaded before,"
        f" {counts['refused']} refused."
    )
    raise typer.Exit(_SOME_ROWS_REFUSED if counts["refused"] else 0)


def _write(report: Path, rows: list[CashRow]) -> None:
    with report.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["line", "reference", "outcome", "payment_id", "code", "words"])
        for row in rows:
            writer.writerow(
                [row.line, row.reference, row.outcome.value, row.payment_id, row.code, row.words]
            )


async def _load(text: str, partner: str) -> list[CashRow]:
    from paymentus.app.opened import opened_platform
    from paymentus.compliance.service.screening.list_in_force import ListInForce
    from paymentus.payments.service.cash_files import CashFiles

    async with opened_platform(with_keys=True) as platform:
        await platform.get(ListInForce).open()
        files: CashFiles = platform.get(CashFiles)
        loaded = await files.load(text, partner=partner, by="operator")
        return list(loaded.rows)
