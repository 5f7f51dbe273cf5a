"""A backup under load, everything wiped, brought back on fresh servers, proved and reconciled.

The short form is part of ``make test``; ``RECOVERY_LONG=1`` (``make recovery``) runs the long one.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import bson
import pytest

from faults.laboratory import Crowd, crowd
from paymentus.app.bringing_back import Wanted, bring_back
from paymentus.app.embedded.mongod import EmbeddedMongo
from paymentus.app.embedded.processes import stop_together
from paymentus.app.embedded.redis_server import EmbeddedRedis
from paymentus.app.integrity import Integrity, problems_of
from paymentus.app.wiring import Platform
from paymentus.foundation.clock import utc_now
from paymentus.incidents.service import EmergencySwitch
from paymentus.payments.domain.reconciliation import Difference
from paymentus.payments.service.reconciliation import Reconciliation
from paymentus.recovery.domain.container import BackupDamaged
from paymentus.recovery.repository.loading import Loading
from paymentus.recovery.service import BackupFolder, BackupMade
from recovery.building import SECRET, backups_of, restoring_into

from support.figures import Figures
from support.payer import Payer
from support.product import Product, until
from support.reconcile import at_rest

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Form:
    """Seconds of load before, and payments after the backup; ``members`` of the replica set."""

    payers: int
    bills: int
    seconds_before: float
    payments_after: int
    members: int
    apis: int


LONG = bool(os.environ.get("RECOVERY_LONG"))
FORM = (
    Form(payers=24, bills=4_000, seconds_before=60.0, payments_after=200, members=3, apis=2)
    if LONG
    else Form(payers=3, bills=90, seconds_before=1.0, payments_after=8, members=1, apis=1)
)


@dataclass
class Load:
    """Payers who pay one bill after another by saved card, until told to stop."""

    people: Crowd
    made: int = 0
    over: bool = False

    async def pay(self, payer: Payer, bills: list[str]) -> None:
        for bill in bills:
            if self.over:
                return
            quote = await payer.quote(bill)
            told = await payer.pay(str(quote.body["id"]), payer.cards[0], key=f"key-{bill}")
            assert told.payment_id, told
            self.made += 1

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        payers = self.people.payers
        mine = [self.people.bills[number :: len(payers)] for number in range(len(payers))]
        tasks = [
            asyncio.create_task(self.pay(payer, bills))
            for payer, bills in zip(payers, mine, strict=True)
        ]
        try:
            yield
        finally:
            self.over = True
            await asyncio.gather(*tasks)


async def charged(people: Crowd) -> set[str]:
    """Payments that the processor took money for."""
    charges = await people.outside.objects("charge")
    return {one["metadata"]["payment_id"] for one in charges if one["status"] == "succeeded"}


def payments_in(made: BackupMade) -> set[str]:
    found: set[str] = set()
    with BackupFolder(made.path.parent, SECRET).reading(made.path) as archive:
        for part in archive.parts():
            if part.path.endswith("/payment_transactions.bson"):
                found |= {bson.decode(one)["_id"] for one in part.documents()}
    return found


def on_fresh_servers(product: Product) -> None:
    """The old ones and all that they had are gone; only key files and the processor are left."""
    stop_together([server.child for server in (*product.apis, *product.workers)])
    product.mongo.stop()
    product.redis.stop()
    for name in ("mongo", "redis"):
        shutil.rmtree(product.folder / name)
    product.mongo = EmbeddedMongo(product.folder / "mongo", FORM.members, base_port=0)
    product.redis = EmbeddedRedis(product.folder / "redis", base_port=0)
    product.mongo.start()
    product.redis.start()
    product.environment |= {"MONGO_URL": product.mongo.uri, "REDIS_URL": product.redis.uri}


async def refused_before_anything_is_touched(made: BackupMade, platform: Platform) -> int:
    """A flipped byte, a cut file, another key; returns how many were refused."""
    data, refused = made.path.read_bytes(), 0
    spoiled = made.path.with_name("20200101_000000.tar.gz.enc")
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    for content, secret in (
        (flipped, SECRET), (data[: -len(data) // 3], SECRET), (data, SECRET + "?"),
    ):  # fmt: skip
        spoiled.write_bytes(content)
        with pytest.raises(BackupDamaged):
            await restoring_into(platform.database, made.path.parent, secret).restore(spoiled)
        refused += 1
    spoiled.unlink()
    assert await Loading(platform.database).found() == {}
    return refused


class TestRecovery:
    async def test_brings_everything_back_and_names_exactly_what_came_after(
        self, tmp_path: Path, figures: Figures
    ) -> None:
        began = time.monotonic()
        mongo = EmbeddedMongo(tmp_path / "mongo", FORM.members, base_port=0)
        product = Product(tmp_path, apis=FORM.apis, mongo=mongo)
        with product.running():
            async with crowd(product, clients=FORM.payers, bills=FORM.bills) as people:
                load = Load(people)
                async with load.running():
                    await asyncio.sleep(FORM.seconds_before)
                    platform = people.platform
                    before = load.made
                    made = await backups_of(
                        platform.client, platform.database, tmp_path / "backups"
                    ).create()
                    during = load.made - before
                    await until(
                        "payments after the backup",
                        lambda: _reached(load, before + during + FORM.payments_after),
                        seconds=120,
                    )
                saved, everything = payments_in(made), await charged(people)
            after = everything - saved
            assert len(saved) > 0
            assert len(after) >= FORM.payments_after
            on_fresh_servers(product)
            platform = product.platform()
            try:
                refused = await refused_before_anything_is_touched(made, platform)
                folder = BackupFolder(made.path.parent, SECRET)
                brought = await bring_back(platform, folder, Wanted(), secret=SECRET, clock=utc_now)
                restored = brought.restored
                moment = datetime.fromtimestamp(made.manifest.until[0], UTC)
                reconciliation: Reconciliation = platform.get(Reconciliation)
                before_doors_open = await reconciliation.since(moment)
                for server in (*product.apis, *product.workers):
                    server.start()
                for api in product.apis:
                    await api.ready()
                await until("rest", lambda: _rests(platform), seconds=120)
                wrong = await problems(platform)
                found = await reconciliation.since(moment)
                doors = await platform.get(EmergencySwitch).now()
            finally:
                await platform.close()

        assert wrong == []
        named = {finding.payment_id for finding in found.findings}
        assert {finding.difference for finding in found.findings} == {Difference.NOT_IN_BOOKS}
        assert named == after
        lacking = {
            finding.payment_id
            for finding in before_doors_open.findings
            if finding.difference is Difference.NOT_IN_BOOKS
        }
        assert lacking == after, "known before anything was opened"
        assert doors.is_on, "nobody can pay again what was paid after the backup"
        figures.add(
            f"Recovery: {len(everything)} payments, {during} of them during the backup of"
            f" {made.bytes:,} bytes in {made.seconds:.1f} s; back in {restored.seconds:.1f} s"
            f" ({sum(restored.documents.values()):,} documents); integrity proved; the"
            f" {len(after)} payments after the backup named, no other.",
            test="recovery",
            payments=len(everything),
            payments_in_backup=len(saved & everything),
            payments_during_backup=during,
            after_backup=len(after),
            named=len(named),
            wrongly_named=len(named ^ after),
            problems=len(wrong),
            spoiled_refused=refused,
            documents=sum(restored.documents.values()),
            bytes=made.bytes,
            backup_s=round(made.seconds, 2),
            restore_s=round(restored.seconds, 2),
            total_s=round(time.monotonic() - began, 1),
        )


async def _reached(load: Load, count: int) -> bool:
    return load.made >= count


async def _rests(platform: Platform) -> bool:
    return await at_rest(platform.database) == []


async def problems(platform: Platform) -> list[str]:
    await platform.keys.open()
    integrity = Integrity(platform)
    return problems_of([*await integrity.of_finances(), *await integrity.of_data()])
