"""``paymentus incidents``: declare one where no web page is at hand, look at it, end it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from paymentus.app.wiring import Platform
    from paymentus.incidents.service import IncidentFile

commands = typer.Typer(help="Incidents: declare, show, contain, resolve.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]
Id = Annotated[str, typer.Argument(help="The incident's id: inc_…")]
Words = Annotated[str, typer.Option(help="What was done, in a few words.")]
_ACTOR = "cli"
Result = TypeVar("Result")


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="incidents")


@commands.command()
def declare(
    kind: Annotated[str, typer.Argument(help="security_breach, compliance_violation, …")],
    summary: Annotated[str, typer.Option(help="What happened, in a few words.")],
    affected: Annotated[
        list[str] | None, typer.Option(help="Id of a person whose account it is about.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Declare an incident and respond at once, as the guide's IncidentResponse does.

    A security breach signs everybody out, revokes every API key and stops new payments.
    """
    _say(_run(lambda platform: _declare(platform, kind, summary, affected or [])), as_json)


@commands.command()
def show(incident: Id, as_json: AsJson = False) -> None:
    """The time line of an incident."""

    async def shown(platform: Platform) -> IncidentFile:
        from paymentus.incidents.service import IncidentsService

        incidents: IncidentsService = platform.get(IncidentsService)
        return await incidents.get(incident)

    _say(_run(shown), as_json)


@commands.command()
def contain(incident: Id, words: Words, as_json: AsJson = False) -> None:
    """Say that it does no more harm."""

    async def contained(platform: Platform) -> IncidentFile:
        from paymentus.incidents.service import IncidentsService

        incidents: IncidentsService = platform.get(IncidentsService)
        return await incidents.contain(incident, words, by=_ACTOR)

    _say(_run(contained), as_json)


@commands.command()
def resolve(incident: Id, words: Words, as_json: AsJson = False) -> None:
    """Say that all is put right. Not while payments are stopped for it."""

    async def resolved(platform: Platform) -> IncidentFile:
        from paymentus.incidents.service import IncidentsService

        incidents: IncidentsService = platform.get(IncidentsService)
        return await incidents.resolve(incident, words, by=_ACTOR)

    _say(_run(resolved), as_json)


@commands.command()
def revoke_sessions(incident: Id, as_json: AsJson = False) -> None:
    """Sign everybody out, also without an incident of this id here: for after a restore."""

    async def revoked(platform: Platform) -> str:
        from paymentus.commit.domain import UnitOfWork
        from paymentus.foundation.clock import utc_now
        from paymentus.identity.service import IdentityService

        identity: IdentityService = platform.get(IdentityService)
        unit: UnitOfWork = await identity.everybody.ending_all(
            actor=_ACTOR, reason=incident, at=utc_now()
        )
        await platform.committer.commit(unit)
        return "✓ Everybody is signed out within five seconds."

    said = _run(revoked)
    typer.echo(json.dumps({"revoked": True}) if as_json else said)


async def _declare(
    platform: Platform, kind: str, summary: str, affected: list[str]
) -> IncidentFile:
    from paymentus.app.incidents_by_hand import declared_by_hand
    from paymentus.incidents.service import IncidentsService

    incidents: IncidentsService = platform.get(IncidentsService)
    details = {"summary": summary, "affected": affected}
    incident_id = await declared_by_hand(platform, kind, details)
    return await incidents.respond(incident_id, by="script")


def _say(file: IncidentFile, as_json: bool) -> None:
    incident = file.incident
    if as_json:
        document = {
            "id": incident.id,
            "state": incident.state.value,
            "steps": {step.name: step.state.value for step in file.steps},
        }
        typer.echo(json.dumps(document))
        return
    kind = incident.kind.value.replace("_", " ")
    typer.echo(f"{incident.id}  {incident.severity.value}  {kind}  {incident.state.value}")
    marks = {"done": "✓", "failed": "✗", "planned": "…", "note": "·"}
    for step in file.steps:
        words = step.result or step.words
        typer.echo(f"{marks[step.state.value]} {step.at:%H:%M:%S}  {step.name}  {words}".rstrip())


def _run(work: Callable[[Platform], Awaitable[Result]]) -> Result:
    from paymentus.app.opened import opened_platform

    async def run() -> Result:
        async with opened_platform(with_keys=True) as platform:
            return await work(platform)

    return asyncio.run(run())
