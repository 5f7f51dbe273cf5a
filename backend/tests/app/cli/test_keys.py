"""`paymentus keys` and `scripts/check_key_rotation.py`, as people and cron run them."""

from __future__ import annotations

import asyncio
import json
import stat
from datetime import timedelta

import pytest

from app.migrations.building import run_module
from paymentus.app.wiring import Platform
from paymentus.foundation.clock import utc_now
from paymentus.integrations.key_management import Erased
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import DATA_KEYS
from paymentus.integrations.key_management.master_keys import MASTER_KEYS

from support.commands import Done, place_of, script

CLI = "paymentus.app.cli"


def check_key_rotation(platform: Platform, *arguments: str, **environment: str) -> Done:
    return script("check_key_rotation.py", *arguments, **place_of(platform.settings), **environment)


class TestInit:
    async def test_makes_both_files_once(self, platform: Platform) -> None:
        first = await run_module(platform.settings, CLI, "keys", "init")
        second = await run_module(platform.settings, CLI, "keys", "init", "--json")

        paths = [platform.settings.encryption_key_path, platform.settings.rsa_private_key_path]
        assert first.returncode == 0, first.stderr
        assert first.stdout.count("made.") == 2
        assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
        assert json.loads(second.stdout) == {str(path): False for path in paths}

    async def test_says_what_is_wrong_with_a_file_that_is_there(self, platform: Platform) -> None:
        await run_module(platform.settings, CLI, "keys", "init")
        platform.settings.encryption_key_path.chmod(0o644)

        said = await run_module(platform.settings, CLI, "keys", "init")

        assert said.returncode == 1
        assert "chmod 600" in said.stderr


class TestRotateAndReencrypt:
    async def test_leave_everything_readable_to_servers_that_run_and_that_start(
        self, platform: Platform
    ) -> None:
        cipher: FieldCipher = platform.get(FieldCipher)
        place = {"record_id": "r", "field": "f"}
        sealed = await cipher.seal("usr_1", "Jane Roe", **place)
        await platform.database["sealed_people"].insert_one({"_id": "r", "f": sealed})

        rotated = await run_module(platform.settings, CLI, "keys", "rotate", "--json")
        finished = await run_module(platform.settings, CLI, "keys", "rotate", "--finish")
        renewed = await run_module(
            platform.settings, CLI, "keys", "reencrypt", "--older-than-days", "0", "--json"
        )
        status = await run_module(platform.settings, CLI, "keys", "status")

        assert json.loads(rotated.stdout) == {"number": 2, "wrapped": 1, "resumed": False}
        assert finished.stdout == "✓ Only master key 2 opens the database now.\n"
        assert json.loads(renewed.stdout) == {
            "replaced": 1, "values": 1, "destroyed": 0, "waiting": 1
        }  # fmt: skip
        assert "Number 2, kept by file." in status.stdout
        assert "1 old ones wait" in status.stdout
        document = await platform.database["sealed_people"].find_one({})
        assert document
        assert document["f"] != sealed
        assert await cipher.open(document["f"], **place) == "Jane Roe"


class TestErase:
    async def test_destroys_a_key_when_it_is_meant(self, platform: Platform) -> None:
        cipher: FieldCipher = platform.get(FieldCipher)
        sealed = await cipher.seal("usr_1", "Jane Roe", record_id="r", field="f")

        asked = await run_module(platform.settings, CLI, "keys", "erase", "usr_1")
        assert asked.returncode == 1
        assert await cipher.open(sealed, record_id="r", field="f") == "Jane Roe"
        done = await run_module(platform.settings, CLI, "keys", "erase", "usr_1", "--yes")

        assert done.stdout == "✓ The key of usr_1 is destroyed.\n"
        platform.keys.forget()
        with pytest.raises(Erased):
            await cipher.open(sealed, record_id="r", field="f")


class TestCheckKeyRotation:
    async def test_is_content_with_young_keys(self, platform: Platform) -> None:
        cipher: FieldCipher = platform.get(FieldCipher)
        await cipher.seal("usr_1", "x", record_id="r", field="f")

        said = await asyncio.to_thread(check_key_rotation, platform)

        assert said.returncode == 0, said.stderr
        assert "✓ master key   0 days old, due 20" in said.stdout

    async def test_ends_with_1_when_a_key_is_overdue(self, platform: Platform) -> None:
        cipher: FieldCipher = platform.get(FieldCipher)
        await cipher.seal("usr_1", "x", record_id="r", field="f")
        long_ago = utc_now() - timedelta(days=800)
        await platform.database[MASTER_KEYS].update_one({}, {"$set": {"created_at": long_ago}})
        await platform.database[DATA_KEYS].update_one({}, {"$set": {"creationDate": long_ago}})

        said = await asyncio.to_thread(check_key_rotation, platform, "--json")

        assert said.returncode == 1
        states = {one["name"]: one["state"] for one in json.loads(said.stdout)["keys"]}
        assert (states["master key"], states["data keys"]) == ("overdue", "overdue")

    async def test_ends_with_2_when_it_cannot_say(self, platform: Platform) -> None:
        said = await asyncio.to_thread(
            lambda: check_key_rotation(platform, AUDIT_KEY_FILE="/dev/null")
        )

        assert said.returncode == 2
