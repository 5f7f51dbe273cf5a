from __future__ import annotations

from datetime import timedelta

import pytest

from payments.building import NOW, RECEIPT, a_line, a_payment
from paymentus.billers.domain import Method
from paymentus.commit.domain import AlreadyExists, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.payments.domain.payment import Reason
from paymentus.payments.domain.quote import Quote
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.repository import (
    PaymentsRepository,
    insert_payment,
    insert_quote,
    update_payment,
)


@pytest.fixture
def repository(database: Database, sealed: SealedDocuments) -> PaymentsRepository:
    return PaymentsRepository(database, sealed)


HOUR = timedelta(hours=1)


def numbered(n: int, state: PaymentState = PaymentState.REQUIRES_ACTION, **changes: object):
    return a_payment(state, id=f"pay_{n}", confirmation_number=f"number-{n}", **changes)


class TestPayment:
    async def test_is_read_back_as_it_was_written(
        self, committer: Committer, repository: PaymentsRepository
    ) -> None:
        full = a_payment(
            PaymentState.SUCCEEDED,
            items=(a_line(), a_line(bill_id="bil_2", biller_id="blr_2")),
            reason=Reason("code", "words"),
            object_id="cs_1",
            intent_id="pi_1",
            charge_id="ch_1",
            redirect_url="https://pay.example",
            processor_fee_minor=326,
            succeeded_at=NOW,
            next_check_at=None,
            checks=4,
            receipt=RECEIPT,
            salt="00",
            brand="visa",
            last4="4242",
            request={"payment_id": "pay_1", "amount_minor": 10_200},
        )

        await committer.commit(UnitOfWork(inserts=(insert_payment(full),)))

        assert await repository.payment("pay_1") == full
        assert await repository.payment("pay_none") is None

    async def test_moves_on_from_the_version_it_was_read_at(
        self, committer: Committer, repository: PaymentsRepository
    ) -> None:
        before = a_payment()
        await committer.commit(UnitOfWork(inserts=(insert_payment(before),)))
        after = before.entered(PaymentState.UNKNOWN, NOW + timedelta(seconds=1))

        await committer.commit(UnitOfWork(updates=(update_payment(before, after),)))

        found = await repository.payment("pay_1")
        assert found is not None
        assert (found.state, found.version) == (PaymentState.UNKNOWN, 2)
        with pytest.raises(VersionConflict):
            await committer.commit(UnitOfWork(updates=(update_payment(before, after),)))

    async def test_carries_the_fields_of_the_guides_indexes(
        self, committer: Committer, database: Database
    ) -> None:
        checkout = numbered(1, object_id="cs_test_1")
        saved = numbered(2, object_id="pi_2")
        await committer.commit(
            UnitOfWork(inserts=(insert_payment(checkout), insert_payment(saved)))
        )

        rows = {row["_id"]: row async for row in database.payment_transactions.find()}

        assert rows["pay_1"]["stripe_session_id"] == "cs_test_1"
        assert rows["pay_2"]["stripe_session_id"] == "pay_2"
        assert rows["pay_1"]["payment_status"] == "requires_action"
        assert rows["pay_1"]["id"] == "pay_1"

    async def test_has_a_confirmation_number_of_its_own(self, committer: Committer) -> None:
        twin = a_payment(id="pay_2")
        await committer.commit(UnitOfWork(inserts=(insert_payment(a_payment()),)))

        with pytest.raises(AlreadyExists) as refused:
            await committer.commit(UnitOfWork(inserts=(insert_payment(twin),)))

        assert refused.value.index == "confirmation_number_1"

    @pytest.mark.parametrize("object_id", ["cs_1", "pi_1"])
    async def test_is_found_by_what_the_processor_calls_it(
        self, object_id: str, committer: Committer, repository: PaymentsRepository
    ) -> None:
        payment = a_payment(object_id="cs_1", intent_id="pi_1")
        await committer.commit(UnitOfWork(inserts=(insert_payment(payment),)))

        assert await repository.by_object(object_id) == payment
        assert await repository.by_object("pi_other") is None


class TestDue:
    async def test_are_those_whose_time_has_come_oldest_first(
        self, committer: Committer, repository: PaymentsRepository
    ) -> None:
        payments = [
            numbered(1, next_check_at=NOW),
            numbered(2, next_check_at=NOW - timedelta(seconds=5)),
            numbered(3, next_check_at=NOW + timedelta(seconds=5)),
            numbered(4, PaymentState.SUCCEEDED, next_check_at=None),
        ]
        await committer.commit(UnitOfWork(inserts=tuple(map(insert_payment, payments))))

        due = await repository.due(NOW, 10)

        assert [payment.id for payment in due] == ["pay_2", "pay_1"]
        assert len(await repository.due(NOW, 1)) == 1
        assert await repository.count_by_state() == {"requires_action": 3}

    async def test_of_unknown_outcome_are_known_by_the_oldest(
        self, committer: Committer, repository: PaymentsRepository
    ) -> None:
        none_yet = await repository.oldest_unknown_at()
        payments = [
            numbered(1, PaymentState.UNKNOWN, next_check_at=NOW, created_at=NOW),
            numbered(2, PaymentState.UNKNOWN, next_check_at=NOW, created_at=NOW - HOUR),
            numbered(3, next_check_at=NOW, created_at=NOW - 2 * HOUR),
        ]
        await committer.commit(UnitOfWork(inserts=tuple(map(insert_payment, payments))))

        assert none_yet is None
        assert await repository.oldest_unknown_at() == NOW - HOUR

    async def test_are_also_those_whose_time_only_a_wrong_clock_can_have_set(
        self, committer: Committer, repository: PaymentsRepository
    ) -> None:
        """A server whose clock was twenty minutes ahead wrote them."""
        ahead = NOW + timedelta(minutes=20)
        payments = [
            numbered(1, PaymentState.UNKNOWN, next_check_at=ahead),
            numbered(2, PaymentState.REQUIRES_ACTION, next_check_at=ahead),
            numbered(3, PaymentState.PROCESSING, next_check_at=ahead),
            numbered(4, PaymentState.UNKNOWN, next_check_at=NOW + timedelta(seconds=30)),
        ]
        await committer.commit(UnitOfWork(inserts=tuple(map(insert_payment, payments))))

        due = await repository.due(NOW, 10)

        assert {payment.id for payment in due} == {"pay_1", "pay_2"}


class TestQuote:
    async def test_is_read_back_as_it_was_written(
        self, committer: Committer, repository: PaymentsRepository
    ) -> None:
        quote = Quote(
            id="quo_1",
            principal_id="usr_1",
            currency="USD",
            items=(a_line(),),
            method=Method.CARD,
            created_at=NOW,
            expires_at=NOW + timedelta(minutes=15),
        )

        await committer.commit(UnitOfWork(inserts=(insert_quote(quote),)))

        assert await repository.quote("quo_1") == quote
        assert await repository.quote("quo_none") is None


class TestLists:
    async def test_are_of_one_payer_or_one_biller(
        self, committer: Committer, repository: PaymentsRepository
    ) -> None:
        payments = [
            numbered(1),
            numbered(2, principal_id="usr_2", items=(a_line(biller_id="blr_2"),)),
            numbered(3, items=(a_line(), a_line(bill_id="bil_2", biller_id="blr_2"))),
        ]
        await committer.commit(UnitOfWork(inserts=tuple(map(insert_payment, payments))))

        mine = await repository.of_principal("usr_1", before=None, limit=10)
        before = await repository.of_principal("usr_1", before="pay_3", limit=10)
        billers = await repository.of_biller(
            "blr_2", states=None, search=None, since=None, until=None, before=None, limit=10
        )

        assert [payment.id for payment in mine] == ["pay_3", "pay_1"]
        assert [payment.id for payment in before] == ["pay_1"]
        assert [payment.id for payment in billers] == ["pay_3", "pay_2"]
