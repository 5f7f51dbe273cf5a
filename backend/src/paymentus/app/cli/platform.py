"""``paymentus seed`` and ``paymentus openapi``."""

from __future__ import annotations

import asyncio
import json

import typer


def register(app: typer.Typer) -> None:
    app.command("seed")(seed)
    app.command("openapi")(openapi)


def seed() -> None:
    """Load the demonstration billers, bills and sign-ins. Safe to repeat."""
    from paymentus.app.opened import opened_platform
    from paymentus.app.seed import seed as load

    async def run() -> str:
        async with opened_platform() as platform:
            return await load(platform)

    typer.echo(asyncio.run(run()))


def openapi() -> None:
    """Print the API's OpenAPI document. Needs no server."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from paymentus.app.main import create_app
    from paymentus.app.wiring import build
    from paymentus.audit.domain.checkpoint import LogKey
    from paymentus.foundation.settings import Settings

    async def document() -> str:
        settings = Settings()
        platform = build(settings, LogKey(settings.audit_origin, Ed25519PrivateKey.generate()))
        app = create_app(settings, platform)
        try:
            return json.dumps(app.openapi(), indent=2, sort_keys=True, ensure_ascii=False)
        finally:
            await platform.close()

    typer.echo(asyncio.run(document()))
