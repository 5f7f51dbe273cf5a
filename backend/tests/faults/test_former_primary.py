"""What a member says that was the primary, was frozen, and does not know yet that it is not."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pymongo import AsyncMongoClient
from pymongo.errors import PyMongoError

from faults.laboratory import members_on_a_network
from faults.members import Members
from paymentus.foundation.mongo import Client, Database, by_id, connect, database_of

from support.figures import Figures

pytestmark = pytest.mark.slow
READERS = 40


class TestFormerPrimary:
    async def test_never_says_that_there_is_no_such_payment(
        self, tmp_path: Path, figures: Figures
    ) -> None:
        with members_on_a_network(tmp_path / "mongo") as members:
            try:
                members.start()
                plainly, surely = await asked_while_frozen(members)
            finally:
                members.stop()

        figures.add(
            f"Former primary, asked for what its successor had taken: {plainly.count(None)} of "
            f"{len(plainly)} majority reads found nothing, of {len(surely)} sure ones "
            f"{surely.count(None)}.",
            test="former primary",
        )
        assert None in plainly, "the former primary knew at once: this run shows nothing"
        assert None not in surely


async def asked_while_frozen(members: Members) -> tuple[list[object], list[object]]:
    """Answers of majority reads, and of ``by_id``, which waited at the old primary for its thaw."""
    old = await members.known_primary()
    client = straight_to(members.bound(old))
    database = database_of(client, "paymentus_production")
    await asyncio.gather(*(client.admin.command("ping") for _ in range(2 * READERS)))
    members.freeze(old)
    try:
        plain = [asyncio.create_task(read(database, sure=False)) for _ in range(READERS)]
        sure = [asyncio.create_task(read(database, sure=True)) for _ in range(READERS)]
        await successor_takes_it(members)
    finally:
        members.thaw(old)
    answers = await asyncio.gather(*plain), await asyncio.gather(*sure)
    await client.close()
    return answers


def straight_to(place: tuple[str, int]) -> Client:
    """To this member, however long it does not answer."""
    return AsyncMongoClient(
        *place, directConnection=True, heartbeatFrequencyMS=60_000, maxPoolSize=2 * READERS,
        minPoolSize=2 * READERS, serverMonitoringMode="poll",
    )  # fmt: skip


async def successor_takes_it(members: Members) -> None:
    client, database = connect(members.uri)
    await database.payments.insert_one({"_id": "pay_1"})
    await client.close()


async def read(database: Database, *, sure: bool) -> object:
    """What was found, or what was in the way."""
    payments = database.payments
    try:
        return await (by_id(payments, "pay_1") if sure else payments.find_one({"_id": "pay_1"}))
    except PyMongoError as trouble:
        return trouble
