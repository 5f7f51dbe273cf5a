"""Three API servers count for the same customers at once, and one is killed in the middle.

Afterwards every window counter and every day's total of currency is what a recount of the recorded
transfers says: nothing lost, nothing counted twice, what was withdrawn taken out once.
"""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from faults.counting_server import transfer_of
from paymentus.compliance.domain.monitoring.activity import (
    BILL_N,
    CASH_N,
    DAY,
    HOUR,
    IN_N,
    OUT_N,
)
from paymentus.compliance.repository.monitoring import CTR_DAYS, MonitoringRepository
from paymentus.foundation.mongo import Database

from support.figures import Figures
from support.product import Product, Programs

TRANSFERS = 300
WITHDRAWN_EACH = 5
CALLERS = 24

Buckets = dict[int, list[int]]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    programs = Programs(
        api=lambda number, port: ("faults.counting_server", "--port", str(port)),
        worker=lambda number: ("faults.counting_server", "--help"),
    )
    product = Product(tmp_path_factory.mktemp("counting"), apis=3, programs=programs)
    with product.running() as running:
        yield running


class Client:
    """Asks one server after the other until one says that it is done."""

    def __init__(self, product: Product) -> None:
        self._urls = [server.url for server in product.apis]
        self._http = httpx.AsyncClient(timeout=30, trust_env=False)
        self.asked_again = 0
        self.judged_again = 0

    async def done(self, path: str, rng: random.Random) -> dict[str, Any]:
        while True:
            try:
                answer = await self._http.post(f"{rng.choice(self._urls)}{path}")
                if answer.status_code == 200:
                    said: dict[str, Any] = answer.json()
                    return said
            except httpx.HTTPError:
                pass
            self.asked_again += 1
            await asyncio.sleep(0.1)

    async def close(self) -> None:
        await self._http.aclose()


async def record_all(client: Client, done: list[int], seed: int) -> None:
    waiting = iter(range(TRANSFERS))

    async def caller(rng: random.Random) -> None:
        for number in waiting:
            said = await client.done(f"/record/{number}", rng)
            client.judged_again += max(0, said["judged"] - 1)
            if is_withdrawn(number):
                await client.done(f"/withdraw/{number}", rng)
            done.append(number)

    await asyncio.gather(*(caller(random.Random(seed + n)) for n in range(CALLERS)))


def add(buckets: dict[str, Buckets], who: str, key: int, places: list[int], amount: int) -> None:
    bucket = buckets[who].setdefault(key, [0] * 8)
    for place in places:
        bucket[place] += 1
        bucket[place + 1] += amount


def is_withdrawn(number: int) -> bool:
    return number % WITHDRAWN_EACH == 0


def recounted(
    left_out: int | None,
) -> tuple[dict[str, Buckets], dict[str, Buckets], dict[str, int]]:
    """Days, hours and totals of currency, from the transfers that count, one by one."""
    days: dict[str, Buckets] = defaultdict(dict)
    hours: dict[str, Buckets] = defaultdict(dict)
    cash: dict[str, int] = defaultdict(int)
    for number in range(TRANSFERS):
        if is_withdrawn(number) or number == left_out:
            continue
        one = transfer_of(number)
        at, amount = int(one.at.timestamp()), one.amount_minor
        to = one.receivers[0] if one.receivers else None
        place = OUT_N if to is None or not to.is_biller else BILL_N
        sent = [IN_N, CASH_N] if one.cash == "in" else [place]
        sides = [(one.sender.id, sent)]
        if to is not None and not to.is_biller:
            sides.append((to.id, [IN_N]))
        for who, places in sides:
            add(days, who, at // DAY, places, amount)
            add(hours, who, at // HOUR, places, amount)
        if one.cash:
            day = one.at.astimezone(ZoneInfo("America/New_York")).date()
            for person in {one.sender.id, *([one.conductor.id] if one.conductor else [])}:
                cash[f"{person}|{day}|{one.cash}|USD"] += amount
    return days, hours, cash


class TestThreeServers:
    async def test_count_exactly_while_one_is_killed(
        self, servers: Product, figures: Figures, seed: int
    ) -> None:
        client, done = Client(servers), []  # type: tuple[Client, list[int]]
        doomed = servers.apis[1]

        recording = asyncio.create_task(record_all(client, done, seed))
        while len(done) < TRANSFERS // 3:
            await asyncio.sleep(0.02)
        doomed.kill()
        while len(done) < TRANSFERS * 2 // 3:
            await asyncio.sleep(0.02)
        doomed.start()
        await recording
        await client.close()

        platform = servers.platform()
        wrong = await mismatches(platform.database)
        control = await mismatches(platform.database, left_out=1)
        await platform.close()
        figures.add(
            f"Monitoring: {TRANSFERS} transfers at three servers, one killed; "
            f"{client.judged_again} judged anew, {client.asked_again} asked again, {wrong} wrong.",
            test="monitoring_three_servers",
            seed=seed,
            transfers=TRANSFERS,
            judged_again=client.judged_again,
            wrong=wrong,
        )
        assert doomed.kills == 1
        assert client.asked_again > 0
        assert client.judged_again > 0
        assert wrong == 0
        assert control > 0, "a recount without one transfer must differ"


async def mismatches(database: Database, *, left_out: int | None = None) -> int:
    """Buckets and totals that are not what the recount says; absent and empty ones are alike."""
    days, hours, cash = recounted(left_out)
    stored = MonitoringRepository(database)
    found = await stored.activities([*days.keys()])
    wrong = len(days.keys() ^ found.keys())
    for who, activity in found.items():
        for truth, kept in ((days[who], activity.days), (hours[who], activity.hours)):
            wrong += sum(truth.get(key) != kept.get(key) for key in truth.keys() | kept.keys())
    totals = {row["_id"]: row["total_minor"] async for row in database[CTR_DAYS].find()}
    wrong += sum(totals.get(id, 0) != cash.get(id, 0) for id in totals.keys() | cash.keys())
    for number in range(TRANSFERS):
        monitored = await stored.find(f"trf_{number}")
        wrong += monitored is None or monitored.counted is is_withdrawn(number)
    return wrong
