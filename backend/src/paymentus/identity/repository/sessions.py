"""Sessions in Redis, under the SHA-256 of the cookie: reading Redis gives nobody a cookie.

The key's expiry is the nearer of the session's limits. A session that was ended is not brought
back by a request that read it before: only an existing key is written again.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from bson.binary import Binary
from redis.exceptions import RedisError

from paymentus.foundation.clock import parse_rfc3339, rfc3339
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import GuestSight, Session, SessionKind
from paymentus.integrations.key_management import SealBroken
from paymentus.integrations.key_management.field_cipher import CIPHERTEXT_SUBTYPE
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

_ANSWER_SECONDS = 2.0
_GUEST = "redis.session.guest"
_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")


class SessionsUnavailable(Unavailable):
    """We cannot check your session just now. Try again in a moment; you are not signed out."""


class SessionStore:
    """A guest's biller account is sealed under its biller's key."""

    def __init__(self, redis: RedisClient, sealed: SealedDocuments | None) -> None:
        self._redis = redis
        self._cipher = sealed.cipher if sealed else None

    async def open(self, session: Session, *, now: datetime) -> str:
        """Keep a new session; returns the cookie's value, 256 random bits that we then forget."""
        cookie = secrets.token_urlsafe(32)
        session_id = session_id_of(cookie)
        text = await self._text(session, session_id)
        async with answering():
            await self._redis.set(_key(session_id), text, px=_milliseconds(session, now))
        return cookie

    async def find(self, session_id: str) -> Session | None:
        async with answering():
            text = await self._redis.get(_key(session_id))
        return None if text is None else await self._session(str(text), session_id)

    async def touch(self, session_id: str, session: Session, *, now: datetime) -> None:
        """Write back when it was last seen, unless it has been ended meanwhile."""
        text = await self._text(session, session_id)
        async with answering():
            await self._redis.set(_key(session_id), text, px=_milliseconds(session, now), xx=True)

    async def end(self, session_id: str) -> None:
        async with answering():
            await self._redis.delete(_key(session_id))

    async def listed(self, *, limit: int) -> list[tuple[str, Session]]:
        """Session ids and sessions as they are kept, in no order. No id leads to a cookie."""
        found: list[tuple[str, Session]] = []
        async with answering():
            names = [name async for name in self._redis.scan_iter(match="session:*", count=1000)]
        for name in names[:limit]:
            session_id = str(name).removeprefix("session:")
            session = await self.find(session_id)
            if session is not None:
                found.append((session_id, session))
        return found

    async def _text(self, session: Session, session_id: str) -> str:
        guest: Any = session.guest and asdict(session.guest)
        if guest is not None and self._cipher is not None:
            sealed = await self._cipher.seal(
                guest["biller_id"], guest, record_id=session_id, field=_GUEST
            )
            guest = base64.b64encode(sealed).decode()
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
                "guest": guest,
                "platform_epoch": session.platform_epoch,
            }
        )

    async def _session(self, text: str, session_id: str) -> Session | None:
        """What cannot be read is no session: signing in again is the safe answer."""
        try:
            kept: dict[str, Any] = json.loads(text)
            guest = kept["guest"]
            if isinstance(guest, str) and self._cipher is not None:
                sealed = Binary(base64.b64decode(guest), CIPHERTEXT_SUBTYPE)
                guest = await self._cipher.open(sealed, record_id=session_id, field=_GUEST)
            return Session(
                kind=SessionKind(kept["kind"]),
                principal_id=kept["principal_id"],
                epoch=kept["epoch"],
                created_at=parse_rfc3339(kept["created_at"]),
                last_seen_at=parse_rfc3339(kept["last_seen_at"]),
                expires_at=parse_rfc3339(kept["expires_at"]),
                idle=timedelta(seconds=kept["idle_seconds"]),
                **_proofs(kept),
                guest=GuestSight(**guest) if guest else None,
                # A server of the release before writes none.
                platform_epoch=kept.get("platform_epoch", 0),
            )
        except (ValueError, KeyError, TypeError, SealBroken):
            return None


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


def _proofs(kept: dict[str, Any]) -> dict[str, Any]:
    """A server of the release before writes neither of these two."""
    shown = kept.get("second_factor_at")
    return {
        "proved_at": parse_rfc3339(kept.get("proved_at") or kept["created_at"]),
        "second_factor_at": parse_rfc3339(shown) if shown else None,
    }
