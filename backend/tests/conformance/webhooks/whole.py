"""Every order of every history, on a product whose own servers are stopped for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from conformance.webhooks.histories import Recorder
from conformance.webhooks.replay import Judged, Theater
from conformance.webhooks.schedules import every_order
from paymentus.billers.service import BillersService

from support.payer import Outside
from support.product import Product
from support.scene import Scene, biller_settings

_BATCH = 240


async def every_history(product: Product, tell: Callable[[str], None]) -> Judged:
    """The worker would ask the sandbox about payments that the sandbox does not know."""
    for server in (product.worker, *product.apis):
        server.kill()
    platform, outside = product.platform(), Outside(product.sandbox_url)
    try:
        billers: BillersService = platform.get(BillersService)
        biller = await billers.create(biller_settings("webhook-water"), actor="test")
        theater, judged = Theater(Scene(platform, product.sandbox_url, biller)), Judged()
        for history in await Recorder(platform.processor, outside).all():
            found = Judged()
            orders = every_order(history)
            while batch := list(itertools.islice(orders, _BATCH)):
                found += await theater.play(batch)
            tell(
                f"  {'FAIL' if found.wrong else 'pass'}  {history.name}: {found.payments} orders "
                f"of {len(history.events)} events, {found.deliveries} deliveries"
            )
            judged += found
        return judged + await theater.judge_books()
    finally:
        await outside.close()
        await platform.close()
