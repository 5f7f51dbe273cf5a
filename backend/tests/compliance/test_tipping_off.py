"""Nothing that a customer can reach tells of a report about them (31 U.S.C. 5318(g)(2)).

A payer is the subject of an accepted report. Every address is then asked as the payer; nothing that
belongs to the report may be in an answer, and what is there is answered as what is not.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from compliance.cases_building import a_transfer, an_alert
from paymentus.commit.domain import UnitOfWork
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.filing import Filing, FilingKind, new_filing
from paymentus.compliance.domain.transfer import Party, Verdict
from paymentus.compliance.repository.filings import insert_filing
from paymentus.compliance.service.cases import CaseOpening
from paymentus.foundation.authorization import Role

from support.api import Api
from support.made_filings import a_good_sar

AT = datetime(2026, 6, 11, 12, 0, tzinfo=UTC)
NUMBER = "31000055053784"
STREAMS = ("/events", "/stream")


async def a_report_about(api: Api, user_id: str) -> tuple[Filing, str]:
    """An accepted filing about this payer, and the case that it is in."""
    opening: CaseOpening = api.platform.get(CaseOpening)
    party = Party(user_id, "Somebody")
    alert = an_alert("structuring", Verdict.HOLD, party=party)
    unit = await opening.open_case([alert], party=party, transfer=a_transfer(sender=party), at=AT)
    case_id = str(unit.inserts[0].document["_id"])
    draft = new_filing(
        FilingKind.SAR, a_good_sar(), due=date(2026, 7, 1), by="usr_1", at=AT, case_id=case_id,
        party_id=user_id,
    )  # fmt: skip
    filing = draft.approved(by="usr_2", at=AT).exported(None, by="usr_1", at=AT)
    filing = filing.accepted(NUMBER, (), law=LawOfFilings(), by="usr_1", at=AT)
    await api.platform.committer.commit(unit + UnitOfWork(inserts=(insert_filing(filing),)))
    return filing, case_id


@pytest.fixture
async def payer(api: Api) -> dict[str, str]:
    return await api.person(Role.PAYER)


async def test_no_address_shows_it_to_its_subject(api: Api, payer: dict[str, str]) -> None:
    async with api.client(payer) as client:
        me = (await client.get("/api/v1/auth/session")).json()["user"]["id"]
        filing, case_id = await a_report_about(api, me)
        secrets = (filing.id, case_id, NUMBER, "structuring", "suspicious", "below BSA")
        answers, asked = {}, {}
        for path, methods in api.app.openapi()["paths"].items():
            if "get" in methods and not path.endswith(STREAMS):
                there = path.replace("{filing_id}", filing.id).replace("{case_id}", case_id)
                asked[path] = there.replace("{", "").replace("}", "")
                answers[path] = await client.get(asked[path])

    assert len(answers) > 50
    # A refusal repeats the address that was asked for, and no more.
    told = {
        path: secret
        for path, answer in answers.items()
        for secret in secrets
        if secret in answer.text.replace(asked[path], "") and path != "/api/openapi.json"
    }
    assert told == {}
    desk = {path: answer for path, answer in answers.items() if "/compliance/" in path}
    assert {answer.status_code for answer in desk.values()} == {403}


async def test_what_is_there_is_answered_as_what_is_not(api: Api, payer: dict[str, str]) -> None:
    async with api.client(payer) as client:
        me = (await client.get("/api/v1/auth/session")).json()["user"]["id"]
        filing, _ = await a_report_about(api, me)
        there = await client.get(f"/api/v1/compliance/filings/{filing.id}")
        nowhere = await client.get("/api/v1/compliance/filings/fil_none")

    same = ("type", "title", "status", "detail", "code")
    assert [there.json()[name] for name in same] == [nowhere.json()[name] for name in same]


async def test_a_payers_own_data_and_mail_say_nothing_of_it(
    api: Api, payer: dict[str, str]
) -> None:
    async with api.client(payer) as client:
        me = (await client.get("/api/v1/auth/session")).json()["user"]["id"]
        before = (await client.get("/api/v1/me/data")).json()
        filing, case_id = await a_report_about(api, me)
        after = (await client.get("/api/v1/me/data")).json()
    outbox = str(await api.platform.database["outbox"].find().to_list(None))

    assert before.keys() == after.keys()
    assert not any(secret in str(after) for secret in (filing.id, case_id, NUMBER, "sar"))
    assert filing.id not in outbox
