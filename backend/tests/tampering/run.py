"""100,000 ways to change what is stored, and a million checks of what was not: ``make tampering``.

Most are judged over documents in memory, some thousands in a real MongoDB, all by the product's
own verification. Ends with a line RESULT {json}; the exit code is 1 when a mutation was missed or
a clean check raised an alarm.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

BACKEND = Path(__file__).parents[2]
sys.path[:0] = [str(BACKEND / "src"), str(BACKEND / "tests"), str(BACKEND.parent)]

from paymentus.app.database import create_indexes  # noqa: E402
from paymentus.app.embedded.mongod import EmbeddedMongo  # noqa: E402
from paymentus.audit.domain.tlog_policy import OperatorPolicy  # noqa: E402
from paymentus.foundation import mongo  # noqa: E402
from paymentus.foundation.settings import Environment, Settings  # noqa: E402
from tampering import trials  # noqa: E402
from tampering.in_mongodb import ask_audit_logger, mutate_in_mongodb  # noqa: E402
from tampering.trials import Figures  # noqa: E402
from tampering.world import LOG_KEY, POLICY, SHARD, WITNESS_KEY, World  # noqa: E402

from support.witnesses import running_witness  # noqa: E402

# Of every 1,000 mutations.
SHARES = {
    "mutate_documents": 500, "rewrite_histories": 80, "mutate_receipts": 250,
    "mutate_answers": 150,
}  # fmt: skip
IN_MONGODB, BY_THE_GUIDE = 18, 2
_TASK = 500
Task = tuple[str, int, int]


def task(what: Task) -> Figures:
    name, seed, count = what
    figures: Figures = getattr(trials, name)(seed, count)
    return figures


def tasks_of(seed: int, mutations: int, clean: int) -> Iterator[Task]:
    counts = {name: mutations * share // 1_000 for name, share in SHARES.items()}
    size = {**dict.fromkeys(SHARES, _TASK), "check_clean": 20_000}
    for name, count in {**counts, "check_clean": clean}.items():
        for number, first in enumerate(range(0, count, size[name])):
            yield name, seed * 1_000_000 + number, min(size[name], count - first)


async def in_mongodb(seed: int, mutations: int) -> Figures:
    """The share that goes through MongoDB, and the guide's own call with a witness to ask."""
    world = trials.small_worlds()[1]
    figures = Figures()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with EmbeddedMongo(folder / "mongo", base_port=0) as server:
            client, database = mongo.connect(server.uri)
            await create_indexes(database)
            count = mutations * IN_MONGODB // 1_000
            figures.add(await mutate_in_mongodb(database, world, seed=seed, count=count))
            with running_witness(folder / "witness.db", WITNESS_KEY, [LOG_KEY.verifier]) as witness:
                settings = settings_for(folder, server.uri, world, witness.url)
                count = mutations * BY_THE_GUIDE // 1_000
                figures.add(
                    await ask_audit_logger(database, world, settings, seed=seed, count=count)
                )
            await client.close()
    return figures


def settings_for(folder: Path, mongo_url: str, world: World, witness_url: str) -> Settings:
    """Settings of a platform with this world's key, whose witness has seen all of it."""
    import httpx

    newest = world.snapshots[-1].heads[SHARD]["checkpoint"]
    httpx.post(f"{witness_url}/add-checkpoint", content=f"old 0\n\n{newest}").raise_for_status()
    (folder / "audit_log_key").write_bytes(LOG_KEY.to_pem())
    policy = OperatorPolicy(POLICY, {WITNESS_KEY.name: witness_url})
    (folder / "audit-policy").write_text(policy.to_text())
    return Settings(
        environment=Environment.TEST,
        data_dir=folder,
        mongo_url=mongo_url,
        audit_origin=LOG_KEY.name,
        audit_policy_file=folder / "audit-policy",
    )


def run(seed: int, mutations: int, clean: int, processes: int) -> int:
    began = time.monotonic()
    figures = Figures()
    shown = began
    with multiprocessing.Pool(processes) as pool:
        for part in pool.imap_unordered(task, tasks_of(seed, mutations, clean)):
            figures.add(part)
            if time.monotonic() - shown > 20:
                shown = time.monotonic()
                print(f"  {figures.tried.total():,} mutations, {figures.clean.total():,} clean")
    figures.add(asyncio.run(in_mongodb(seed, mutations)))
    show(figures)
    result = {
        "mutations": figures.tried.total(),
        "missed": figures.missed.total(),
        "clean_checks": figures.clean.total(),
        "false_alarms": len(figures.false_alarms),
        "without_a_witness": dict(figures.unwitnessed),
        "seconds": round(time.monotonic() - began, 1),
        "seed": seed,
    }
    print(f"RESULT {json.dumps(result)}")
    failed = figures.missed or figures.false_alarms or figures.unwitnessed["not found"] == 0
    return 1 if failed else 0


def show(figures: Figures) -> None:
    print(f"\n{'what was changed':62}{'times':>9}{'missed':>9}")
    for kind, count in sorted(figures.tried.items()):
        if not kind.startswith("in MongoDB"):
            print(f"{kind:62}{count:>9,}{figures.missed[kind]:>9,}")
    in_mongo = {k: n for k, n in figures.tried.items() if k.startswith("in MongoDB")}
    missed = sum(figures.missed[kind] for kind in in_mongo)
    print(f"{f'in MongoDB, {len(in_mongo)} kinds':62}{sum(in_mongo.values()):>9,}{missed:>9,}")
    print(f"\n{'what was not changed':62}{'checks':>9}")
    for kind, count in sorted(figures.clean.items()):
        print(f"{kind:62}{count:>9,}")
    for line in (*figures.shown, *figures.false_alarms[:5]):
        print(f"! {line}")
    control = figures.unwitnessed
    print(
        "\nThe same rewrites, key stolen, with no witness to ask:"
        f" {control['not found']} of {control.total()} are not found. That is what it is for.\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutations", type=int, default=100_000)
    parser.add_argument("--clean", type=int, default=1_000_000)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    return run(options.seed, options.mutations, options.clean, options.processes)


if __name__ == "__main__":
    sys.exit(main())
