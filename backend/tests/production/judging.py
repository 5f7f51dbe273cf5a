"""After the load: everything comes to rest, and then each payment is judged."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from paymentus.app.wiring import Platform
from production.records import Seen, record_of
from production.stack import Say, Stack

from support.payer import Outside
from support.product import until
from support.reconcile import Findings, at_rest, reconcile

REST_SECONDS = 240.0
_SAY_SECONDS = 10.0


async def rest(platform: Platform, say: Say, *, seconds: float = REST_SECONDS) -> list[str]:
    """Wait until payments, keys, bills, webhooks and messages are at their end; what is not."""
    open_: list[str] = []
    said = 0.0

    async def nothing_is_open() -> bool:
        nonlocal said
        open_[:] = await at_rest(platform.database)
        if not open_:
            for queue in ("inbox", "outbox"):
                rows = platform.database[queue].find({"state": "new"}, {"topic": 1, "type": 1})
                kinds = Counter([str(row.get("topic") or row.get("type")) async for row in rows])
                open_.extend(f"{count} {kind} in the {queue}" for kind, count in kinds.items())
        if open_ and time.monotonic() - said > _SAY_SECONDS:
            said = time.monotonic()
            say(f"  {len(open_)} open: {', '.join(open_[:3])}")
        return not open_

    with contextlib.suppress(TimeoutError):
        await until("everything at rest", nothing_is_open, seconds=seconds, every=1.0)
    return open_


async def judge(stack: Stack, platform: Platform, seen: Sequence[Seen]) -> Findings:
    """The judge of the fault laboratory: clients, sandbox, ledger, audit log and receipts."""
    outside = Outside(stack.product.sandbox_url)
    try:
        return await reconcile(
            platform,
            api_url=stack.product.apis[0].url,
            outside=outside,
            record=record_of(seen),
        )
    finally:
        await outside.close()


def reconciled(stack: Stack, since: datetime) -> tuple[bool, str]:
    """``paymentus reconcile``, as an operator runs it: whether all agrees, and what it said."""
    done = subprocess.run(
        [
            sys.executable, "-m", "paymentus.app.cli", "reconcile", "--json",
            "--since", f"{since:%Y-%m-%dT%H:%M:%S}",
        ],
        env=dict(stack.product.environment), capture_output=True, text=True, check=False,
        timeout=300,
    )  # fmt: skip
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return False, f"{done.stdout}{done.stderr}"
    words = f"{told['charges']} charges, {told['payments']} payments, differences: "
    words += f"{len(told['differences'])}, waiting: {len(told['waiting'])}"
    return done.returncode == 0 and not told["differences"], words
