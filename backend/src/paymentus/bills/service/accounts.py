"""A payer's linked accounts: linking asks for the second factor, like a guest's look-up."""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.billers.service import BillersService
from paymentus.bills.service.look_up import GuestLookUp
from paymentus.customers.domain import LinkedAccount
from paymentus.customers.service import CustomersService


@dataclass(frozen=True, slots=True)
class AccountView:
    account: LinkedAccount
    biller_name: str


class LinkedAccounts:
    def __init__(
        self, *, customers: CustomersService, billers: BillersService, look_up: GuestLookUp
    ) -> None:
        self._customers = customers
        self._billers = billers
        self._look_up = look_up

    async def of_user(self, user_id: str) -> list[AccountView]:
        accounts = await self._customers.linked_accounts(user_id)
        billers = await self._billers.get_many({account.biller_id for account in accounts})
        return [
            AccountView(account, billers[account.biller_id].name)
            for account in accounts
            if account.biller_id in billers
        ]

    async def link(
        self,
        *,
        user_id: str,
        biller_id: str,
        account_number: str,
        second_factor: str,
        nickname: str | None,
        client: str,
    ) -> AccountView:
        """Raises what :meth:`GuestLookUp.find` raises, and ``TooManyLinkedAccounts``."""
        found = await self._look_up.find(
            biller_id=biller_id,
            account_number=account_number,
            second_factor=second_factor,
            client=client,
        )
        account = await self._customers.link(
            user_id=user_id,
            biller_id=found.biller.id,
            account_number=found.account_number,
            account_key=found.account_key,
            nickname=nickname,
        )
        return AccountView(account, found.biller.name)

    async def unlink(self, *, user_id: str, account_id: str) -> None:
        """Raises ``LinkedAccountNotFound``."""
        await self._customers.unlink(user_id=user_id, account_id=account_id)
