"""Giving, exchanging and ending refresh tokens of API clients."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from paymentus.commit.domain import AuditRecord, Insert, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import DomainError, Rejected
from paymentus.foundation.ids import new_id
from paymentus.identity.domain import User
from paymentus.identity.domain.devices import Place
from paymentus.identity.domain.refresh_tokens import (
    RefreshFamily,
    Verdict,
    hash_of,
    lifetime_of,
    parts_of,
    token_text,
)
from paymentus.identity.repository import UserRepository
from paymentus.identity.repository.refresh_tokens import (
    RefreshRepository,
    insertion_of_family,
    with_exchange,
    with_family_ended,
)
from paymentus.identity.service.session_epoch import SessionEpoch

_RACES_MAX = 3


class RefreshTokenNotValid(Rejected):
    """This refresh token has been used, was ended, or is none of ours. Sign in again."""


@dataclass(frozen=True, slots=True)
class GivenRefresh:
    """A token for the client to keep; ``proved_at`` and ``second_factor`` are of its sign-in."""

    token: str
    proved_at: datetime
    second_factor: bool


@dataclass(frozen=True, slots=True)
class FirstRefresh(GivenRefresh):
    """``insert`` makes the new family count."""

    insert: Insert


class RefreshTokens:
    def __init__(
        self,
        *,
        families: RefreshRepository,
        users: UserRepository,
        committer: Committer,
        clock: Clock,
        key: bytes,
        everybody: SessionEpoch,
    ) -> None:
        self._families = families
        self._users = users
        self._committer = committer
        self._clock = clock
        self._key = key
        self._everybody = everybody

    async def begin(self, user: User, place: Place, *, second_factor: bool) -> FirstRefresh:
        """The first token of a new family, for who has just shown who they are."""
        now = self._clock()
        unused, _ = lifetime_of(user.role)
        secret = secrets.token_urlsafe(32)
        family = RefreshFamily(
            id=new_id("rt", at=now),
            user_id=user.id,
            epoch=user.epoch,
            device=place.device,
            second_factor=second_factor,
            newest_hash=hash_of(secret),
            before_hash=None,
            network_hash=self._hash_of_network(place),
            lost_answer_used=False,
            created_at=now,
            exchanged_at=now,
            expires_at=now + unused,
            platform_epoch=await self._everybody.present(),
        )
        token = token_text(family.id, secret, self._key)
        return FirstRefresh(token, now, second_factor, insertion_of_family(family))

    async def exchange(self, token: str, place: Place) -> tuple[User, GivenRefresh]:
        """The person and the next token. Raises ``RefreshTokenNotValid``, one answer for all.

        A token that was exchanged before ends its family; see the domain for the one exception.
        """
        for _ in range(_RACES_MAX):
            family, secret = await self._genuine(token)
            now = self._clock()
            user = await self._users.by_id(family.user_id)
            if family.ended_at is not None or now >= family.expires_at:
                raise RefreshTokenNotValid()
            if user is None or user.epoch != family.epoch or not user.may_sign_in:
                raise RefreshTokenNotValid()
            if not await self._everybody.is_present(family.platform_epoch):
                raise RefreshTokenNotValid()
            network = self._hash_of_network(place)
            verdict = family.judge(secret, network_hash=network, now=now)
            try:
                if verdict is Verdict.USED_BEFORE:
                    await self._end(family, "user.refresh_replayed", now)
                    raise RefreshTokenNotValid()
                following = await self._next(family, verdict, user, network, now)
                given = GivenRefresh(following, family.created_at, family.second_factor)
                return user, given
            except VersionConflict:
                # The same token came twice at once: judge it by what the other made of it.
                continue
        raise RefreshTokenNotValid()

    async def end(self, token: str) -> None:
        """The client is done with it. Says nothing about tokens that are none (RFC 7009, 2.2)."""
        for _ in range(_RACES_MAX):
            try:
                family, _secret = await self._genuine(token)
                if family.ended_at is None:
                    await self._end(family, "user.refresh_ended", self._clock())
                return
            except RefreshTokenNotValid:
                return
            except VersionConflict as lost:
                race: DomainError = lost
        raise race

    async def _genuine(self, token: str) -> tuple[RefreshFamily, str]:
        parts = parts_of(token, self._key)
        family = await self._families.find(parts[0]) if parts else None
        if parts is None or family is None:
            raise RefreshTokenNotValid()
        return family, parts[1]

    async def _next(
        self, family: RefreshFamily, verdict: Verdict, user: User, network: str, now: datetime
    ) -> str:
        secret = secrets.token_urlsafe(32)
        unused, in_all = lifetime_of(user.role)
        lost = verdict is Verdict.LOST_ANSWER
        changed = replace(
            family,
            newest_hash=hash_of(secret),
            # In place of the answer that was lost: what that one gave out counts no longer.
            before_hash=family.before_hash if lost else family.newest_hash,
            lost_answer_used=lost,
            network_hash=network,
            exchanged_at=now,
            expires_at=min(now + unused, family.created_at + in_all),
        )
        record = AuditRecord("user.token_refreshed", user.id, user.id, {"by": verdict.value})
        await self._committer.commit(
            UnitOfWork(updates=(with_exchange(family, changed),), audit=(record,))
        )
        return token_text(family.id, secret, self._key)

    async def _end(self, family: RefreshFamily, event: str, now: datetime) -> None:
        record = AuditRecord(event, family.user_id, family.user_id, {"family": family.id})
        await self._committer.commit(
            UnitOfWork(updates=(with_family_ended(family, now),), audit=(record,))
        )

    def _hash_of_network(self, place: Place) -> str:
        return hmac.new(self._key, place.network.encode(), hashlib.sha256).hexdigest()
