"""Live events to browsers: one Redis stream, one reader per process, any number of listeners.

Stream ids are the ids of server-sent events, so a listener that comes back with
``Last-Event-ID`` gets what it missed. Events carry ids and states, never personal
data; a listener fetches what changed, so authorization stays in one place. A lost
Redis costs a live update, never a payment: pages also ask again by themselves.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from redis.exceptions import RedisError

from paymentus.foundation.redis import RedisClient

_log = logging.getLogger(__name__)
STREAM = "events"
_KEPT_EVENTS = 20_000
_QUEUE_MAX = 1_000


@dataclass(frozen=True, slots=True)
class LiveEvent:
    id: str
    channel: str
    kind: str
    data: dict[str, Any]


class EventStream:
    def __init__(self, redis: RedisClient) -> None:
        self._redis = redis
        self._listeners: dict[str, set[asyncio.Queue[LiveEvent | None]]] = {}
        self._reader: asyncio.Task[None] | None = None
        self._closed = False

    async def publish(self, channels: list[str], kind: str, data: dict[str, Any]) -> None:
        """Tell everyone listening on one of ``channels``."""
        fields: dict[Any, Any] = {
            "channels": json.dumps(channels),
            "kind": kind,
            "data": json.dumps(data),
        }
        await self._redis.xadd(STREAM, fields, maxlen=_KEPT_EVENTS, approximate=True)

    async def listen(self, channel: str, last_id: str | None) -> AsyncIterator[LiveEvent]:
        """Events on ``channel`` from after ``last_id``, then live, until the server closes."""
        queue: asyncio.Queue[LiveEvent | None] = asyncio.Queue(_QUEUE_MAX)
        self._listeners.setdefault(channel, set()).add(queue)
        self._start_reader()
        seen = last_id
        try:
            for event in await self._missed(channel, last_id):
                seen = event.id
                yield event
            while not self._closed:
                live = await queue.get()
                if live is None:
                    return
                if seen is None or _position(live.id) > _position(seen):
                    seen = live.id
                    yield live
        finally:
            listeners = self._listeners.get(channel)
            if listeners is not None:
                listeners.discard(queue)
                if not listeners:
                    del self._listeners[channel]

    async def close(self) -> None:
        """End every listener at once, so that a server stops without waiting for browsers."""
        self._closed = True
        for queues in self._listeners.values():
            for queue in queues:
                with contextlib.suppress(asyncio.QueueFull):
                    queue.put_nowait(None)
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)

    def _start_reader(self) -> None:
        if self._reader is None or self._reader.done():
            self._reader = asyncio.create_task(self._read())

    async def _missed(self, channel: str, last_id: str | None) -> list[LiveEvent]:
        if not last_id or not _is_stream_id(last_id):
            return []
        try:
            rows: Any = await self._redis.xrange(STREAM, min=f"({last_id}")
        except (RedisError, OSError):
            return []
        return [
            LiveEvent(id, channel, fields["kind"], json.loads(fields["data"]))
            for id, fields in rows
            if channel in json.loads(fields["channels"])
        ]

    async def _read(self) -> None:
        last = "$"
        while not self._closed:
            try:
                answer: Any = await self._redis.xread({STREAM: last}, block=5_000, count=200)
            except (RedisError, OSError) as error:
                _log.warning("live events paused: %s", type(error).__name__)
                await asyncio.sleep(0.5)
                continue
            for _, rows in answer or []:
                for id, fields in rows:
                    last = id
                    self._hand_out(id, fields)

    def _hand_out(self, id: str, fields: dict[str, str]) -> None:
        for channel in json.loads(fields["channels"]):
            event = LiveEvent(id, channel, fields["kind"], json.loads(fields["data"]))
            for queue in self._listeners.get(channel, ()):
                # A listener a thousand events behind is gone or asleep; it will reconnect.
                with contextlib.suppress(asyncio.QueueFull):
                    queue.put_nowait(event)


def _is_stream_id(text: str) -> bool:
    first, _, second = text.partition("-")
    return first.isdigit() and (not second or second.isdigit()) and len(text) < 40


def _position(id: str) -> tuple[int, int]:
    first, _, second = id.partition("-")
    return int(first), int(second or 0)
