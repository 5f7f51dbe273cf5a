"""How well and how fast transfers are monitored. ``make monitoring`` runs it.

Accuracy: recall by typology and precision on invented months (``support.invented_money``), on
seeds that nobody looked at while the rules were tuned. Generator and rules have one author, so
these are upper bounds. Speed: payments a second in memory on one core, and with the state in a real
MongoDB, and what a payment costs a customer with 1, 10 and 100 thousand payments behind them.
Exactness: totals of currency by person, business day and direction beside a brute-force recount of
random movements around midnight of many zones and the days clocks change. Ends with 1 when a target
is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent / "src"), str(TESTS)]

from paymentus.app import event_loop  # noqa: E402
from paymentus.commit.service import Committer  # noqa: E402
from paymentus.compliance.domain.monitoring.engine import MonitoringEngine  # noqa: E402
from paymentus.compliance.domain.monitoring.movements import is_bill_payment  # noqa: E402
from paymentus.compliance.domain.monitoring.rule_book import Profile, shipped_rules  # noqa: E402
from paymentus.compliance.domain.transfer import (  # noqa: E402
    CashDirection,
    Channel,
    Party,
    Transfer,
)
from paymentus.compliance.service.monitoring import MonitoringService, is_lost_race  # noqa: E402
from paymentus.foundation.errors import Conflict  # noqa: E402

from support.invented_money import World, invent  # noqa: E402

RECALL_MIN = 0.90
PRECISION_MIN = 0.70
PAYMENTS_PER_SECOND_MIN = 20_000
FLAT_MAX = 1.5
# Seeds 1 to 5 were looked at while thresholds were chosen. Seeds are drawn anew after each change
# of a rule: 7001 to 7004 found rapid movement in 0.896 of cases, 9101 to 9104 then fan-in in 0.896.
SEEDS_HELD_OUT = (20_261, 20_262, 20_263, 20_264)
# A report is a duty and no suspicion; its exactness is measured by itself.
NO_SUSPICION = frozenset({"ctr_aggregation"})
ZONES = ("America/New_York", "America/Los_Angeles", "Pacific/Honolulu", "Pacific/Auckland",
         "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")  # fmt: skip
THRESHOLD_MINOR = 1_000_000
CASH_START = datetime(2026, 3, 1, tzinfo=UTC)
CASH_DAYS = 45


@dataclass
class Accuracy:
    """By typology, over all seeds."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    transfers: int = 0
    seconds: float = 0.0

    def recall(self) -> dict[str, float]:
        return {code: round(self.found[code] / n, 3) for code, n in sorted(self.planted.items())}

    @property
    def precision(self) -> float:
        right, wrong = self.right.total(), self.wrong.total()
        return right / (right + wrong) if right + wrong else 0.0

    def add(self, world: World) -> None:
        """A scheme is found when the rule that is meant for it speaks of one of its transfers; an
        alert is right when its transfer belongs to any scheme."""
        engine = MonitoringEngine(shipped_rules(), Profile.MSB)
        schemes: dict[str, set[int]] = defaultdict(set)
        for number, instance in enumerate(world.instances):
            for transfer_id in instance.transfers:
                schemes[transfer_id].add(number)
        seen: dict[int, set[str]] = defaultdict(set)
        started = time.process_time()
        for transfer in world.transfers:
            for finding in engine.judge(transfer).findings:
                if finding.code in NO_SUSPICION:
                    continue
                numbers = schemes.get(transfer.id, set())
                (self.right if numbers else self.wrong)[finding.code] += 1
                for number in numbers:
                    seen[number].add(finding.code)
        self.seconds += time.process_time() - started
        self.transfers += len(world.transfers)
        for number, instance in enumerate(world.instances):
            self.planted[instance.typology] += 1
            self.found[instance.typology] += instance.typology in seen[number]


def cash_movements(count: int, seed: int) -> list[Transfer]:
    """Around midnight of every zone, in both directions, for oneself and for others."""
    rng = random.Random(seed)
    people = [Party(f"c{number}", "") for number in range(max(20, count // 250))]
    found = []
    for number in range(count):
        zone = rng.choice(ZONES)
        day = CASH_START.date() + timedelta(days=rng.randrange(CASH_DAYS))
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        near = rng.randrange(-7_200, 7_200) if rng.random() < 0.6 else rng.randrange(86_400)
        direction = rng.choice(list(CashDirection))
        found.append(
            Transfer(
                id=f"k{number}",
                at=midnight + timedelta(seconds=near),
                sender=rng.choice(people),
                receivers=(rng.choice(people),) if rng.random() < 0.3 else (),
                amount_minor=rng.choice((rng.randrange(1, 1_200_000), 500_000, 1_000_000, 1)),
                currency="USD",
                channel=Channel.CASH,
                cash=direction,
                conductor=rng.choice(people) if rng.random() < 0.25 else None,
                zone=zone,
            )
        )
    return found


def recounted(movements: list[Transfer]) -> dict[tuple[str, str, str], int]:
    """The law, read once more and the slow way: every movement asked of every person it counts for
    (31 CFR 1010.311, 1010.313)."""
    totals: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in movements:
        local = one.at.astimezone(ZoneInfo(one.zone))
        day = f"{local.year:04}-{local.month:02}-{local.day:02}"
        people = {one.sender.id}
        if one.conductor is not None:
            people.add(one.conductor.id)
        if one.cash is CashDirection.OUT:
            people |= {receiver.id for receiver in one.receivers}
        for person in people:
            totals[(person, day, str(one.cash))] += one.amount_minor
    return totals


def ctr_mismatches(movements: list[Transfer]) -> tuple[int, int]:
    """(person-days that differ in total or in being reported, person-days over the threshold)."""
    engine = MonitoringEngine(shipped_rules(), Profile.MSB)
    reported: Counter[tuple[str, str, str]] = Counter()
    totals: dict[tuple[str, str, str], int] = {}
    for one in sorted(movements, key=lambda each: each.at):
        for finding in engine.judge(one).findings:
            if finding.code == "ctr_aggregation":
                seen = finding.evidence
                reported[(seen["about"], seen["business_day"], seen["direction"])] += 1
    for day in engine.cash_days.values():
        totals[(day.party_id, day.day, day.direction.value)] = day.total_minor
    truth = recounted(movements)
    wrong = sum(truth[key] != totals.get(key) for key in truth) + len(totals.keys() - truth.keys())
    over = {key for key, total in truth.items() if total > THRESHOLD_MINOR}
    wrong += sum(reported[key] != (key in over) for key in truth.keys() | reported.keys())
    return wrong, len(over)


def costs_by_history(depths: tuple[int, ...]) -> dict[int, float]:
    """Past payments of one customer -> microseconds of one more, in memory; the best of five."""
    engine = MonitoringEngine(shipped_rules(), Profile.MSB)
    stream = _history()
    found, past = {}, 0
    for depth in depths:
        for _ in range(depth - past):
            engine.judge(next(stream))
        batches = [[next(stream) for _ in range(200)] for _ in range(5)]
        taken = []
        for batch in batches:
            started = time.process_time()
            for one in batch:
                engine.judge(one)
            taken.append((time.process_time() - started) / len(batch))
        found[depth] = min(taken) * 1e6
        past = depth + 1_000
    return found


def _history() -> Iterator[Transfer]:
    """A busy customer: an hour between two payments, to billers and to many others."""
    rng = random.Random(11)
    me, number = Party("busy", ""), 0
    billers = [Party(f"biller{n}", "", is_biller=True) for n in range(10)]
    others = [Party(f"other{n}", "") for n in range(500)]
    while True:
        number += 1
        to = rng.choice(billers) if rng.random() < 0.7 else rng.choice(others)
        at = CASH_START + timedelta(hours=number)
        yield Transfer(f"h{number}", at, me, (to,), rng.randrange(500, 90_000), "USD",
                       Channel.BANK, "US")  # fmt: skip


async def record(service: MonitoringService, committer: Committer, one: Transfer) -> int:
    """As a payment does it; returns how often it was judged."""
    tries = 0
    while True:
        tries += 1
        monitored = await service.judge(one)
        try:
            await committer.commit(monitored.unit)
        except Conflict as race:
            if not is_lost_race(race):
                raise
            continue
        return tries


async def with_mongodb(folder: Path, payments: int) -> tuple[float, dict[int, float]]:
    """(payments a second with all state in MongoDB, milliseconds of a judgement by history).

    Bills as people pay them: seldom two of one payer at the same moment.
    """
    from support.product import Product

    product = Product(folder)
    product.redis.launch()
    product.mongo.start()
    product.redis.wait_ready()
    product.environment |= {"MONGO_URL": product.mongo.uri, "REDIS_URL": product.redis.uri}
    try:
        platform = product.platform()
        from paymentus.app.database import open_database

        await open_database(platform.database)
        await platform.keys.open()
        await platform.committer.initialise()
        service: MonitoringService = platform.get(MonitoringService)
        bills = [one for one in invent(5, schemes=0).transfers if is_bill_payment(one)]
        rate = await _rate(service, platform.committer, bills[:payments])
        by_history = await _judgements(service, platform.committer)
        await platform.close()
    finally:
        product.redis.stop()
        product.mongo.stop()
    return rate, by_history


async def _rate(
    service: MonitoringService, committer: Committer, transfers: list[Transfer]
) -> float:
    waiting = iter(transfers)

    async def caller() -> None:
        for one in waiting:
            await record(service, committer, one)

    started = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(64)))
    return len(transfers) / (time.perf_counter() - started)


async def _judgements(service: MonitoringService, committer: Committer) -> dict[int, float]:
    """Stored activity of a customer with so many payments behind them, judged a hundred times."""
    from paymentus.commit.domain import UnitOfWork
    from paymentus.compliance.repository.monitoring import put_activity

    engine, stream = MonitoringEngine(shipped_rules(), Profile.MSB), _history()
    found, past = {}, 0
    for depth in (1_000, 10_000, 100_000):
        for _ in range(depth - past):
            last = next(stream)
            engine.judge(last)
        past = depth
        activity = engine.activities["busy"]
        copy = put_activity(replace(activity, party_id=f"busy{depth}", version=0))
        await committer.commit(UnitOfWork(inserts=(copy,)))  # type: ignore[arg-type]
        asked = replace(last, id=f"asked{depth}", sender=Party(f"busy{depth}", ""))
        taken = []
        for _ in range(100):
            started = time.perf_counter()
            await service.judge(asked)
            taken.append(time.perf_counter() - started)
        # What others on the machine take is in most of them; in the fastest tenth the least.
        found[depth] = sorted(taken)[len(taken) // 10] * 1_000
    return found


def show(accuracy: Accuracy, seeds: tuple[int, ...]) -> None:
    recall = accuracy.recall()
    print(f"{accuracy.transfers:,} invented transfers, {accuracy.planted.total()} schemes;")
    print(f"seeds {seeds}, which nobody looked at while tuning.")
    print("Generator and rules have one author: these are upper bounds, and no forecast.\n")
    print(f"{'typology':28}{'schemes':>8}{'found':>8}{'recall':>8}{'right':>8}{'wrong':>8} alerts")
    for code, number in sorted(accuracy.planted.items()):
        found, right, wrong = accuracy.found[code], accuracy.right[code], accuracy.wrong[code]
        print(f"{code:28}{number:>8}{found:>8}{recall[code]:>8.3f}{right:>8}{wrong:>8}")
    share = accuracy.wrong.total() / accuracy.transfers
    print(f"Precision {accuracy.precision:.3f}; {share:.3%} of transfers flagged wrongly.\n")


def measure(options: argparse.Namespace) -> int:
    accuracy, seeds = Accuracy(), SEEDS_HELD_OUT[: options.seeds]
    gc.disable()
    for seed in seeds:
        accuracy.add(invent(seed, people=options.people))
        gc.collect()
    show(accuracy, seeds)
    mismatches, over = ctr_mismatches(cash_movements(options.cash, seed=options.cash))
    print(f"Currency: {options.cash:,} movements, {over:,} person-days over the threshold,")
    print(f"    {mismatches} differ from the recount.")
    costs = costs_by_history((1_000, 10_000, 100_000))
    in_memory = accuracy.transfers / accuracy.seconds
    print(f"In memory, one core: {in_memory:,.0f} payments/s; one more after so many:")
    print("    " + ", ".join(f"{depth:,}: {cost:.1f} µs" for depth, cost in costs.items()))
    with tempfile.TemporaryDirectory() as folder:
        rate, judged = event_loop.run(with_mongodb(Path(folder), options.payments))
    print(f"With MongoDB: {rate:,.0f} payments/s judged and committed; a judgement after so many:")
    print("    " + ", ".join(f"{depth:,}: {ms:.1f} ms" for depth, ms in judged.items()) + "\n")
    result = {
        "recall": accuracy.recall(),
        "precision": round(accuracy.precision, 3),
        "wrong_alert_rate": round(accuracy.wrong.total() / accuracy.transfers, 5),
        "payments_per_s": round(in_memory),
        "payments_per_s_mongodb": round(rate),
        "cost_us_by_history": {str(depth): round(cost, 1) for depth, cost in costs.items()},
        "judge_ms_by_history": {str(depth): round(ms, 2) for depth, ms in judged.items()},
        "ctr_movements": options.cash,
        "ctr_mismatches": mismatches,
        "same_author": True,
    }
    return judge(result, costs, judged)


def judge(result: dict[str, Any], costs: dict[int, float], judged: dict[int, float]) -> int:
    checks = {
        f"recall of each typology at least {RECALL_MIN}": (
            min(result["recall"].values()) >= RECALL_MIN
        ),
        f"precision at least {PRECISION_MIN}": result["precision"] >= PRECISION_MIN,
        f"{PAYMENTS_PER_SECOND_MIN:,} payments a second in memory": (
            result["payments_per_s"] >= PAYMENTS_PER_SECOND_MIN
        ),
        "cost does not grow with history, in memory": (
            costs[100_000] <= FLAT_MAX * max(costs[1_000], costs[10_000])
        ),
        "cost does not grow with history, in MongoDB": (
            judged[100_000] <= FLAT_MAX * max(judged[1_000], judged[10_000])
        ),
        "currency is what the recount says": result["ctr_mismatches"] == 0,
    }
    for words, met in checks.items():
        print(f"{'ok ' if met else 'NOT'} {words}")
    print("RESULT " + json.dumps(result))
    return 0 if all(checks.values()) else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--seeds", type=int, default=len(SEEDS_HELD_OUT))
    parser.add_argument("--people", type=int, default=1_500)
    parser.add_argument("--cash", type=int, default=200_000)
    parser.add_argument("--payments", type=int, default=6_000)
    return measure(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
