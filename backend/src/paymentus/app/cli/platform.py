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
    from paymentus.app.audit_key import load_or_create_log_key
    from paymentus.app.database import open_database
    from paymentus.app.seed import seed as load
    from paymentus.app.wiring import build
    from paymentus.foundation.settings import Settings

    async def run() -> str:
        settings = Settings()
        platform = build(settings, load_or_create_log_key(settings))
        try:
            await open_database(platform.database)
            await platform.committer.initialise()
            words: str = await load(platform)
            return words
        finally:
            await platform.close()

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
