"""The deployment guide's index commands run on our database, and mean something there.

Keys and options are the guide's, section "Database Optimization", as its shell would send them.
"""

from __future__ import annotations

from typing import Any

import pytest

from paymentus.foundation.mongo import Database

Keys = list[tuple[str, int]]

GUIDE_INDEXES: list[tuple[str, Keys, dict[str, Any]]] = [
    ("users", [("email", 1)], {"unique": True}),
    ("users", [("id", 1)], {"unique": True}),
    ("transactions", [("user_id", 1), ("timestamp", -1)], {}),
    ("transactions", [("status", 1), ("timestamp", -1)], {}),
    ("enhanced_transactions", [("risk_score", -1), ("timestamp", -1)], {}),
    ("kyc_documents", [("user_id", 1), ("verification_status", 1)], {}),
    ("payment_transactions", [("stripe_session_id", 1)], {"unique": True}),
    ("payment_transactions", [("user_id", 1), ("payment_status", 1), ("created_at", -1)], {}),
]


@pytest.fixture
async def without_new_collections(database: Database) -> Any:
    """The database is shared by the run: what these tests make in it is taken away again."""
    before = set(await database.list_collection_names())
    yield database
    for name in set(await database.list_collection_names()) - before:
        await database.drop_collection(name)


class TestTheGuidesIndexes:
    async def test_can_be_created_on_top_of_ours(self, without_new_collections: Database) -> None:
        database = without_new_collections

        for collection, keys, options in GUIDE_INDEXES:
            await database[collection].create_index(keys, **options)

        for collection, keys, options in GUIDE_INDEXES:
            indexes = await database[collection].index_information()
            same = [index for index in indexes.values() if index["key"] == keys]
            assert len(same) == 1, (collection, keys)
            assert bool(same[0].get("unique")) == bool(options.get("unique"))

    async def test_are_there_already_where_the_collection_is(self, database: Database) -> None:
        for collection, keys, _ in GUIDE_INDEXES:
            indexes = await database[collection].index_information()
            assert keys in [index["key"] for index in indexes.values()], (collection, keys)
