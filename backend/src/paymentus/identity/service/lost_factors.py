"""Taking away the second factors of somebody who lost them, so that they can set up new ones."""

from __future__ import annotations

from dataclasses import replace

from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database
from paymentus.identity.domain import User
from paymentus.identity.repository import with_epoch_raised
from paymentus.identity.repository.second_factors import (
    SecondFactorRepository,
    with_passkey_removed,
)
from paymentus.identity.service.second_factors import unit_with


class LostFactors:
    def __init__(self, *, database: Database, committer: Committer, clock: Clock) -> None:
        self._factors = SecondFactorRepository(database)
        self._committer = committer
        self._clock = clock

    async def take_away(self, user: User, *, actor: str) -> int:
        """Remove every second factor and end every session and token; returns how many there were.

        The password alone signs in afterwards, so whoever does this must know who asks for it. A
        staff person then reaches nothing until they have set up a new one.
        Raises ``VersionConflict`` when somebody changed one of them at the same moment.
        """
        factors = await self._factors.codes_of(user.id)
        passkeys = await self._factors.passkeys_of(user.id)
        count = len(passkeys) + (factors.authenticator is not None)
        now = self._clock()
        removals = tuple(with_passkey_removed(passkey, now) for passkey in passkeys)
        record = AuditRecord("user.second_factors_taken_away", user.id, actor, {"count": count})
        none = replace(factors, authenticator=None, recovery=None)
        more = UnitOfWork(updates=(*removals, with_epoch_raised(user)))
        await self._committer.commit(unit_with(none, record, more))
        return count
