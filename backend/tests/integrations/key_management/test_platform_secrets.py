"""Secrets made once for all servers."""

from __future__ import annotations

import asyncio
from pathlib import Path

from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile
from paymentus.integrations.key_management.platform_secrets import (
    PLATFORM_SECRETS,
    PlatformSecrets,
)


def of_a_server(database: Database, key_file: Path) -> PlatformSecrets:
    keys = KeyStore(database, KeyFile(key_file, may_create=True), clock=utc_now)
    return PlatformSecrets(database, FieldCipher(keys))


class TestSecrets:
    async def test_are_the_same_for_servers_that_ask_at_once(
        self, database: Database, key_file: Path
    ) -> None:
        servers = [of_a_server(database, key_file) for _ in range(6)]

        found = await asyncio.gather(*(server.get("one") for server in servers * 2))

        assert len(set(found)) == 1
        assert len(found[0]) == 32
        assert await of_a_server(database, key_file).get("one") == found[0]
        assert await servers[0].get("other") != found[0]

    async def test_are_stored_sealed(self, database: Database, key_file: Path) -> None:
        secret = await of_a_server(database, key_file).get("one")

        [document] = await database[PLATFORM_SECRETS].find({}).to_list()

        assert document["sealed"].subtype == 6
        assert secret not in document["sealed"]


class TestAdoptedSecrets:
    async def test_stay_what_they_were_where_they_are_in_use(
        self, database: Database, key_file: Path
    ) -> None:
        async def yes() -> bool:
            return True

        first = of_a_server(database, key_file).adopted("x", before=b"b" * 32, in_use=yes)
        later = of_a_server(database, key_file).adopted("x", before=b"changed", in_use=yes)

        assert await first() == b"b" * 32
        assert await later() == b"b" * 32

    async def test_are_random_in_a_new_database(self, database: Database, key_file: Path) -> None:
        async def no() -> bool:
            return False

        secret = of_a_server(database, key_file).adopted("x", before=b"b" * 32, in_use=no)

        assert await secret() == await secret() != b"b" * 32
