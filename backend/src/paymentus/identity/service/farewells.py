"""Tells open pages and event streams that a session has ended, wherever they are connected.

Only news: what counts is that the session is gone. Who misses it finds out at the next request, and
an open stream within ten seconds.
"""

from __future__ import annotations

import logging
from collections.abc import Collection

from redis.exceptions import RedisError

from paymentus.foundation.authorization import Principal
from paymentus.foundation.event_stream import EventStream, LiveEvent

_log = logging.getLogger(__name__)
SIGNED_OUT = "signed_out"


class Farewells:
    def __init__(self, stream: EventStream) -> None:
        self._stream = stream

    async def tell(
        self, user_id: str, *, sessions: Collection[str] | None = None, spared: str | None = None
    ) -> None:
        """``sessions`` have ended; None means all of the person's but the ``spared`` one."""
        data = {"sessions": None if sessions is None else sorted(sessions), "spared": spared}
        try:
            await self._stream.publish([channel_of(user_id)], SIGNED_OUT, data)
        except (RedisError, OSError) as problem:
            _log.warning("nobody was told of an ended session: %s", type(problem).__name__)


def channel_of(user_id: str) -> str:
    return f"person:{user_id}"


def concerns(event: LiveEvent, principal: Principal) -> bool:
    """Whether this news ends what the principal has open."""
    if event.kind != SIGNED_OUT:
        return False
    ended = event.data["sessions"]
    if ended is None:
        return principal.session_id is None or principal.session_id != event.data["spared"]
    return principal.session_id in ended
