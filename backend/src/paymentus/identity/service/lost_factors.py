"""Taking away the second factors of somebody who lost them, so that they can set up new ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Permission
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database
from paymentus.identity.domain import User
from paymentus.identity.domain.administration import FactorRemoval, PersonHasChanged
from paymentus.identity.repository import UserRepository, with_epoch_raised
from paymentus.identity.repository.second_factors import (
    SecondFactorRepository,
    with_passkey_removed,
)
from paymentus.identity.service.second_factors import unit_with

FACTOR_REMOVAL = "factor_removal"


@dataclass(frozen=True, slots=True)
class _Removal:
    count: int
    unit: UnitOfWork


class LostFactors:
    """Also the act of two administrators (:class:`paymentus.approvals.service.Act`).

    The password alone signs in afterwards, so whoever does this must know who asks for it. A
    staff person then reaches nothing until they have set up a new second factor.
    """

    kind = FACTOR_REMOVAL
    permission = Permission.USERS_MANAGE
    seen_with = Permission.USERS_READ

    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        clock: Clock,
        forget: Callable[[str], None],
    ) -> None:
        self._users = UserRepository(database, committer.sealed)
        self._factors = SecondFactorRepository(database)
        self._committer = committer
        self._clock = clock
        self._forget = forget

    async def take_away(self, user: User, *, actor: str) -> int:
        """Remove every second factor and end every session and token; returns how many there were.

        Raises ``VersionConflict`` when somebody changed one of them at the same moment.
        """
        removal = await self._removal(user, actor)
        await self._committer.commit(removal.unit)
        self._forget(user.id)
        return removal.count

    def words(self, payload: Mapping[str, Any]) -> str:
        return FactorRemoval.read(payload).words()

    async def perform(self, payload: Mapping[str, Any], *, actor: str) -> UnitOfWork:
        change = FactorRemoval.read(payload)
        user = await self._users.by_id(change.user_id)
        if user is None:
            raise PersonHasChanged()
        removal = await self._removal(user, actor)
        change.check(removal.count)
        return removal.unit

    def performed(self, payload: Mapping[str, Any]) -> None:
        self._forget(FactorRemoval.read(payload).user_id)

    async def _removal(self, user: User, actor: str) -> _Removal:
        factors = await self._factors.codes_of(user.id)
        passkeys = await self._factors.passkeys_of(user.id)
        count = len(passkeys) + (factors.authenticator is not None)
        now = self._clock()
        removals = tuple(with_passkey_removed(passkey, now) for passkey in passkeys)
        record = AuditRecord("user.second_factors_taken_away", user.id, actor, {"count": count})
        none = replace(factors, authenticator=None, recovery=None)
        more = UnitOfWork(updates=(*removals, with_epoch_raised(user, changed_at=now)))
        return _Removal(count, unit_with(none, record, more))
