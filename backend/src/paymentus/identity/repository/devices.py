"""What is remembered of the place a session was opened at, and which sessions a person has.

In Redis, beside the sessions: losing it loses a list, and the sessions with it.
"""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain.devices import Place
from paymentus.identity.repository.sessions import answering

# As long as any session may last.
_KEPT = timedelta(days=30)


class DeviceStore:
    def __init__(self, redis: RedisClient) -> None:
        self._redis = redis

    async def remember(self, user_id: str, session_id: str, place: Place) -> None:
        words = json.dumps({"device": place.device, "near": place.near})
        async with answering():
            await asyncio.gather(
                self._redis.set(_device(session_id), words, px=_KEPT),
                self._redis.sadd(_sessions(user_id), session_id),
            )
            await self._redis.pexpire(_sessions(user_id), _KEPT)

    async def of_person(self, user_id: str) -> dict[str, tuple[str, str]]:
        """Session id -> device and network in words, those that have ended meanwhile too."""
        async with answering():
            ids = sorted(map(str, await self._redis.smembers(_sessions(user_id))))
            # One by one, not MGET: in a cluster they are on different servers.
            texts = await asyncio.gather(*(self._redis.get(_device(id)) for id in ids))
        found = {}
        for id, text in zip(ids, texts, strict=True):
            words = json.loads(text) if text else {}
            found[id] = (words.get("device", "Unknown device"), words.get("near", ""))
        return found

    async def forget(self, user_id: str, *session_ids: str) -> None:
        if not session_ids:
            return
        async with answering():
            await self._redis.srem(_sessions(user_id), *session_ids)
            await asyncio.gather(*(self._redis.delete(_device(id)) for id in session_ids))

    async def is_first_from(self, user_id: str, near: str) -> bool:
        """Whether a program gets a token from this network for the first time in a month."""
        async with answering():
            name = f"token-place:{user_id}:{near}"
            return bool(await self._redis.set(name, "1", px=_KEPT, nx=True))


def _device(session_id: str) -> str:
    return f"device:{session_id}"


def _sessions(user_id: str) -> str:
    return f"sessions-of:{user_id}"
