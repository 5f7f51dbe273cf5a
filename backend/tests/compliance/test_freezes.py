"""Freezes over HTTP: proposed by one officer, approved by another one."""

from __future__ import annotations

from typing import Any

import pytest

from compliance.cases_building import AT, PAYER, an_alert
from paymentus.app.wiring import Platform
from paymentus.compliance.service.cases import CaseOpening, Freezes
from paymentus.foundation.authorization import Role
from paymentus.identity.service import IdentityService

from support.api import PASSWORD, Api, token_of

DESK = "/api/v1/compliance"
Json = dict[str, Any]


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


async def officer(api: Api, name: str) -> dict[str, str]:
    identity: IdentityService = api.platform.get(IdentityService)
    user = await identity.create_user(
        email=f"{name}@people.example",
        password=PASSWORD,
        full_name=name.title(),
        role=Role.COMPLIANCE_OFFICER,
        actor="test",
    )
    return {"Authorization": f"Bearer {await token_of(api.platform, user)}"}


async def a_case(api: Api) -> str:
    alert = an_alert(transfer_id=None)
    opening: CaseOpening = api.platform.get(CaseOpening)
    unit = await opening.open_case([alert], party=PAYER, transfer=None, at=AT)
    await api.platform.committer.commit(unit)
    return str(unit.inserts[0].document["_id"])


async def approved(api: Api, by: dict[str, str], proposal_id: str) -> Json:
    async with api.client(by) as client:
        shown = (await client.get(f"/api/v1/approvals/{proposal_id}")).json()
        answer = await client.post(
            f"/api/v1/approvals/{proposal_id}/approve", json={"content_hash": shown["content_hash"]}
        )
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_block_is_made_and_lifted_by_two_officers(api: Api) -> None:
    first, second = await officer(api, "first"), await officer(api, "second")
    case_id = await a_case(api)
    async with api.client(first) as client:
        proposed = await client.post(
            f"{DESK}/cases/{case_id}/freeze-proposals",
            json={"kind": "ofac_block", "reason": "Confirmed by his passport."},
        )
        before = (await client.get(f"{DESK}/freezes")).json()
        await approved(api, second, proposed.json()["id"])
        active = (await client.get(f"{DESK}/freezes")).json()["data"]
        no_license = await client.post(
            f"{DESK}/freezes/{active[0]['id']}/lift-proposals", json={"reason": "He asked."}
        )
        lift = await client.post(
            f"{DESK}/freezes/{active[0]['id']}/lift-proposals",
            json={"reason": "Licensed.", "license_number": "SDGT-2026-1"},
        )
        await approved(api, second, lift.json()["id"])
        lifted = (await client.get(f"{DESK}/freezes", params={"state": "lifted"})).json()["data"]

    assert (proposed.status_code, proposed.json()["kind"]) == (201, "freeze")
    assert before["data"] == []
    assert (active[0]["kind"], active[0]["party_name"]) == ("ofac_block", PAYER.name)
    assert (no_license.status_code, no_license.json()["code"]) == (422, "license_missing")
    assert "SDGT-2026-1" in lift.json()["words"]
    assert lifted[0]["license_number"] == "SDGT-2026-1"
    freezes: Freezes = api.platform.get(Freezes)
    assert not await freezes._freezes.active_of([PAYER.id])


async def test_what_is_frozen_or_not_there_is_not_proposed_again(api: Api) -> None:
    first, second = await officer(api, "first"), await officer(api, "second")
    case_id = await a_case(api)
    body = {"kind": "aml", "reason": "Unknown origin."}
    async with api.client(first) as client:
        proposed = await client.post(f"{DESK}/cases/{case_id}/freeze-proposals", json=body)
        await approved(api, second, proposed.json()["id"])
        again = await client.post(f"{DESK}/cases/{case_id}/freeze-proposals", json=body)
        no_case = await client.post(f"{DESK}/cases/cas_none/freeze-proposals", json=body)
        no_freeze = await client.post(
            f"{DESK}/freezes/frz_none/lift-proposals", json={"reason": "None."}
        )

    assert (again.status_code, again.json()["code"]) == (409, "already_frozen")
    assert (no_case.status_code, no_freeze.status_code) == (404, 404)
