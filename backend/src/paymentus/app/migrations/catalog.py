"""All migrations, in order, and the form that this code gives each document it writes."""

from __future__ import annotations

from collections.abc import Mapping

from paymentus.app.migrations.m0001_schema_versions import SchemaVersions
from paymentus.app.migrations.runner import Migration

MIGRATIONS: tuple[Migration, ...] = (SchemaVersions(),)

# This code cannot work on what was there before this migration; 0 while it still can. Code that
# writes a form above the first needs migration 1: its update of a document that says no form would
# say the newer one.
NEEDED = 0


# Collections that are younger than the first migration: each document has said its form from the
# beginning, so no migration has to.
_YOUNGER: Mapping[str, int] = {
    "api_keys": 1,
    "api_key_epochs": 1,
    "second_factors": 1,
    "passkeys": 1,
}


def schema_versions() -> Mapping[str, int]:
    """Collection -> schema version of what ``commit`` writes there."""
    latest: dict[str, int] = dict(_YOUNGER)
    for migration in MIGRATIONS:
        latest |= migration.collections
    return latest
