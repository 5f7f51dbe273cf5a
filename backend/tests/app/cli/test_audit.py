"""`paymentus audit`, run as a command against a real log."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from audit.building import ORIGIN, a_key, a_leaf, a_policy, batches, write_log
from paymentus.foundation.mongo import Database

from support.commands import Done, python

COMMAND = "from paymentus.app.cli.audit import app; app()"


class Command:
    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    async def __call__(self, *arguments: str) -> Done:
        return await asyncio.to_thread(python, "-c", COMMAND, *arguments, **self._environment)


@pytest.fixture
async def audit(database: Database, mongo_url: str, tmp_path: Path) -> Command:
    await write_log(database, batches(300, 60), timed=True)
    key_file = tmp_path / "key"
    key_file.write_bytes(a_key().to_pem())
    base, _, query = mongo_url.partition("?")
    return Command(
        {
            "MONGO_URL": f"{base.rpartition('/')[0]}/{database.name}?{query}",
            "AUDIT_KEY_FILE": str(key_file),
            "AUDIT_ORIGIN": ORIGIN,
        }
    )


class TestVerify:
    async def test_says_that_the_log_is_intact(self, audit: Command) -> None:
        result = await audit("verify")

        assert result.returncode == 0, result.stderr
        assert result.stdout.startswith(
            "The audit log is intact: 300 entries, 5 checkpoints and 0 tiles checked; root "
        )

    async def test_names_what_was_changed_and_ends_with_1(
        self, audit: Command, database: Database
    ) -> None:
        await database["audit_log"].update_one({"_id": 123}, {"$set": {"leaf": a_leaf(9)}})

        result = await audit("verify")

        assert result.returncode == 1
        assert result.stdout.splitlines() == [
            "entry 123: stored bytes do not hash to its leaf",
            "The audit log has been changed: 1 problem; 300 entries, 5 checkpoints and 0 tiles"
            " checked.",
        ]

    async def test_speaks_json_to_machines(self, audit: Command) -> None:
        result = await audit("verify", "--json")

        document = json.loads(result.stdout)
        assert (document["is_valid"], document["problems"], document["size"]) == (True, [], 300)

    async def test_needs_no_private_key_where_a_policy_is_given(
        self, audit: Command, tmp_path: Path
    ) -> None:
        (tmp_path / "policy.json").write_text(json.dumps(a_policy().to_document()))
        (tmp_path / "key").unlink()

        assert (await audit("verify", "--policy", str(tmp_path / "policy.json"))).returncode == 0
        without = await audit("verify")
        assert without.returncode == 1
        assert "AUDIT_KEY_FILE" in without.stderr

    async def test_compares_with_a_checkpoint_that_was_kept(
        self, audit: Command, database: Database, tmp_path: Path
    ) -> None:
        kept = tmp_path / "checkpoint.txt"
        kept.write_text((await audit("checkpoint")).stdout)
        assert (await audit("verify", "--checkpoint", str(kept))).returncode == 0
        for name in ("audit_log", "audit_checkpoints"):
            await database[name].delete_many({})
        await write_log(database, batches(300, 60), subject="pay_forged")

        result = await audit("verify", "--checkpoint", str(kept))

        assert result.returncode == 1
        assert "two different logs were signed" in result.stdout

    async def test_checks_a_part_when_asked(self, audit: Command) -> None:
        result = await audit("verify", "--json", "--from", "2026-11-20T10:02:30")

        assert json.loads(result.stdout)["first_index"] == 120


class TestProofs:
    async def test_are_printed_for_other_tools(self, audit: Command) -> None:
        result = await audit("prove", "ent_00000042")

        assert result.stdout.startswith("c2sp.org/tlog-proof@v1\nindex 42\n")

    async def test_of_an_unknown_entry_are_refused(self, audit: Command) -> None:
        result = await audit("prove", "ent_absent")

        assert result.returncode == 1
        assert "no entry for ent_absent" in result.stderr

    async def test_are_checked_with_the_policy_that_is_printed(self, audit: Command) -> None:
        result = await audit("policy")

        assert json.loads(result.stdout) == a_policy().to_document()
