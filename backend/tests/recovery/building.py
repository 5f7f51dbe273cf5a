"""A database of its own for what is brought back, and a folder of backups."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from paymentus.foundation import mongo
from paymentus.foundation.clock import Clock, utc_now
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Client, Database
from paymentus.recovery.service import BackupFolder, Backups, Restoring

SECRET = "a secret of a backup, long enough to be taken"


def backups_of(
    client: Client, database: Database, folder: Path, *, clock: Clock = utc_now
) -> Backups:
    return Backups(
        client=client,
        database=database,
        folder=BackupFolder(folder, SECRET),
        secret=SECRET,
        clock=clock,
    )


def restoring_into(database: Database, folder: Path, secret: str = SECRET) -> Restoring:
    return Restoring(database=database, folder=BackupFolder(folder, secret))


@asynccontextmanager
async def an_empty_database(client: Client) -> AsyncIterator[Database]:
    """Dropped when the context ends."""
    name = new_id("restored")
    try:
        yield mongo.database_of(client, name)
    finally:
        await client.drop_database(name)
