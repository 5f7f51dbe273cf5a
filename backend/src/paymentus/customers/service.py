"""Linking biller accounts to payers. Who may link is decided in ``bills``."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from paymentus.commit.domain import AlreadyExists, AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.customers.domain import (
    LINKS_MAX,
    LinkedAccount,
    LinkedAccountNotFound,
    TooManyLinkedAccounts,
    link_id,
    plain_link_id,
)
from paymentus.customers.repository import (
    LinkedAccountRepository,
    insertion,
    linked_again,
    unlinked,
)
from paymentus.foundation.clock import Clock
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

_RACES_MAX = 3

KeySource = Callable[[], Awaitable[bytes]]


class CustomersService:
    """``id_key`` gives the key that the ids of links are made with."""

    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        clock: Clock,
        id_key: KeySource,
        sealed: SealedDocuments | None = None,
    ) -> None:
        self._accounts = LinkedAccountRepository(database, sealed)
        self._id_key = id_key
        self._committer = committer
        self._clock = clock

    async def linked_accounts(self, user_id: str) -> list[LinkedAccount]:
        return await self._accounts.of_user(user_id)

    async def link(
        self,
        *,
        user_id: str,
        biller_id: str,
        account_number: str,
        account_key: str,
        nickname: str | None = None,
    ) -> LinkedAccount:
        """Link an account whose second factor the caller has checked; safe to repeat.

        Raises ``TooManyLinkedAccounts``.
        """
        key = await self._id_key()
        identifier = link_id(key, user_id=user_id, biller_id=biller_id, account_key=account_key)
        before = plain_link_id(user_id=user_id, biller_id=biller_id, account_key=account_key)
        data = {"user_id": user_id, "biller_id": biller_id}
        for _ in range(_RACES_MAX):
            present = await self._accounts.find(identifier, before)
            if present is not None and present.is_linked:
                return present
            if len(await self._accounts.of_user(user_id)) >= LINKS_MAX:
                raise TooManyLinkedAccounts()
            now = self._clock()
            subject = present.id if present is not None else identifier
            record = AuditRecord("account.linked", subject, user_id, data)
            if present is not None:
                again = linked_again(present, nickname=nickname, at=now)
                unit = UnitOfWork(updates=(again,), audit=(record,))
            else:
                account = LinkedAccount(
                    identifier, 1, user_id, biller_id, account_number, account_key, nickname, now
                )
                unit = UnitOfWork(inserts=(insertion(account),), audit=(record,))
            try:
                await self._committer.commit(unit)
            except (AlreadyExists, VersionConflict):
                continue  # the same person in another tab
        present = await self._accounts.find(identifier, before)
        if present is None:
            raise LinkedAccountNotFound()
        return present

    async def unlink(self, *, user_id: str, account_id: str) -> None:
        """Raises ``LinkedAccountNotFound``, also for another person's."""
        account = await self._accounts.find(account_id)
        if account is None or account.user_id != user_id or not account.is_linked:
            raise LinkedAccountNotFound()
        record = AuditRecord("account.unlinked", account.id, user_id, {"user_id": user_id})
        update = unlinked(account, at=self._clock())
        await self._committer.commit(UnitOfWork(updates=(update,), audit=(record,)))
