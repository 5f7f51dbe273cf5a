"""One backup, or one slice of operations: made, proved, sent away, written down.

Whatever has no copy away from here is sent with each run, oldest first: a copy that could not be
sent once is there after the next run that can.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from paymentus.app.backup_settings import BackupSettings
from paymentus.app.opened import built_platform
from paymentus.app.wiring import Platform
from paymentus.foundation import mongo
from paymentus.foundation.clock import utc_now
from paymentus.foundation.settings import Settings
from paymentus.integrations.object_storage import StorageUnavailable
from paymentus.recovery.domain.manifest import Manifest
from paymentus.recovery.service import BackupMade, Backups, Progress, require_whole
from paymentus.recovery.service.operations import Operations
from paymentus.recovery.service.recording import record_of_backup
from paymentus.recovery.service.remote import RemoteCopies


async def make_backup(progress: Progress) -> tuple[BackupMade, list[str]]:
    """The backup, and the names of older ones that are no longer kept."""
    about = BackupSettings()
    folder = about.folder()
    copies = about.copies()
    async with built_platform(patient=True) as platform:
        await require_whole(platform.database)
        await _send_what_was_left(copies)
        backups = Backups(
            client=platform.client,
            database=platform.database,
            folder=folder,
            secret=about.secret(),
            clock=utc_now,
        )
        made = await backups.create(progress)
        await _send(copies)
        # Only now has it succeeded: without a copy elsewhere the metric stays where it was.
        await _record(platform, made)
        removed = folder.remove_old(now=utc_now(), keep=about.keep)
        if copies is not None:
            gone = await asyncio.to_thread(copies.remove_old, now=utc_now(), keep=about.keep)
            removed += [f"{about.s3_url.rstrip('/')}/{name}" for name in gone]
        return made, removed


async def take_operations() -> Manifest:
    """What was written since the newest backup or slice."""
    about = BackupSettings()
    copies = about.copies()
    client, database = mongo.connect(Settings().mongo_url, patient=True)
    try:
        await _send_what_was_left(copies)
        taking = Operations(
            client=client, database=database, folder=about.folder(), secret=about.secret(),
            clock=utc_now,
        )  # fmt: skip
        manifest = await taking.take()
        await _send(copies)
        return manifest
    finally:
        await client.close()


async def _send(copies: RemoteCopies | None) -> None:
    """Every file that has no copy away from here yet."""
    if copies is not None:
        await asyncio.to_thread(copies.keep)


async def _send_what_was_left(copies: RemoteCopies | None) -> None:
    """So that it is away even if what follows fails. What fails here is tried and told then."""
    with suppress(StorageUnavailable):
        await _send(copies)


async def _record(platform: Platform, made: BackupMade) -> None:
    await platform.committer.initialise()
    await platform.committer.commit(record_of_backup(made, at=utc_now()))
