"""The desk's review over HTTP."""

from __future__ import annotations

from typing import Any

import httpx

from compliance.test_kyc import FACTS, FILE
from paymentus.foundation.authorization import Role

from support.api import Api
from support.customers import a_picture, passport_zone

DESK = "/api/v1/compliance/customers"


async def handed_in(api: Api) -> None:
    async with api.client(await api.person(Role.PAYER)) as client:
        await client.put("/api/v1/kyc/facts", json=FACTS)
        form = {"kind": "passport", "mrz": passport_zone()}
        await client.post("/api/v1/kyc/documents", data=form, files=FILE)
        answer = await client.post("/api/v1/kyc/submit")
    assert answer.status_code == 200, answer.text


async def first(client: httpx.AsyncClient, queue: str = "waiting") -> dict[str, Any]:
    rows = (await client.get(DESK, params={"queue": queue})).json()["data"]
    row: dict[str, Any] = rows[0]
    return row


async def test_a_reviewer_sees_the_document_beside_what_was_typed(api: Api) -> None:
    await handed_in(api)
    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        row = await first(client)
        one = (await client.get(f"{DESK}/{row['user_id']}")).json()
        document = one["documents"][0]
        file = await client.get(f"{DESK}/{row['user_id']}/documents/{document['id']}/content")

    assert row["name"] == "Trillian Mae McMillan"
    assert document["mrz"]["family_name"] == "MCMILLAN"
    assert one["facts"]["family_name"] == "McMillan"
    assert (file.content, file.headers["content-type"]) == (a_picture(), "image/png")
    assert file.headers["content-disposition"].startswith("inline")
    assert file.headers["cache-control"] == "no-store"


async def test_a_reviewer_asks_again_and_then_approves(api: Api) -> None:
    await handed_in(api)
    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        user_id = (await first(client))["user_id"]
        one = (await client.post(f"{DESK}/{user_id}/take")).json()
        refused = {"id": one["documents"][0]["id"], "reason": "Blurred."}
        asked = await client.post(
            f"{DESK}/{user_id}/ask-again", json={"reason": "Once more.", "documents": [refused]}
        )
        assert asked.json()["state"] == "resubmission_requested"
    await handed_in(api)

    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        one = (await client.get(f"{DESK}/{user_id}")).json()
        valid = [each["id"] for each in one["documents"] if each["state"] == "checked"]
        done = await client.post(f"{DESK}/{user_id}/approve", json={"documents": valid})
        noted = await client.post(f"{DESK}/{user_id}/reviews", json={"words": "Fine."})
        rated = await client.post(
            f"{DESK}/{user_id}/rating", json={"rating": "high", "reason": "Press."}
        )

    assert done.json()["state"] == "approved"
    assert noted.status_code == 200
    assert rated.json()["rating"]["in_force"] == "high"


async def test_pages_join(api: Api) -> None:
    await handed_in(api)
    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        page = (await client.get(DESK, params={"limit": 1})).json()
        wrong = await client.get(DESK, params={"cursor": "WyJ4IiwieSJd"})

    assert (len(page["data"]), page["next_cursor"]) == (1, None)
    assert wrong.status_code == 400


async def test_a_refusal_names_its_reason(api: Api) -> None:
    await handed_in(api)
    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        user_id = (await first(client))["user_id"]
        without = await client.post(f"{DESK}/{user_id}/approve", json={"documents": []})
        silent = await client.post(f"{DESK}/{user_id}/reject", json={"reason": " "})
        nobody = await client.get(f"{DESK}/usr_nobody")

    assert (without.status_code, without.json()["code"]) == (409, "documents_failed")
    assert (silent.status_code, silent.json()["code"]) == (422, "reason_missing")
    assert nobody.status_code == 404


async def test_an_auditor_reads_and_decides_nothing(api: Api) -> None:
    await handed_in(api)
    async with api.client(await api.person(Role.AUDITOR)) as client:
        user_id = (await first(client))["user_id"]
        taken = await client.post(f"{DESK}/{user_id}/take")

    assert taken.status_code == 403
