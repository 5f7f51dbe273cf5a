from __future__ import annotations

import pytest
from pymongo.errors import InvalidOperation

from paymentus.app.opened import built_platform, opened_platform
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings
from paymentus.integrations.key_management.master_keys import MASTER_KEYS

from support.commands import place_of


class TestBuiltPlatform:
    async def test_writes_nothing_and_is_closed_when_its_work_fails(
        self, settings: Settings, database: Database
    ) -> None:
        with pytest.raises(ZeroDivisionError):
            async with built_platform(settings) as platform:
                await platform.database.command("ping")
                _ = 1 / 0

        with pytest.raises(InvalidOperation):
            await platform.database.command("ping")
        assert await database["log_heads"].count_documents({}) == 0


class TestOpenedPlatform:
    async def test_can_commit_and_leaves_the_keys_for_who_asks_for_them(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in place_of(settings).items():
            monkeypatch.setenv(name, value)

        async with opened_platform():
            heads = await database["log_heads"].count_documents({})
            keys_left_alone = await database[MASTER_KEYS].count_documents({})
        async with opened_platform(with_keys=True):
            keys_opened = await database[MASTER_KEYS].count_documents({})

        assert (heads, keys_left_alone, keys_opened) == (1, 0, 1)
