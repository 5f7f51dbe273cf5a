"""``paymentus emergency``: stop new payments at once; let them go on again, by two people."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import httpx

    from paymentus.incidents.domain.emergency import EmergencyMode

commands = typer.Typer(
    help="Stop new payments at once. What is under way finishes; reading and receipts go on.",
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]
_PATH = "/api/v1/emergency-mode"
_SECONDS = 15.0


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="emergency")


@commands.command()
def status(as_json: AsJson = False) -> None:
    """Say whether emergency mode is on, since when and for which incident."""
    _say(asyncio.run(_read()), as_json)


@commands.command()
def on(
    incident: Annotated[str, typer.Option(help="Its id, for the audit log.")] = "none named",
    as_json: AsJson = False,
) -> None:
    """Take no new payments from now on. Within a second no server begins one."""
    _say(asyncio.run(switch_on(incident)), as_json)


@commands.command()
def off(
    email: Annotated[str, typer.Option("--as", help="The address you sign in with.")],
    password: Annotated[
        str,
        typer.Option(envvar="PAYMENTUS_USER_PASSWORD", prompt=True, hide_input=True),
    ],
    code: Annotated[
        str,
        typer.Option(envvar="PAYMENTUS_USER_CODE", prompt="Code of your authenticator app"),
    ],
    reason: Annotated[str, typer.Option(help="Why payments can be taken again.")] = "",
    url: Annotated[str, typer.Option(help="The API; PUBLIC_URL when left out.")] = "",
) -> None:
    """Take payments again. Two people run this: the first proposes it, the second approves it."""
    said = asyncio.run(_off(url, email=email, password=password, code=code, reason=reason))
    typer.echo(said)


async def switch_on(incident: str) -> EmergencyMode:
    """What ``scripts/enable_emergency_mode.py`` calls. Safe to repeat."""
    from paymentus.app.opened import opened_platform
    from paymentus.incidents.service import EmergencySwitch

    async with opened_platform() as platform:
        switch: EmergencySwitch = platform.get(EmergencySwitch)
        return await switch.switch_on(actor="script", incident=incident)


def as_words(mode: EmergencyMode) -> str:
    if not mode.is_on:
        return "Emergency mode is off: payments are taken."
    since = f" since {mode.since:%Y-%m-%d %H:%M:%S} UTC" if mode.since else ""
    return (
        f"✓ Emergency mode is on{since}: no new payment begins. For: {', '.join(mode.incidents)}."
    )


def as_document(mode: EmergencyMode) -> dict[str, Any]:
    since = mode.since.isoformat() if mode.since else None
    return {"is_on": mode.is_on, "since": since, "by": mode.by, "incidents": list(mode.incidents)}


def _say(mode: EmergencyMode, as_json: bool) -> None:
    typer.echo(json.dumps(as_document(mode)) if as_json else as_words(mode))


async def _read() -> EmergencyMode:
    from paymentus.foundation import mongo
    from paymentus.foundation.settings import Settings
    from paymentus.incidents.service import read_switch

    client, database = mongo.connect(Settings().mongo_url)
    try:
        return await read_switch(database)
    finally:
        await client.close()


async def _off(url: str, *, email: str, password: str, code: str, reason: str) -> str:
    """Propose it, or approve what another person proposed; returns what was done in words."""
    import httpx

    from paymentus.foundation.settings import Settings

    base = url or Settings().public_url
    async with httpx.AsyncClient(base_url=base, timeout=_SECONDS) as client:
        credentials = {"email": email, "password": password, "code": code}
        given = _answer(await client.post("/api/v1/auth/token", json=credentials))
        client.headers["Authorization"] = f"Bearer {given['access_token']}"
        me = _answer(await client.get("/api/v1/auth/session"))
        waiting = _answer(await client.get("/api/v1/approvals", params={"state": "open"}))
        proposals = [one for one in waiting["data"] if one["kind"] == "emergency_off"]
        of_others = [one for one in proposals if one["proposed_by"]["id"] != me["user"]["id"]]
        if of_others:
            proposal = of_others[0]
            shown = {"content_hash": proposal["content_hash"], "reason": reason or None}
            path = f"/api/v1/approvals/{proposal['id']}/approve"
            _answer(await client.post(path, json=shown))
            return f"✓ Approved: {proposal['words']}"
        if proposals:
            return f"Proposed already as {proposals[0]['id']}. Another person runs this too."
        body = {"reason": reason or "Normal service can go on."}
        proposed = _answer(await client.post(f"{_PATH}/off-proposals", json=body))
        return (
            f"✓ Proposed as {proposed['id']}: {proposed['words']}\n"
            "Another person runs this too, and then it is done."
        )


def _answer(answer: httpx.Response) -> Any:
    """The body; a refusal ends the command in its own words."""
    if answer.is_success:
        return answer.json()
    try:
        detail = answer.json()["detail"]
    except (ValueError, KeyError):
        detail = f"The API answered {answer.status_code}."
    typer.echo(f"✗ {detail}", err=True)
    raise typer.Exit(1)
