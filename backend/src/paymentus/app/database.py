"""Opens the database: asks whether this code can read it, and creates what is not there yet.

Collections must exist before a transaction writes to them, and no index is built
inside one.
"""

from __future__ import annotations

import asyncio
import importlib
from typing import Any

from paymentus.app.migrations.catalog import MIGRATIONS, NEEDED
from paymentus.app.migrations.gate import require_readable
from paymentus.foundation.mongo import Database, DatabaseTrouble, through_elections
from paymentus.integrations.key_management.sealed_documents import Forms, SealedForm
from paymentus.recovery.service import require_whole

_NAMESPACE_EXISTS = 48

# Each names its own in ``INDEXES``.
REPOSITORIES = (
    "paymentus.integrations.key_management.master_keys",
    "paymentus.integrations.key_management.key_store",
    "paymentus.integrations.key_management.platform_secrets",
    "paymentus.integrations.key_management.reencryption",
    "paymentus.integrations.key_management.remote_master_keys",
    "paymentus.commit.repository",
    "paymentus.ledger.repository",
    "paymentus.audit.repository",
    "paymentus.approvals.repository",
    "paymentus.identity.repository",
    "paymentus.compliance.repository",
    "paymentus.billers.repository",
    "paymentus.customers.repository",
    "paymentus.bills.repository",
    "paymentus.payment_methods.repository",
    "paymentus.notifications.repository",
    "paymentus.payments.repository",
    "paymentus.privacy.repository",
    "paymentus.recovery.repository",
    "paymentus.incidents.repository",
    "paymentus.schedule.repository",
    "paymentus.status.repository",
)
PLAIN_COLLECTIONS = ("log_heads", "ledger_accounts", "audit_inbox", "audit_checkpoints")


def sealed_forms() -> Forms:
    """How every collection with personal fields is stored."""
    forms: dict[str, SealedForm] = {}
    for module in (*REPOSITORIES, "paymentus.commit.service.sealing"):
        forms |= getattr(importlib.import_module(module), "SEALED", {})
    return forms


async def open_database(database: Database) -> None:
    """Every collection and index, in a database that this code can read; safe at each start.

    Raises ``DatabaseTooNew``, ``MigrationMissing`` or ``RestoreUnfinished``, and has then changed
    nothing. A change of primary meanwhile is waited for.
    """
    await require_known_form(database)
    await through_elections(lambda: create_indexes(database))


async def require_known_form(database: Database) -> None:
    """Raise ``DatabaseTooNew`` or ``MigrationMissing`` when this code cannot read the database, and
    ``RestoreUnfinished`` when a restore was cut short in it.

    A change of primary meanwhile is waited for.
    """
    await through_elections(lambda: require_whole(database))
    await through_elections(
        lambda: require_readable(database, migrations=MIGRATIONS, needed=NEEDED)
    )


def wanted_indexes() -> dict[str, list[Any]]:
    """Every collection of the product, and its indexes."""
    wanted: dict[str, list[Any]] = {name: [] for name in PLAIN_COLLECTIONS}
    for module in REPOSITORIES:
        for collection, indexes in importlib.import_module(module).INDEXES.items():
            wanted.setdefault(collection, []).extend(indexes)
    return wanted


async def create_indexes(database: Database) -> None:
    existing = set(await database.list_collection_names())

    async def ensure(collection: str, indexes: list[Any]) -> None:
        if collection not in existing:
            try:
                await database.create_collection(collection, check_exists=False)
            except DatabaseTrouble as trouble:
                # Several processes start at once; one of the others was first.
                if getattr(trouble, "code", None) != _NAMESPACE_EXISTS:
                    raise
        if indexes:
            await database[collection].create_indexes(indexes)

    await asyncio.gather(*(ensure(name, indexes) for name, indexes in wanted_indexes().items()))
