"""The platform for the length of one command, script or call, from the environment's settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.database import open_database
from paymentus.app.wiring import Platform, build
from paymentus.foundation.settings import Settings


@asynccontextmanager
async def built_platform(
    settings: Settings | None = None, *, patient: bool = False
) -> AsyncIterator[Platform]:
    """Nothing in the database is looked at or made; closed in the end, whatever happens."""
    settings = Settings() if settings is None else settings
    platform = build(settings, load_or_create_log_key(settings), patient=patient)
    try:
        yield platform
    finally:
        await platform.close()


@asynccontextmanager
async def opened_platform(*, with_keys: bool = False) -> AsyncIterator[Platform]:
    """Ready to commit: the database has every collection and index, and the log its head.

    ``with_keys`` gets hold of the master keys now, so that what cannot do without them fails before
    it begins; else that is done at their first use. Raises what ``open_database`` raises.
    """
    async with built_platform() as platform:
        await open_database(platform.database)
        if with_keys:
            await platform.keys.open()
        await platform.committer.initialise()
        yield platform
