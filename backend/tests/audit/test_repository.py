"""How the log is stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pymongo.errors import DuplicateKeyError

from audit.building import STARTED_AT, a_leaf, batches, write_log
from paymentus.audit.domain.leaf import log_entry
from paymentus.audit.domain.tiles import Tile
from paymentus.audit.repository import (
    AuditRepository,
    LogDamaged,
    entry_from_document,
    entry_to_document,
)
from paymentus.foundation.mongo import Database


@pytest.fixture
async def repository(database: Database) -> AuditRepository:
    await write_log(database, batches(30, 10), timed=True)
    return AuditRepository(database)


class TestAuditRepository:
    async def test_reads_an_entry_as_it_was_written(self, repository: AuditRepository) -> None:
        at = STARTED_AT + timedelta(seconds=10)
        entry = log_entry(index=7, leaf=a_leaf(7, at=at), at=at)

        assert await repository.entry(7) == entry
        assert await repository.entry_of_event("ent_00000007") == entry
        assert entry_from_document(entry_to_document(entry)) == entry
        assert await repository.entry(30) is None

    async def test_keeps_an_event_from_standing_in_the_log_twice(
        self, repository: AuditRepository, database: Database
    ) -> None:
        again = entry_to_document(log_entry(index=30, leaf=a_leaf(7), at=STARTED_AT))

        with pytest.raises(DuplicateKeyError):
            await database["audit_log"].insert_one(again)

    async def test_finds_checkpoints_by_size_entry_and_time(
        self, repository: AuditRepository
    ) -> None:
        async def size_of(found: object) -> object:
            return getattr(found, "size", None)

        assert await size_of(await repository.checkpoint_at(20)) == 20
        assert await size_of(await repository.checkpoint_at(21)) is None
        assert await size_of(await repository.checkpoint_covering(9)) == 10
        assert await size_of(await repository.checkpoint_covering(10)) == 20
        assert await size_of(await repository.checkpoint_covering(30)) is None
        assert await size_of(await repository.checkpoint_covering(0, witnessed=True)) is None
        moment = STARTED_AT + timedelta(seconds=20)
        assert await size_of(await repository.checkpoint_before(moment)) == 10
        assert await size_of(await repository.checkpoint_from(moment)) == 20

    async def test_keeps_the_first_of_two_tiles_for_one_place(
        self, repository: AuditRepository
    ) -> None:
        first, second = Tile(0, 0, bytes(8192)), Tile(0, 0, b"\x01" * 8192)

        await repository.store_tiles([first])
        await repository.store_tiles([second, Tile(0, 1, bytes(8192))])

        assert await repository.tile(0, 0) == first.data
        assert await repository.tiles_stored(0) == 2
        assert await repository.tile_roots(0, 0, 9) == {0: first.root, 1: first.root}

    async def test_refuses_a_head_that_is_not_in_form(
        self, repository: AuditRepository, database: Database
    ) -> None:
        await database["log_heads"].update_one({"_id": "shard-0"}, {"$unset": {"range": ""}})

        with pytest.raises(LogDamaged):
            await repository.head("shard-0")
        assert await repository.head("shard-1") is None

    async def test_replaces_a_checkpoint_only_while_it_is_the_one_that_was_read(
        self, repository: AuditRepository
    ) -> None:
        stored = await repository.checkpoint_at(10)
        assert stored is not None

        first = await repository.replace_checkpoint(
            size=10, old=stored.text, new="a", witnessed=True
        )
        second = await repository.replace_checkpoint(
            size=10, old=stored.text, new="b", witnessed=True
        )

        assert (first, second) == (True, False)
        covering = await repository.checkpoint_covering(0, witnessed=True)
        assert covering is not None
        assert covering.text == "a"
