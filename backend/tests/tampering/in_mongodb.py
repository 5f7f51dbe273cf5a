"""The same mutations in a real MongoDB, judged by the commands' own reads."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from financial_infrastructure import AuditLogger
from paymentus.app.proofs import ledger_leaves
from paymentus.audit.service import LogVerification
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings
from paymentus.ledger.repository import LedgerRepository
from paymentus.ledger.service import LedgerService
from tampering.mutations import MUTATIONS, drawn
from tampering.rewrites import forked, rewritten, truncated
from tampering.trials import Figures
from tampering.world import LATER, POLICY, STARTED_AT, Document, Stored, World

COLLECTIONS = {
    "log": "audit_log", "checkpoints": "audit_checkpoints", "tiles": "audit_tiles",
    "heads": "log_heads", "entries": "transactions", "accounts": "ledger_accounts",
    "holds": "ledger_holds",
}  # fmt: skip


class InMongoDB:
    """A database that holds one world, and is changed and put right again."""

    def __init__(self, database: Database, world: World) -> None:
        self._database = database
        self.world = world
        self._there: dict[str, dict[Any, Document]] = {name: {} for name in COLLECTIONS}

    async def put(self, stored: Stored) -> None:
        """Make the database hold exactly these documents."""
        for name, documents in stored.collections().items():
            await self._put(name, documents)

    async def problems(self, *, kept: tuple[str, ...]) -> list[str]:
        verification = LogVerification(self._database, POLICY, clock=lambda: LATER)
        log = await verification.run(kept=kept)
        ledger = LedgerService(LedgerRepository(self._database))
        books = await ledger.verify(ledger_leaves(self._database))
        return [*log.problems, *books.problems]

    async def _put(self, name: str, documents: Mapping[Any, Document]) -> None:
        there = self._there[name]
        collection = self._database[COLLECTIONS[name]]
        gone = [id for id in there if there[id] is not documents.get(id)]
        if gone:
            await collection.delete_many({"_id": {"$in": gone}})
        new = [document for id, document in documents.items() if there.get(id) is not document]
        if new:
            await collection.insert_many([dict(document) for document in new])
        self._there[name] = dict(documents)


def draw_any(world: World, draw: random.Random) -> tuple[str, Stored]:
    """A mutation that MongoDB's own unique keys allow; unique indexes refuse some others."""
    kind = draw.random()
    if kind < 0.10:
        return "history: rewrite, key stolen", rewritten(world, draw)[1]
    if kind < 0.15:
        return "history: fork, key stolen", forked(world, draw)
    if kind < 0.20:
        return "history: truncate, key stolen", truncated(world, draw)
    names = [name for name, (_, _, tiled) in MUTATIONS.items() if not tiled]
    weights = [MUTATIONS[name][1] for name in names]
    name = draw.choices(names, weights)[0]
    while True:
        stored = drawn(name, world, draw)
        # With another _id in it, MongoDB would file it elsewhere: that is another mutation.
        if all(
            document["_id"] == id
            for documents in stored.collections().values()
            for id, document in documents.items()
        ):
            return name, stored


async def mutate_in_mongodb(database: Database, world: World, *, seed: int, count: int) -> Figures:
    """Clean between each hundred, so that a mutation is found for itself."""
    figures, draw = Figures(), random.Random(f"mongodb {seed}")
    place = InMongoDB(database, world)
    kept = (world.witness_newest,)
    await _clear(database)
    for number in range(count):
        if number % 100 == 0:
            await place.put(world.stored)
            figures.false_alarms += await place.problems(kept=kept)
            figures.clean["whole checks in MongoDB"] += 1
        name, stored = draw_any(world, draw)
        await place.put(stored)
        figures.judge(f"in MongoDB, {name}", bool(await place.problems(kept=kept)), f"{number}")
    await place.put(world.stored)
    return figures


async def ask_audit_logger(
    database: Database, world: World, settings: Settings, *, seed: int, count: int
) -> Figures:
    """The guide's own call, over mutations of the log: it must say the same."""
    figures, draw = Figures(), random.Random(f"guide {seed}")
    place = InMongoDB(database, world)
    await _clear(database)
    for number in range(count):
        await place.put(world.stored)
        if number % 10 == 0:
            report = await _integrity(settings)
            figures.false_alarms += report.problems
            figures.clean["verify_audit_integrity"] += 1
        while True:
            name, stored = draw_any(world, draw)
            if not name.startswith("ledger"):
                break
        await place.put(stored)
        report = await _integrity(settings)
        figures.judge("verify_audit_integrity: log or history", not report.is_valid, name)
    return figures


async def _integrity(settings: Settings) -> Any:
    return await AuditLogger(settings).verify_audit_integrity(
        start_date=STARTED_AT - timedelta(days=1), end_date=LATER
    )


async def _clear(database: Database) -> None:
    for name in COLLECTIONS.values():
        await database[name].delete_many({})
