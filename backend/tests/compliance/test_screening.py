"""Lists and decisions on matches over HTTP."""

from __future__ import annotations

from datetime import timedelta

from compliance.test_freezes import DESK, officer
from paymentus.app.wiring import Platform
from paymentus.compliance.domain.transfer import Party
from paymentus.compliance.service.screening.party_screening import PartyScreening
from paymentus.foundation.clock import utc_now

from support.api import Api

LISTED = Party("usr_1", "Osvaldt Ferrin Quillamore")


async def test_an_officer_sees_the_list_in_force(platform: Platform) -> None:
    api = Api.of(platform)

    async with api.client(await officer(api, "first")) as client:
        answer = await client.get(f"{DESK}/lists")

    [version] = answer.json()["data"]
    assert (version["number"], version["problems"]) == (1, 0)
    assert version["parties"].keys() == {"SDN", "non-SDN"}
    assert (answer.json()["max_age_hours"], answer.json()["by_remote_service"]) == (48, False)


async def test_an_officer_has_the_list_fetched_at_once(platform: Platform) -> None:
    api = Api.of(platform)

    async with api.client(await officer(api, "first")) as client:
        [before] = (await client.get(f"{DESK}/lists")).json()["data"]
        fetched = (await client.post(f"{DESK}/lists/refresh")).json()
        [after] = (await client.get(f"{DESK}/lists")).json()["data"]

    assert fetched["is_new"] is False
    assert fetched["version"] == after
    assert after["confirmed_at"] > before["confirmed_at"]


async def test_an_officer_decides_on_a_match_and_takes_it_back(platform: Platform) -> None:
    api = Api.of(platform)
    screening: PartyScreening = platform.get(PartyScreening)
    alert = await screening.screen_customer(LISTED)
    assert alert is not None
    hit = alert.evidence["hits"][0]
    body = {
        "list": hit["list"],
        "list_id": hit["list_id"],
        "reason": "Another date of birth, by his passport.",
        "expires_at": (utc_now() + timedelta(days=30)).isoformat(),
    }

    async with api.client(await officer(api, "first")) as client:
        made = await client.post(f"{DESK}/alerts/{alert.id}/match-decisions", json=body)
        passed = await screening.findings([("sender", LISTED)], at=utc_now())
        listed = (await client.get(f"{DESK}/match-decisions")).json()["data"]
        ended = await client.post(f"{DESK}/match-decisions/{made.json()['id']}/end")
        too_short = await client.post(
            f"{DESK}/alerts/{alert.id}/match-decisions", json={**body, "reason": "no"}
        )

    assert made.status_code == 201
    assert passed == []
    assert [one["id"] for one in listed] == [made.json()["id"]]
    assert listed[0]["decided_by"] == made.json()["decided_by"]
    assert listed[0]["decided_by"]["name"]
    assert listed[0]["party_name"] is None
    assert ended.json()["ended_at"] is not None
    assert too_short.status_code in (400, 422)
    assert await screening.findings([("sender", LISTED)], at=utc_now())
