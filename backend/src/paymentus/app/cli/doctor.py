"""``paymentus doctor``: is this installation ready for production?"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from paymentus.app.doctor import Finding

_MARKS = {"fine": "✓", "wrong": "✗", "person": "?"}


def register(app: typer.Typer) -> None:
    """Add the command to the ``paymentus`` application."""
    app.command("doctor")(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Check the production readiness checklist. Ends with 1 when anything is wrong.

    ✓ is fine, ✗ is wrong, ? is for a person to say. Nothing is changed.
    """
    findings = asyncio.run(_examined(as_json))
    wrong = [finding for finding in findings if finding.verdict == "wrong"]
    if as_json:
        document = [
            {"section": one.section, "item": one.item, "verdict": one.verdict, "words": one.words}
            for one in findings
        ]
        typer.echo(json.dumps({"ready": not wrong, "findings": document}))
    else:
        people = sum(finding.verdict == "person" for finding in findings)
        fine = len(findings) - len(wrong) - people
        typer.echo(f"\n{fine} fine, {len(wrong)} wrong, {people} for a person to say.")
    raise typer.Exit(1 if wrong else 0)


async def _examined(as_json: bool) -> list[Finding]:
    from paymentus.app.doctor import Doctor
    from paymentus.app.opened import built_platform
    from paymentus.compliance.service.screening.list_in_force import ListInForce

    findings: list[Finding] = []
    section = ""
    async with built_platform() as platform:
        await platform.keys.open()
        await platform.get(ListInForce).open()
        async for finding in Doctor(platform).examine():
            findings.append(finding)
            if as_json:
                continue
            if finding.section != section and finding.verdict != "person":
                section = finding.section
                typer.echo(f"\n{section}")
            typer.echo(f"  {_MARKS[finding.verdict]} {finding.item}: {finding.words}")
    return findings
