"""One run: prepare, pay, finish, ask for everything again, and say what was found."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TextIO

from stress.judging import Findings, reconcile
from stress.options import Options, read_options
from stress.paying import Payer
from stress.preparing import (
    Entrance,
    NotFit,
    Person,
    bill_file,
    bills_each,
    enter_all,
    require_sandbox,
    sign_in_operator,
    upload_bills,
)
from stress.tally import Kind, Phase, Tally, percentile, shown
from stress.visitor import Place, Sandbox, Visitor, tls_context

_PROGRESS_SECONDS = 5.0
_PAY = "pay, repeats included"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """``seconds`` is how long people went on beginning payments."""

    options: Options
    tally: Tally
    found: Findings
    began: float
    seconds: float

    @property
    def problems(self) -> list[str]:
        named = (("lost", self.found.lost), ("doubled", self.found.doubled))
        of_payments = [f"{kind}: {what}" for kind, several in named for what in several]
        return [*of_payments, *self.errors]

    @property
    def errors(self) -> list[str]:
        return [*self.tally.errors, *self.found.wrong]

    def figures(self) -> dict[str, Any]:
        """The result's line. Rates are of what succeeded while people went on paying."""
        tally, pay = self.tally, self.tally.latencies[_PAY]
        in_time = sum(at <= self.began + self.seconds for at in tally.succeeded_at)
        return {
            "users": self.options.users,
            "seconds": round(self.seconds, 1),
            "payments": self.found.payments,
            "succeeded": self.found.succeeded,
            "requests": tally.requests,
            "shed": tally.answers[Kind.SHED],
            "shed_percent": tally.shed_percent,
            "interrupted": tally.answers[Kind.INTERRUPTED],
            "signed_out": tally.answers[Kind.SIGNED_OUT],
            "errors": len(self.errors),
            "doubled": len(self.found.doubled),
            "lost": len(self.found.lost),
            "p50_ms": percentile(pay, 0.5),
            "p99_ms": percentile(pay, 0.99),
            "payments_per_s": round(in_time / max(self.seconds, 0.001), 2),
        }

    def as_lines(self) -> str:
        figures = self.figures()
        lines = [
            f"{figures['payments']} payments of {figures['users']} people, "
            f"{figures['succeeded']} succeeded: {figures['payments_per_s']} a second",
            f"From Pay to the answer: p50 {figures['p50_ms']} ms, p99 {figures['p99_ms']} ms",
            f"{figures['requests']} answers: {figures['shed']} shed ({figures['shed_percent']} %), "
            f"{figures['interrupted']} interrupted, {figures['signed_out']} signed out",
            f"{'request':<34}{'good':>7}{'p50 ms':>10}{'p99 ms':>10}",
        ]
        for request, taken in sorted(self.tally.latencies.items()):
            p50, p99 = percentile(taken, 0.5), percentile(taken, 0.99)
            lines.append(f"{request:<34}{len(taken):>7}{p50:>10.1f}{p99:>10.1f}")
        lines.append(
            f"lost {figures['lost']}, doubled {figures['doubled']}, errors {figures['errors']}"
        )
        if self.problems:
            lines.append(shown(self.problems))
        return "\n".join(lines)


async def run(options: Options, say: Say, records: TextIO | None = None) -> Outcome:
    """Raises ``NotFit`` when the installation cannot be tested."""
    _allow_open_files(options.users + 200)
    tally = Tally(records)
    sandbox = Sandbox(options.sandbox_url)
    place = Place.of(options.base_url, options.server_name)
    tls = tls_context(options)

    def visitor(number: int) -> Visitor:
        rng = random.Random(f"{options.seed} waits {number}")  # noqa: S311 - a load, no secret
        return Visitor(
            number, place, tally, tls, rng=rng, patience_seconds=options.patience_seconds
        )

    # One more than people: who probes and uploads.
    office = visitor(options.users)
    people = _people(options, [visitor(number) for number in range(options.users)])
    try:
        entrance = await _prepare(options, office, people, sandbox, say)
        over = asyncio.Event()
        payers = [
            Payer(
                person,
                entrance=entrance,
                sandbox=sandbox,
                tally=tally,
                rng=random.Random(f"{options.seed} {number}"),  # noqa: S311 - as above
                think_seconds=options.think_seconds,
                patience_seconds=options.patience_seconds,
                over=over,
            )
            for number, person in enumerate(people)
        ]
        began = time.monotonic()
        seconds = await _pay(options, payers, tally, over, say)
        say("Every payment is asked for again")
        found = await reconcile(
            payers, sandbox=sandbox, tally=tally, patience_seconds=options.patience_seconds
        )
    finally:
        await asyncio.gather(*(one.close() for one in (office, *(p.visitor for p in people))))
        await sandbox.close()
        tally.flush()
    idle = sum(payer.ran_out for payer in payers)
    if idle:
        say(f"{idle} people had no bill left before the end")
    return Outcome(options, tally, found, began, seconds)


def _people(options: Options, visitors: Sequence[Visitor]) -> list[Person]:
    """Accounts nobody has used before: the time of this run is in their numbers."""
    with_card = round(options.users * options.saved_card_share)
    stamp = int(time.time())
    return [
        Person(
            visitor,
            account=f"8{stamp % 100_000:05d}{number:04d}",
            email=f"p{number}-{stamp}@stress.example",
            with_card=number < with_card,
        )
        for number, visitor in enumerate(visitors)
    ]


async def _prepare(
    options: Options, office: Visitor, people: list[Person], sandbox: Sandbox, say: Say
) -> Entrance:
    await require_sandbox(options, office, sandbox)
    await sign_in_operator(options.operator, office, sandbox)
    each = bills_each(options)
    say(f"{each} bills for each of {len(people)} people")
    file = bill_file(
        [person.account for person in people],
        each,
        random.Random(f"{options.seed} bills"),  # noqa: S311 - amounts, no secret
        tag=f"S{int(time.time())}",
        due=(datetime.now(UTC) + timedelta(days=14)).date(),
    )
    biller_id = await upload_bills(options, office, file, count=each * len(people))
    cards = sum(person.with_card for person in people)
    say(f"Sessions for {len(people)} people, {cards} of them with a saved card")
    entrance = Entrance(biller_id, sandbox)
    await enter_all(entrance, people, say)
    return entrance


async def _pay(
    options: Options, payers: Sequence[Payer], tally: Tally, over: asyncio.Event, say: Say
) -> float:
    """The load itself; returns how long people went on beginning payments."""
    say(f"{len(payers)} people pay for {options.seconds:.0f} s, seed {options.seed}")
    began = time.monotonic()
    ended = began
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(RuntimeError, ValueError):  # not in the main thread
            loop.add_signal_handler(number, over.set)
    tally.phase = Phase.LOAD

    async def end() -> None:
        nonlocal ended
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(options.seconds):
                await over.wait()
        over.set()
        ended = time.monotonic()

    telling = asyncio.create_task(_tell(tally, began, say))
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(end())
            for payer in payers:
                tasks.create_task(payer.run())
    finally:
        telling.cancel()
        tally.phase = Phase.RECONCILE
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(RuntimeError, ValueError):
                loop.remove_signal_handler(number)
    return ended - began


async def _tell(tally: Tally, began: float, say: Say) -> None:
    """A line every few seconds; the rate is of the time since the line before."""
    before = 0
    while True:
        await asyncio.sleep(_PROGRESS_SECONDS)
        paid = len(tally.succeeded_at)
        say(
            f"{time.monotonic() - began:5.0f} s: {tally.begun} begun, {paid} paid "
            f"({(paid - before) / _PROGRESS_SECONDS:.1f}/s), {tally.answers[Kind.SHED]} shed, "
            f"{tally.answers[Kind.INTERRUPTED]} interrupted, {len(tally.errors)} errors"
        )
        before = paid
        tally.flush()


def _allow_open_files(count: int) -> None:
    """A connection for each person; the usual limit is 1,024 in all."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        wanted = count if hard == resource.RLIM_INFINITY else min(count, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 when nothing was lost, doubled or wrong, 1 else, 2 when it could not run."""
    options = read_options(arguments)

    def say(line: str) -> None:
        print(line, flush=True)

    with contextlib.ExitStack() as files:
        records = None
        if options.records:
            records = files.enter_context(options.records.open("w", encoding="utf-8"))
        try:
            outcome = _run_loop(run(options, say, records))
        except NotFit as refusal:
            print(f"✗ {refusal}", file=sys.stderr)
            return 2
    say(outcome.as_lines())
    say(f"RESULT {json.dumps(outcome.figures())}")
    return 1 if outcome.problems else 0


def _run_loop(work: Coroutine[Any, Any, Outcome]) -> Outcome:
    """Over uvloop where there is one: the load should take few of the processor's cycles."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)
