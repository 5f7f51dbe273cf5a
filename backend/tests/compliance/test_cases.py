"""Cases over HTTP: the list by deadline, the file, the work on it and its end."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from compliance.cases_building import AT, PAYER, a_transfer, an_alert
from paymentus.app.wiring import Platform
from paymentus.compliance.domain.cases.case import Case
from paymentus.compliance.domain.transfer import Party, Verdict
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.service.cases import CaseOpening
from paymentus.foundation.authorization import Role
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.api import Api

Json = dict[str, Any]
DESK = "/api/v1/compliance"


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


async def stop(
    api: Api,
    transfer_id: str = "pay_1",
    party: Party = PAYER,
    verdict: Verdict = Verdict.HOLD,
    code: str = "sanctions",
) -> Case:
    opening: CaseOpening = api.platform.get(CaseOpening)
    alert = an_alert(code, verdict, transfer_id=transfer_id, party=party)
    transfer = a_transfer(transfer_id, sender=party)
    unit = await opening.open_case([alert], party=party, transfer=transfer, at=AT)
    await api.platform.committer.commit(unit)
    sealed: SealedDocuments = api.platform.get(SealedDocuments)
    case = await CasesRepository(api.platform.database, sealed).undecided_of(party.id)
    assert case is not None
    return case


async def posted(client: httpx.AsyncClient, path: str, body: Json) -> Json:
    answer = await client.post(f"{DESK}{path}", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_case_is_worked_from_the_list_to_its_decision(api: Api) -> None:
    case = await stop(api, code="structuring")
    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        me = (await client.get("/api/v1/auth/session")).json()["user"]["id"]
        listed = (await client.get(f"{DESK}/cases", params={"assignee": "nobody"})).json()
        await posted(client, f"/cases/{case.id}/assign", {"assignee": me})
        mine = (await client.get(f"{DESK}/cases", params={"assignee": "me"})).json()
        await posted(client, f"/cases/{case.id}/notes", {"words": "Called him.", "refs": ["pay_1"]})
        await posted(client, f"/cases/{case.id}/escalate", {"reason": "Much money."})
        await posted(
            client, f"/cases/{case.id}/clocks/sar", {"end": "met", "reference": "31000123"}
        )
        decided = await posted(
            client, f"/cases/{case.id}/decide", {"outcome": "refused", "reason": "Forged papers."}
        )
        file = (await client.get(f"{DESK}/cases/{case.id}")).json()

    assert [row["id"] for row in listed["data"]] == [row["id"] for row in mine["data"]]
    assert mine["data"][0]["assignee"] == {"id": me, "name": "Somebody"}
    assert (decided["state"], decided["outcome"]) == ("decided", "refused")
    assert [entry["kind"] for entry in file["history"]] == [
        "opened", "assigned", "note", "escalated", "clock_ended", "transfer_refused", "decided",
    ]  # fmt: skip
    assert file["history"][0]["actor"] is None
    assert file["history"][2]["words"] == "Called him."
    assert file["transfers"][0]["state"] == "refused"
    assert file["people"] == [{"id": me, "name": "Somebody"}]


async def test_what_is_due_first_comes_first_in_every_list(api: Api) -> None:
    ford = Party("usr_ford", "Ford Prefect")
    slow = await stop(api, "pay_1", code="velocity")
    quick = await stop(api, "pay_2", ford, Verdict.BLOCK)
    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        first = (await client.get(f"{DESK}/cases", params={"limit": 1})).json()
        rest = (
            await client.get(f"{DESK}/cases", params={"limit": 1, "cursor": first["next_cursor"]})
        ).json()
        deadlines = (await client.get(f"{DESK}/deadlines")).json()
        open_only = (await client.get(f"{DESK}/cases", params={"state": "decided"})).json()
        summary = (await client.get(f"{DESK}/summary")).json()
        wrong = await client.get(f"{DESK}/cases", params={"cursor": "nonsense"})

    assert [first["data"][0]["id"], rest["data"][0]["id"]] == [quick.id, slow.id]
    assert first["data"][0]["priority"] == "urgent"
    assert [row["kind"] for row in deadlines["data"]] == ["ofac", "sar"]
    assert deadlines["data"][0]["due"] == "2026-03-16"
    assert open_only["data"] == []
    assert (summary["held_transfers"], summary["undecided_cases"]) == (1, 2)
    assert wrong.status_code == 400


async def test_what_cannot_be_is_refused_with_its_reason(api: Api) -> None:
    case = await stop(api)
    async with api.client(await api.person(Role.COMPLIANCE_OFFICER)) as client:
        answers = [
            await client.post(f"{DESK}/cases/{case.id}/{path}", json=body)
            for path, body in (
                ("decide", {"outcome": "no_action", "reason": "Fine."}),
                ("decide", {"outcome": "released", "reason": " "}),
                ("assign", {"assignee": "usr_nobody"}),
                ("clocks/ctr", {"end": "not_required", "reason": "No cash."}),
                ("notes", {"words": ""}),
            )
        ]
        missing = await client.get(f"{DESK}/cases/cas_none")

    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (409, "transfers_still_held"),
        (422, "words_missing"),
        (422, "not_an_officer"),
        (404, "clock_not_running"),
        (422, "words_missing"),
    ]
    assert (missing.status_code, missing.json()["code"]) == (404, "case_not_found")
