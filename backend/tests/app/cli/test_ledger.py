"""`paymentus ledger`, run as a command against a real ledger."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from commit.building import PAYABLE, an_entry
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database

from support.commands import Done, paymentus

Command = Callable[..., Awaitable[Done]]


@pytest.fixture
async def ledger(
    committer: Committer, database: Database, mongo_url: str, tmp_path: Path
) -> Command:
    for n in range(3):
        await committer.commit(UnitOfWork(entries=(an_entry(f"ent_{n}"),)))
    base, _, query = mongo_url.partition("?")
    environment = {
        "PAYMENTUS_DATA_DIR": str(tmp_path),
        "MONGO_URL": f"{base.rpartition('/')[0]}/{database.name}?{query}",
    }

    async def run(*arguments: str) -> Done:
        return await asyncio.to_thread(paymentus, "ledger", *arguments, **environment)

    return run


class TestVerify:
    async def test_ends_well_when_the_ledger_is_right(self, ledger: Command) -> None:
        result = await ledger("verify")

        assert result.returncode == 0, result.stderr
        assert "The ledger is right." in result.stdout

    async def test_speaks_to_machines(self, ledger: Command) -> None:
        result = await ledger("verify", "--json")

        assert json.loads(result.stdout) == {
            "valid": True,
            "entries": 3,
            "accounts": 2,
            "trial_balance": {"USD": 0},
            "problems": [],
        }

    async def test_ends_with_1_and_names_what_was_tampered_with(
        self, ledger: Command, database: Database
    ) -> None:
        await database.transactions.delete_one({"_id": "ent_1"})
        await database.ledger_accounts.update_one({"_id": PAYABLE}, {"$inc": {"credits_posted": 1}})

        people, machines = await asyncio.gather(ledger("verify"), ledger("verify", "--json"))

        assert (people.returncode, machines.returncode) == (1, 1)
        found = json.loads(machines.stdout)
        assert found["valid"] is False
        assert "entry ent_1: the audit log has it, the ledger does not" in found["problems"]
        assert any(problem.startswith(f"account {PAYABLE}") for problem in found["problems"])
        assert "ent_1" in people.stdout
        assert f"{len(found['problems'])} problems found." in people.stdout
