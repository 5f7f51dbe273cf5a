"""The commands as a person runs them, in processes of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient

from support.commands import Done, paymentus
from support.identities import PASSWORD


@pytest.fixture
def run(database: Database, mongo_url: str, redis_url: str, redis: RedisClient, tmp_path: Path):
    def run_users(*arguments: str, password: str = PASSWORD) -> Done:
        return paymentus(
            "users", *arguments,
            MONGO_URL=mongo_url.replace("/paymentus_production", f"/{database.name}"),
            REDIS_URL=redis_url,
            PAYMENTUS_DATA_DIR=str(tmp_path),
            PAYMENTUS_USER_PASSWORD=password,
        )  # fmt: skip

    return run_users


class TestUsersCreate:
    async def test_makes_a_person_once(self, run, database: Database):
        made = run("create", "ada@example.com", "--name", "Ada", "--role", "auditor", "--json")
        again = run("create", "ada@example.com", "--name", "Ada", "--role", "auditor")

        assert made.returncode == 0, made.stderr
        document = json.loads(made.stdout)
        assert document.pop("id").startswith("usr_")
        assert document == {"role": "auditor", "biller_id": None, "created": True}
        assert "already" in again.stdout
        assert await database["users"].count_documents({"role": "auditor"}) == 1

    def test_says_what_is_wrong_in_a_sentence(self, run):
        weak = run("create", "ada@example.com", "--name", "Ada", password="Password-2026!")
        lost = run("create", "s@example.com", "--name", "S", "--role", "biller_staff")
        nowhere = run(
            "create", "s@example.com", "--name", "S", "--role", "biller_staff", "--biller", "none"
        )

        assert (weak.returncode, lost.returncode, nowhere.returncode) == (1, 1, 1)
        assert "password: This password is among those that thieves try first" in weak.stderr
        assert "needs a biller" in lost.stderr
        assert "Traceback" not in weak.stderr + lost.stderr + nowhere.stderr


class TestUsersEndSessions:
    async def test_raises_the_persons_epoch(self, run, database: Database):
        run("create", "ada@example.com", "--name", "Ada")

        ended = run("end-sessions", "ADA@example.com")
        nobody = run("end-sessions", "nobody@example.com")

        assert ended.returncode == 0, ended.stderr
        user = await database["users"].find_one({})
        assert user is not None
        assert user["epoch"] == 2
        assert nobody.returncode == 1
        assert "Nobody signs in" in nobody.stderr


class TestUsersTakeAwaySecondFactors:
    async def test_lets_the_password_alone_sign_in_again(self, run, database: Database):
        run("create", "ada@example.com", "--name", "Ada", "--role", "auditor")

        done = run("take-away-second-factors", "ada@example.com")
        nobody = run("take-away-second-factors", "nobody@example.com")

        assert (done.returncode, nobody.returncode) == (0, 1)
        assert "had 0 second factors" in done.stdout
