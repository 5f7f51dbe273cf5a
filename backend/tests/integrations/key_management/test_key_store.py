"""One key a subject, whoever asks first; and none after it was destroyed."""

from __future__ import annotations

import asyncio
import sys
import textwrap
import time
from pathlib import Path

import pytest

from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import Erased
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import DATA_KEYS, KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile

BACKEND = Path(__file__).parents[3]
HERE = {"record_id": "usr_1", "field": "users.full_name"}

READER = """
    import asyncio, sys, time
    from bson.binary import Binary
    from paymentus.foundation import mongo
    from paymentus.foundation.clock import utc_now
    from paymentus.integrations.key_management import Erased
    from paymentus.integrations.key_management.field_cipher import FieldCipher
    from paymentus.integrations.key_management.key_store import KeyStore
    from paymentus.integrations.key_management.master_keys import KeyFile
    from pathlib import Path

    async def main(url, name, key_file, sealed):
        client, _ = mongo.connect(url)
        source = KeyFile(Path(key_file), may_create=False)
        cipher = FieldCipher(KeyStore(mongo.database_of(client, name), source, clock=utc_now))
        said = False
        while True:
            try:
                await cipher.open(Binary(bytes.fromhex(sealed), 6), record_id="usr_1",
                                  field="users.full_name")
            except Erased:
                print("erased", time.time(), flush=True)
                break
            if not said:
                print("readable", flush=True)
                said = True
            await asyncio.sleep(0.005)
        await client.close()

    asyncio.run(main(*sys.argv[1:]))
"""


def another(database: Database, key_file: Path) -> KeyStore:
    return KeyStore(database, KeyFile(key_file, may_create=True), clock=utc_now)


class TestKeys:
    async def test_are_one_a_subject_although_many_servers_meet_it_at_once(
        self, database: Database, key_file: Path
    ) -> None:
        servers = [FieldCipher(another(database, key_file)) for _ in range(6)]
        work = [(server, n) for n in range(10) for server in servers]

        sealed = await asyncio.gather(
            *(server.seal(f"usr_{n}", n, record_id="r", field="f") for server, n in work)
        )

        assert await database[DATA_KEYS].count_documents({}) == 10
        reader = FieldCipher(another(database, key_file))
        opened = [await reader.open(one, record_id="r", field="f") for one in sealed]
        assert opened == [n for _, n in work]

    async def test_are_stored_wrapped(
        self, keys: KeyStore, cipher: FieldCipher, database: Database
    ) -> None:
        await cipher.seal("usr_1", "x", **HERE)

        [document] = await database[DATA_KEYS].find({}).to_list()

        assert document["masterKey"] == {"provider": "local:m1"}
        assert document["subject"] == "usr_1"
        assert len(document["keyMaterial"]) == 160


class TestDestruction:
    async def test_is_for_good_also_for_who_had_no_key(
        self, keys: KeyStore, cipher: FieldCipher, database: Database, key_file: Path
    ) -> None:
        sealed = await cipher.seal("usr_1", "x", **HERE)
        for _ in range(2):
            await keys.destroy("usr_1")
            await keys.destroy("usr_2")

        other = FieldCipher(another(database, key_file))
        for subject in ("usr_1", "usr_2"):
            with pytest.raises(Erased):
                await other.seal(subject, "x", **HERE)
        with pytest.raises(Erased):
            await other.open(sealed, **HERE)
        assert await database[DATA_KEYS].count_documents({"keyMaterial": {"$exists": True}}) == 0

    async def test_is_effective_in_another_process_within_seconds(
        self,
        keys: KeyStore,
        cipher: FieldCipher,
        database: Database,
        mongo_url: str,
        key_file: Path,
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)
        reader = await asyncio.create_subprocess_exec(
            sys.executable, "-c", textwrap.dedent(READER), mongo_url, database.name,
            str(key_file), sealed.hex(),
            env={"PYTHONPATH": str(BACKEND / "src")},
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert reader.stdout
        try:
            assert await asyncio.wait_for(reader.stdout.readline(), 30) == b"readable\n"
            await asyncio.sleep(0.3)

            destroyed = time.time()
            await keys.destroy("usr_1")
            with pytest.raises(Erased):
                await cipher.open(sealed, **HERE)
            word, at = (await asyncio.wait_for(reader.stdout.readline(), 10)).split()
        finally:
            if reader.returncode is None:
                reader.kill()
            await reader.wait()

        print(f"\nthe other process refused {float(at) - destroyed:.2f} s after the destruction")
        assert word == b"erased"
        assert float(at) - destroyed < 3
