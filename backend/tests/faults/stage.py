"""What a crash test stands on, and how a flow is run until it passes alive."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faults.crashes import Crashes, Doomed, forget_the_dead
from faults.ground import Ground
from faults.points import Points
from paymentus.app.wiring import Platform

from support.payer import Json, Outside, Payer, Record, Told
from support.product import Product, until
from support.reconcile import Findings, at_rest, reconcile

FINAL_WITHIN_SECONDS = 60.0
_BILLS_AT_ONCE = 25
_explained: dict[Path, set[str]] = {}


@dataclass
class Attempt:
    """One payment that met a crash: how far its client came before the server died."""

    number: int
    bill_id: str
    key: str
    comes_back: bool = True
    quote: str = ""
    told: list[Told] = field(default_factory=list)

    @property
    def payment(self) -> Json | None:
        """The payment as the client last saw it, if it saw it at all."""
        known = [told.body for told in self.told if told.payment_id]
        return known[-1] if known else None


class Longest:
    """The longest wait for a payment to be final, from when the product was whole again."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self.seconds = 0.0

    def begins(self) -> None:
        self._started = time.monotonic()

    def ended(self) -> None:
        self.seconds = max(self.seconds, time.monotonic() - self._started)


@dataclass
class Stage:
    product: Product
    platform: Platform
    ground: Ground
    outside: Outside
    record: Record
    payer: Payer
    crashes: Crashes
    account: str
    doomed: Doomed | None = None  # the worker that is to die now
    longest: Longest = field(default_factory=Longest)
    died_at: dict[str, str] = field(default_factory=dict)  # by bill
    # Payments and bills of this product that tests judge by themselves, and whole findings.
    explained: set[str] = field(init=False)
    _bills: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.explained = _explained.setdefault(self.product.folder, set())

    @property
    def api_url(self) -> str:
        """The server that does not die."""
        return self.product.apis[0].url

    async def crash_everywhere(
        self,
        flow: Callable[[Attempt, Doomed], Awaitable[None]],
        points: Points | None = None,
        *,
        comes_back: bool = True,
        **kind: Any,
    ) -> tuple[Points, list[Attempt]]:
        """Run ``flow`` against an API server that dies at each of its boundaries in turn."""
        points = points or Points()
        attempts: list[Attempt] = []
        while points.next():
            attempt = await self.new_attempt(len(attempts), comes_back=comes_back)
            await forget_the_dead(self.product)
            doomed = await self.crashes.api(crash_on=points.target, **kind)
            self.crashes.prepare_api(**kind)
            self.payer.use(doomed.url)
            await flow(attempt, doomed)
            self.payer.use(self.api_url)
            await self.note_end(attempt, doomed, points)
            attempts.append(attempt)
        return points, attempts

    async def new_attempt(self, number: int, *, comes_back: bool = True) -> Attempt:
        """One that is to pay a new bill."""
        await self.payer.stay_signed_in()
        if not self._bills:
            self._bills += await self.ground.bills(self.account, _BILLS_AT_ONCE)
        bill = self._bills.pop()
        return Attempt(number, bill, f"key-{bill}", comes_back)

    async def note_end(self, attempt: Attempt, doomed: Doomed, points: Points) -> None:
        died = await doomed.stop()
        points.ran(doomed.passed(), died=died)
        if died:
            self.died_at[attempt.bill_id] = str(points.target)

    async def once(
        self,
        attempt: Attempt,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        key: str = "",
        refused: str = "",
    ) -> Told | None:
        """One try at the doomed server; None when it died, and nothing but that may go wrong.

        ``refused`` is the code of the refusal that is right here.
        """
        told = await self.payer.try_once(method, path, body, key or None)
        if told.status == 0:
            return None
        right = told.body.get("code") == refused if refused else told.status < 300
        assert right, (attempt, told)
        attempt.told.append(told)
        return told

    async def everything_final(self) -> float:
        """How long it takes from now on; fails after a minute, saying what is open."""
        open_: list[str] = []

        async def nothing_is_open() -> bool:
            open_[:] = await at_rest(self.platform.database)
            return not open_

        try:
            return await until(
                "everything final", nothing_is_open, seconds=FINAL_WITHIN_SECONDS, every=0.1
            )
        except TimeoutError as late:
            raise AssertionError(f"{late}: {open_}") from late

    async def until_or_dead(self, holds: Callable[[], Awaitable[Any]]) -> None:
        """Until it is so, or the worker that would make it so has died."""

        async def enough() -> bool:
            return bool(self.doomed and self.doomed.ended.done()) or bool(await holds())

        await until("the worker's doing", enough, seconds=FINAL_WITHIN_SECONDS, every=0.02)

    async def no_work(self) -> bool:
        """No webhook about a payment waits, and no message. A mail cut off may rest on its lease
        for two minutes; it keeps no payment waiting."""
        database = self.platform.database
        webhooks = {"state": "new", "payment_id": {"$ne": None}}
        messages = {"state": "new", "topic": {"$nin": ["receipt_mail", "payment_mail"]}}
        return not (
            await database["inbox"].count_documents(webhooks)
            + await database["outbox"].count_documents(messages)
        )

    async def judge(self) -> Findings:
        """Everything must be right; what is not is told with the point where its server died."""
        found = await reconcile(
            self.platform, api_url=self.api_url, outside=self.outside, record=self.record
        )
        for kind in (found.lost, found.doubled, found.stuck, found.wrong):
            kind[:] = [what for what in kind if not self.explained & {what, what.split(": ")[0]}]
        assert found.right, [f"{what} ({await self.where(what)})" for what in found.problems]
        return found

    async def where(self, problem: str) -> str:
        """The point met there. ``problem`` begins with its kind and what it is about."""
        bill = await self.bill_of(problem.partition(": ")[2])
        return self.died_at.get(bill, "no crash of this test")

    async def bill_of(self, finding: str) -> str:
        """``finding`` begins with the id of a payment or a bill."""
        name = finding.split(": ", maxsplit=1)[0]
        payment = await self.platform.database["payment_transactions"].find_one({"_id": name})
        return str(payment["items"][0]["bill_id"]) if payment else name
