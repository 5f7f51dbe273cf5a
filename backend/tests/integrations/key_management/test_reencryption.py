"""New data keys and every value sealed anew, while servers read and write."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from pathlib import Path

import pytest
from bson.binary import Binary

from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import KEY_LIFE_MS, KeysUnavailable, SealBroken
from paymentus.integrations.key_management.field_cipher import FieldCipher, key_id_of
from paymentus.integrations.key_management.key_store import DATA_KEYS, KeyStore
from paymentus.integrations.key_management.reencryption import (
    Reencrypted,
    Reencryption,
    sealed_values,
)

from .key_load import PEOPLE, Servers, key_work

HERE = {"record_id": "usr_1", "field": "people.name"}


def a_reencryption(
    database: Database, cipher: FieldCipher, *, grace: timedelta = timedelta(0)
) -> Reencryption:
    return Reencryption(database, cipher, clock=utc_now, grace=grace)


async def ids_of_usable_keys(database: Database) -> set[bytes]:
    rows = database[DATA_KEYS].find({"keyMaterial": {"$exists": True}}, {"_id": 1})
    return {bytes(row["_id"]) async for row in rows}


class TestReencryption:
    async def test_seals_every_value_anew_and_destroys_the_old_key(
        self, database: Database, cipher: FieldCipher
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)
        await database[PEOPLE].insert_one({"_id": "usr_1", "a": {"b": [1, sealed]}, "version": 7})

        done = await a_reencryption(database, cipher).run(older_than=timedelta(0))

        assert done == Reencrypted(replaced=1, values=1, destroyed=1, waiting=0)
        document = await database[PEOPLE].find_one({})
        assert document
        fresh = document["a"]["b"][1]
        assert key_id_of(fresh) != key_id_of(sealed)
        assert await cipher.open(fresh, **HERE) == "Jane Roe"
        assert document["version"] == 7
        assert await ids_of_usable_keys(database) == {key_id_of(fresh)}
        await asyncio.sleep(KEY_LIFE_MS / 1_000 + 0.1)
        with pytest.raises(KeysUnavailable):
            await cipher.open(sealed, **HERE, if_erased="not erased")

    async def test_leaves_younger_keys_alone(self, database: Database, cipher: FieldCipher) -> None:
        await cipher.seal("usr_1", "Jane Roe", **HERE)

        done = await a_reencryption(database, cipher).run(older_than=timedelta(days=1))

        assert done == Reencrypted(0, 0, 0, 0)

    async def test_keeps_an_old_key_until_late_commits_are_over(
        self, database: Database, cipher: FieldCipher
    ) -> None:
        """A value sealed before the run may be written after it."""
        late = await cipher.seal("usr_1", "Jane Roe", **HERE)
        careful = a_reencryption(database, cipher, grace=timedelta(hours=1))
        first = await careful.run(older_than=timedelta(0))
        await database[PEOPLE].insert_one({"_id": "usr_1", "name": late})

        last = await a_reencryption(database, cipher).run(older_than=timedelta(days=1))

        assert (first.waiting, first.destroyed) == (1, 0)
        assert (last.values, last.destroyed, last.waiting) == (1, 1, 0)
        document = await database[PEOPLE].find_one({})
        assert document
        assert await cipher.open(document["name"], **HERE) == "Jane Roe"

    async def test_leaves_a_broken_value_and_its_key_as_evidence(
        self, database: Database, cipher: FieldCipher
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)
        broken = Binary(bytes(sealed)[:-1] + bytes([sealed[-1] ^ 1]), 6)
        await database[PEOPLE].insert_one({"_id": "usr_1", "name": sealed, "other": broken})

        done = await a_reencryption(database, cipher).run(older_than=timedelta(0))

        assert (done.values, done.destroyed, done.waiting) == (1, 0, 1)
        document = await database[PEOPLE].find_one({})
        assert document
        assert document["other"] == broken
        with pytest.raises(SealBroken):
            await cipher.open(document["other"], **HERE)

    async def test_and_erasure_destroy_old_keys_too(
        self, database: Database, cipher: FieldCipher, keys: KeyStore
    ) -> None:
        await cipher.seal("usr_1", "Jane Roe", **HERE)
        careful = a_reencryption(database, cipher, grace=timedelta(hours=1))
        await careful.run(older_than=timedelta(0))
        await cipher.seal("usr_1", "Jane Roe", **HERE)
        assert len(await ids_of_usable_keys(database)) == 2

        await keys.destroy("usr_1")

        assert await ids_of_usable_keys(database) == set()


class TestUnderLoad:
    async def test_killed_half_way_and_resumed_no_read_fails_and_nothing_is_lost(
        self, database: Database, mongo_url: str, key_file: Path, keys: KeyStore
    ) -> None:
        await keys.open()
        servers = Servers(database, key_file)
        await asyncio.gather(*(servers.write(number) for number in range(300)))
        before = await ids_of_usable_keys(database)

        async with servers.at_work():
            began = time.perf_counter()
            first = await key_work("reencrypt", mongo_url, database, key_file, kill_after=5)
            await asyncio.sleep(0.3)
            second = await key_work("reencrypt", mongo_url, database, key_file)
            seconds = time.perf_counter() - began
            await asyncio.sleep(1.5)
        # An hour later: nobody still holds a document that was read before.
        last = await a_reencryption(database, FieldCipher(keys)).run(older_than=timedelta(days=1))

        assert servers.failures == []
        assert second[-1]["waiting"] >= 300
        assert last.waiting == 0
        assert before & await ids_of_usable_keys(database) == set()
        await servers.read_all()
        print(
            f"\nkilled after {sum(line['done'] for line in first)} values, then "
            f"{second[-1]['values']}, {seconds:.1f} s in all; {last.destroyed} keys "
            f"destroyed an hour later; meanwhile {servers.counts['reads']} reads and "
            f"{servers.counts['new people']} new people, 0 failed"
        )
        assert servers.counts["reads"] > 100


class TestSealedValues:
    def test_are_found_however_deep(self) -> None:
        one, two, other = Binary(b"1", 6), Binary(b"2", 6), Binary(b"3", 0)

        found = sealed_values({"a": one, "b": {"c": [other, {"d": two}], "e": "text"}, "f": other})

        assert dict(found) == {"a": one, "b.c.1.d": two}
