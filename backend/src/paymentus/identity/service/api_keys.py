"""Making, listing, revoking and honouring the API keys of billers."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from paymentus.commit.domain import AlreadyExists, AuditRecord, Insert, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Permission, Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict, DomainError, NotFound
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Database
from paymentus.foundation.rate_limits import Limit, RateLimiter
from paymentus.identity.domain.api_keys import (
    LIVE_KEYS_MAX,
    ROLE,
    ApiKey,
    KeyState,
    check_new_key,
    hash_of,
    id_in,
    key_text,
)
from paymentus.identity.repository.api_keys import (
    ApiKeyRepository,
    insertion_of_key,
    next_epoch,
    with_key_revoked,
    with_key_used,
)
from paymentus.identity.service.access_tokens import TokenNotValid
from paymentus.identity.service.identity import BillerName
from paymentus.identity.service.recent_users import BELIEVED_SECONDS

REQUESTS_OF_A_KEY = Limit("api-key", 600, timedelta(minutes=1))
# A program that goes on with a dead key fills the log with one line a minute, not with thousands.
_REFUSALS_RECORDED = Limit("api-key-refusals-recorded", 1, timedelta(minutes=1))
_RACES_MAX = 5
_KEPT_MAX = 10_000


class ApiKeyNotValid(TokenNotValid):
    """The API key is not one of ours, has expired or was revoked. Ask for a new one."""


class ApiKeyNotFound(NotFound):
    """This biller has no such API key."""


class NoSuchBiller(NotFound):
    """There is no such biller."""


class TooManyApiKeys(Conflict):
    """The biller has as many live keys as it may have. Revoke one that is not used."""


@dataclass(frozen=True, slots=True)
class NewApiKey:
    """``text`` is the whole key. It is not kept: who loses it makes another one."""

    key: ApiKey
    text: str


@dataclass(frozen=True, slots=True)
class ApiKeyView:
    key: ApiKey
    state: KeyState


class ApiKeysService:
    """``biller_name`` tells a biller's name by its id, or that there is none."""

    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        clock: Clock,
        limiter: RateLimiter,
        biller_name: BillerName,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._keys = ApiKeyRepository(database)
        self._committer = committer
        self._clock = clock
        self._limiter = limiter
        self._biller_name = biller_name
        self._monotonic = monotonic
        self._recent: OrderedDict[str, tuple[float, ApiKey, int]] = OrderedDict()

    async def create(
        self,
        *,
        biller_id: str,
        name: str,
        scope: Collection[Permission],
        days: int,
        actor: str,
    ) -> NewApiKey:
        """Raises ``ApiKeyNotAccepted``, ``NoSuchBiller`` or ``TooManyApiKeys``."""
        check_new_key(name=name, scope=scope, days=days)
        await self._require_biller(biller_id)
        if sum(view.state == "live" for view in await self.of_biller(biller_id)) >= LIVE_KEYS_MAX:
            raise TooManyApiKeys()
        now = self._clock()
        epoch, _ = await self._keys.epoch()
        key_id = new_id("pk", at=now)
        text = key_text(key_id, secrets.token_urlsafe(32))
        key = ApiKey(
            id=key_id,
            biller_id=biller_id,
            name=name.strip(),
            scope=frozenset(scope),
            secret_hash=hash_of(text),
            epoch=epoch,
            created_by=actor,
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        data = {"biller_id": biller_id, "scope": sorted(scope), "days": days}
        record = AuditRecord("api_key.created", key.id, actor, data)
        await self._committer.commit(UnitOfWork(inserts=(insertion_of_key(key),), audit=(record,)))
        return NewApiKey(key, text)

    async def of_biller(self, biller_id: str) -> list[ApiKeyView]:
        """Newest first, those that no longer count too. Raises ``NoSuchBiller``."""
        await self._require_biller(biller_id)
        epoch, _ = await self._keys.epoch()
        now = self._clock()
        keys = await self._keys.of_biller(biller_id)
        return [ApiKeyView(key, key.state(now=now, epoch=epoch)) for key in keys]

    async def of_all_billers(
        self, *, below: str | None, limit: int
    ) -> tuple[list[tuple[ApiKeyView, str | None]], str | None]:
        """Newest first, each with its biller's name, and where the next page begins."""
        epoch, _ = await self._keys.epoch()
        now = self._clock()
        found = await self._keys.page(below=below, limit=limit + 1)
        views = [
            (
                ApiKeyView(key, key.state(now=now, epoch=epoch)),
                await self._biller_name(key.biller_id),
            )
            for key in found[:limit]
        ]
        return views, found[limit - 1].id if len(found) > limit else None

    async def revoke(self, key_id: str, *, biller_id: str, actor: str) -> None:
        """The key counts nowhere after five seconds. Safe to repeat; raises ``ApiKeyNotFound``."""
        for _ in range(_RACES_MAX):
            key = await self._keys.find(key_id)
            if key is None or key.biller_id != biller_id:
                raise ApiKeyNotFound()
            if key.revoked_at is not None:
                break
            record = AuditRecord("api_key.revoked", key.id, actor, {"biller_id": biller_id})
            update = with_key_revoked(key, self._clock())
            try:
                await self._committer.commit(UnitOfWork(updates=(update,), audit=(record,)))
                break
            except VersionConflict as lost:
                # It was used this very moment.
                race: VersionConflict = lost
        else:
            raise race
        self._recent.pop(key_id, None)

    async def revoke_all(self, *, actor: str, reason: str) -> int:
        """Revoke every key of every biller by one write; returns how many were live."""
        for _ in range(_RACES_MAX):
            unit, live = await self.revoking_all(actor=actor, reason=reason)
            try:
                await self._committer.commit(unit)
            except (VersionConflict, AlreadyExists) as lost:
                race: DomainError = lost
                continue
            self.forget()
            return live
        raise race

    async def revoking_all(self, *, actor: str, reason: str) -> tuple[UnitOfWork, int]:
        """The unit that revokes every key, and how many were live. Two at once: one gets
        ``VersionConflict`` or ``AlreadyExists``, and asks again."""
        epoch, version = await self._keys.epoch()
        live = await self._keys.count_live(epoch=epoch, now=self._clock())
        write = next_epoch(epoch, version)
        data = {"live": live, "reason": reason}
        record = AuditRecord("api_key.all_revoked", "api_keys", actor, data)
        if isinstance(write, Insert):
            return UnitOfWork(inserts=(write,), audit=(record,)), live
        return UnitOfWork(updates=(write,), audit=(record,)), live

    def forget(self) -> None:
        """Ask again at each key's next use; for after the commit of ``revoking_all``."""
        self._recent.clear()

    async def principal_of_key(self, text: str) -> Principal:
        """Who a key stands for: its biller, with its scope. Counts as use of the key.

        Raises ``ApiKeyNotValid`` or ``TooManyRequests``.
        """
        key_id = id_in(text)
        known = await self._find(key_id) if key_id else None
        if known is None:
            raise ApiKeyNotValid()
        key, epoch = known
        now = self._clock()
        state = key.state(now=now, epoch=epoch)
        if state != "live" or not key.is_of(text):
            await self._record_refusal(key, "wrong_secret" if state == "live" else state)
            raise ApiKeyNotValid()
        await self._limiter.spend(REQUESTS_OF_A_KEY, key.id)
        if key.wants_touch(now):
            await self._touch(key, now)
        return Principal.of_key(ROLE, id=key.id, biller_id=key.biller_id, scope=key.scope)

    async def _find(self, key_id: str) -> tuple[ApiKey, int] | None:
        """The key and the epoch as they were at most five seconds ago."""
        kept = self._recent.get(key_id)
        started = self._monotonic()
        if kept is not None and started - kept[0] < BELIEVED_SECONDS:
            return kept[1], kept[2]
        # The epoch first: a key that was made after it is then at least as new.
        epoch, _ = await self._keys.epoch()
        key = await self._keys.find(key_id)
        if key is None:
            return None
        self._recent[key_id] = (started, key, epoch)
        self._recent.move_to_end(key_id)
        if len(self._recent) > _KEPT_MAX:
            self._recent.popitem(last=False)
        return key, epoch

    async def _touch(self, key: ApiKey, now: datetime) -> None:
        self._recent.pop(key.id, None)
        # Who was faster wrote the same, or revoked the key; and nobody is refused for this.
        with contextlib.suppress(DomainError):
            await self._committer.commit(UnitOfWork(updates=(with_key_used(key, now),)))

    async def _record_refusal(self, key: ApiKey, problem: str) -> None:
        if not (await self._limiter.take(_REFUSALS_RECORDED, f"{key.id} {problem}")).allowed:
            return
        data = {"biller_id": key.biller_id, "why": problem}
        record = AuditRecord("api_key.refused", key.id, "anonymous", data)
        with contextlib.suppress(DomainError):
            await self._committer.commit(UnitOfWork(audit=(record,)))

    async def _require_biller(self, biller_id: str) -> None:
        if await self._biller_name(biller_id) is None:
            raise NoSuchBiller()
