"""`paymentus backup`, as people and cron run it."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.migrations.building import environment_of
from paymentus.app.health import MetricsPage
from paymentus.app.wiring import Platform
from paymentus.commit.service import Deliveries
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Client

from support.commands import Done, paymentus
from support.scene import Scene

SECRET = "a secret of a backup, long enough to be taken"


@dataclass(frozen=True)
class Commands:
    """`paymentus backup`, with a folder and a key in its environment."""

    platform: Platform
    folder: Path

    async def __call__(self, *arguments: str, secret: str | None = SECRET, **more: str) -> Done:
        environment = environment_of(self.platform.settings) | {"BACKUP_DIR": str(self.folder)}
        environment |= more
        if secret is not None:
            environment["BACKUP_ENCRYPTION_KEY"] = secret
        return await asyncio.to_thread(paymentus, "backup", *arguments, **environment)


@pytest.fixture
def backup(scene: Scene, tmp_path: Path) -> Commands:
    return Commands(scene.platform, tmp_path / "backups")


class TestTheCommand:
    async def test_makes_proves_and_lists_a_backup_and_writes_down_that_it_did(
        self, backup: Commands
    ) -> None:
        page: MetricsPage = backup.platform.get(MetricsPage)
        before = (await page.render()).decode()

        made = await backup("create", "--json")
        assert made.returncode == 0, made.stderr
        listed = await backup("list", "--json", secret=None)
        verified = await backup("verify", "latest", "--json")

        told = json.loads(made.stdout)
        assert [one["name"] for one in json.loads(listed.stdout)] == [told["name"]]
        assert json.loads(verified.stdout)["collections"] == told["collections"]
        assert told["collections"]["billers"] == 1
        assert SECRET not in made.stdout + made.stderr
        await backup.platform.get(Deliveries).drain_audit_inbox()
        leaves = backup.platform.database["audit_log"].find({"type": "backup.made"})
        [leaf] = await leaves.to_list()
        assert told["sha256"].encode() in leaf["leaf"]
        lines = (await page.render()).decode().splitlines()
        values = dict(line.rsplit(" ", 1) for line in lines if line[0] != "#")
        assert float(values["paymentus_backup_bytes"]) == told["bytes"]
        assert float(values["paymentus_backup_last_success_timestamp_seconds"]) > 1.7e9
        assert "paymentus_backup_last_success_timestamp_seconds 0.0" in before

    async def test_says_why_it_restores_nothing(self, backup: Commands) -> None:
        await backup("create")

        over, another_key, no_key = [
            await backup("restore", "--backup-date", "latest"),
            await backup("restore", "--replace", secret=SECRET + "!"),
            await backup("restore", "--replace", secret=None),
        ]

        assert {over.returncode, another_key.returncode, no_key.returncode} == {1}
        assert "say --replace" in over.stderr
        assert "is not the one it was made with" in another_key.stderr
        assert "BACKUP_ENCRYPTION_KEY_FILE" in no_key.stderr
        assert await backup.platform.database["billers"].count_documents({}) == 1

    async def test_goes_on_to_the_last_moment_that_was_kept(
        self, backup: Commands, client: Client
    ) -> None:
        await backup("create")
        await backup.platform.database["erasures"].insert_one({"_id": "usr_erased"})
        url = backup.platform.settings.mongo_url
        name = new_id("restored")

        kept = await backup("operations", "--json")
        there = {"MONGO_URL": re.sub(r"/[\w.-]+\?", f"/{name}?", url)}
        try:
            restored = await backup("restore", "--until", "latest", "--json", **there)
            erased = await client[name]["erasures"].count_documents({})
        finally:
            await client.drop_database(name)

        assert kept.returncode == restored.returncode == 0, kept.stderr + restored.stderr
        entries = json.loads(kept.stdout)["entries"]
        assert json.loads(restored.stdout)["replayed"]["operations"] >= entries >= 1
        assert erased == 1
