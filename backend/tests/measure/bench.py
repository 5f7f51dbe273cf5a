"""How fast the core is beside the alternatives, all in one run on one three-member replica set.

Run by ``make bench``. Ratios are what counts: the figures alone say more about the machine. See
docs/performance.md for the method. ``--only spread whole`` runs some phases alone; ``--profile``
writes where our servers spent their time.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent / "src"), str(TESTS), str(TESTS.parents[1])]

from measure import bare, medici_ledger, ours, whole_payments  # noqa: E402
from measure.rates import Rate, best  # noqa: E402
from measure.servers import MeasuredProduct  # noqa: E402
from paymentus.app import event_loop  # noqa: E402

AIMS = {
    "ledger_ratio": (">=", 6.0),
    "hot_ratio": (">=", 30.0),
    "hot_vs_spread": (">=", 0.9),
    "three_vs_one": (">=", 0.8),
    "ledger_p99_ms": ("<=", 250.0),
    "payments_vs_medici": (">=", 1.0),
    "compliance_on_vs_off": (">=", 0.75),
}
_COMPLIANCE_ROUNDS = 2


@dataclass
class Bench:
    """One run: what was measured so far, and the ratios it gives."""

    product: MeasuredProduct
    options: argparse.Namespace
    rates: dict[str, Rate] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        print(text, flush=True)

    def keep(self, name: str, rate: Rate, words: str) -> None:
        self.rates[name] = rate
        self.say(f"  {words:<34}{rate}")

    def keep_best(self, name: str, rates: Sequence[Rate], words: str) -> None:
        for rate in rates:
            self.say(f"    {'':<32}{rate}")
        self.keep(name, best(rates), words)

    def ratio(self, name: str, upper: str, lower: str) -> None:
        if upper in self.rates and lower in self.rates and self.rates[lower].per_s:
            self.figures[name] = round(self.rates[upper].per_s / self.rates[lower].per_s, 2)

    # The phases, in order.

    def spread(self) -> None:
        self._ours("ledger", "our posts, spread accounts")
        self.figures["ledger_p99_ms"] = round(self.rates["ledger"].p99_ms)

    def hot(self) -> None:
        self._ours("hot", "our posts, one hot biller", hot=True)

    def three(self) -> None:
        self._ours("three", "our posts, three servers at once", servers=3)

    def bare_spread(self) -> None:
        bare.prepare(self._url)
        found = bare.spread(self._url, seconds=self.options.seconds / 3)
        self.keep_best("bare", found, "bare PyMongo, spread, best")

    def bare_hot(self) -> None:
        bare.prepare(self._url)
        found = bare.hot(self._url, seconds=self.options.seconds * 2 / 3)
        self.keep_best("bare_hot", found, "bare PyMongo, hot biller, best")

    def medici(self) -> None:
        seconds = self.options.seconds / 2
        found = medici_ledger.measure(self._url, medici_ledger.WHOLE, seconds=seconds)
        self.keep_best("medici", found, "medici, a transaction each, best")
        parts = medici_ledger.measure(self._url, medici_ledger.PARTS, seconds=seconds)
        self.keep_best("medici_parts", parts, "medici, not atomic (for comparison)")

    def books(self) -> None:
        """The books and the log of all our posts."""
        problems = asyncio.run(ours.judge(self._url))
        self.problems += problems
        self.say(f"  books and audit log of our posts: {problems or 'right'}")

    def whole(self) -> None:
        self.product.start_ours()
        measured = asyncio.run(
            whole_payments.measure(
                self.product,
                seconds=self.options.payment_seconds,
                bills_each=self.options.bills_each,
            )
        )
        load, found = measured.load, measured.findings
        self.keep("payments", load.rate, "whole payments over HTTP")
        self.say(f"  ... and everything at rest {load.drained_seconds:.1f} s after the last answer")
        self.say(f"  processor time a payment, ms: {load.cpu_ms_per_payment}")
        self.say(f"  reconciliation: {found.figures()}")
        if load.refused:
            self.say(f"  not succeeded: {len(load.refused)}, such as {load.refused[0]}")
        if load.ran_out:
            self.say("  a payer ran out of bills: raise --bills-each")
        self.problems += found.problems[:20]
        self.figures |= {
            "payments_per_s": round(load.rate.per_s, 1),
            "p50_ms": round(load.rate.p50_ms),
            "p99_ms": round(load.rate.p99_ms),
            "cpu_ms_per_payment": load.cpu_ms_per_payment,
            "payments": found.payments,
            "drained_s": round(load.drained_seconds, 1),
        }

    def compliance(self) -> None:
        """Payments with compliance and without it, in turns, so that no change of the machine
        between two long runs is taken for a difference."""
        if not self.product.sandbox.child.is_running():
            self.product.start_ours()
        rates: dict[str, list[float]] = {"false": [], "true": []}
        used: dict[str, list[float]] = {"false": [], "true": []}
        for crowd, switch in enumerate(("false", "true") * _COMPLIANCE_ROUNDS, start=1):
            self.product.restart_ours(COMPLIANCE=switch)
            measured = asyncio.run(
                whole_payments.measure(
                    self.product,
                    seconds=self.options.payment_seconds / 2,
                    bills_each=self.options.bills_each,
                    crowd=crowd,
                )
            )
            load, cpu = measured.load, sum(measured.load.cpu_ms_per_payment.values())
            rates[switch].append(load.rate.per_s)
            used[switch].append(cpu)
            with_or_without = "with" if switch == "true" else "without"
            self.say(
                f"  {with_or_without:<8}compliance {load.rate}   {cpu:.1f} ms each, all servers"
            )
            self.problems += [*load.refused[:5], *measured.findings.problems[:20]]
        self.figures |= {
            "compliance_on_vs_off": round(sum(rates["true"]) / sum(rates["false"]), 2),
            "compliance_cpu_ratio": round(sum(used["true"]) / sum(used["false"]), 2),
        }

    def finish(self) -> None:
        self.ratio("ledger_ratio", "ledger", "bare")
        self.ratio("medici_ratio", "ledger", "medici")
        self.ratio("hot_ratio", "hot", "bare_hot")
        self.ratio("hot_vs_spread", "hot", "ledger")
        self.ratio("three_vs_one", "three", "ledger")
        self.ratio("payments_vs_medici", "payments", "medici")
        self.figures["reconciled"] = not self.problems
        rates = {name: round(rate.per_s, 1) for name, rate in self.rates.items()}
        for name, (sign, aim) in AIMS.items():
            if name in self.figures:
                value = self.figures[name]
                met = value >= aim if sign == ">=" else value <= aim
                self.say(f"  {name:<20}{value:>8}   aim {sign} {aim:g}   {'' if met else 'MISSED'}")
        for problem in self.problems:
            self.say(f"  WRONG: {problem}")
        print(f"RESULT {json.dumps({**self.figures, 'per_s': rates})}")

    def _ours(self, name: str, words: str, *, hot: bool = False, servers: int = 1) -> None:
        profile = self.options.profile
        rate = ours.measure(
            self._url,
            self.product.redis.uri,
            seconds=self.options.seconds,
            hot=hot,
            servers=servers,
            profile=profile / f"{name}.txt" if profile else None,
        )
        self.keep(name, rate, words)

    @property
    def _url(self) -> str:
        return self.product.mongo.uri


Phase = Callable[[Bench], None]
PHASES: dict[str, Phase] = {
    "bare": Bench.bare_spread,
    "bare-hot": Bench.bare_hot,
    "spread": Bench.spread,
    "hot": Bench.hot,
    "three": Bench.three,
    "books": Bench.books,
    "medici": Bench.medici,
    "whole": Bench.whole,
    "compliance": Bench.compliance,
}


def main() -> int:
    options = _options()
    # The bare code runs in this process, and has what our servers have.
    event_loop.collect_rarely()
    wanted = [name for name in PHASES if not options.only or name in options.only]
    if options.profile:
        options.profile.mkdir(parents=True, exist_ok=True)
    with _folder(options.keep) as folder:
        product = MeasuredProduct(folder, apis=options.apis)
        with product.running():
            bench = Bench(product, options)
            if {"spread", "hot", "three"} & set(wanted):
                asyncio.run(ours.prepare(product.mongo.uri))
            for name in wanted:
                started, used = time.monotonic(), product.mongod_seconds()
                bench.say(f"{name}:")
                PHASES[name](bench)
                took, used = time.monotonic() - started, product.mongod_seconds() - used
                load = Path("/proc/loadavg").read_text(encoding="ascii").split()[0]
                bench.say(f"  ({took:.0f} s, mongod {used:.0f} s of processor; load {load})")
            bench.finish()
    return 0 if bench.figures["reconciled"] else 1


@contextlib.contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
        return
    shutil.rmtree(keep, ignore_errors=True)
    keep.mkdir(parents=True)
    yield keep


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PHASES, help="these phases alone")
    parser.add_argument("--seconds", type=float, default=9.0, help="of each of our phases")
    parser.add_argument("--payment-seconds", type=float, default=20.0)
    parser.add_argument("--bills-each", type=int, default=80, help="bills of each payer")
    parser.add_argument("--apis", type=int, default=1, help="API server processes")
    parser.add_argument("--profile", type=Path, help="write profiles of our servers here")
    parser.add_argument("--keep", type=Path, help="use this folder and keep it, logs included")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
