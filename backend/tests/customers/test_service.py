from __future__ import annotations

import asyncio

import pytest

from paymentus.commit.service import Committer
from paymentus.customers.domain import (
    LINKS_MAX,
    LinkedAccount,
    LinkedAccountNotFound,
    TooManyLinkedAccounts,
)
from paymentus.customers.service import CustomersService
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.identities import MovableClock
from support.sealing import an_id_key


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def customers(
    database: Database, committer: Committer, clock: MovableClock, sealed: SealedDocuments
) -> CustomersService:
    return CustomersService(
        database=database, committer=committer, clock=clock, id_key=an_id_key, sealed=sealed
    )


async def link(customers: CustomersService, key: str = "NE123456", **changes) -> LinkedAccount:
    what = {
        "user_id": "usr_1",
        "biller_id": "blr_1",
        "account_number": "NE-123456",
        "account_key": key,
    }
    return await customers.link(**{**what, **changes})


class TestLink:
    async def test_twice_is_once(self, customers: CustomersService):
        first = await link(customers, nickname="Home")
        second = await link(customers, nickname="Other")

        assert first.id == second.id
        assert [found.nickname for found in await customers.linked_accounts("usr_1")] == ["Home"]

    async def test_of_one_account_at_the_same_moment_is_once(self, customers: CustomersService):
        links = await asyncio.gather(*(link(customers) for _ in range(5)))

        assert len({found.id for found in links}) == 1
        assert len(await customers.linked_accounts("usr_1")) == 1

    async def test_is_each_users_own(self, customers: CustomersService):
        await link(customers)
        await link(customers, user_id="usr_2")

        assert len(await customers.linked_accounts("usr_1")) == 1
        assert await customers.linked_accounts("usr_3") == []

    async def test_keeps_the_order_of_linking(
        self, customers: CustomersService, clock: MovableClock
    ):
        for key in ("C", "A", "B"):
            await link(customers, key)
            clock.move(seconds=1)

        found = await customers.linked_accounts("usr_1")

        assert [account.account_key for account in found] == ["C", "A", "B"]

    async def test_has_an_end(self, customers: CustomersService):
        for n in range(LINKS_MAX):
            await link(customers, f"A{n}")

        with pytest.raises(TooManyLinkedAccounts):
            await link(customers, "one more")


class TestUnlink:
    async def test_takes_the_account_away_until_it_is_linked_again(
        self, customers: CustomersService
    ):
        account = await link(customers)

        await customers.unlink(user_id="usr_1", account_id=account.id)
        gone = await customers.linked_accounts("usr_1")
        await link(customers, nickname="Back")

        assert gone == []
        assert [a.nickname for a in await customers.linked_accounts("usr_1")] == ["Back"]

    async def test_refuses_what_is_not_linked_or_not_ones_own(self, customers: CustomersService):
        account = await link(customers)

        with pytest.raises(LinkedAccountNotFound):
            await customers.unlink(user_id="usr_2", account_id=account.id)
        with pytest.raises(LinkedAccountNotFound):
            await customers.unlink(user_id="usr_1", account_id="acc_none")
        await customers.unlink(user_id="usr_1", account_id=account.id)
        with pytest.raises(LinkedAccountNotFound):
            await customers.unlink(user_id="usr_1", account_id=account.id)
