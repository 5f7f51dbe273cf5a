"""Taking cash against a real database: one commit, exact books, a receipt that proves itself."""

from __future__ import annotations

import asyncio
import json
from datetime import date

import pytest
from verify_receipt import read_policy, verify_receipt

from payments.test_cash import PERSON
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.proofs import ledger_leaves
from paymentus.app.wiring import build
from paymentus.audit.service import AuditLog
from paymentus.bills.domain import BillAlreadyPaid, BillNotFound, BillStatus
from paymentus.commit.domain import IdempotencyKeyReused
from paymentus.compliance.domain.kyc.facts import Identification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind
from paymentus.foundation.authorization import NotYourBiller, Principal, Role
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.ledger.service import LedgerService
from paymentus.payments.domain.cash import CashNotTaken, CashPerson, ConductorMissing
from paymentus.payments.repository.cash import CashRepository
from paymentus.payments.service import PaymentReading
from paymentus.payments.service.cash_desk import CashAnswer, CashDesk
from paymentus.payments.service.cash_records import CashOrder

from support.scene import Scene

LISTED = CashPerson(
    given_names="Michal Terentius",
    family_name="Zanderkov",
    birth_date=date(1961, 3, 4),
    address=PERSON.address,
    identification=Identification(NumberKind.PASSPORT, "VK0000001", "BY"),
)


def agent_of(scene: Scene, biller_id: str | None = None) -> Principal:
    return Principal.of_role(
        Role.BILLER_STAFF, id="usr_agent", biller_id=biller_id or scene.biller.id
    )


def order_of(*wanted: tuple[str, int | None], tendered: int, **people: CashPerson) -> CashOrder:
    return CashOrder(
        items=wanted,
        tendered_minor=tendered,
        location="main-office",
        conductor=people.get("conductor"),
        on_behalf_of=people.get("on_behalf_of"),
        email=None,
        body={"items": [list(one) for one in wanted], "tendered": tendered},
    )


async def take(scene: Scene, order: CashOrder, *, key: str = "k-1") -> CashAnswer:
    desk: CashDesk = scene.platform.get(CashDesk)
    return await desk.take(agent_of(scene), order, key=key)


async def balance(scene: Scene, account: str) -> int:
    ledger: LedgerService = scene.platform.get(LedgerService)
    return (await ledger.balance(f"{account}/USD")).balance_minor


async def assert_books_are_right(scene: Scene) -> None:
    ledger: LedgerService = scene.platform.get(LedgerService)
    found = await ledger.verify(ledger_leaves(scene.platform.database))
    assert found.problems == []
    assert all(net == 0 for net in found.trial_balance.values())


class TestTaking:
    async def test_pays_the_bills_and_fills_the_drawer(self, scene: Scene) -> None:
        one, other = await scene.bills([10_000, 5_000])

        answer = await take(scene, order_of((one.id, None), (other.id, 2_000), tendered=20_000))

        assert answer.body["change"]["amount_minor"] == 8_000
        assert (await scene.again(one)).status is BillStatus.PAID
        assert (await scene.again(other)).amount_paid_minor == 2_000
        drawer = f"cash_at_counters/{scene.biller.id}.main-office"
        assert await balance(scene, drawer) == 12_000
        assert await balance(scene, f"biller_payable/{scene.biller.id}") == 12_000
        await assert_books_are_right(scene)

    async def test_gives_a_receipt_that_anybody_can_check(self, scene: Scene) -> None:
        bill = await scene.bill(10_000)

        answer = await take(scene, order_of((bill.id, None), tendered=10_000))

        reading: PaymentReading = scene.platform.get(PaymentReading)
        log: AuditLog = scene.platform.get(AuditLog)
        payment = answer.body["payment"]
        found = await reading.payment_with_receipt(
            agent_of(scene), payment["id"], payment["receipt"]["token"]
        )
        policy = read_policy(json.dumps(log.policy.to_document()).encode())
        assert verify_receipt(await reading.receipt(found), policy) == "valid"

    async def test_keeps_who_stood_at_the_counter(self, scene: Scene) -> None:
        bill, other = await scene.bills([10_000, 10_000])
        sealed: SealedDocuments = scene.platform.get(SealedDocuments)
        cash = CashRepository(scene.platform.database, sealed)

        named = await take(scene, order_of((bill.id, None), tendered=10_000, conductor=PERSON))
        unnamed = await take(scene, order_of((other.id, None), tendered=10_000), key="k-2")

        assert await cash.conductor_of(named.body["payment"]["id"]) == PERSON
        assert await cash.conductor_of(unnamed.body["payment"]["id"]) is None
        assert await cash.conductor_of("pay_none") is None

    async def test_twice_with_one_key_is_once(self, scene: Scene) -> None:
        bill = await scene.bill(10_000)
        order = order_of((bill.id, None), tendered=10_000)

        both = await asyncio.gather(take(scene, order), take(scene, order))

        assert both[0].body == both[1].body
        assert sorted(one.replayed for one in both) == [False, True]
        with pytest.raises(IdempotencyKeyReused):
            await take(scene, order_of((bill.id, None), tendered=11_000))
        await assert_books_are_right(scene)

    async def test_of_one_bill_at_two_counters_at_once_is_once(self, scene: Scene) -> None:
        bill = await scene.bill(10_000)
        order = order_of((bill.id, None), tendered=10_000)

        both = await asyncio.gather(
            take(scene, order, key="k-1"), take(scene, order, key="k-2"), return_exceptions=True
        )

        assert [type(one) for one in both if isinstance(one, Exception)] == [BillAlreadyPaid]
        assert (await scene.again(bill)).amount_paid_minor == 10_000
        await assert_books_are_right(scene)

    async def test_of_one_person_at_many_counters_at_once_is_taken_at_each(
        self, scene: Scene
    ) -> None:
        """Two servers: each sees the other's only when its commit is refused."""
        bills = await scene.bills([10_000] * 16)
        orders = [order_of((bill.id, None), tendered=10_000, conductor=PERSON) for bill in bills]
        settings = scene.platform.settings
        other = build(settings, load_or_create_log_key(settings))
        desks = [scene.platform.get(CashDesk), other.get(CashDesk)]

        answers = await asyncio.gather(
            *(
                desks[number % 2].take(agent_of(scene), order, key=f"k-{number}")
                for number, order in enumerate(orders)
            )
        )
        await other.close()

        assert [answer.status for answer in answers] == [201] * len(bills)
        await assert_books_are_right(scene)

    async def test_ends_a_card_payment_that_was_left_lying(self, scene: Scene) -> None:
        bill = await scene.bill(10_000)
        guest = scene.guest()
        await scene.pay(guest, await scene.quote(guest, (bill, None)))

        await take(scene, order_of((bill.id, None), tendered=10_000))

        again = await scene.again(bill)
        assert (again.status, again.live_payment_id) == (BillStatus.PAID, None)
        await assert_books_are_right(scene)


class TestRefusing:
    async def test_another_billers_bill_is_not_taken(self, scene: Scene) -> None:
        bill = await scene.bill(10_000)
        desk: CashDesk = scene.platform.get(CashDesk)
        order = order_of((bill.id, None), tendered=10_000)

        with pytest.raises(NotYourBiller):
            await desk.take(agent_of(scene, "bil_other"), order, key="k-1")
        with pytest.raises(BillNotFound):
            await take(scene, order_of(("bil_none", None), tendered=1))

    async def test_the_cash_of_a_day_adds_up(self, scene: Scene) -> None:
        bills = await scene.bills([290_000] * 4)
        for number, bill in enumerate(bills[:3]):
            await take(scene, order_of((bill.id, None), tendered=290_000), key=f"k-{number}")

        with pytest.raises(ConductorMissing):
            await take(scene, order_of((bills[3].id, None), tendered=290_000), key="k-4")

        named = order_of((bills[3].id, None), tendered=290_000, conductor=PERSON)
        assert (await take(scene, named, key="k-5")).status == 201
        days = scene.platform.database["ctr_days"].find({"total_minor": 1_160_000})
        assert [row["count"] async for row in days] == [4]
        due = await scene.platform.database["compliance_alerts"].count_documents(
            {"code": "ctr_aggregation"}
        )
        assert due == 1

    async def test_the_cash_of_a_day_adds_up_at_many_counters_at_once(self, scene: Scene) -> None:
        """Each reads the day before the others are written, in one server and in two."""
        bills = await scene.bills([290_000] * 8)
        settings = scene.platform.settings
        other = build(settings, load_or_create_log_key(settings))
        desks = [scene.platform.get(CashDesk), other.get(CashDesk)]

        told = await asyncio.gather(
            *(
                desks[number % 2].take(
                    agent_of(scene), order_of((bill.id, None), tendered=290_000), key=f"k-{number}"
                )
                for number, bill in enumerate(bills)
            ),
            return_exceptions=True,
        )
        await other.close()

        refused = [type(one) for one in told if isinstance(one, BaseException)]
        assert refused == [ConductorMissing] * 5
        await assert_books_are_right(scene)

    @pytest.mark.parametrize("who", ["conductor", "on_behalf_of"])
    async def test_of_somebody_listed_nothing_is_taken_and_a_case_is_opened(
        self, scene: Scene, who: str
    ) -> None:
        bill = await scene.bill(10_000)
        people = {"conductor": PERSON, who: LISTED}

        with pytest.raises(CashNotTaken) as refused:
            await take(scene, order_of((bill.id, None), tendered=10_000, **people))

        words = refused.value.detail.lower()
        assert not any(word in words for word in ("sanction", "list", "hold", "review"))
        assert (await scene.again(bill)).status is BillStatus.OPEN
        database = scene.platform.database
        assert await database["cash_payments"].count_documents({}) == 0
        assert await database["payment_transactions"].count_documents({}) == 0
        assert await database["compliance_cases"].count_documents({}) == 1
