"""Which master key is whose, and what stops a start."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management import MasterKeyUnfit
from paymentus.integrations.key_management.master_keys import (
    MASTER_KEYS,
    KeyFile,
    MasterKey,
    MasterKeyRecords,
)


def a_key_file(path: Path, content: bytes | None = None) -> KeyFile:
    path.write_bytes(content or Fernet.generate_key())
    path.chmod(0o600)
    return KeyFile(path, may_create=False)


class TestMasterKey:
    def test_gives_each_purpose_another_key(self) -> None:
        key = MasterKey(1, b"k" * 32)

        assert len(key.wrapping_key) == 96
        assert key.check not in key.wrapping_key.hex()
        assert key.secret not in key.wrapping_key
        assert "kkk" not in repr(key)

    def test_hands_another_over_to_who_has_it(self) -> None:
        old, new = MasterKey(1, b"o" * 32), MasterKey(2, b"n" * 32)

        assert old.unseal(2, old.seal(new)) == new

    def test_refuses_a_copy_that_was_changed_or_is_of_another_number(self) -> None:
        old, new = MasterKey(1, b"o" * 32), MasterKey(2, b"n" * 32)
        sealed = old.seal(new)

        for number, copy in ((3, sealed), (2, sealed[:-1] + bytes([sealed[-1] ^ 1])), (2, b"")):
            with pytest.raises(MasterKeyUnfit):
                old.unseal(number, copy)


class TestRecords:
    async def test_are_made_once_by_servers_that_start_at_once(
        self, database: Database, tmp_path: Path
    ) -> None:
        sources = [KeyFile(tmp_path / "key", may_create=True) for _ in range(8)]

        rings = await asyncio.gather(
            *(MasterKeyRecords(database, source).load(now=utc_now()) for source in sources)
        )

        assert len({ring.current.secret for ring in rings}) == 1
        assert await database[MASTER_KEYS].count_documents({}) == 1

    async def test_say_nothing_of_the_key(self, database: Database, tmp_path: Path) -> None:
        source = a_key_file(tmp_path / "key")
        ring = await MasterKeyRecords(database, source).load(now=utc_now())

        [record] = await database[MASTER_KEYS].find({}).to_list()

        assert ring.current.secret.hex() not in repr(record)
        assert repr(ring.current.secret)[2:-1] not in repr(record)

    async def test_refuse_the_key_of_another_database(
        self, database: Database, tmp_path: Path
    ) -> None:
        ours, other = a_key_file(tmp_path / "ours"), a_key_file(tmp_path / "other")
        await MasterKeyRecords(database, ours).load(now=utc_now())

        with pytest.raises(MasterKeyUnfit, match="does not hold"):
            await MasterKeyRecords(database, other).load(now=utc_now())

    async def test_make_no_key_where_that_is_not_allowed(
        self, database: Database, tmp_path: Path
    ) -> None:
        source = KeyFile(tmp_path / "key", may_create=False)

        with pytest.raises(MasterKeyUnfit, match="cannot be read"):
            await MasterKeyRecords(database, source).load(now=utc_now())
        assert await database[MASTER_KEYS].count_documents({}) == 0
