"""``paymentus filings``: batch files for FinCEN judged, and FinCEN's schemas fetched.

Needs no running stack.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

if TYPE_CHECKING:
    from paymentus.compliance.service.filings.file_check import FileCheck

_REFUSED = 1
# FinCEN's address is named once, in ``compliance.service.filings.schemas``; empty stands for it.
_FINCEN = ""

commands = typer.Typer(
    help="Judge batch files for FinCEN (CTR and SAR). Needs no running stack.",
    no_args_is_help=True,
)


def register(parent: typer.Typer) -> None:
    """Add the commands to the `paymentus` application."""
    parent.add_typer(commands, name="filings")


@commands.command()
def validate(
    file: Annotated[Path, typer.Argument(help="A batch file of CTRs or SARs, in XML.")],
    schemas: Annotated[
        Path | None,
        typer.Option(
            help="Folder with FinCEN's schemas (EFL_CTRXBatchSchema.xsd, EFL_SARXBatchSchema.xsd)."
            " Else those that `fetch-schemas` fetched, if any."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option(help="Refuse for a warning, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Judge a batch file: each defect with its field, its code, the reason and the line.

    Our own rules are always asked (form, totals, parties, numbers, dates, narrative), FinCEN's
    schemas where they are installed. An error is something wrong that is written, or that FinCEN
    refuses a batch without; a warning is something that the form asks for and that is not there.

    Ends with 0 when the file is good, and with 1 when it is refused.
    """
    from paymentus.compliance.service.filings.file_check import check_file
    from paymentus.foundation.clock import utc_now
    from paymentus.foundation.errors import DomainError

    console = Console(stderr=True)
    try:
        check = check_file(file, schemas=_schemas(schemas), today=utc_now().date())
    except OSError as wrong:
        console.print(f"[red]{escape(f'{wrong.filename}: {wrong.strerror}')}[/red]")
        raise typer.Exit(_REFUSED) from wrong
    except DomainError as refusal:
        console.print(f"[red]{escape(refusal.detail)}[/red]")
        raise typer.Exit(_REFUSED) from refusal
    refused = check.errors > 0 or (strict and check.warnings > 0)
    if as_json:
        typer.echo(json.dumps(_as_json(file, check, refused=refused), ensure_ascii=False))
    else:
        _print(file, check, refused=refused)
    raise typer.Exit(_REFUSED if refused else 0)


@commands.command()
def fetch_schemas(
    address: Annotated[
        str, typer.Option(envvar="FINCEN_SCHEMA_URL", help="Where FinCEN keeps its schemas.")
    ] = _FINCEN,
    folder: Annotated[
        Path | None, typer.Option(help="Where they go; else `schemas/fincen` in the data folder.")
    ] = None,
) -> None:
    """Fetch FinCEN's schemas for batch files and write down their hashes.

    They are FinCEN's files and no part of this product.
    """
    from paymentus.compliance.service.filings.schemas import ADDRESS
    from paymentus.compliance.service.filings.schemas import fetch_schemas as fetch
    from paymentus.foundation.clock import utc_now
    from paymentus.foundation.settings import Settings

    into = folder or Settings().fincen_schema_path
    for schema in fetch(into, address=address or ADDRESS, now=utc_now()):
        typer.echo(f"✓ {into / schema.file}  {schema.size:,} bytes  sha256 {schema.sha256}")


@commands.command()
def filer() -> None:
    """Show who files with FinCEN, as JSON: a beginning for the file that FINCEN_FILER_FILE names.

    Without such a file it is an invented filer, good for tests only.
    """
    from paymentus.app.wiring.filings import filer_of
    from paymentus.compliance.service.filings.filer_file import filer_as_json
    from paymentus.foundation.settings import Settings

    typer.echo(filer_as_json(filer_of(Settings())))


def _schemas(folder: Path | None) -> Any:
    """Those of the folder that was named, which must have some; else what was fetched, if any."""
    from paymentus.compliance.service.filings.schemas import FILES, Schemas, SchemaUnfit
    from paymentus.foundation.settings import Settings

    found = Schemas(folder or Settings().fincen_schema_path)
    if folder is not None and not any(found.has(form) for form in FILES):
        raise SchemaUnfit(f"{folder} has none of {', '.join(FILES.values())}.")
    return found


def _as_json(file: Path, check: FileCheck, *, refused: bool) -> dict[str, Any]:
    return {
        "file": str(file),
        "form": check.form or None,
        "reports": check.reports,
        "refused": refused,
        "errors": check.errors,
        "warnings": check.warnings,
        "schema_asked": check.schema_asked,
        "defects": [
            {key: value for key, value in asdict(each).items() if key != "input"}
            for each in check.defects
        ],
    }


def _print(file: Path, check: FileCheck, *, refused: bool) -> None:
    for each in check.defects:
        line = f"line {each.line}: " if each.line else ""
        typer.echo(f"{each.severity}: {line}{each.field}: {each.reason} [{each.code}]")
    asked = "our rules and FinCEN's schema" if check.schema_asked else "our rules"
    counts = f"{check.errors:,} errors, {check.warnings:,} warnings"
    verdict = "✗ Refused" if refused else "✓ Good"
    of = f"{check.reports:,} {check.form or 'unknown'} reports"
    typer.echo(f"{verdict}: {file}: {of}, {counts}, by {asked}.")
