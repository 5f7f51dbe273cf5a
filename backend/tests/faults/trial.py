"""A short run with one kind of trouble, for controls: everybody pays by saved card."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

from faults.laboratory import Crowd, HastyPayer, crowd
from faults.load import Load, Purchase, Way
from faults.run import judge, settle

from support.payer import Payer
from support.product import Product
from support.reconcile import Findings


@dataclass
class Trial:
    product: Product
    crowd: Crowd
    load: Load
    shares: Sequence[tuple[Payer, Sequence[Purchase]]]

    async def pay(self, trouble: Callable[[], Awaitable[None]] | None = None) -> None:
        """Every bill; with ``trouble``, bills until that is over."""
        over = asyncio.Event()

        async def strike() -> None:
            if trouble is not None:
                await trouble()
            over.set()

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(strike())
            for payer, share in self.shares:
                at_least = 0 if trouble else len(self.crowd.bills)
                tasks.create_task(self.load.run(payer, share, at_least=at_least, over=over))

    async def settle(self, seconds: float) -> list[str]:
        """What is not final after so long."""
        open_, _ = await settle(self.product, self.crowd, self.load, self.shares, seconds=seconds)
        return open_

    async def judge(self) -> Findings:
        return await judge(self.product, self.crowd)


@contextlib.asynccontextmanager
async def trial(
    product: Product, seed: int, *, clients: int, bills: int, most_pause_seconds: float = 0.1
) -> AsyncIterator[Trial]:
    async with crowd(product, clients=clients, bills=bills, of=HastyPayer) as people:
        wanted = [Purchase(n, bill, Way.SAVED_CARD) for n, bill in enumerate(people.bills)]
        shares = [(payer, wanted[n::clients]) for n, payer in enumerate(people.payers)]
        rng = random.Random(seed)
        load = Load(people.outside, rng, most_pause_seconds=most_pause_seconds)
        yield Trial(product, people, load, shares)
