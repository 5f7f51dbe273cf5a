"""Whether this code may work on this database: asked by every server before it opens its doors."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from paymentus.app.migrations.runner import RECORDS, Migration, of_older_form
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database

_log = logging.getLogger(__name__)


class DatabaseTooNew(Unavailable):
    """A newer release has changed this database in a way that this one cannot read."""


class MigrationMissing(Unavailable):
    """This release cannot read the database before it is migrated."""


async def require_readable(
    database: Database, *, migrations: Sequence[Migration], needed: int
) -> None:
    """Return when this code reads what is stored; log what is still to be migrated.

    ``needed`` is the newest migration without which it does not. Raises ``DatabaseTooNew`` or
    ``MigrationMissing`` with a sentence that says what to do.
    """
    records = {row["_id"]: row async for row in database[RECORDS].find({})}
    latest = max((migration.number for migration in migrations), default=0)
    for number, record in sorted(records.items()):
        if record["oldest_reader"] > latest:
            raise DatabaseTooNew(
                f"This database has met migration {number} ({record['title']}) of a newer release, "
                f"and this release knows only {latest}. Start the newer release, or restore the "
                "backup made before it."
            )
    for migration in migrations:
        begun = records.get(migration.number)
        if begun is None:
            if not await _has_older(database, migration):
                continue
        elif begun["done_at"] or not await _has_documents(database, migration):
            continue
        if migration.number <= needed:
            raise MigrationMissing(
                f"Migration {migration.number} ({migration.title}) has not been done. "
                "Run `paymentus migrate`, then start again."
            )
        _log.warning(
            "migration %d has not been done: run `paymentus migrate`",
            migration.number,
            extra={"event.action": "migration-missing"},
        )


async def is_done(database: Database, number: int) -> bool:
    """Whether a migration has looked through everything once."""
    record = await database[RECORDS].find_one({"_id": number}, {"done_at": 1})
    return record is not None and record["done_at"] is not None


async def _has_older(database: Database, migration: Migration) -> bool:
    """What this release has made itself is of the newest form, though nothing was ever migrated."""
    for collection in migration.collections:
        if await database[collection].find_one(of_older_form(migration, collection), {"_id": 1}):
            return True
    return False


async def _has_documents(database: Database, migration: Migration) -> bool:
    """An empty database is of the newest form already."""
    for collection in migration.collections:
        if await database[collection].find_one({}, {"_id": 1}) is not None:
            return True
    return False
