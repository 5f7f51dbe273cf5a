from __future__ import annotations

import pytest

from bills.building import Desk, a_row, as_csv
from paymentus.bills.domain import BillNotFound
from paymentus.bills.service import AccountView
from paymentus.customers.domain import LinkedAccountNotFound


async def link(desk: Desk, n: int = 1, factor: str = "94110") -> AccountView:
    return await desk.bills.accounts.link(
        user_id="usr_1",
        biller_id=desk.biller.slug,
        account_number=f"100 200 {n:04d}",
        second_factor=factor,
        nickname="Home",
        client="203.0.113.7",
    )


class TestLink:
    async def test_needs_the_second_factor(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))

        with pytest.raises(BillNotFound):
            await link(desk, factor="00000")

        assert await desk.bills.accounts.of_user("usr_1") == []

    async def test_keeps_the_number_as_the_biller_prints_it(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))

        view = await link(desk)

        assert view.biller_name == "City of Riverton Water"
        assert view.account.biller_id == desk.biller.id
        assert (view.account.account_number, view.account.nickname) == ("1002000001", "Home")
        assert await desk.bills.accounts.of_user("usr_1") == [view]


class TestUnlink:
    async def test_is_for_ones_own_accounts(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1)]))
        view = await link(desk)

        with pytest.raises(LinkedAccountNotFound):
            await desk.bills.accounts.unlink(user_id="usr_2", account_id=view.account.id)
        await desk.bills.accounts.unlink(user_id="usr_1", account_id=view.account.id)

        assert await desk.bills.accounts.of_user("usr_1") == []
