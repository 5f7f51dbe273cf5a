"""Wake-up calls between processes. A lost one costs a poll, never work."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable

from redis.exceptions import RedisError

from paymentus.foundation.redis import RedisClient, listener

_log = logging.getLogger(__name__)
_CHANNEL = "wake"


class WakeUps:
    def __init__(self, redis: RedisClient) -> None:
        self._redis = redis
        self._events: dict[str, asyncio.Event] = {}

    async def call(self, names: Iterable[str]) -> None:
        """Wake everyone waiting for one of ``names``, in this and other processes."""
        wanted = list(names)
        for name in wanted:
            self._event(name).set()
        with contextlib.suppress(RedisError, OSError, TimeoutError):
            async with asyncio.timeout(0.5):
                await self._redis.publish(_CHANNEL, " ".join(wanted))

    async def wait(self, name: str, seconds: float) -> None:
        """Until called, or for ``seconds`` at most."""
        event = self._event(name)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()
        event.clear()

    async def listen(self) -> None:
        """Hear other processes' calls, for ever; run as a task of the worker."""
        while True:
            try:
                async with await listener(self._redis) as channel:
                    await channel.subscribe(_CHANNEL)
                    _end_if_canceled()
                    async for message in channel.listen():
                        if message["type"] == "message":
                            for name in message["data"].split():
                                self._event(name).set()
            except (RedisError, OSError) as error:
                _end_if_canceled()
                _log.warning("wake-ups paused: %s", type(error).__name__)
            await asyncio.sleep(0.5)

    def _event(self, name: str) -> asyncio.Event:
        return self._events.setdefault(name, asyncio.Event())


def _end_if_canceled() -> None:
    """The Redis client keeps a cancellation that it meets while it connects to itself."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
