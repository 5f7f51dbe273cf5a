"""A new master key while servers read and write, also when the run is killed."""

from __future__ import annotations

import asyncio
import stat
import time
from pathlib import Path

import pytest

from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import Erased, MasterKeyUnfit
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import DATA_KEYS, KeyStore
from paymentus.integrations.key_management.master_keys import MASTER_KEYS, KeyFile
from paymentus.integrations.key_management.rotation import Rotation, RotationNotDone

from .key_load import Servers, key_work

HERE = {"record_id": "usr_1", "field": "users.full_name"}


def a_rotation(database: Database, keys: KeyStore, key_file: Path) -> Rotation:
    source = KeyFile(key_file, may_create=False)
    return Rotation(database, keys, source=source, clock=utc_now, settling_seconds=0)


def a_start(database: Database, key_file: Path) -> FieldCipher:
    return FieldCipher(KeyStore(database, KeyFile(key_file, may_create=False), clock=utc_now))


class TestRotation:
    async def test_wraps_every_key_anew_and_replaces_the_file(
        self, database: Database, keys: KeyStore, cipher: FieldCipher, key_file: Path
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)
        before = key_file.read_bytes()

        rotated = await a_rotation(database, keys, key_file).run()

        assert (rotated.number, rotated.wrapped, rotated.resumed) == (2, 1, False)
        assert key_file.read_bytes() != before
        assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
        assert key_file.with_name(".encryption_key.m1").read_bytes() == before
        providers = await database[DATA_KEYS].distinct("masterKey.provider")
        assert providers == ["local:m2"]
        assert await a_start(database, key_file).open(sealed, **HERE) == "Jane Roe"
        assert await cipher.open(sealed, **HERE) == "Jane Roe"

    async def test_serves_starts_with_the_old_file_until_it_is_finished(
        self, database: Database, keys: KeyStore, cipher: FieldCipher, key_file: Path,
        tmp_path: Path,
    ) -> None:  # fmt: skip
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)
        elsewhere = tmp_path / "other machine"
        elsewhere.write_bytes(key_file.read_bytes())
        elsewhere.chmod(0o600)
        rotation = a_rotation(database, keys, key_file)

        await rotation.run()
        assert await a_start(database, elsewhere).open(sealed, **HERE) == "Jane Roe"
        await rotation.finish()

        with pytest.raises(MasterKeyUnfit, match="Put the right key there"):
            await a_start(database, elsewhere).open(sealed, **HERE)
        assert await a_start(database, key_file).open(sealed, **HERE) == "Jane Roe"

    async def test_may_be_done_again_and_again(
        self, database: Database, keys: KeyStore, cipher: FieldCipher, key_file: Path
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)

        for _ in range(3):
            rotation = a_rotation(database, keys, key_file)
            await rotation.run()
            await rotation.finish()

        assert await a_start(database, key_file).open(sealed, **HERE) == "Jane Roe"
        states = [one["state"] async for one in database[MASTER_KEYS].find({}).sort("_id", 1)]
        assert states == ["retired", "retired", "retired", "current"]

    async def test_leaves_destroyed_keys_destroyed(
        self, database: Database, keys: KeyStore, cipher: FieldCipher, key_file: Path
    ) -> None:
        sealed = await cipher.seal("usr_1", "Jane Roe", **HERE)
        await keys.destroy("usr_1")

        await a_rotation(database, keys, key_file).run()

        with pytest.raises(Erased):
            await a_start(database, key_file).open(sealed, **HERE)

    async def test_cannot_be_finished_while_it_is_interrupted(
        self, database: Database, keys: KeyStore, key_file: Path
    ) -> None:
        await keys.open()
        await database[MASTER_KEYS].insert_one(
            {"_id": 2, "source": "file", "state": "incoming", "check": "x", "copies": []}
        )

        with pytest.raises(RotationNotDone):
            await a_rotation(database, keys, key_file).finish()


class TestUnderLoad:
    async def test_killed_half_way_and_resumed_no_read_fails_and_nothing_is_lost(
        self, database: Database, mongo_url: str, key_file: Path, keys: KeyStore
    ) -> None:
        await keys.open()
        servers = Servers(database, key_file)
        await asyncio.gather(*(servers.write(number) for number in range(400)))

        async with servers.at_work():
            await asyncio.sleep(0.3)
            began = time.perf_counter()
            first = await key_work("rotate", mongo_url, database, key_file, kill_after=7)
            under_both = set(await database[DATA_KEYS].distinct("masterKey.provider"))
            await asyncio.sleep(0.5)
            second = await key_work("rotate", mongo_url, database, key_file)
            seconds = time.perf_counter() - began
            await asyncio.sleep(1.5)

        assert servers.failures == []
        assert under_both == {"local:m1", "local:m2"}
        assert second[-1]["resumed"]
        assert await database[DATA_KEYS].distinct("masterKey.provider") == ["local:m2"]
        await servers.read_all()
        await servers.read_all(a_start(database, key_file))
        print(
            f"\nkilled after {first[-1]['done']} keys, resumed {second[-1]['wrapped']}, "
            f"{seconds:.1f} s in all; meanwhile {servers.counts['reads']} reads and "
            f"{servers.counts['new people']} new people, 0 failed"
        )
        assert servers.counts["reads"] > 100

    @pytest.mark.parametrize("lines", [1, 2, 21, 22])
    async def test_killed_anywhere_goes_on_when_run_again(
        self, database: Database, mongo_url: str, key_file: Path, keys: KeyStore, lines: int
    ) -> None:
        """At the first batch, later, and around the replacing of the file."""
        await keys.open()
        servers = Servers(database, key_file)
        await asyncio.gather(*(servers.write(number) for number in range(400)))

        await key_work("rotate", mongo_url, database, key_file, kill_after=lines)
        await key_work("rotate", mongo_url, database, key_file)

        await servers.read_all(a_start(database, key_file))
        current = await database[MASTER_KEYS].find_one({"state": "current"})
        assert current
        assert await database[DATA_KEYS].distinct("masterKey.provider") == [
            f"local:m{current['_id']}"
        ]
