"""Slows guessing at passwords down without ever locking a person out.

Four counts, each for another attack:

- one place guesses at one person: the waits grow to a quarter of an hour;
- many places guess at one person: strangers wait, up to half a minute between tries, and a browser
  that the person has signed in from before is not held up by them;
- one place tries one password on many people: its wrong tries in ten minutes are limited;
- a known browser guesses: it has a count of its own.

The way back in that no guessing closes is the mailed link to choose a new password.
"""

from __future__ import annotations

from datetime import timedelta

from paymentus.foundation.clock import Clock
from paymentus.foundation.growing_delays import GrowingDelay, GrowingDelays
from paymentus.foundation.rate_limits import Limit, RateLimiter
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import User
from paymentus.identity.domain.devices import Place
from paymentus.identity.service.known_devices import KnownDevices

FROM_ONE_PLACE = GrowingDelay(
    "sign-in-from-one-place", 5, timedelta(seconds=5), timedelta(minutes=15), timedelta(hours=24)
)
BY_STRANGERS = GrowingDelay(
    "sign-in-by-strangers", 30, timedelta(seconds=1), timedelta(seconds=30), timedelta(hours=1)
)
FROM_KNOWN_DEVICE = GrowingDelay(
    "sign-in-from-known-device", 5, timedelta(seconds=5), timedelta(minutes=5), timedelta(hours=24)
)
OF_A_NETWORK = Limit("sign-in-of-a-network", 50, timedelta(minutes=10), guards_secrets=True)


class Guessing:
    def __init__(
        self, *, redis: RedisClient, limiter: RateLimiter, known: KnownDevices, clock: Clock
    ) -> None:
        self._delays = GrowingDelays(redis, clock)
        self._limiter = limiter
        self._known = known

    async def count(self, email_index: str, user: User | None, place: Place) -> None:
        """One try, before it is judged; the same work whether there is such a person or not.

        Raises ``TooManyRequests``.
        """
        is_known = user is not None and self._known.knows(place.mark, user)
        if is_known:
            await self._delays.spend(FROM_KNOWN_DEVICE, f"{email_index} {place.mark}")
            return
        await self._delays.spend(FROM_ONE_PLACE, f"{email_index} {place.network}")
        await self._limiter.spend(OF_A_NETWORK, place.network)
        await self._delays.spend(BY_STRANGERS, email_index)

    async def forgive(self, email_index: str, user: User, place: Place | None = None) -> None:
        """After a right password or a mailed link: the person's counts begin anew."""
        await self._delays.forgive(BY_STRANGERS, email_index)
        if place is None:
            return
        await self._delays.forgive(FROM_ONE_PLACE, f"{email_index} {place.network}")
        if self._known.knows(place.mark, user):
            await self._delays.forgive(FROM_KNOWN_DEVICE, f"{email_index} {place.mark}")
        else:
            await self._limiter.give_back(OF_A_NETWORK, place.network)
