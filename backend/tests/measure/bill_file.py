"""How fast a biller's file of bills goes in, how little memory it takes, and what is said of
wrong rows. ``make bill-file`` runs it.

Real servers: the packaged mongod (one member) and redis-server. Each import runs in a process of
its own, so that its peak memory is its own. The seconds are those of the whole import: sending
the bytes to the database, reading them, and committing every chunk with majority and journal.
Ends with 1 when a target is missed or when the report differs from what was planted.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent / "src"), str(TESTS)]

SECONDS_MAX = 60.0
MEMORY_GROWTH_MAX = 0.20
BLOCKED_MAX_MS = 50.0
WRONG_EVERY = 100
BLOCK_BYTES = 256 * 1024
HEADER = "Acct No,Customer Name,Bill No,Amount Due,Bill Date,Due Date,ZIP,Currency,Charges"

Cells = list[str]


def good_row(n: int) -> Cells:
    return [
        f"{1_000_000_000 + n}", f"Customer {n}", f"B-{n}",
        f"{n % 9}{n % 900 + 100}.{n % 100:02d}", f"2026-10-{n % 28 + 1:02d}",
        f"11/{n % 28 + 1}/2026", f"9{n % 10_000:04d}", "USD",
        f"Water={n % 300}.10; Sewer=18.00",
    ]  # fmt: skip


def _with(place: int, text: str) -> Callable[[Cells], Cells]:
    return lambda row: [*row[:place], text, *row[place + 1 :]]


def _again(row: Cells) -> Cells:
    """The bill of the row before it once more."""
    n = int(row[2].removeprefix("B-"))
    return [f"{1_000_000_000 + n - 1}", *row[1:2], f"B-{n - 1}", *row[3:]]


# Ten ways to be wrong, by the reason that must be reported.
WRONG: tuple[tuple[str, Callable[[Cells], Cells]], ...] = (
    ("missing_value", _with(5, "")),
    ("account_number_format", _with(0, "12-34")),
    ("amount_not_understood", _with(3, "ten dollars")),
    ("amount_negative", _with(3, "-12.00")),
    ("too_many_decimals", _with(3, "12.345")),
    ("currency_mismatch", _with(7, "EUR")),
    ("date_impossible", _with(5, "2026-02-30")),
    ("control_character", _with(1, "Bad\x07name")),
    ("wrong_column_count", lambda row: row[:-2]),
    ("duplicate_in_file", _again),
)


def write_file(path: Path, rows: int, *, wrong: bool = False) -> list[tuple[int, str]]:
    """Write the file; returns the line and the reason of every wrong row."""
    planted = []
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER + "\r\n")
        for n in range(rows):
            row = good_row(n)
            if wrong and n % WRONG_EVERY == WRONG_EVERY - 1:
                reason, spoil = WRONG[n // WRONG_EVERY % len(WRONG)]
                row = spoil(row)
                planted.append((n + 2, reason))
            out.write(",".join(row) + "\r\n")
    return planted


@dataclass(frozen=True)
class Run:
    """What one import did, as its process said it."""

    rows: int
    seconds: float
    rss_mb: float
    blocked_ms: float
    status: str
    counts: dict[str, int]
    reasons: dict[str, int]
    problems: list[tuple[int, str]]


async def import_in_this_process(options: argparse.Namespace) -> dict[str, Any]:
    from bills.building import a_file_service
    from paymentus.app.database import create_indexes
    from paymentus.app.seed import RIVERTON
    from paymentus.billers.service import BillersService
    from paymentus.bills.domain import Mode
    from paymentus.bills.service import NewFile
    from paymentus.commit.repository import CommitRepository
    from paymentus.commit.service import Committer
    from paymentus.foundation import mongo, redis
    from paymentus.foundation.clock import utc_now
    from paymentus.foundation.leases import Leases
    from paymentus.foundation.metrics import Metrics

    from support.keys import a_log_key
    from support.sealing import sealed_documents

    client, _ = mongo.connect(options.mongo)
    database = mongo.database_of(client, options.database)
    connection = redis.connect(options.redis)
    await create_indexes(database)
    sealed = sealed_documents(database, options.file.parent)
    committer = Committer(
        repository=CommitRepository(client, database),
        leases=Leases(connection),
        clock=utc_now,
        key=a_log_key(),
        metrics=Metrics(),
        shard="shard-0",
        sealed=sealed,
    )
    await committer.initialise()
    billers = BillersService(database=database, committer=committer, clock=utc_now, shard="shard-0")
    found, _ = await billers.page(query="", after=None, limit=1)
    biller = found[0] if found else await billers.create(RIVERTON, actor="measure")
    files = a_file_service(database, committer, billers, utc_now, sealed)

    async def blocks() -> AsyncIterator[bytes]:
        with options.file.open("rb") as stream:
            while block := stream.read(BLOCK_BYTES):
                yield block

    # As the worker and the command line do once everything is loaded.
    gc.freeze()
    async with _LongestBlock() as longest:
        started = time.perf_counter()
        owner = files.importer.owner
        new = NewFile(options.file.name, Mode(options.mode), {}, "measure", claimed_by=owner)
        done = await files.importer.run(await files.receive(biller.id, new, blocks()))
        seconds = time.perf_counter() - started
    problems, place = [], None
    while True:
        page, place = await files.problems(done, after=place, limit=200)
        problems += [(problem.line, problem.code) for problem in page]
        if place is None:
            break
    await committer.close()
    await connection.aclose()
    await client.close()
    return {
        "rows": done.rows_done,
        "seconds": seconds,
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "blocked_ms": longest.milliseconds,
        "status": done.status.value,
        "counts": dict(done.counts),
        "reasons": dict(done.problems_by_reason),
        "problems": problems,
    }


class _LongestBlock:
    """The longest time this process's own work kept its event loop from others.

    In processor time of this process: what the machine gave to others does not count.
    """

    milliseconds = 0.0

    async def __aenter__(self) -> _LongestBlock:
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()

    async def _watch(self) -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0)
            self.milliseconds = max(self.milliseconds, (time.thread_time() - before) * 1000)
            await asyncio.sleep(0.002)


def import_in_a_child(servers: Any, database: str, file: Path, *, mode: str = "update") -> Run:
    command = [
        sys.executable, __file__, "--mongo", servers.mongo, "--redis", servers.redis,
        "--database", database, "--file", str(file), "--mode", mode,
    ]  # fmt: skip
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=os.environ.copy())
    said = json.loads(answer.stdout)
    said["problems"] = [tuple(problem) for problem in said["problems"]]
    return Run(**said)


@dataclass(frozen=True)
class Servers:
    mongo: str
    redis: str


def measure(rows: int) -> int:
    from paymentus.app.embedded.mongod import EmbeddedMongo
    from paymentus.app.embedded.redis_server import EmbeddedRedis

    small = max(1000, rows // 10)
    with tempfile.TemporaryDirectory(prefix="paymentus-bill-file-") as folder:
        files = {name: Path(folder) / f"{name}.csv" for name in ("small", "large", "wrong")}
        write_file(files["small"], small)
        write_file(files["large"], rows)
        planted = write_file(files["wrong"], rows, wrong=True)
        mongod = EmbeddedMongo(Path(folder) / "mongo", base_port=0)
        redis = EmbeddedRedis(Path(folder) / "redis", base_port=0)
        mongod.start()
        redis.start()
        try:
            servers = Servers(mongod.uri, redis.uri)
            runs = {
                "small, new": import_in_a_child(servers, "small", files["small"]),
                "large, new": import_in_a_child(servers, "large", files["large"]),
                "large, the same again": import_in_a_child(servers, "large", files["large"]),
                "small, replacing large": import_in_a_child(
                    servers, "large", files["small"], mode="replace"
                ),
                "1 % wrong, new": import_in_a_child(servers, "wrong", files["wrong"]),
            }
        finally:
            redis.stop()
            mongod.stop()
    return report(runs, planted)


def report(runs: dict[str, Run], planted: list[tuple[int, str]]) -> int:
    print(f"{'import':26}{'rows':>9}{'seconds':>9}{'rows/s':>9}{'peak MB':>9}{'blocked ms':>12}")
    for name, run in runs.items():
        print(
            f"{name:26}{run.rows:>9,}{run.seconds:>9.1f}{run.rows / run.seconds:>9,.0f}"
            f"{run.rss_mb:>9.1f}{run.blocked_ms:>12.1f}"
        )
    wrong = runs["1 % wrong, new"]
    expected = Counter(reason for _, reason in planted)
    print(f"\n{'reason':26}{'planted':>9}{'reported':>10}")
    for reason in sorted(expected | wrong.reasons):
        print(f"{reason:26}{expected[reason]:>9,}{wrong.reasons.get(reason, 0):>10,}")
    small, large = runs["small, new"], runs["large, new"]
    again, replaced = runs["large, the same again"], runs["small, replacing large"]
    growth = large.rss_mb / small.rss_mb - 1
    checks = {
        f"{large.rows:,} rows in under {SECONDS_MAX:.0f} s": large.seconds < SECONDS_MAX,
        f"peak memory within {MEMORY_GROWTH_MAX:.0%} of the small run ({growth:+.1%})": (
            growth <= MEMORY_GROWTH_MAX
        ),
        f"the event loop is never kept for {BLOCKED_MAX_MS:.0f} ms": (
            max(run.blocked_ms for run in runs.values()) <= BLOCKED_MAX_MS
        ),
        "every file is done": all(run.status == "done" for run in runs.values()),
        "the same file again writes nothing": again.counts == {"unchanged": large.rows},
        "a replacing file withdraws the rest": replaced.counts
        == {"unchanged": small.rows, "withdrawn": large.rows - small.rows},
        "the report is what was planted, line by line": (
            wrong.problems == planted
            and wrong.reasons == dict(expected)
            and wrong.counts["created"] == wrong.rows - len(planted)
            and wrong.counts["rejected"] == len(planted)
        ),
    }
    print()
    for words, met in checks.items():
        print(f"{'ok ' if met else 'NOT'} {words}")
    result = {
        "rows": large.rows,
        "seconds": round(large.seconds, 2),
        "rss_mb": round(large.rss_mb, 1),
        "rss_mb_10k": round(small.rss_mb, 1),
        "rows_small": small.rows,
        "blocked_ms": round(max(run.blocked_ms for run in runs.values()), 1),
        "seconds_again": round(again.seconds, 2),
        "seconds_replace": round(replaced.seconds, 2),
        "wrong_rows": len(planted),
        "wrong_reasons": dict(sorted(wrong.reasons.items())),
        "ok": all(checks.values()),
    }
    print("RESULT " + json.dumps(result))
    return 0 if result["ok"] else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the large file")
    for name in ("--mongo", "--redis", "--database", "--mode"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.file is None:
        return measure(options.rows)
    print(json.dumps(asyncio.run(import_in_this_process(options))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
