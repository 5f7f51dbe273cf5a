from __future__ import annotations

from paymentus.app.seed import PASSWORD, RIVERTON, seed
from paymentus.app.wiring import Platform
from paymentus.billers.service import BillersService
from paymentus.bills.domain import BillStatus
from paymentus.bills.service import BillsService
from paymentus.foundation.authorization import Principal, Role
from paymentus.identity.service import IdentityService


async def counts(platform: Platform) -> dict[str, int]:
    names = ("billers", "bills", "bill_files", "users", "customers")
    return {name: await platform.database[name].count_documents({}) for name in names}


class TestSeed:
    async def test_makes_a_sign_in_for_each_kind_of_user(self, platform: Platform):
        table = await seed(platform)

        identity: IdentityService = platform.get(IdentityService)
        roles = set()
        for line in table.splitlines():
            email = line.split()[0]
            if "@" in email:
                signed_in = await identity.sign_in(email=email, password=PASSWORD, client="test")
                roles.add(signed_in.principal.role)
        assert roles == set(Role) - {Role.ANONYMOUS, Role.GUEST}
        assert PASSWORD in table

    async def test_twice_is_once(self, platform: Platform):
        first = await seed(platform)
        before = await counts(platform)

        again = await seed(platform)

        assert again == first
        assert await counts(platform) == before
        assert before["billers"] == 3
        assert 50 <= before["bills"] <= 70

    async def test_has_the_bill_a_guest_is_told_of(self, platform: Platform):
        await seed(platform)
        bills: BillsService = platform.get(BillsService)
        biller = await platform.get(BillersService).get(RIVERTON.slug)

        found = await bills.look_up.find(
            biller_id=biller.id, account_number="1002003001", second_factor="94110", client="t"
        )

        assert [view.bill.amount_open_minor for view in found.bills] == [10_000]

    async def test_gives_the_payer_open_and_overdue_bills_of_all_billers(self, platform: Platform):
        await seed(platform)
        identity: IdentityService = platform.get(IdentityService)
        payer = await identity.user_by_email("payer@example.com")
        assert payer is not None
        bills: BillsService = platform.get(BillsService)

        views, _ = await bills.own(
            Principal.of_role(Role.PAYER, id=payer.id),
            status=BillStatus.OPEN,
            after=None,
            limit=50,
        )

        assert len({view.bill.biller_id for view in views}) == 3
        assert {view.overdue for view in views} == {True, False}
        for view in views:
            charged = sum(charge.amount_minor for charge in view.bill.charges)
            assert charged == view.bill.amount_due_minor
            assert view.bill.service_address
