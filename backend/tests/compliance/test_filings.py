"""A filing over HTTP: drafted, edited, put before a second person, sent, acknowledged, amended."""

from __future__ import annotations

import io
from typing import Any

import httpx
from pypdf import PdfReader

from compliance.cases_building import AT, PAYER, a_transfer, an_alert
from paymentus.compliance.domain.cases.case import Case
from paymentus.compliance.domain.filings.filing import FilingKind
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.repository.filings import BATCHES, FILINGS, content_document
from paymentus.compliance.service.cases import CaseOpening
from paymentus.foundation.authorization import Role
from paymentus.identity.service import IdentityService
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.acknowledgements import acknowledgement
from support.api import PASSWORD, Api, token_of
from support.made_filings import a_good_ctr, a_good_sar

Json = dict[str, Any]
DESK = "/api/v1/compliance"
NUMBER = "31000055053784"


async def a_case(api: Api, code: str, verdict: Verdict = Verdict.HOLD) -> Case:
    opening: CaseOpening = api.platform.get(CaseOpening)
    alert = an_alert(code, verdict)
    unit = await opening.open_case([alert], party=PAYER, transfer=a_transfer(), at=AT)
    await api.platform.committer.commit(unit)
    return await case_of(api)


async def case_of(api: Api) -> Case:
    sealed: SealedDocuments = api.platform.get(SealedDocuments)
    case = await CasesRepository(api.platform.database, sealed).undecided_of(PAYER.id)
    assert case is not None
    return case


async def officer(api: Api, number: int) -> dict[str, str]:
    """Another officer for each number, the same one each time."""
    email = f"officer-{number}@people.example"
    if email not in api.people:
        identity: IdentityService = api.platform.get(IdentityService)
        user = await identity.create_user(
            email=email,
            password=PASSWORD,
            full_name=f"Officer {number}",
            role=Role.COMPLIANCE_OFFICER,
            actor="test",
        )
        api.people[email] = {"Authorization": f"Bearer {await token_of(api.platform, user)}"}
    return api.people[email]


async def sent(client: httpx.AsyncClient, method: str, path: str, body: Any = None) -> Json:
    answer = await client.request(method, f"{DESK}{path}", json=body)
    assert answer.is_success, answer.text
    return dict(answer.json())


def sar_content() -> Json:
    return {"sar": content_document(FilingKind.SAR, a_good_sar())}


async def approve(api: Api, approval_id: str, headers: dict[str, str]) -> httpx.Response:
    async with api.client(headers) as second:
        shown = (await second.get(f"/api/v1/approvals/{approval_id}")).json()
        return await second.post(
            f"/api/v1/approvals/{approval_id}/approve", json={"content_hash": shown["content_hash"]}
        )


async def returned(api: Api, approval_id: str) -> None:
    async with api.client(await officer(api, 2)) as second:
        answer = await second.post(
            f"/api/v1/approvals/{approval_id}/reject", json={"reason": "The narrative says little."}
        )
    assert answer.status_code == 200, answer.text


async def an_approved_sar(api: Api, client: httpx.AsyncClient, path: str = "/filings") -> str:
    drafted = await sent(client, "POST", path, {"kind": "sar"})
    await sent(
        client, "PUT", f"/filings/{drafted['id']}",
        {"version": drafted["version"], "content": sar_content()},
    )  # fmt: skip
    proposed = await sent(client, "POST", f"/filings/{drafted['id']}/proposals", {"reason": "Ok."})
    approved = await approve(api, proposed["approval_id"], await officer(api, 2))
    assert approved.status_code == 200, approved.text
    return str(drafted["id"])


class TestTheLifeOfASar:
    async def test_goes_from_a_flagged_payment_to_an_acknowledged_filing(self, api: Api) -> None:
        case = await a_case(api, "structuring")
        async with api.client(await officer(api, 1)) as client:
            filing_id = await an_approved_sar(api, client, f"/cases/{case.id}/filings")
            batch = await sent(client, "POST", "/filing-batches", {"kind": "sar"})
            file = await client.get(f"{DESK}/filing-batches/{batch['id']}/file")
            answered = await client.post(
                f"{DESK}/filing-batches/{batch['id']}/acknowledgement",
                files={"file": ("ack.xml", acknowledgement([(NUMBER, ())]), "text/xml")},
            )
            filing = await sent(client, "GET", f"/filings/{filing_id}")

        assert b"<FormTypeCode>SARX</FormTypeCode>" in file.content
        assert answered.json()["filings"][0]["state"] == "accepted"
        assert filing["number"] == NUMBER
        assert [step["state"] for step in filing["history"]] == [
            "draft", "proposed", "approved", "exported", "accepted",
        ]  # fmt: skip
        assert filing["kept_until"] is not None
        clock = (await case_of(api)).clocks[0]
        assert (clock.is_running, clock.reference) == (False, NUMBER)

    async def test_needs_a_second_person(self, api: Api) -> None:
        async with api.client(await officer(api, 1)) as client:
            drafted = await sent(client, "POST", "/filings", {"kind": "sar"})
            await sent(
                client, "PUT", f"/filings/{drafted['id']}", {"version": 1, "content": sar_content()}
            )
            proposed = await sent(
                client, "POST", f"/filings/{drafted['id']}/proposals", {"reason": "Ok."}
            )
            own = await approve(api, proposed["approval_id"], await officer(api, 1))
            early = await client.post(f"{DESK}/filing-batches", json={"kind": "sar"})

        assert own.json()["code"] == "second_person_needed"
        assert early.json()["code"] == "nothing_to_send"

    async def test_what_changed_after_it_was_shown_is_not_approved(self, api: Api) -> None:
        async with api.client(await officer(api, 1)) as client:
            drafted = await sent(client, "POST", "/filings", {"kind": "sar"})
            saved = await sent(
                client, "PUT", f"/filings/{drafted['id']}", {"version": 1, "content": sar_content()}
            )
            proposed = await sent(
                client, "POST", f"/filings/{drafted['id']}/proposals", {"reason": "Ok."}
            )
            other = sar_content()
            other["sar"]["dollars"] = 39_000
            again = await sent(
                client,
                "PUT",
                f"/filings/{drafted['id']}",
                {"version": saved["version"] + 1, "content": other},
            )
            approved = await approve(api, proposed["approval_id"], await officer(api, 2))

        assert again["state"] == "draft"
        assert approved.json()["code"] == "filing_has_changed"

    async def test_comes_back_as_a_draft_when_the_second_person_returns_it(self, api: Api) -> None:
        async with api.client(await officer(api, 1)) as client:
            drafted = await sent(client, "POST", "/filings", {"kind": "sar"})
            path = f"/filings/{drafted['id']}"
            body = {"version": 1, "content": sar_content()}
            await sent(client, "PUT", path, body)
            first = await sent(client, "POST", f"{path}/proposals", {"reason": "Ok."})
            await returned(api, first["approval_id"])
            back = await sent(client, "GET", path)
            again = await sent(client, "PUT", path, {**body, "version": back["version"]})
            second = await sent(client, "POST", f"{path}/proposals", {"reason": "Better."})
            edited = await sent(client, "PUT", path, {**body, "version": again["version"] + 1})
            third = await sent(client, "POST", f"{path}/proposals", {"reason": "Once more."})
            await returned(api, second["approval_id"])
            waiting = await sent(client, "GET", path)

        assert (back["state"], back["proposal_id"]) == ("draft", first["approval_id"])
        assert [step["state"] for step in back["history"]] == ["draft", "proposed", "draft"]
        assert again["proposal_id"] == first["approval_id"]
        assert edited["proposal_id"] is None
        assert (waiting["state"], waiting["proposal_id"]) == ("proposed", third["approval_id"])

    async def test_is_amended_by_a_report_that_names_its_number(self, api: Api) -> None:
        async with api.client(await officer(api, 1)) as client:
            filing_id = await an_approved_sar(api, client)
            batch = await sent(client, "POST", "/filing-batches", {"kind": "sar"})
            early = await client.post(f"{DESK}/filings/{filing_id}/amendments")
            await client.post(
                f"{DESK}/filing-batches/{batch['id']}/acknowledgement",
                files={"file": ("ack.xml", acknowledgement([(NUMBER, ())]), "text/xml")},
            )
            amendment = await sent(client, "POST", f"/filings/{filing_id}/amendments")

        assert early.json()["code"] == "filing_not_accepted"
        assert amendment["amends"] == filing_id
        assert amendment["content"]["sar"]["prior_number"] == NUMBER
        assert amendment["content"]["sar"]["corrects"] is True
        assert amendment["errors"] == 0


class TestEditing:
    async def test_says_at_once_what_is_wrong_and_where(self, api: Api) -> None:
        content = sar_content()
        content["sar"]["subjects"][0]["person"]["address"]["state"] = "ZZ"
        async with api.client(await officer(api, 1)) as client:
            drafted = await sent(client, "POST", "/filings", {"kind": "sar"})
            saved = await sent(
                client, "PUT", f"/filings/{drafted['id']}", {"version": 1, "content": content}
            )
            checked = await sent(client, "POST", "/filings/check?kind=sar", {"content": content})
            proposed = await client.post(
                f"{DESK}/filings/{drafted['id']}/proposals", json={"reason": "Ok."}
            )

        assert saved["defects"] == checked["defects"]
        assert saved["defects"][0] | {"path": ""} == {
            "code": "unknown_state",
            "severity": "error",
            "field": "Subject 1 › address › state",
            "reason": "“ZZ” is not a state of US.",
            "path": "",
            "input": "subjects[0].person.address.state",
            "hinders": True,
        }
        assert proposed.json()["code"] == "filing_not_complete"
        assert proposed.json()["errors"][0]["field"] == "subjects[0].person.address.state"

    async def test_of_an_old_version_is_refused(self, api: Api) -> None:
        async with api.client(await officer(api, 1)) as client:
            drafted = await sent(client, "POST", "/filings", {"kind": "sar"})
            body = {"version": drafted["version"], "content": sar_content()}
            await sent(client, "PUT", f"/filings/{drafted['id']}", body)
            second = await client.put(f"{DESK}/filings/{drafted['id']}", json=body)

        assert (second.status_code, second.json()["code"]) == (409, "filing_has_changed")

    async def test_with_the_content_of_another_kind_is_refused(self, api: Api) -> None:
        async with api.client(await officer(api, 1)) as client:
            drafted = await sent(client, "POST", "/filings", {"kind": "ctr"})
            wrong = await client.put(
                f"{DESK}/filings/{drafted['id']}", json={"version": 1, "content": sar_content()}
            )
            none = await client.put(
                f"{DESK}/filings/{drafted['id']}", json={"version": 1, "content": {}}
            )

        assert [wrong.json()["code"], none.json()["code"]] == ["wrong_content", "wrong_content"]

    async def test_recomputes_when_a_currency_report_is_due(self, api: Api) -> None:
        content = {"ctr": content_document(FilingKind.CTR, a_good_ctr())}
        async with api.client(await officer(api, 1)) as client:
            drafted = await sent(client, "POST", "/filings", {"kind": "ctr"})
            saved = await sent(
                client, "PUT", f"/filings/{drafted['id']}", {"version": 1, "content": content}
            )
            discarded = await sent(client, "POST", f"/filings/{drafted['id']}/discard")
            late = await client.post(f"{DESK}/filings/{drafted['id']}/discard")

        assert saved["due"] == "2026-06-17"
        assert discarded["state"] == "discarded"
        assert late.json()["code"] == "filing_not_editable"


class TestTheList:
    async def test_has_what_is_due_first_first_and_pages(self, api: Api) -> None:
        async with api.client(await officer(api, 1)) as client:
            first = await sent(client, "POST", "/filings", {"kind": "sar"})
            second = await sent(client, "POST", "/filings", {"kind": "ctr"})
            page = await sent(client, "GET", "/filings?limit=1")
            rest = await sent(client, "GET", f"/filings?limit=1&cursor={page['next_cursor']}")
            closed = await sent(client, "GET", "/filings?state=closed")
            sars = await sent(client, "GET", "/filings?kind=sar")
            await sent(client, "POST", f"/filings/{first['id']}/discard")
            gone = await sent(client, "GET", "/filings?state=discarded")
            drafts = await sent(client, "GET", "/filings?state=draft")

        assert [row["id"] for row in (*page["data"], *rest["data"])] == [second["id"], first["id"]]
        assert (rest["next_cursor"], closed["data"]) == (None, [])
        assert [row["id"] for row in sars["data"]] == [first["id"]]
        assert [(row["id"], row["days_left"]) for row in gone["data"]] == [(first["id"], None)]
        assert [row["id"] for row in drafts["data"]] == [second["id"]]
        assert drafts["data"][0]["days_left"] > 0


async def test_codes_of_a_form_say_what_they_mean(api: Api) -> None:
    async with api.client(await officer(api, 1)) as client:
        sar = (await client.get(f"{DESK}/filings/codes?form=sar")).json()
        ctr = (await client.get(f"{DESK}/filings/codes?form=ctr")).json()

    assert {"field": "activity", "code": "114", "words": "Transaction(s) below CTR threshold",
            "group": "Structuring"} in sar  # fmt: skip
    assert {"field": "cash", "code": "46", "words": "Payments", "group": "Cash in"} in ctr
    assert "32" not in {each["code"] for each in ctr if each["field"] == "identification"}


class TestAnOfacReport:
    async def test_is_drafted_from_a_block_sent_as_a_page_and_recorded(self, api: Api) -> None:
        case = await a_case(api, "sanctions", Verdict.BLOCK)
        async with api.client(await officer(api, 1)) as client:
            drafted = await sent(
                client, "POST", f"/cases/{case.id}/filings", {"kind": "ofac_blocking"}
            )
            content = drafted["content"]
            content["ofac"]["authority"] = "SDGT"
            await sent(
                client, "PUT", f"/filings/{drafted['id']}", {"version": 1, "content": content}
            )
            proposed = await sent(
                client, "POST", f"/filings/{drafted['id']}/proposals", {"reason": "Ok."}
            )
            await approve(api, proposed["approval_id"], await officer(api, 2))
            page = await client.get(f"{DESK}/filings/{drafted['id']}/page")
            done = await sent(
                client, "POST", f"/filings/{drafted['id']}/sent-to-ofac", {"reference": "ORS-1"}
            )

        assert content["ofac"]["value_minor"] == 12_000
        reader = PdfReader(io.BytesIO(page.content))
        text = " ".join(each.extract_text() for each in reader.pages)
        assert "Zaphod Beeblebrox" in text
        assert "31 CFR 501.603" in text
        assert f"{drafted['id']}.json" in reader.attachments
        assert (done["state"], done["number"]) == ("accepted", "ORS-1")
        assert done["due"] == "2026-03-16"
        assert int(done["kept_until"][:4]) - int(done["created_at"][:4]) == 10
        assert not (await case_of(api)).clocks[0].is_running

    async def test_cannot_go_into_a_batch_file(self, api: Api) -> None:
        async with api.client(await officer(api, 1)) as client:
            refused = await client.post(f"{DESK}/filing-batches", json={"kind": "ofac_rejected"})

        assert refused.json()["code"] == "not_for_batches"


async def test_what_is_stored_names_nobody(api: Api) -> None:
    async with api.client(await officer(api, 1)) as client:
        await an_approved_sar(api, client)
        await sent(client, "POST", "/filing-batches", {"kind": "sar"})

    stored = str(await api.platform.database[FILINGS].find().to_list(None))
    stored += str(await api.platform.database[BATCHES].find().to_list(None))

    assert "Beeblebrox" not in stored
    assert "412345678" not in stored
