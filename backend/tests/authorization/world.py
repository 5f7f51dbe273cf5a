"""Something of everything that a route can name, so that "allowed" means that it really works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from authorization.accounts import Accounts, accounts_for
from authorization.callers import Caller, everybody
from authorization.customers import Customers, customers_for
from authorization.desk import desk_things
from authorization.incidents import incident_things
from authorization.schedule import schedule_things
from authorization.second_factors import Holdings, holdings_of
from paymentus.approvals.domain import Proposal
from paymentus.approvals.service import ApprovalsService
from paymentus.billers.service import BillersService
from paymentus.bills.service import BillFiles
from paymentus.customers.service import CustomersService
from paymentus.foundation.authorization import Principal, Role
from paymentus.identity.domain.api_keys import GRANTABLE
from paymentus.identity.service import (
    Administration,
    ApiKeysService,
    IdentityService,
    SecondFactorsService,
)
from paymentus.ledger.service import LedgerService

from support.api import PASSWORD, Api
from support.payer import Outside
from support.scene import ACCOUNT, Scene, biller_settings
from support.second_factors import an_app_of

Json = dict[str, Any]


@dataclass(frozen=True)
class World:
    """``ids`` by path parameter; ``own`` are the things of the guest and of the payer."""

    api: Api
    callers: dict[str, Caller]
    ids: dict[str, str]
    own: dict[str, dict[str, str]]
    biller: Json
    bill_id: str
    held: Holdings
    accounts: Accounts
    proposals: tuple[Proposal, Proposal]
    customers: Customers
    desk: dict[str, dict[str, str]]

    def things_of(self, caller: str) -> dict[str, str]:
        """A guest asks for the guest's things, everybody else for the payer's."""
        return self.own["guest" if caller.endswith("guest") else "payer"]


async def a_world(api: Api, scene: Scene) -> World:
    billers: BillersService = api.platform.get(BillersService)
    other = await billers.create(biller_settings("lakeside-power"), actor="test")
    callers = await everybody(
        api, biller_id=scene.biller.id, other_biller_id=other.id, account=ACCOUNT
    )
    bills = await scene.bills([10_000] * 8)
    payer, guest = _principal(callers["payer"]), _principal(callers["guest"])
    linking: CustomersService = api.platform.get(CustomersService)
    account = await linking.link(
        user_id=payer.id, biller_id=scene.biller.id, account_number=ACCOUNT, account_key=ACCOUNT
    )
    own: dict[str, dict[str, str]] = {}
    for name, who, first in (("payer", payer, 0), ("guest", guest, 3)):
        waiting = await scene.pay(who, await scene.quote(who, (bills[first], None)), key="w-1")
        paid = await _paid_on_the_page(api, scene, callers[name], who, bills[first + 1])
        order = await scene.quote(who, (bills[first + 2], None))
        own[name] = {
            "waiting": str(waiting.body["id"]),
            "paid": paid,
            "quote": order.id,
            "bill": bills[first].id,
        }
    async with api.client(callers["payer"].headers) as client:
        setup = await client.post(
            "/api/v1/payment-methods/setup",
            json={"return_path": "/cards"},
            headers={"Idempotency-Key": "setup-1"},
        )
    assert setup.status_code == 201, setup.text
    files: BillFiles = api.platform.get(BillFiles)
    file = (await files.page(scene.biller.id, after=None, limit=1))[0][0]
    ledger: LedgerService = api.platform.get(LedgerService)
    keys: ApiKeysService = api.platform.get(ApiKeysService)
    spare = await keys.create(
        biller_id=scene.biller.id, name="Spare", scope=GRANTABLE, days=1, actor="usr_test"
    )
    ids = {
        "biller_id": scene.biller.id,
        "file_id": file.id,
        "linked_account": account.id,
        "ledger_account": (await ledger.accounts(kind=None, after=None, limit=1))[0].id,
        "card": await scene.saved_card(payer),
        "key_id": spare.key.id,
        "setup": str(setup.json()["id"]),
    }
    async with api.client(callers["biller_staff"].headers) as client:
        taken = await client.post(
            "/api/v1/cash-payments",
            json={
                "items": [{"bill_id": bills[6].id}],
                "tendered_minor": 10_000,
                "location": "main-office",
            },
            headers={"Idempotency-Key": "cash-1"},
        )
    assert taken.status_code == 201, taken.text
    ids["cash_payment"] = str(taken.json()["payment"]["id"])
    async with api.client(callers["admin"].headers) as client:
        biller = (await client.get(f"/api/v1/billers/{scene.biller.id}/settings")).json()
    proposals, ids["user_id"] = await _proposals(api)
    held = await holdings_of(api, callers.values())
    accounts = await accounts_for(api.platform, callers.values())
    held.browsers |= accounts.browsers
    customers = await customers_for(api.platform, payer.id)
    return World(
        api, callers, ids, own, biller, bills[7].id, held, accounts, proposals,
        customers,
        await desk_things(api.platform)
        | await incident_things(api.platform, callers)
        | await schedule_things(api.platform),
    )  # fmt: skip


async def _proposals(api: Api) -> tuple[tuple[Proposal, Proposal], str]:
    """Two that wait, made by an administrator who asks nothing else, about people of their own;
    and a person with a second factor whom nothing has been proposed for."""
    identity: IdentityService = api.platform.get(IdentityService)
    administration: Administration = api.platform.get(Administration)
    approvals: ApprovalsService = api.platform.get(ApprovalsService)
    people = [
        await identity.create_user(
            email=f"{name}@walk.example",
            password=PASSWORD,
            full_name="Somebody",
            role=role,
            actor="test",
        )
        for name, role in (
            ("proposer", Role.ADMIN),
            ("first", Role.PAYER),
            ("second", Role.PAYER),
            ("spare", Role.PAYER),
        )
    ]
    await an_app_of(people[3], api.platform.get(SecondFactorsService))
    by = Principal.of_role(Role.ADMIN, id=people[0].id)
    first, second = [
        await administration.propose_role(
            approvals, person.id, role=Role.TREASURY, biller_id=None, reason="New", by=by
        )
        for person in people[1:3]
    ]
    return (first.proposal, second.proposal), people[3].id


async def _paid_on_the_page(
    api: Api, scene: Scene, caller: Caller, who: Principal, bill: Any
) -> str:
    started = await scene.pay(who, await scene.quote(who, (bill, None)), key="w-2")
    outside = Outside(scene.sandbox_url)
    await outside.pay(str(started.body["next_action"]["url"]))
    await outside.close()
    payment = str(started.body["id"])
    async with api.client(caller.headers) as client:
        answer = await client.post(f"/api/v1/payments/{payment}/refresh")
    assert answer.json()["state"] == "succeeded", answer.text
    return payment


def _principal(caller: Caller) -> Principal:
    assert caller.principal is not None
    return caller.principal
