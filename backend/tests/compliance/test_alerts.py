"""The queue over HTTP: who sees it, what an officer does with it, and that nobody else can tell."""

from __future__ import annotations

from typing import Any

import pytest

from compliance.cases_building import AT, PAYER, a_transfer, an_alert
from paymentus.app.wiring import Platform
from paymentus.compliance.domain.transfer import Party
from paymentus.compliance.service.cases import CaseOpening
from paymentus.foundation.authorization import Role

from support.api import Api

Json = dict[str, Any]
QUEUE = "/api/v1/compliance/alerts"


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


async def stop(api: Api, transfer_id: str = "pay_1", party: Party = PAYER) -> str:
    """The id of the alert that stopped a transfer."""
    alert = an_alert(transfer_id=transfer_id, party=party)
    opening: CaseOpening = api.platform.get(CaseOpening)
    transfer = a_transfer(transfer_id, sender=party)
    unit = await opening.open_case([alert], party=party, transfer=transfer, at=AT)
    await api.platform.committer.commit(unit)
    return alert.id


async def test_an_officer_goes_from_the_queue_to_a_release(api: Api) -> None:
    alert_id = await stop(api)
    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        queue = (await client.get(QUEUE, params={"state": "open"})).json()
        detail = (await client.get(f"{QUEUE}/{alert_id}")).json()
        released = await client.post(
            "/api/v1/compliance/transfers/pay_1/release", json={"reason": "Born 1990, not 1955."}
        )
        again = await client.post(
            "/api/v1/compliance/transfers/pay_1/release", json={"reason": "Once more."}
        )
        after = (await client.get(f"{QUEUE}/{alert_id}")).json()

    assert [row["id"] for row in queue["data"]] == [alert_id]
    assert detail["alert"]["evidence"] == {"listed": "Beeblebrocks"}
    assert (detail["transfer"]["state"], detail["transfer"]["receivers"]) == (
        "held",
        ["Riverton Water"],
    )
    assert (released.status_code, released.json()["outcome"]) == (200, "released")
    assert (again.status_code, again.json()["code"]) == (409, "transfer_not_held")
    assert (after["alert"]["state"], after["reason"]) == ("dismissed", "Born 1990, not 1955.")
    assert after["decided_by"]["name"] == "Somebody"


async def test_filters_and_pages_of_the_queue(api: Api) -> None:
    ford = Party("usr_ford", "Ford Prefect")
    ids = sorted([await stop(api, "pay_1"), await stop(api, "pay_2", ford)], reverse=True)
    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        first = (await client.get(QUEUE, params={"limit": 1})).json()
        cursor = {"limit": 1, "cursor": first["next_cursor"]}
        second = (await client.get(QUEUE, params=cursor)).json()
        of_ford = (await client.get(QUEUE, params={"party_id": ford.id})).json()
        blocked = (await client.get(QUEUE, params={"verdict": "block"})).json()
        wrong = await client.get(QUEUE, params={"state": "lost"})

    assert [first["data"][0]["id"], second["data"][0]["id"]] == ids
    assert second["next_cursor"] is None
    assert [row["party_name"] for row in of_ford["data"]] == ["Ford Prefect"]
    assert blocked["data"] == []
    assert wrong.status_code == 422


async def test_refusing_and_taking_lead_into_the_case(api: Api) -> None:
    alert_id = await stop(api)
    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        dismissed = await client.post(f"{QUEUE}/{alert_id}/dismiss", json={"reason": "Not him."})
        taken = await client.post(f"{QUEUE}/{alert_id}/take")
        refused = await client.post(
            "/api/v1/compliance/transfers/pay_1/refuse", json={"reason": "It is him."}
        )

    assert (dismissed.status_code, dismissed.json()["code"]) == (409, "alert_holds_money")
    assert (taken.status_code, taken.json()["case"]["state"]) == (200, "investigating")
    assert (refused.status_code, refused.json()["state"]) == (200, "investigating")


@pytest.mark.parametrize("role", [Role.PAYER, Role.BILLER_ADMIN, Role.ADMIN, Role.TREASURY])
async def test_nobody_else_can_tell_what_is_there_from_what_is_not(api: Api, role: Role) -> None:
    alert_id = await stop(api)
    async with api.client(await api.person(role, biller_id="bil_none")) as client:
        there = await client.get(f"{QUEUE}/{alert_id}")
        not_there = await client.get(f"{QUEUE}/alr_none")
        release = await client.post(
            "/api/v1/compliance/transfers/pay_1/release", json={"reason": "Mine."}
        )

    same = {"type", "title", "status", "detail", "code"}
    assert there.status_code == not_there.status_code == release.status_code == 403
    assert {k: there.json()[k] for k in same} == {k: not_there.json()[k] for k in same}


async def test_an_auditor_reads_and_decides_nothing(api: Api) -> None:
    alert_id = await stop(api)
    async with api.client(await api.person(Role.AUDITOR)) as client:
        read = await client.get(f"{QUEUE}/{alert_id}")
        release = await client.post(
            "/api/v1/compliance/transfers/pay_1/release", json={"reason": "Fine."}
        )

    assert (read.status_code, release.status_code) == (200, 403)
