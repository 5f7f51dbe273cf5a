"""Runs cases on several products at once, each product one case after another.

A case may make the processor of its product fail or kill a server, so no two share one at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from conformance.paymentus_target import PaymentusTarget
from conformance.suite import Case, Outcome, run_case

from support.product import Product

PRODUCTS = 2


async def run_all(
    products: Sequence[Product],
    cases: Iterable[Case],
    *,
    tell: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """The outcomes in the order of the cases."""
    waiting = list(enumerate(cases))[::-1]
    done: dict[int, Outcome] = {}

    async def lane(product: Product) -> None:
        target = await PaymentusTarget.prepare(product)
        try:
            while waiting:
                number, case = waiting.pop()
                done[number] = await run_case(case, target)
                tell(done[number])
        finally:
            await target.close()

    await asyncio.gather(*(lane(product) for product in products))
    return [done[number] for number in sorted(done)]
