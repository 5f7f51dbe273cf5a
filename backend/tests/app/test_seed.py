from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from paymentus.app.seed import PASSWORD, RIVERTON, NotForProduction, authenticator_secret, seed
from paymentus.app.wiring import Platform
from paymentus.billers.service import BillersService
from paymentus.bills.domain import BillStatus
from paymentus.bills.service import BillsService
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.settings import Environment
from paymentus.identity.service import IdentityService, SecondFactorNeeded

from support.second_factors import App


async def counts(platform: Platform) -> dict[str, int]:
    names = ("billers", "bills", "bill_files", "users", "customers")
    return {name: await platform.database[name].count_documents({}) for name in names}


async def signed_in(platform: Platform, email: str) -> Principal:
    """By the password and, for staff, a code of the demo app."""
    identity: IdentityService = platform.get(IdentityService)
    try:
        whole = await identity.sign_in(email=email, password=PASSWORD, client="test")
    except SecondFactorNeeded as step:
        code = App(authenticator_secret(email)).code()
        whole = await identity.second_steps.by_code(step.extra["pending"], code, replaces=None)
    assert not whole.principal.lacks_second_factor
    return whole.principal


class TestSeed:
    async def test_makes_a_sign_in_for_each_kind_of_user(self, platform: Platform):
        table = await seed(platform)

        roles = set()
        for line in table.splitlines():
            email = line.split()[0]
            if "@" in email:
                roles.add((await signed_in(platform, email)).role)
        assert roles == set(Role) - {Role.ANONYMOUS, Role.GUEST}
        assert PASSWORD in table

    async def test_gives_the_sandbox_what_the_phones_of_the_staff_show(self, platform: Platform):
        await seed(platform)

        address = f"{platform.settings.stripe_api_base}/_sandbox/authenticators"
        shown = httpx.get(address).json()["data"]
        app = App(authenticator_secret("admin@example.com"))
        step = int(app.clock().timestamp()) // 30
        near = {app.code_of(step + drift) for drift in (-1, 0)}
        assert {each["label"] for each in shown} >= {"admin@example.com", "auditor@example.com"}
        assert {each["code"] for each in shown if each["label"] == "admin@example.com"} <= near

    async def test_is_refused_in_production(self, platform: Platform):
        settings = platform.settings.model_copy(update={"environment": Environment.PRODUCTION})

        with pytest.raises(NotForProduction):
            await seed(replace(platform, settings=settings))

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
