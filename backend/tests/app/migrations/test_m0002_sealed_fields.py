"""A database of the release before is sealed: nothing personal is left, and everything works."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import bson
import pytest

from app.migrations.building import load_previous, settings_of_previous
from app.migrations.test_m0001_schema_versions import proved, works
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.migrations.catalog import migrations_of, schema_versions
from paymentus.app.migrations.m0002_sealed_fields import SealedFields
from paymentus.app.migrations.runner import Migrator
from paymentus.app.wiring import Platform, build
from paymentus.bills.repository.file_bytes import FileBytes
from paymentus.commit.repository import IDEMPOTENCY
from paymentus.foundation.clock import utc_now
from paymentus.foundation.errors import InvariantViolated
from paymentus.foundation.mongo import Database, Document
from paymentus.foundation.redis import RedisClient
from paymentus.foundation.settings import Settings
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.notifications.repository import NotificationRepository
from raw_dump.searching import Search

from support.scene import Scene


@pytest.fixture
async def before(database: Database) -> dict[str, list[Document]]:
    return await load_previous(database)


@pytest.fixture
async def old(
    settings: Settings, redis: RedisClient, before: dict[str, list[Document]]
) -> AsyncIterator[Platform]:
    mine = settings_of_previous(settings)
    platform = build(mine, load_or_create_log_key(mine))
    yield platform
    await platform.close()


async def migrate(platform: Platform, owner: str = "one") -> list[int]:
    steps = migrations_of(platform.database, platform.get(SealedDocuments))
    return [
        outcome.changed for outcome in await Migrator(platform.database, steps, owner=owner).run()
    ]


async def dump(database: Database) -> dict[str, bytes]:
    names = await database.list_collection_names()
    return {
        name: b"".join([bson.encode(row) async for row in database[name].find({})])
        for name in names
    }


def personal_values(before: dict[str, list[Document]]) -> set[str]:
    """What the fixture's people and bills are known by, secrets of payments too."""
    values = {user["email_address"] for user in before["users"]}
    values |= {user["full_name"] for user in before["users"]}
    values |= {user["password_hash"] for user in before["users"]}
    for bill in before["bills"]:
        values |= {bill["account_number"], bill["bill_number"]}
        values |= {bill[name] for name in ("account_name", "service_address") if bill[name]}
    for payment in before["payment_transactions"]:
        values |= {payment["email"], payment["receipt_token"]}
        values |= {payment[name] for name in ("salt", "redirect_url") if payment[name]}
    # What a biller shows everybody as an example is nobody's.
    values -= {biller["account_number"]["example"] for biller in before["billers"]}
    return {value for value in values if value and len(value) >= 6}


class TestADatabaseOfTheReleaseBefore:
    async def test_holds_personal_values_and_none_once_it_is_sealed(
        self, old: Platform, before: dict[str, list[Document]]
    ) -> None:
        search = Search(personal_values(before))
        in_clear = {
            name for name, data in (await dump(old.database)).items() if search.found_in(data)
        }

        await migrate(old)

        left = {
            name: {finding.value for finding in search.found_in(data)}
            for name, data in (await dump(old.database)).items()
            if search.found_in(data)
        }
        assert {"users", "bills", "payment_transactions", "quotes"} <= in_clear
        assert left == {}

    async def test_works_once_it_is_sealed(self, old: Platform) -> None:
        await migrate(old)

        await works(old)
        assert await proved(old) == []

    async def test_is_sealed_once(self, old: Platform, before: dict[str, list[Document]]) -> None:
        first = await migrate(old)
        sealed = await old.database["users"].find({}).sort("_id", 1).to_list()
        again = await migrate(old, owner="two")

        count = sum(len(before.get(name, [])) for name in SealedFields.collections)
        assert (first[1], again[1]) == (count, 0)
        assert await old.database["users"].find({}).sort("_id", 1).to_list() == sealed
        for name, form in schema_versions().items():
            older = {"schema_version": {"$not": {"$gte": form}}}
            assert await old.database[name].count_documents(older) == 0, name

    async def test_is_not_written_to_by_a_second_run(self, old: Platform) -> None:
        await migrate(old)
        after_the_first = await dump(old.database)

        assert await migrate(old, owner="two") == [0, 0]

        assert await dump(old.database) == after_the_first

    async def test_answers_a_retry_of_before_with_the_payment_as_it_is(
        self, old: Platform, before: dict[str, list[Document]]
    ) -> None:
        await migrate(old)

        records = await old.database[IDEMPOTENCY].find({"status": "done"}).to_list()
        assert records
        assert all("answer" not in record for record in records)


class TestWhatThisReleaseWrites:
    async def test_is_of_the_newest_form_at_once(
        self, platform: Platform, database: Database, scene: Scene
    ) -> None:
        payer = await scene.payer()
        quote = await scene.quote(payer, (await scene.bill(), None))
        await scene.pay(payer, quote, card=await scene.saved_card(payer))
        await NotificationRepository(database).begin(
            message_id="out_1",
            kind="receipt",
            subject="pay_1",
            to_masked="p***@e***",
            now=utc_now(),
            lease=timedelta(minutes=1),
        )

        steps = migrations_of(database, platform.get(SealedDocuments))
        found = await Migrator(database, steps, owner="one").dry_run()

        written = {name for name in SealedFields.collections if await database[name].find_one({})}
        assert written == SealedFields.collections.keys() - {"users"}
        assert [outcome.changed for outcome in found] == [0, 0]


class TestTheBytesOfAFile:
    async def test_are_sealed_and_can_be_read(self, platform: Platform, database: Database) -> None:
        content = b"Account No,Customer Name\n" + b"7301946582,Zephyrine Quillfeather\n" * 20_000
        plain = FileBytes(database)
        writer = plain.writer("bfl_1", subject="blr_1")
        await writer.write(content)
        await writer.close(utc_now())
        await database["bill_file_bytes.files"].update_one(
            {"_id": "bfl_1"}, {"$set": {"filename": "quillfeather.csv"}}
        )
        sealed: SealedDocuments = platform.get(SealedDocuments)

        await migrate(platform)

        search = Search(["Zephyrine Quillfeather", "quillfeather.csv"])
        parts = await dump(database)
        assert {name for name, data in parts.items() if search.found_in(data)} == set()
        store = FileBytes(database, sealed.cipher)
        assert b"".join([block async for block in store.blocks("bfl_1", offset=0)]) == content


class TestTheMigration:
    async def test_needs_the_keys_to_run(self) -> None:
        with pytest.raises(InvariantViolated):
            await SealedFields().change("users", {"_id": "usr_1"})

    async def test_keeps_nothing_of_who_was_erased_before_it(
        self, old: Platform, before: dict[str, list[Document]]
    ) -> None:
        user = before["users"][0]
        keys: KeyStore = old.get(KeyStore)
        await keys.destroy(user["_id"])

        await migrate(old)

        row = await old.database["users"].find_one({"_id": user["_id"]})
        assert row is not None
        assert (row["email_address"], row["full_name"], row["password_hash"]) == ("", "", "")
