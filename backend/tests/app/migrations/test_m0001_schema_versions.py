"""A database of the release before: opens, is migrated, and everything in it works."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from verify_receipt import read_policy, verify_receipt

from app.migrations.building import (
    AUDITOR,
    PAYER,
    PREVIOUS_PASSWORD,
    environment_of,
    load_previous,
    run_module,
    settings_of_previous,
)
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.embedded.ports import free_ports
from paymentus.app.migrations.catalog import MIGRATIONS, schema_versions
from paymentus.app.migrations.runner import Migrator
from paymentus.app.proofs import ledger_leaves
from paymentus.app.wiring import Platform, build
from paymentus.audit.service import AuditLog, LogVerification
from paymentus.foundation.mongo import Database, Document
from paymentus.foundation.redis import RedisClient
from paymentus.foundation.settings import Settings
from paymentus.identity.service import IdentityService, SecondFactorsService
from paymentus.ledger.service import LedgerService

from support.api import Api
from support.payer import Outside, Payer, Record
from support.second_factors import an_app_of

CLI = "paymentus.app.cli"
FIRST = MIGRATIONS[:1]


@pytest.fixture
async def before(database: Database) -> dict[str, list[Document]]:
    return await load_previous(database)


@pytest.fixture
async def old(
    settings: Settings, redis: RedisClient, before: dict[str, list[Document]]
) -> AsyncIterator[Platform]:
    """This code's platform over the database of the release before."""
    mine = settings_of_previous(settings)
    platform = build(mine, load_or_create_log_key(mine))
    yield platform
    await platform.close()


async def proved(platform: Platform) -> list[str]:
    """What the ledger's and the audit log's own proofs find wrong."""
    ledger: LedgerService = platform.get(LedgerService)
    entries = await ledger.verify(ledger_leaves(platform.database))
    log: AuditLog = platform.get(AuditLog)
    verification = LogVerification(platform.database, log.policy, shard=platform.settings.shard)
    report = await verification.run()
    assert entries.entries >= 6
    return [*entries.problems, *(str(problem) for problem in report.problems)]


async def works(platform: Platform) -> None:
    """Signing in, the list of payments, and the receipt with its proof, over HTTP."""
    async with Api.of(platform).client() as http:
        person = {"email": PAYER, "password": PREVIOUS_PASSWORD}
        token = await http.post("/api/v1/auth/token", json=person)
        assert token.status_code == 200, token.text
        signed_in = {"Authorization": f"Bearer {token.json()['access_token']}"}
        payments = (await http.get("/api/v1/payments", headers=signed_in)).json()["data"]
        states = sorted(payment["state"] for payment in payments)
        assert states == ["failed", "requires_action", "succeeded"]
        paid = next(payment for payment in payments if payment["state"] == "succeeded")
        receipt = await http.get(f"/api/v1/receipts/{paid['id']}", headers=signed_in)
        policy = await http.get("/api/v1/audit/policy.json")
        said = verify_receipt(receipt.content, read_policy(policy.content))
        assert said == "valid"
        bills = await http.get("/api/v1/bills", headers=signed_in)
        assert len(bills.json()["data"]) == 4, bills.text


class TestADatabaseOfTheReleaseBefore:
    async def test_works_before_it_is_migrated(self, old: Platform) -> None:
        await works(old)
        assert await proved(old) == []

    async def test_works_once_it_is_migrated(self, old: Platform) -> None:
        await Migrator(old.database, FIRST, owner="one").run()

        await works(old)
        assert await proved(old) == []

    async def test_keeps_every_field_and_gains_the_form(
        self, database: Database, before: dict[str, list[Document]]
    ) -> None:
        await Migrator(database, FIRST, owner="one").run()

        forms = FIRST[0].collections
        for collection, rows in before.items():
            gained = {"schema_version": 1} if collection in forms else {}
            now = await database[collection].find({}).sort("_id", 1).to_list()
            assert now == [row | gained for row in rows], collection
        assert forms.keys() - before.keys() == {"card_setups"}


class TestThePreviousAndThisFormTogether:
    async def test_are_both_served_while_two_migrations_run_at_once(
        self, old: Platform, database: Database
    ) -> None:
        """A real API process takes payments while `paymentus migrate` runs in two places."""
        model = await database.bills.find_one({"bill_number": "B00002"})
        others = [{**model, "_id": f"{model['_id']}_{n:06d}"} for n in range(6_000)]
        for row in others:
            row["account_key"] = row["account_number"] = "9009009009"
        await database.bills.insert_many(others)
        # This release writes a newer form, so the first migration has been done before it starts.
        await Migrator(database, FIRST, owner="one").run()
        numbers = ("B00002", "B00004")
        ids = [(await database.bills.find_one({"bill_number": one}))["_id"] for one in numbers]

        async with api_process(old.settings) as address:
            payer = Payer("new@people.example", [address], Record())
            outside = Outside(old.settings.stripe_api_base or "")
            await payer.join(old)
            await payer.link(model["biller_id"], "1002003001", "94110")
            card = await payer.keep_card(outside)
            runs = [
                asyncio.create_task(run_module(old.settings, CLI, "migrate", "--json"))
                for _ in range(2)
            ]
            paid = []
            for bill_id in ids:
                quote = await payer.quote(bill_id)
                assert quote.status == 201, quote
                paid.append(await payer.pay(str(quote.body["id"]), card, key=f"key-{bill_id}"))
            ended = await asyncio.gather(*runs)
            await payer.close()
            await outside.close()

        assert [told.body["state"] for told in paid] == ["succeeded", "succeeded"]
        assert [run.returncode for run in ended] == [0, 0], ended
        changed = [json.loads(run.stdout)["migrations"][1]["changed"] for run in ended]
        assert sum(changed) >= 6_000
        for collection in schema_versions():
            left = await database[collection].count_documents({"schema_version": None})
            assert left == 0, collection
        assert await proved(old) == []
        await works_for_auditor(old)


async def works_for_auditor(platform: Platform) -> None:
    """Who has set up a second factor since: the release before knew none."""
    auditor = await platform.get(IdentityService).user_by_email(AUDITOR)
    app = await an_app_of(auditor, platform.get(SecondFactorsService))
    async with Api.of(platform).client() as http:
        person = {"email": AUDITOR, "password": PREVIOUS_PASSWORD, "code": app.code()}
        token = (await http.post("/api/v1/auth/token", json=person)).json()["access_token"]
        signed_in = {"Authorization": f"Bearer {token}"}
        rows: dict[str, Any] = (
            await http.get("/api/v1/ledger/trial-balance", headers=signed_in)
        ).json()
        assert "USD" in json.dumps(rows)


@asynccontextmanager
async def api_process(settings: Settings) -> AsyncIterator[str]:
    (port,) = free_ports(1)
    address = f"http://127.0.0.1:{port}"
    log = Path(settings.data_dir) / "api.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "paymentus.app.main", "--port", str(port)],
            env=environment_of(settings),
            stdout=output,
            stderr=output,
        )
    try:
        async with httpx.AsyncClient(trust_env=False) as http:
            while True:
                assert process.poll() is None, log.read_text()
                try:
                    answer = await http.get(f"{address}/api/health?probe=ready")
                    if answer.status_code == 200:
                        break
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(15)
