"""The cases, how one is run, and the report.

A case is a coroutine that acts on a target as a client would. It raises ``Broken`` when what must
hold does not, and returns what was seen in a few words.
"""

from __future__ import annotations

import asyncio
import json
import time
import traceback
import uuid
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from conformance.target import Card, NotSupported, Order, Payer, Reply, State, Target

Run = Callable[[Target], Awaitable[str]]


class Broken(Exception):
    """What must hold does not; the message says what was seen instead."""


@dataclass(frozen=True)
class Case:
    """``bug``: what went wrong in the real system. ``holds``: what must hold instead."""

    id: str
    source: str
    bug: str
    holds: str
    run: Run


class Verdict(Enum):
    PASSED = "pass"
    FAILED = "FAIL"
    SKIPPED = "skip"


@dataclass(frozen=True)
class Outcome:
    """``unexpected``: an error of the target or of the case itself, which fails the case."""

    case: Case
    verdict: Verdict
    seen: str
    seconds: float
    unexpected: Exception | None = None


_cases: dict[str, Case] = {}


def case(id: str, *, source: str, bug: str, holds: str) -> Callable[[Run], Run]:
    """Register a case under its name."""

    def add(run: Run) -> Run:
        if id in _cases:
            raise ValueError(f"two cases are called {id}")
        _cases[id] = Case(id, source, bug, holds, run)
        return run

    return add


def all_cases() -> list[Case]:
    """Every case, in the order that the report shows them in."""
    from conformance.cases import IN_ORDER

    modules = [module.__name__ for module in IN_ORDER]
    return sorted(_cases.values(), key=lambda case: modules.index(case.run.__module__))


async def run_case(case: Case, target: Target) -> Outcome:
    started, unexpected = time.monotonic(), None
    try:
        verdict, seen = Verdict.PASSED, await case.run(target)
    except Broken as broken:
        verdict, seen = Verdict.FAILED, str(broken)
    except NotSupported as lacking:
        verdict, seen = Verdict.SKIPPED, str(lacking)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        verdict, unexpected = Verdict.FAILED, error
        seen = f"{type(error).__name__}: {error} ({where.filename.rsplit('/', 1)[-1]}"
        seen += f":{where.lineno})"
    return Outcome(case, verdict, seen, time.monotonic() - started, unexpected)


def report(name: str, outcomes: Sequence[Outcome]) -> str:
    """A table for people."""
    width = max(len(outcome.case.id) for outcome in outcomes)
    source = max(len(outcome.case.source) for outcome in outcomes)
    lines = [f"Idempotency of {name}", ""]
    lines += [
        f"  {one.verdict.value}  {one.case.id:<{width}}  {one.case.source:<{source}}  "
        f"{one.seconds:5.1f} s  {one.seen}"
        for one in outcomes
    ]
    for one in outcomes:
        if one.verdict is Verdict.FAILED:
            lines += ["", f"{one.case.id}", f"  The bug: {one.case.bug}"]
            lines += [f"  Must hold: {one.case.holds}", f"  Seen: {one.seen}"]
    return "\n".join(lines)


def result(outcomes: Iterable[Outcome], **more: Any) -> dict[str, Any]:
    """The report in figures. A skipped case is counted as skipped, not as a case that ran."""
    found = list(outcomes)
    count = {verdict: sum(one.verdict is verdict for one in found) for verdict in Verdict}
    return {
        "cases": len(found) - count[Verdict.SKIPPED],
        "failed": count[Verdict.FAILED],
        "skipped": count[Verdict.SKIPPED],
        **more,
    }


# What cases are made of.


def must(holds: bool, seen: str) -> None:
    if not holds:
        raise Broken(seen)


def a_key() -> str:
    return str(uuid.uuid4())


def encode(order: Order) -> bytes:
    """The order as most clients send it."""
    return json.dumps(order).encode()


@dataclass(frozen=True)
class Act:
    """One person about to pay one bill."""

    payer: Payer
    bill: str
    order: Order

    @property
    def body(self) -> bytes:
        return encode(self.order)


AMOUNT = 10_000


async def an_act(
    t: Target,
    *,
    who: str = "first",
    bill: str | None = None,
    amount_minor: int | None = None,
    card: Card = Card.GOOD,
) -> Act:
    """``bill`` None makes a new one of 100.00."""
    payer = await t.payer(who)
    bill = bill or await t.bill(AMOUNT)
    return Act(payer, bill, await t.order(payer, bill, amount_minor=amount_minor, card=card))


async def clear_answer(t: Target, act: Act, key: str, *, server: int = 0) -> Reply:
    """As a good client: the same request under the same key until there is a clear answer."""
    deadline = time.monotonic() + t.final_within_seconds
    pause = 0.1
    while True:
        reply = await t.pay(act.payer, act.body, key=key, server=server)
        if not (reply.unclear or reply.running):
            return reply
        if time.monotonic() > deadline:
            raise Broken(f"after {t.final_within_seconds:.0f} s the key still answers {reply}")
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, 1.0)


async def final(t: Target, payer: Payer, payment: str | None) -> Reply:
    """The payment once it has ended; fails when it stays open."""
    must(payment is not None, "the answer names no payment")
    deadline = time.monotonic() + t.final_within_seconds
    pause = 0.05
    while True:
        now = await t.look(payer, str(payment))
        if now.state in (State.SUCCEEDED, State.FAILED):
            return now
        if time.monotonic() > deadline:
            raise Broken(f"after {t.final_within_seconds:.0f} s the payment is still {now}")
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, 0.5)


async def charged(t: Target, bill: str, times: int) -> str:
    """Exactly so many charges for this bill, by the processor's books."""
    found = list(await t.charges(bill))
    must(len(found) == times, f"charged {len(found)} times, not {times}: {found}")
    return f"{times} charge" if times == 1 else f"{times} charges"


async def paid(t: Target, bill: str, amount_minor: int) -> None:
    """The API counts what was charged."""
    counted = await t.paid(bill)
    must(counted == amount_minor, f"the bill says {counted} paid, not {amount_minor}")


def one_payment(replies: Iterable[Reply]) -> str:
    """All answers that name a payment name the same one; returns it."""
    named = {reply.payment for reply in replies if reply.payment}
    must(len(named) == 1, f"the answers name {len(named)} payments")
    return str(named.pop())
