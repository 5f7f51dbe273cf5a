"""Two hundred payments at once, while servers are killed and the processor misbehaves."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from faults.ground import Ground
from faults.load import Load, purchases, unfulfilled
from faults.trouble import (
    Killer,
    kills,
    make_processor_reliable,
    make_processor_unreliable,
)
from paymentus.app.wiring import Platform

from support.figures import Figures
from support.payer import DECLINED_CARD, Outside, Payer, Record
from support.product import Product, until
from support.reconcile import PAYMENTS, at_rest, reconcile

pytestmark = pytest.mark.slow
CLIENTS = 16
PURCHASES = 200
API_KILLS = 12
WORKER_KILLS = 6
FINAL_WITHIN_SECONDS = 60.0


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with Product(tmp_path_factory.mktemp("load"), apis=2).running() as running:
        yield running


@dataclass
class Crowd:
    """Payers who are signed in, each with a linked account, a good card and a declined one."""

    platform: Platform
    outside: Outside
    record: Record
    payers: list[Payer]
    bills: list[str]


@pytest.fixture
async def crowd(product: Product) -> AsyncIterator[Crowd]:
    async with contextlib.AsyncExitStack() as open_:
        platform, outside, record = product.platform(), Outside(product.sandbox_url), Record()
        urls = [api.url for api in product.apis]
        payers = [
            Payer(f"payer{n}@example.com", urls[n % len(urls) :] + urls[: n % len(urls)], record)
            for n in range(CLIENTS)
        ]
        for closing in (*payers, outside, platform):
            open_.push_async_callback(closing.close)
        ground = await Ground.prepare(platform, "riverton-water")
        share = -(-PURCHASES // CLIENTS)
        bills: list[list[str]] = []
        for number, payer in enumerate(payers):
            account = str(3_000_000_000 + number)
            bills.append(await ground.bills(account, share))
            await payer.register()
            await payer.link(ground.biller.id, account, "94110")
            await payer.keep_card(outside)
            await payer.keep_card(outside, DECLINED_CARD)
        by_turns = [bill for row in zip(*bills, strict=True) for bill in row]
        yield Crowd(platform, outside, record, payers, by_turns[:PURCHASES])


class TestLoadWithFaults:
    async def test_every_payment_is_final_charged_once_and_agreed_on_by_all(
        self, product: Product, crowd: Crowd, seed: int, figures: Figures
    ) -> None:
        rng = random.Random(seed)
        wanted = purchases(crowd.bills, rng)
        shares = [(payer, wanted[n::CLIENTS]) for n, payer in enumerate(crowd.payers)]
        load = Load(crowd.outside, rng)
        killer = Killer(product, load, rng)
        began = time.monotonic()

        await make_processor_unreliable(crowd.outside, seed)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(killer.run(apis=API_KILLS, workers=WORKER_KILLS, purchases=PURCHASES))
            for payer, share in shares:
                tasks.create_task(load.run(payer, share))
        struck = sum((await make_processor_reliable(crowd.outside)).values())
        last_fault = time.monotonic()
        for server in (*product.apis, product.worker):
            await server.ready()
        async with asyncio.TaskGroup() as tasks:
            for payer, share in shares:
                for purchase in share:
                    tasks.create_task(load.finish(payer, purchase, seconds=FINAL_WITHIN_SECONDS))
        left = FINAL_WITHIN_SECONDS - (time.monotonic() - last_fault)
        await _everything_final(crowd.platform, seed, seconds=left)
        longest = time.monotonic() - last_fault
        found = await reconcile(
            crowd.platform,
            api_url=product.apis[0].url,
            outside=crowd.outside,
            record=crowd.record,
        )

        figures.add(
            f"Load: {found.payments} payments of {PURCHASES} bills by {CLIENTS} clients in "
            f"{last_fault - began:.0f} s, {kills(product.apis)} kills of an API server, "
            f"{product.worker.kills} of the worker, {struck} faults of the processor: "
            f"all final {longest:.1f} s after the last fault (FAULTS_SEED={seed}).",
            test="load_with_faults",
            **found.figures(),
            api_kills=kills(product.apis),
            worker_kills=product.worker.kills,
            processor_faults=struck,
            load_s=round(last_fault - began, 1),
            longest_s=round(longest, 1),
            seed=seed,
        )
        assert found.right, (seed, found.problems)
        assert unfulfilled(wanted, await _states(crowd.platform)) == [], seed
        assert kills(product.apis) >= 10
        assert product.worker.kills >= 5


async def _everything_final(platform: Platform, seed: int, *, seconds: float) -> None:
    open_: list[str] = []

    async def nothing_is_open() -> bool:
        open_[:] = await at_rest(platform.database)
        return not open_

    try:
        await until("everything final", nothing_is_open, seconds=seconds)
    except TimeoutError as late:
        raise AssertionError(f"{late} (FAULTS_SEED={seed}): {open_}") from late


async def _states(platform: Platform) -> dict[str, str]:
    rows = platform.database[PAYMENTS].find({}, {"state": 1})
    return {row["_id"]: row["state"] async for row in rows}
