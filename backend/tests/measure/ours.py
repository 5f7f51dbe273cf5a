"""Our ledger posts: units of work through the group commit, audit leaves and signed head included.

Each server is a process of its own, as in production. ``python ours.py`` is one of them: it
connects, waits for the common start and prints what it did as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent / "src"), str(TESTS)]

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402

from measure.posts import HOT, all_accounts, posts, unit_of  # noqa: E402
from measure.profiles import profiled  # noqa: E402
from measure.rates import Rate  # noqa: E402
from paymentus.app import event_loop  # noqa: E402
from paymentus.app.database import create_indexes  # noqa: E402
from paymentus.app.proofs import ledger_leaves  # noqa: E402
from paymentus.audit.domain.checkpoint import LogKey  # noqa: E402
from paymentus.audit.service import LogVerification  # noqa: E402
from paymentus.audit.service.key_files import policy_of_key  # noqa: E402
from paymentus.commit.repository import CommitRepository  # noqa: E402
from paymentus.commit.service import Committer  # noqa: E402
from paymentus.foundation import mongo, redis  # noqa: E402
from paymentus.foundation.clock import utc_now  # noqa: E402
from paymentus.foundation.leases import Leases  # noqa: E402
from paymentus.foundation.metrics import Metrics  # noqa: E402
from paymentus.ledger.repository import ACCOUNTS, LedgerRepository, account_document  # noqa: E402
from paymentus.ledger.service import LedgerService  # noqa: E402

DATABASE = "grouped"
CALLERS = 256
WARM_UP_SECONDS = 2.0
_START_UP_SECONDS = 4.0


def log_key() -> LogKey:
    """The same in every process of a run."""
    seed = hashlib.sha256(b"the log key of a measurement").digest()
    return LogKey("paymentus.example/bench", Ed25519PrivateKey.from_private_bytes(seed))


@dataclass(frozen=True, slots=True)
class Server:
    """Addresses, and what this process is to do."""

    mongo_url: str
    redis_url: str
    callers: int = CALLERS
    hot: bool = False
    seed: int = 0
    starts_at: float = 0.0
    seconds: float = 8.0
    profile: Path | None = None


async def prepare(mongo_url: str) -> None:
    """An empty log, every account, and all indexes."""
    client, _ = mongo.connect(mongo_url)
    await client.drop_database(DATABASE)
    database = mongo.database_of(client, DATABASE)
    await create_indexes(database)
    await CommitRepository(client, database).ensure_head("shard-0", "", utc_now())
    rows = [account_document(one, version=1, shard="shard-0") for one in all_accounts()]
    await database[ACCOUNTS].insert_many(rows, ordered=False)
    await client.close()


async def serve(server: Server) -> dict[str, Any]:
    """Commit until the time is over; seconds each unit took, of those done within it, and the
    processor time of that."""
    client, _ = mongo.connect(server.mongo_url)
    connection = redis.connect(server.redis_url)
    committer = Committer(
        repository=CommitRepository(client, mongo.database_of(client, DATABASE)),
        leases=Leases(connection),
        clock=utc_now,
        key=log_key(),
        metrics=Metrics(),
        shard="shard-0",
    )
    source = posts(hot=server.hot, seed=server.seed)
    await client.admin.command("ping")
    # As the API server does once everything is loaded.
    event_loop.collect_rarely()
    await asyncio.sleep(max(0.0, server.starts_at - time.time()))
    begins = time.perf_counter() + WARM_UP_SECONDS
    ends = begins + server.seconds
    times: list[float] = []

    async def caller() -> None:
        while (started := time.perf_counter()) < ends:
            await committer.commit(unit_of(next(source)))
            done = time.perf_counter()
            if begins <= done <= ends:
                times.append(done - started)

    async def processor_time() -> float:
        await asyncio.sleep(max(0.0, begins - time.perf_counter()))
        before = time.process_time()
        await asyncio.sleep(max(0.0, ends - time.perf_counter()))
        return time.process_time() - before

    used, *_ = await asyncio.gather(processor_time(), *(caller() for _ in range(server.callers)))
    await committer.close()
    await connection.aclose()
    await client.close()
    return {"cpu": used, "times": [round(each, 5) for each in times]}


def measure(
    mongo_url: str,
    redis_url: str,
    *,
    seconds: float,
    hot: bool = False,
    servers: int = 1,
    profile: Path | None = None,
) -> Rate:
    """``CALLERS`` at once in all, shared out among so many server processes."""
    starts_at = time.time() + _START_UP_SECONDS
    # Each run posts to accounts in an order of its own.
    first_seed = time.time_ns() % 1_000_000
    children = []
    folder = Path(tempfile.mkdtemp(prefix="paymentus-posts-"))
    for number in range(servers):
        answer = folder / f"{number}.json"
        command = [sys.executable, __file__, "--mongo", mongo_url, "--redis", redis_url]
        command += ["--callers", str(-(-CALLERS // servers)), "--starts-at", str(starts_at)]
        command += ["--seconds", str(seconds), "--seed", str(first_seed + number)]
        command += ["--hot"] if hot else []
        command += ["--profile", str(profile)] if profile else []
        command += ["--answer", str(answer)]
        children.append((subprocess.Popen(command), answer))
    times: list[float] = []
    used = 0.0
    for child, answer in children:
        if child.wait():
            raise RuntimeError(f"a server process ended with {child.returncode}")
        done = json.loads(answer.read_text())
        times += done["times"]
        used += done["cpu"]
    shutil.rmtree(folder)
    how = f"{CALLERS} callers, {servers} server{'s' if servers > 1 else ''}"
    return Rate.of(times, over_seconds=seconds, how=how, cpu_seconds=used)


async def judge(mongo_url: str) -> list[str]:
    """What is wrong with the books and the log after all that; empty when nothing is."""
    client, _ = mongo.connect(mongo_url)
    database = mongo.database_of(client, DATABASE)
    books = await LedgerService(LedgerRepository(database)).verify(ledger_leaves(database))
    problems = [f"ledger: {problem}" for problem in books.problems]
    problems += [f"ledger: {net} {code} off" for code, net in books.trial_balance.items() if net]
    report = await LogVerification(database, policy_of_key(log_key())).run()
    problems += [f"audit log: {problem}" for problem in report.problems]
    counts = {
        await database[name].count_documents({})
        for name in ("payment_transactions", "transactions", "audit_log", "outbox", "idempotency")
    }
    if len(counts) != 1:
        problems.append(f"payments, entries, leaves, messages and keys differ: {sorted(counts)}")
    hot = await database[ACCOUNTS].find_one({"_id": HOT})
    if hot is None:
        problems.append("the hot biller's account is gone")
    await client.close()
    return problems


def main() -> None:
    parser = argparse.ArgumentParser(description="One server process of a measurement.")
    parser.add_argument("--mongo", required=True)
    parser.add_argument("--redis", required=True)
    parser.add_argument("--callers", type=int, default=CALLERS)
    parser.add_argument("--starts-at", type=float, default=0.0)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--hot", action="store_true")
    parser.add_argument("--profile", type=Path)
    # A file, not the standard output: that is shared with whatever else has something to say.
    parser.add_argument("--answer", type=Path, required=True)
    options = parser.parse_args()
    server = Server(
        mongo_url=options.mongo,
        redis_url=options.redis,
        callers=options.callers,
        hot=options.hot,
        seed=options.seed,
        starts_at=options.starts_at,
        seconds=options.seconds,
        profile=options.profile,
    )
    with profiled(server.profile):
        done = event_loop.run(serve(server))
    options.answer.write_text(json.dumps(done))


if __name__ == "__main__":
    main()
