"""The authenticator over HTTP: JSON under /_sandbox/authenticators, a page at /authenticator.

Codes are those of RFC 6238 with the field's defaults: SHA-1, six digits, steps of 30 seconds. They
go by the machine's clock and not by the virtual one, as phones do.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import pyotp
from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from sandbox.hosted_pages.layout import Html, joined, page, text
from sandbox.store import JsonObject
from sandbox.world import World

_STEP_SECONDS = 30
_SCRIPT = Path(__file__).parent / "authenticator.js"


class NewAuthenticator(BaseModel):
    """``secret`` in base 32: whole bytes, at least 112 bits (RFC 4226, 4)."""

    model_config = ConfigDict(extra="forbid")

    label: Annotated[str, Field(min_length=1, max_length=200)]
    secret: Annotated[str, Field(pattern=r"^([A-Z2-7]{8}){3,8}$")]


def authenticator_routes(world: World) -> APIRouter:
    router = APIRouter()

    @router.get("/_sandbox/authenticators")
    async def listed() -> JsonObject:
        return shown(world)

    @router.post("/_sandbox/authenticators")
    async def add(body: NewAuthenticator) -> JsonObject:
        world.store.rows.execute(
            "INSERT INTO authenticators (label, secret) VALUES (?,?)"
            " ON CONFLICT (label) DO UPDATE SET secret = excluded.secret",
            (body.label, body.secret),
        )
        return shown(world)

    @router.delete("/_sandbox/authenticators")
    async def remove_all() -> JsonObject:
        world.store.rows.execute("DELETE FROM authenticators")
        return shown(world)

    @router.get("/authenticator")
    async def codes() -> Response:
        return page("Authenticator", _page(shown(world)), script="/_sandbox/authenticator.js")

    @router.get("/_sandbox/authenticator.js")
    async def script() -> Response:
        return Response(_SCRIPT.read_bytes(), media_type="text/javascript")

    return router


def shown(world: World) -> JsonObject:
    """Every code as it is now, in the order of the labels, and how long it will be shown."""
    now = time.time()
    rows = world.store.rows.execute("SELECT label, secret FROM authenticators ORDER BY rowid")
    return {
        "data": [
            {"label": label, "code": pyotp.TOTP(secret).generate_otp(int(now) // _STEP_SECONDS)}
            for label, secret in rows
        ],
        "seconds_left": round(_STEP_SECONDS - now % _STEP_SECONDS, 1),
        "step_seconds": _STEP_SECONDS,
    }


def _page(codes: JsonObject) -> Html:
    lead = Html(
        "<h1>Authenticator</h1><p>What the phones of these people show. A code counts once: to sign"
        " in again as the same person, wait for the next one.</p>"
    )
    if not codes["data"]:
        return Html(f"{lead}<p>Nobody has an authenticator app here yet.</p>")
    items = joined(_item(number, each) for number, each in enumerate(codes["data"]))
    ring = Html(
        f'<p class="left" data-seconds-left="{codes["seconds_left"]}"'
        f' data-step-seconds="{codes["step_seconds"]}">'
        '<svg viewBox="0 0 36 36" width="36" height="36" aria-hidden="true">'
        '<circle class="track" cx="18" cy="18" r="15.9155"/>'
        '<circle class="ring" cx="18" cy="18" r="15.9155" pathLength="100"/></svg>'
        f'<span>New codes in <span id="seconds">{int(codes["seconds_left"])}</span> seconds</span>'
        "</p>"
    )
    return Html(f'{lead}{ring}<ul class="codes">{items}</ul><p id="said" role="status"></p>')


def _item(number: int, shown: JsonObject) -> Html:
    label = text(shown["label"])
    return Html(
        f'<li><span class="who" id="who-{number}">{label}</span>'
        f'<button type="button" class="code" title="Copy" aria-describedby="who-{number}"'
        f' data-label="{label}">{_grouped(shown["code"])}</button></li>'
    )


def _grouped(code: str) -> Html:
    return text(f"{code[:3]} {code[3:]}")
