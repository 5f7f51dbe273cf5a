from __future__ import annotations

import asyncio
import importlib
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from paymentus.app.database import (
    PLAIN_COLLECTIONS,
    REPOSITORIES,
    create_indexes,
    require_known_form,
)
from paymentus.app.embedded.mongod import EmbeddedMongo
from paymentus.foundation import mongo
from paymentus.foundation.mongo import Client, Database

from support.line import line_to

PRODUCT = Path(__file__).parents[2] / "src" / "paymentus"


@pytest.fixture
async def empty(client: Client) -> AsyncIterator[Database]:
    name = f"empty_{uuid.uuid4().hex[:8]}"
    yield mongo.database_of(client, name)
    await client.drop_database(name)


async def indexes(database: Database) -> dict[str, set[str]]:
    return {
        name: {row["name"] async for row in await database[name].list_indexes()}
        for name in await database.list_collection_names()
    }


class TestIndexes:
    async def test_are_made_once_however_often_and_by_how_many_asked(self, empty: Database) -> None:
        await asyncio.gather(*(create_indexes(empty) for _ in range(2)))
        before = await indexes(empty)

        await create_indexes(empty)

        assert await indexes(empty) == before
        assert set(PLAIN_COLLECTIONS) <= before.keys()

    async def test_are_the_guides_too(self, empty: Database) -> None:
        """By the fields that the deployment guide's own commands name."""
        await create_indexes(empty)

        async def fields(collection: str) -> list[dict[str, int]]:
            rows = await empty[collection].list_indexes()
            return [dict(row["key"]) async for row in rows]

        assert {"user_id": 1, "timestamp": -1} in await fields("transactions")
        assert {"status": 1, "timestamp": -1} in await fields("transactions")
        assert {"stripe_session_id": 1} in await fields("payment_transactions")

    def test_of_every_repository_are_known(self) -> None:
        found = {
            ".".join(("paymentus", *path.relative_to(PRODUCT).with_suffix("").parts))
            for path in PRODUCT.rglob("repository*")
            if (path.suffix == ".py" or path.is_dir()) and "__pycache__" not in path.parts
        }
        keys = {name for name in REPOSITORIES if ".integrations.key_management." in name}

        assert set(REPOSITORIES) - keys == found
        assert len(keys) == 5
        assert all(importlib.import_module(name).INDEXES for name in REPOSITORIES)


class TestRequireKnownForm:
    async def test_waits_for_a_database_that_answers_in_vain_more_often_than_the_driver_asks(
        self, mongo_server: EmbeddedMongo, empty: Database
    ) -> None:
        async with line_to(mongo_server.ports[0]) as line:
            far, _ = mongo.connect(f"mongodb://127.0.0.1:{line.port}/?directConnection=true")
            line.cut_at(b"migrations", times=3, after_work=False)

            await require_known_form(mongo.database_of(far, empty.name))

            await far.close()
            assert line.cuts == 3
