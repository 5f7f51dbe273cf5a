"""Many payments of one payer at once: each moves the payer's activity, so all but one are judged
again."""

from __future__ import annotations

import asyncio
import random

from paymentus.foundation.errors import Unavailable

ATTEMPTS_IN_A_CROWD = 50


class TooManyAtOnce(Unavailable):
    """You are making many payments at once. Nothing was charged for this one; try it again."""


async def wait_in_a_crowd(tried: int) -> None:
    """After another payment of this payer was counted first: each waits another while, a longer
    one after each try, so that they do not meet again."""
    await asyncio.sleep(random.uniform(0, 0.002 * (tried + 1)))  # noqa: S311
