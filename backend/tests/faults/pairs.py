"""Two crashes in a row: an API server dies, and what recovers from that dies on its way as well.

Every first point is met with second points drawn by the seed, those that no pair has met yet
before all others; in the end every second point on the way of recoveries has been died at.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from faults.crashes import Doomed, forget_the_dead
from faults.orders import Order
from faults.points import LONG
from faults.proofs import SOON_SECONDS, recovering_worker
from faults.stage import FINAL_WITHIN_SECONDS, Attempt, Stage
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.figures import Figures
from support.product import WEBHOOKS, until
from support.reconcile import PAYMENTS, at_rest

Flow = Callable[[Attempt, Doomed], Awaitable[None]]
Recovers = Callable[[Attempt, str | None], Awaitable[Doomed]]
# In the short form each twentieth first point is met, once.
_SHORT_EVERY = 20
_TRIES = 3
# A worker recovers more than the one payment: what only few of them have shown is other work that
# fell into it, such as mails that an earlier crash had cut off.
WORKERS_SHOW = 5


@dataclass
class SecondPoints:
    """Which boundaries recoveries have shown, by the first point, and which have been died at."""

    rng: random.Random
    # After so many first points recoveries must have shown it, for a point to be on their way.
    shown_after: int = 1
    shown: dict[str, list[str]] = field(default_factory=dict)
    whole: str = ""  # the latest first point after which a recovery passed alive
    passed_alive: set[str] = field(default_factory=set)
    tried: set[tuple[str, str]] = field(default_factory=set)
    met: set[str] = field(default_factory=set)

    def choose(self, first: str) -> str | None:
        """Where to die after ``first``. None when nothing is known to choose from: then one
        recovery passes alive and shows its way. What was met after the first point before is a
        good guess, and where it is wrong the recovery passes alive."""
        known = list(self.shown.get(first, []))
        if first not in self.passed_alive:
            known += [point for point in self.shown.get(self.whole, []) if point not in known]
        fresh = [point for point in known if (first, point) not in self.tried]
        chosen = [point for point in fresh if point not in self.met] or fresh
        return self.rng.choice(chosen) if chosen else None

    def ran(self, first: str, target: str | None, passed: list[str], *, died: bool) -> None:
        known = self.shown.setdefault(first, [])
        known += [point for point in passed if point not in known]
        if not died:
            self.passed_alive.add(first)
            self.whole = first
        if target:
            self.tried.add((first, target))
            if died:
                self.met.add(target)

    @property
    def unmet(self) -> list[tuple[str, list[str]]]:
        """Points on the way that nobody has died at, each with the first points that lead there."""
        leading: dict[str, list[str]] = {}
        for first, points in self.shown.items():
            for point in points:
                leading.setdefault(point, []).append(first)
        return [
            (point, firsts)
            for point, firsts in leading.items()
            if point not in self.met and len(firsts) >= self.shown_after
        ]


class Pairs:
    """``per_first`` pairs for each first point, and more until every second point was met."""

    def __init__(
        self,
        stage: Stage,
        seed: int,
        *,
        flow: Flow,
        recovers: Recovers,
        per_first: int,
        shown_after: int = 1,
    ) -> None:
        self._stage = stage
        self._flow = flow
        self._recovers = recovers
        self._per_first = per_first if LONG else 1
        self._rng = random.Random(seed)
        self._seconds = SecondPoints(random.Random(seed), shown_after)
        self.attempts: list[Attempt] = []
        self.died_twice: set[tuple[str, str]] = set()
        self.firsts: list[str] = []

    async def run(self) -> None:
        self._stage.product.worker.child.stop()
        firsts = await self._way()
        if not LONG:
            firsts = firsts[self._rng.randrange(_SHORT_EVERY) :: _SHORT_EVERY]
        for first in firsts:
            for number in range(self._per_first + 1):
                target = self._seconds.choose(first)
                if target is None and number:
                    break  # there is nothing to recover
                await self._pair(first, target)
                if len([pair for pair in self.died_twice if pair[0] == first]) >= self._per_first:
                    break
        for point, leading in self._seconds.unmet if LONG else ():
            for first in self._rng.sample(leading, min(_TRIES, len(leading))):
                if point not in self._seconds.met:
                    await self._pair(first, point)

    async def _way(self) -> list[str]:
        """The first points: what the flow passes when nobody dies."""
        attempt, doomed = await self._first(None)
        assert not await doomed.stop(), attempt
        self.firsts = list(dict.fromkeys(doomed.passed()))
        second = await self._recovers(attempt, None)
        await second.stop()
        self._stage.payer.use(self._stage.api_url)
        return self.firsts

    async def _first(self, point: str | None) -> tuple[Attempt, Doomed]:
        stage = self._stage
        attempt = await stage.new_attempt(len(self.attempts))
        await forget_the_dead(stage.product)
        doomed = await stage.crashes.api(crash_on=point)
        stage.crashes.prepare_api()
        stage.payer.use(doomed.url)
        await self._flow(attempt, doomed)
        stage.payer.use(stage.api_url)
        self.attempts.append(attempt)
        return attempt, doomed

    async def _pair(self, first: str, target: str | None) -> None:
        attempt, doomed = await self._first(first)
        if not await doomed.stop():
            return  # it took turns otherwise this time
        await forget_the_dead(self._stage.product)
        second = await self._recovers(attempt, target)
        died = await second.stop()
        self._stage.payer.use(self._stage.api_url)
        self._seconds.ran(first, target, second.passed(), died=died)
        self._stage.died_at[attempt.bill_id] = f"{first}, then {target if died else 'nothing'}"
        if died and target:
            self.died_twice.add((first, target))

    async def judge(
        self, figures: Figures, *, name: str, title: str, comes_back: Order, seed: int
    ) -> None:
        """Every client comes back with its key; then all must be right."""
        stage = self._stage
        async with recovering_worker(stage):
            stage.longest.begins()
            await asyncio.gather(*(comes_back.comes_back(each) for each in self.attempts))
            await stage.everything_final()
            stage.longest.ended()
        found = await stage.judge()
        assert self.died_twice
        figures.add(
            f"{title}: {len(self.died_twice)} pairs of crashes, {len(self.firsts)} first points, "
            f"{len(self._seconds.met)} second ones, final after {stage.longest.seconds:.1f} s "
            f"at most (FAULTS_SEED={seed}).",
            test=name,
            pairs=len(self.died_twice),
            first_points=len({first for first, _ in self.died_twice}),
            second_points=len(self._seconds.met),
            not_met=len(self._seconds.unmet) if LONG else 0,
            longest_s=round(stage.longest.seconds, 1),
            seed=seed,
            **found.figures(),
        )


def at_another_server(stage: Stage, order: Order) -> Recovers:
    """The client asks again, with its key, at an API server that will die too."""

    async def recovers(attempt: Attempt, target: str | None) -> Doomed:
        doomed = await stage.crashes.api(crash_on=target)
        stage.crashes.prepare_api()
        stage.payer.use(doomed.url)
        await order.asks_again(attempt)
        return doomed

    return recovers


def in_the_worker(stage: Stage) -> Recovers:
    """The worker does what is due, and dies; another one that lives does what is left.

    Meanwhile the payer pays on the page, if one is open.
    """
    payments = stage.platform.database[PAYMENTS]
    sealed: SealedDocuments = stage.platform.get(SealedDocuments)

    async def recovers(attempt: Attempt, target: str | None) -> Doomed:
        await stage.outside.send_webhooks_to(stage.api_url, WEBHOOKS, ["*"])
        doomed = await stage.crashes.worker(crash_on=target, clock_ahead=SOON_SECONDS, armed=True)
        stage.crashes.prepare_worker(clock_ahead=SOON_SECONDS)
        open_page = {"items.bill_id": attempt.bill_id, "state": "requires_action"}
        paid: set[str] = set()

        async def all_done() -> bool:
            waiting = await payments.find(open_page).to_list()
            for payment in await sealed.opened(PAYMENTS, waiting):
                page = payment["redirect_url"]
                if page not in paid:
                    paid.add(page)
                    await stage.outside.pay(page)
            return not await at_rest(stage.platform.database) and await stage.no_work()

        async def over() -> bool:
            return doomed.ended.done() or await all_done()

        await until("the worker's end", over, seconds=FINAL_WITHIN_SECONDS, every=0.03)
        if doomed.ended.done():
            await forget_the_dead(stage.product)
            after = await stage.crashes.worker(crash_on=None, clock_ahead=SOON_SECONDS)
            stage.crashes.prepare_worker(clock_ahead=SOON_SECONDS)
            await until("all work done", all_done, seconds=FINAL_WITHIN_SECONDS, every=0.03)
            after.kill()
        return doomed

    return recovers
