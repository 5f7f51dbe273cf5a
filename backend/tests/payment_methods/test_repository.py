from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from paymentus.commit.domain import UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.payment_methods.domain import Card
from paymentus.payment_methods.repository import (
    CardSetup,
    PaymentMethodRepository,
    insert_card,
    insert_customer,
    insert_setup,
    name_session,
    remove_card,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def a_card(id: str, *, user_id: str = "usr_1", age_days: int = 0) -> Card:
    created = NOW - timedelta(days=age_days)
    return Card(id, user_id, "visa", "4242", 12, 2030, created_at=created, version=1)


@pytest.fixture
def repository(database: Database) -> PaymentMethodRepository:
    return PaymentMethodRepository(database)


class TestCards:
    async def test_of_one_user_come_newest_first(
        self, committer: Committer, repository: PaymentMethodRepository
    ) -> None:
        cards = [a_card("pm_1", age_days=2), a_card("pm_2"), a_card("pm_3", user_id="usr_2")]
        await committer.commit(UnitOfWork(inserts=tuple(map(insert_card, cards))))

        assert await repository.cards_of("usr_1") == [cards[1], cards[0]]
        assert await repository.card(card_id="pm_3", user_id="usr_1") is None

    async def test_that_were_removed_are_known_and_no_longer_listed(
        self, committer: Committer, repository: PaymentMethodRepository
    ) -> None:
        card = a_card("pm_1")
        await committer.commit(UnitOfWork(inserts=(insert_card(card),)))

        await committer.commit(UnitOfWork(updates=(remove_card(card, at=NOW),)))

        removed = await repository.card(card_id="pm_1", user_id="usr_1")
        assert await repository.cards_of("usr_1") == []
        assert removed is not None
        assert (removed.removed_at, removed.version) == (NOW, 2)
        with pytest.raises(VersionConflict):
            await committer.commit(UnitOfWork(updates=(remove_card(card, at=NOW),)))


class TestSetups:
    async def test_are_their_users_and_learn_their_page(
        self, committer: Committer, repository: PaymentMethodRepository
    ) -> None:
        opened = insert_setup(setup_id="set_1", user_id="usr_1", at=NOW)
        await committer.commit(UnitOfWork(inserts=(opened,)))
        setup = await repository.setup(setup_id="set_1", user_id="usr_1")
        assert setup == CardSetup("set_1", "usr_1", None, 1)

        await committer.commit(UnitOfWork(updates=(name_session(setup, "cs_1"),)))

        named = await repository.setup(setup_id="set_1", user_id="usr_1")
        assert named == CardSetup("set_1", "usr_1", "cs_1", 2)
        assert await repository.setup(setup_id="set_1", user_id="usr_2") is None


class TestCustomers:
    async def test_are_remembered_by_user(
        self, committer: Committer, repository: PaymentMethodRepository
    ) -> None:
        customer = insert_customer(user_id="usr_1", customer="cus_1", at=NOW)
        await committer.commit(UnitOfWork(inserts=(customer,)))

        assert await repository.customer_of("usr_1") == "cus_1"
        assert await repository.customer_of("usr_2") is None
