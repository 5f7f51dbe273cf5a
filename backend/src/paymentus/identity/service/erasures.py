"""Erasing a person: the key that opens what is theirs is destroyed, and stays destroyed.

First the erasure is committed with its audit record, then the key is destroyed; a crash between
the two is made up for by ``replay``, which runs at every start before the doors open and in the
worker all the time. A database restored from an older backup has keys again that were destroyed
since: ``replay`` destroys them too, if the collection ``erasures`` was brought along. The wrapped
key may live on in backups and the database's log until those are gone or the master keys of their
time are. Audit leaves hold no personal data, so every proof stays valid.
"""

from __future__ import annotations

import contextlib

from paymentus.commit.domain import AlreadyExists, AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database
from paymentus.identity.repository.erasures import ErasureRepository, insertion_of_erasure
from paymentus.integrations.key_management.key_store import KeyStore


class Erasures:
    def __init__(
        self, *, database: Database, committer: Committer, keys: KeyStore, clock: Clock
    ) -> None:
        self._erasures = ErasureRepository(database)
        self._committer = committer
        self._keys = keys
        self._clock = clock

    async def erase(self, subject: str, *, actor: str, reason: str) -> None:
        """Destroy the subject's key, in every process within seconds. Safe to repeat.

        ``reason`` holds no personal data: a word or the id of a request. What the law wants kept
        (records of identity checks, for one) must not be sealed under the person's key.
        """
        record = AuditRecord("person.erased", subject, actor, {"reason": reason})
        insert = insertion_of_erasure(subject, reason=reason, at=self._clock())
        with contextlib.suppress(AlreadyExists):
            await self._committer.commit(UnitOfWork(inserts=(insert,), audit=(record,)))
        await self._keys.destroy(subject)

    async def replay(self) -> int:
        """Destroy again every key of somebody erased; returns how many there were."""
        destroyed = 0
        async for subjects in self._erasures.batches():
            destroyed += await self._keys.destroy_again(subjects)
        return destroyed
