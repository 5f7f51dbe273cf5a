"""``python -m conformance``: every case against Paymentus, a table, and one line for machines.

Arguments are names of cases; without any, all are run, and then webhooks in every order.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import tempfile
import time
from pathlib import Path

from conformance.lanes import PRODUCTS, run_all
from conformance.paymentus_target import PaymentusTarget
from conformance.suite import Outcome, all_cases, report, result
from conformance.webhooks.replay import Judged
from conformance.webhooks.whole import every_history

from support.product import Product


def _tell(outcome: Outcome) -> None:
    """As it goes, since the whole takes minutes."""
    line = f"{outcome.verdict.value}  {outcome.case.id}  {outcome.seen}"
    print(line, file=sys.stderr, flush=True)


def main() -> int:
    started = time.monotonic()
    wanted = sys.argv[1:]
    cases = [case for case in all_cases() if not wanted or case.id in wanted]
    unknown = set(wanted) - {case.id for case in cases}
    if unknown:
        print(f"There is no case called {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    with contextlib.ExitStack() as running:
        folder = running.enter_context(tempfile.TemporaryDirectory(prefix="conformance-"))
        products = [
            running.enter_context(Product(Path(folder) / str(n), apis=2).running())
            for n in range(min(PRODUCTS, len(cases)))
        ]
        outcomes = asyncio.run(run_all(products, cases, tell=_tell))
        print(report(PaymentusTarget.name, outcomes), flush=True)
        orders = Judged()
        if not wanted:
            print("\nWebhooks: every order, with duplicates, late ones and several at once\n")
            orders = asyncio.run(every_history(products[0], lambda line: print(line, flush=True)))
    for problem in orders.wrong[:20]:
        print(f"  {problem}")
    figures = result(outcomes, seconds=round(time.monotonic() - started))
    figures["failed"] += len(orders.wrong)
    figures |= {"webhook_orders": orders.payments, "webhook_deliveries": orders.deliveries}
    print(f"RESULT {json.dumps(figures)}")
    return 1 if figures["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
