"""Sessions in Redis, under the SHA-256 of the cookie: reading Redis gives nobody a cookie.

The key's expiry is the nearer of the session's limits. A session that was ended is not brought
back by a request that read it before: only an existing key is written again.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from redis.exceptions import RedisError

from paymentus.foundation.clock import parse_rfc3339, rfc3339
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import GuestSight, Session, SessionKind

_ANSWER_SECONDS = 2.0
_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")


class SessionsUnavailable(Unavailable):
    """We cannot check your session just now. Try again in a moment; you are not signed out."""


class SessionStore:
    def __init__(self, redis: RedisClient) -> None:
        self._redis = redis

    async def open(self, session: Session, *, now: datetime) -> str:
        """Keep a new session; returns the cookie's value, 256 random bits that we then forget."""
        cookie = secrets.token_urlsafe(32)
        async with answering():
            await self._redis.set(
                _key(session_id_of(cookie)), _text(session), px=_milliseconds(session, now)
            )
        return cookie

    async def find(self, session_id: str) -> Session | None:
        async with answering():
            text = await self._redis.get(_key(session_id))
        return None if text is None else _session(str(text))

    async def touch(self, session_id: str, session: Session, *, now: datetime) -> None:
        """Write back when it was last seen, unless it has been ended meanwhile."""
        async with answering():
            await self._redis.set(
                _key(session_id), _text(session), px=_milliseconds(session, now), xx=True
            )

    async def end(self, session_id: str) -> None:
        async with answering():
            await self._redis.delete(_key(session_id))


def session_id_of(cookie: str) -> str:
    """The id a session is kept under."""
    return hashlib.sha256(cookie.encode()).hexdigest()


def is_cookie_value(text: str) -> bool:
    """Whether it has the form of a cookie we hand out; others are not worth a question."""
    return _COOKIE.fullmatch(text) is not None


@asynccontextmanager
async def answering() -> AsyncIterator[None]:
    """Turns what Redis may fail with into ``SessionsUnavailable``, in time."""
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            yield
    except (RedisError, OSError, TimeoutError) as problem:
        raise SessionsUnavailable() from problem


def _key(session_id: str) -> str:
    return f"session:{session_id}"


def _milliseconds(session: Session, now: datetime) -> int:
    return max(1, session.time_left(now) // timedelta(milliseconds=1))


def _text(session: Session) -> str:
    guest = session.guest
    return json.dumps(
        {
            "kind": session.kind.value,
            "principal_id": session.principal_id,
            "epoch": session.epoch,
            "created_at": rfc3339(session.created_at),
            "last_seen_at": rfc3339(session.last_seen_at),
            "expires_at": rfc3339(session.expires_at),
            "idle_seconds": int(session.idle.total_seconds()),
            "proved_at": rfc3339(session.proved_at),
            "second_factor_at": session.second_factor_at and rfc3339(session.second_factor_at),
            "guest": guest
            and {
                "biller_id": guest.biller_id,
                "biller_name": guest.biller_name,
                "account_number": guest.account_number,
            },
        }
    )


def _session(text: str) -> Session | None:
    """What cannot be read is no session: signing in again is the safe answer."""
    try:
        kept: dict[str, Any] = json.loads(text)
        return Session(
            kind=SessionKind(kept["kind"]),
            principal_id=kept["principal_id"],
            epoch=kept["epoch"],
            created_at=parse_rfc3339(kept["created_at"]),
            last_seen_at=parse_rfc3339(kept["last_seen_at"]),
            expires_at=parse_rfc3339(kept["expires_at"]),
            idle=timedelta(seconds=kept["idle_seconds"]),
            **_proofs(kept),
            guest=GuestSight(**kept["guest"]) if kept["guest"] else None,
        )
    except (ValueError, KeyError, TypeError):
        return None


def _proofs(kept: dict[str, Any]) -> dict[str, Any]:
    """A server of the release before writes neither of these two."""
    shown = kept.get("second_factor_at")
    return {
        "proved_at": parse_rfc3339(kept.get("proved_at") or kept["created_at"]),
        "second_factor_at": parse_rfc3339(shown) if shown else None,
    }
