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
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from redis.exceptions import RedisError

from paymentus.foundation.redis import RedisClient

_log = logging.getLogger(__name__)
STREAM = "events"
_KEPT_EVENTS = 20_000
_QUEUE_MAX = 1_000
_START_SECONDS = 1.0
# Shorter than the client's patience with a silent line (5 s), or every quiet wait ends as a fault.
_BLOCK_MILLISECONDS = 2_000
_STREAM_ID = re.compile(r"[0-9]{1,20}(-[0-9]{1,20})?")


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
        self._reads = asyncio.Event()
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
        if self._closed:
            return
        queue: asyncio.Queue[LiveEvent | None] = asyncio.Queue(_QUEUE_MAX)
        self._listeners.setdefault(channel, set()).add(queue)
        seen = last_id if last_id and _is_stream_id(last_id) else None
        try:
            await self._start_reader()
            for event in await self._missed(channel, seen):
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
        while self._reader is not None and not self._reader.done():
            # Repeated: a call to cancel is lost when it meets the very end of a send.
            self._reader.cancel()
            await asyncio.wait({self._reader}, timeout=0.1)

    async def _start_reader(self) -> None:
        """Return once the reader knows where it starts: what is published after is not missed."""
        if self._reader is None or self._reader.done():
            self._reads.clear()
            self._reader = asyncio.create_task(self._read())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_START_SECONDS):
                await self._reads.wait()

    async def _missed(self, channel: str, last_id: str | None) -> list[LiveEvent]:
        if last_id is None:
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
        last: str | None = None
        while not self._closed:
            try:
                if last is None:
                    last = await self._newest()
                    self._reads.set()
                answer: Any = await self._redis.xread(
                    {STREAM: last}, block=_BLOCK_MILLISECONDS, count=200
                )
            except (RedisError, OSError) as error:
                _log.warning("live events paused: %s", type(error).__name__)
                await asyncio.sleep(0.5)
                continue
            for _, rows in answer or []:
                for id, fields in rows:
                    last = id
                    self._hand_out(id, fields)

    async def _newest(self) -> str:
        """Where to read on from. Named by its id: ``$`` would skip what comes between reads."""
        rows: Any = await self._redis.xrevrange(STREAM, count=1)
        return str(rows[0][0]) if rows else "0-0"

    def _hand_out(self, id: str, fields: dict[str, str]) -> None:
        for channel in json.loads(fields["channels"]):
            event = LiveEvent(id, channel, fields["kind"], json.loads(fields["data"]))
            for queue in self._listeners.get(channel, ()):
                # A listener a thousand events behind is gone or asleep; it will reconnect.
                with contextlib.suppress(asyncio.QueueFull):
                    queue.put_nowait(event)


def _is_stream_id(text: str) -> bool:
    """Whether Redis could have given this id; what a client sends may be anything."""
    return bool(_STREAM_ID.fullmatch(text)) and max(_position(text)) < 2**64


def _position(id: str) -> tuple[int, int]:
    first, _, second = id.partition("-")
    return int(first), int(second or 0)
