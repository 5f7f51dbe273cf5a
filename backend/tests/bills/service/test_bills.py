from __future__ import annotations

import dataclasses

import pytest

from bills.building import Desk, a_row, as_csv
from paymentus.app.seed import LAKESIDE, RIVERTON
from paymentus.bills.domain import BillNotFound, BillStatus, Mode
from paymentus.foundation.authorization import ANONYMOUS, GuestAccount, Principal, Role

from support.identities import MovableClock


def staff(biller_id: str, role: Role = Role.BILLER_STAFF) -> Principal:
    return Principal.of_role(role, id="usr_staff", biller_id=biller_id)


def guest(desk: Desk, account: str) -> Principal:
    return Principal.of_role(
        Role.GUEST, id="gst_1", guest_account=GuestAccount(desk.biller.id, account)
    )


PAYER = Principal.of_role(Role.PAYER, id="usr_payer")


async def link(desk: Desk, n: int, user_id: str = PAYER.id) -> None:
    key = f"100200{n:04d}"
    await desk.customers.link(
        user_id=user_id, biller_id=desk.biller.id, account_number=key, account_key=key
    )


class TestWhoSeesABill:
    async def test_is_its_payer_its_guest_and_its_billers_staff(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))
        await link(desk, 1)
        own = [
            PAYER,
            guest(desk, "1002-00-0001"),
            staff(desk.biller.id),
            staff(desk.biller.id, Role.BILLER_ADMIN),
            Principal.of_role(Role.ADMIN, id="usr_admin"),
            Principal.of_role(Role.AUDITOR, id="usr_auditor"),
        ]

        for principal in own:
            view = await desk.bills.get_for(principal, desk.id_of(1))
            assert view.bill.bill_number == "B-1"
            assert len(await desk.bills.readable_by(principal, [desk.id_of(1)])) == 1

    async def test_is_nobody_else(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1), a_row(2)]))
        await link(desk, 2)
        other = await desk.billers.create(dataclasses.replace(LAKESIDE, slug="other"), actor="test")
        others = [
            PAYER,
            ANONYMOUS,
            guest(desk, "1002000002"),
            Principal.of_role(
                Role.GUEST, id="gst_2", guest_account=GuestAccount(other.id, "1002000001")
            ),
            staff(other.id),
            staff(other.id, Role.BILLER_ADMIN),
            Principal.of_role(Role.TREASURY, id="usr_treasury"),
            Principal.of_role(Role.COMPLIANCE_OFFICER, id="usr_compliance"),
        ]

        for principal in others:
            with pytest.raises(BillNotFound):
                await desk.bills.get_for(principal, desk.id_of(1))
            with pytest.raises(BillNotFound):
                await desk.bills.readable_by(principal, [desk.id_of(1)])

    async def test_is_told_nothing_of_the_others_when_one_is_not_theirs(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1), a_row(2)]))
        await link(desk, 1)

        with pytest.raises(BillNotFound):
            await desk.bills.readable_by(PAYER, [desk.id_of(1), desk.id_of(2)])
        with pytest.raises(BillNotFound):
            await desk.bills.readable_by(PAYER, [desk.id_of(1), "bil_unknown"])

    async def test_no_longer_is_who_removed_the_account(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))
        await link(desk, 1)
        account = (await desk.customers.linked_accounts(PAYER.id))[0]

        await desk.customers.unlink(user_id=PAYER.id, account_id=account.id)

        with pytest.raises(BillNotFound):
            await desk.bills.get_for(PAYER, desk.id_of(1))


class TestGetMany:
    async def test_keeps_the_order_and_leaves_unknown_ids_out(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1), a_row(2)]))
        one, two = desk.id_of(1), desk.id_of(2)

        bills = await desk.bills.get_many([two, "bil_none", one, two])

        assert [bill.id for bill in bills] == [two, one]
        assert bills[0].rules == RIVERTON.payment_rules


class TestOwn:
    async def test_lists_bills_of_all_linked_accounts_latest_due_first(self, desk: Desk):
        await desk.take_in(
            as_csv(
                [a_row(1, Due_Date="2026-12-01"), a_row(2, Due_Date="2026-12-03"), a_row(3),
                 a_row(4, Due_Date="2026-12-02")]
            )
        )  # fmt: skip
        for n in (1, 2, 4):
            await link(desk, n)

        first, place = await desk.bills.own(PAYER, status=None, after=None, limit=2)
        second, end = await desk.bills.own(PAYER, status=None, after=place, limit=2)

        assert [view.bill.bill_number for view in [*first, *second]] == ["B-2", "B-4", "B-1"]
        assert end is None

    async def test_pages_through_bills_that_are_due_on_one_day(self, desk: Desk):
        rows = [a_row(1, Bill_No=f"same day {n}") for n in range(7)]
        await desk.take_in(as_csv(rows))
        seen: list[str] = []
        place = None

        for _ in range(3):
            page, place = await desk.bills.own(
                guest(desk, "1002000001"), status=None, after=place, limit=3
            )
            seen += [view.bill.id for view in page]

        assert place is None
        assert len(seen) == len(set(seen)) == 7

    async def test_shows_withdrawn_bills_only_when_asked(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1), a_row(1, Bill_No="stays")]))
        await desk.take_in(as_csv([a_row(1, Bill_No="stays")]), mode=Mode.REPLACE)
        who = guest(desk, "1002000001")

        usual, _ = await desk.bills.own(who, status=None, after=None, limit=10)
        asked, _ = await desk.bills.own(who, status=BillStatus.WITHDRAWN, after=None, limit=10)

        assert [view.bill.bill_number for view in usual] == ["stays"]
        assert [view.bill.bill_number for view in asked] == ["B-1"]

    @pytest.mark.parametrize("principal", [PAYER, ANONYMOUS, staff("blr_1")])
    async def test_is_empty_for_who_has_no_account(self, desk: Desk, principal: Principal):
        await desk.take_in(as_csv([a_row(1)]))

        assert await desk.bills.own(principal, status=None, after=None, limit=10) == ([], None)


class TestOfBiller:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", {"B-1", "B-2", "B-12"}),
            ("b-1", {"B-1"}),
            (" b -12 ", {"B-12"}),
            ("B-", set()),
            ("1002 000 0", set()),
            ("100-200-0012", {"B-12"}),
            ("zzz", set()),
            ("$where", set()),
        ],
    )
    async def test_finds_by_the_whole_of_either_number(
        self, desk: Desk, query: str, found: set[str]
    ):
        await desk.take_in(as_csv([a_row(1), a_row(2), a_row(12)]))

        views, _ = await desk.bills.of_biller(
            desk.biller, status=None, query=query, after=None, limit=10
        )

        assert {view.bill.bill_number for view in views} == found

    async def test_finds_by_status(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1), a_row(2)]))
        await desk.take_in(as_csv([a_row(2)]), mode=Mode.REPLACE)

        views, _ = await desk.bills.of_biller(
            desk.biller, status=BillStatus.WITHDRAWN, query="", after=None, limit=10
        )

        assert [view.bill.bill_number for view in views] == ["B-1"]


class TestOverdue:
    async def test_goes_by_the_date_in_the_billers_zone(self, desk: Desk, clock: MovableClock):
        await desk.take_in(as_csv([a_row(1, Due_Date="2026-11-23")]))
        seen = []

        # The 24th begins in Los Angeles at 08:00 UTC.
        for hours in (0, 21, 1):
            clock.move(hours=hours)
            view = await desk.bills.get_for(staff(desk.biller.id), desk.id_of(1))
            seen.append((clock.now.day, clock.now.hour, view.overdue))

        assert seen == [(23, 10, False), (24, 7, False), (24, 8, True)]
