from __future__ import annotations

import pytest

from bills.building import Desk, a_row, as_csv
from paymentus.billers.domain import AccountNumberMalformed, BillerNotFound
from paymentus.bills.domain import BillNotFound, Mode
from paymentus.bills.service import masked
from paymentus.bills.service.look_up import GUESSES_FROM_ONE_PLACE, GUESSES_IN_ALL, FoundAccount
from paymentus.foundation.errors import TooManyRequests

from support.identities import MovableClock


async def look_up(
    desk: Desk, account: str = "1002000001", factor: str = "94110", client: str = "203.0.113.7"
) -> FoundAccount:
    return await desk.bills.look_up.find(
        biller_id=desk.biller.id, account_number=account, second_factor=factor, client=client
    )


class TestFind:
    async def test_shows_the_account_to_who_knows_its_factor(self, desk: Desk):
        rows = [
            a_row(1),
            a_row(1, Bill_No="B-later", Due_Date="2027-01-15"),
            a_row(2),
        ]
        await desk.take_in(as_csv(rows))

        found = await look_up(desk, " 100-200 0001", "94110-9999")

        assert (found.account_number, found.account_key) == ("1002000001", "1002000001")
        assert [view.bill.bill_number for view in found.bills] == ["B-1", "B-later"]

    async def test_puts_paid_bills_last_and_leaves_withdrawn_ones_out(self, desk: Desk):
        rows = [a_row(1, Bill_No=name) for name in ("gone", "open", "paid")]
        rows[2]["Amount Due"] = "0"
        await desk.take_in(as_csv(rows))
        await desk.take_in(as_csv(rows[1:]), mode=Mode.REPLACE)

        found = await look_up(desk)

        assert [view.bill.bill_number for view in found.bills] == ["open", "paid"]

    @pytest.mark.parametrize(
        ("account", "factor"),
        [("1002000001", "94111"), ("1002000001", "?"), ("1002009999", "94110")],
    )
    async def test_says_the_same_of_a_wrong_factor_and_an_unknown_account(
        self, desk: Desk, account: str, factor: str
    ):
        await desk.take_in(as_csv([a_row(1)]))

        with pytest.raises(BillNotFound) as refusal:
            await look_up(desk, account, factor)

        assert refusal.value.detail == (
            "We could not find a bill with these details. "
            "Check the number and the other detail on your latest bill."
        )

    async def test_asks_for_the_factor_of_the_latest_bill(self, desk: Desk):
        await desk.take_in(
            as_csv(
                [
                    a_row(1),
                    a_row(1) | {"Bill No": "B-new", "Due Date": "2027-01-01", "ZIP": "10001"},
                ]
            )
        )

        assert len((await look_up(desk, factor="10001")).bills) == 2
        with pytest.raises(BillNotFound):
            await look_up(desk, factor="94110")

    async def test_finds_nothing_once_every_bill_is_withdrawn(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1), a_row(2)]))
        await desk.take_in(as_csv([a_row(2)]), mode=Mode.REPLACE)

        with pytest.raises(BillNotFound):
            await look_up(desk)

    async def test_says_when_a_number_cannot_be_one_of_this_biller(self, desk: Desk):
        with pytest.raises(AccountNumberMalformed):
            await look_up(desk, "12")

    async def test_does_not_find_an_unknown_biller(self, desk: Desk):
        with pytest.raises(BillerNotFound):
            await desk.bills.look_up.find(
                biller_id="blr_none", account_number="1", second_factor="1", client="x"
            )

    async def test_is_in_the_audit_log_without_naming_the_account(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))
        await look_up(desk)
        with pytest.raises(BillNotFound):
            await look_up(desk, factor="00000")

        events = await desk.database["audit_inbox"].find({"actor": "guest"}).to_list()

        assert [event["type"] for event in events] == ["bills.looked_up", "bills.look_up_refused"]
        assert events[0]["data"] == events[1]["data"]
        assert "1002000001" not in repr(events)


class TestGuessing:
    async def test_is_stopped_for_one_place_and_not_for_others(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))
        for _ in range(GUESSES_FROM_ONE_PLACE.quota):
            with pytest.raises(BillNotFound):
                await look_up(desk, factor="00000")

        with pytest.raises(TooManyRequests) as refusal:
            await look_up(desk)

        assert 0 < refusal.value.extra["retry_after"] <= 15 * 60
        assert (await look_up(desk, client="198.51.100.1")).bills

    async def test_is_stopped_for_all_places_together(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))
        for guess in range(GUESSES_IN_ALL.quota):
            with pytest.raises(BillNotFound):
                await look_up(desk, factor="00000", client=f"place {guess}")

        with pytest.raises(TooManyRequests):
            await look_up(desk, client="one more place")

    async def test_may_begin_again_after_a_while(self, desk: Desk, clock: MovableClock):
        await desk.take_in(as_csv([a_row(1)]))
        for _ in range(GUESSES_FROM_ONE_PLACE.quota):
            with pytest.raises(BillNotFound):
                await look_up(desk, factor="00000")

        clock.move(minutes=16)

        assert (await look_up(desk)).bills

    async def test_is_not_counted_for_who_knows_the_factor(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))

        for _ in range(GUESSES_FROM_ONE_PLACE.quota + 5):
            assert (await look_up(desk)).bills


class TestMasked:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [("Maria Lopez", "M••• L•••"), ("Bo", "B•••"), (None, None), ("", None)],
    )
    def test_shows_first_letters_and_no_lengths(self, name: str | None, shown: str | None):
        assert masked(name) == shown
