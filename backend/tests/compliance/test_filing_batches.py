"""Batch files over HTTP: always the same bytes, and FinCEN's answer is taken in once."""

from __future__ import annotations

import hashlib

import httpx

from compliance.test_filings import DESK, NUMBER, an_approved_sar, officer, sent
from paymentus.compliance.domain.filings.tree import Node
from paymentus.compliance.service.filings.batch_xml import read_batch

from support.acknowledgements import acknowledgement
from support.api import Api

# As FinCEN counts: reports by their place, what is in them by its SeqNum.
FIRST_NAME = "EFilingBatchXML/Activity[1]/Party[{}]/PartyName[{}]/RawIndividualFirstName"


def place_of_first_name(file: bytes) -> str:
    """Of the subject of a batch's first report."""
    root = read_batch(file)
    report = root.children[1]
    subject = next(each for each in report.children if is_subject(each))
    name = next(each for each in subject.children if each.name == "PartyName")
    return FIRST_NAME.format(subject.attributes["SeqNum"], name.attributes["SeqNum"])


def is_subject(party: Node) -> bool:
    return any((each.name, each.text) == ("ActivityPartyTypeCode", "33") for each in party.children)


async def file_of(client: httpx.AsyncClient, batch_id: str) -> bytes:
    return (await client.get(f"{DESK}/filing-batches/{batch_id}/file")).content


async def answered(client: httpx.AsyncClient, batch_id: str, content: bytes) -> httpx.Response:
    return await client.post(
        f"{DESK}/filing-batches/{batch_id}/acknowledgement",
        files={"file": ("ack.xml", content, "text/xml")},
    )


async def test_the_file_is_the_same_each_time_it_is_taken(api: Api) -> None:
    async with api.client(await officer(api, 1)) as client:
        await an_approved_sar(api, client)
        batch = await sent(client, "POST", "/filing-batches", {"kind": "sar"})
        files = [await client.get(f"{DESK}/filing-batches/{batch['id']}/file") for _ in range(2)]
        listed = await sent(client, "GET", "/filing-batches")
        again = await client.post(f"{DESK}/filing-batches", json={"kind": "sar"})

    assert files[0].content == files[1].content
    assert hashlib.sha256(files[0].content).hexdigest() == batch["sha256"]
    assert [row["id"] for row in listed["data"]] == [batch["id"]]
    assert again.json()["code"] == "nothing_to_send"


async def test_a_rejected_report_comes_back_with_the_field_and_goes_again(api: Api) -> None:
    async with api.client(await officer(api, 1)) as client:
        filing_id = await an_approved_sar(api, client)
        batch = await sent(client, "POST", "/filing-batches", {"kind": "sar"})
        place = place_of_first_name(await file_of(client, batch["id"]))
        remark = ("C4", "FATAL", "The element is not recorded.", place)
        answer = await answered(client, batch["id"], acknowledgement([("", [remark])]))
        filing = await sent(client, "GET", f"/filings/{filing_id}")
        edited = await sent(
            client, "PUT", f"/filings/{filing_id}",
            {"version": filing["version"], "content": filing["content"]},
        )  # fmt: skip
        kept = await sent(client, "GET", f"/filing-batches/{batch['id']}")

    assert answer.status_code == 200, answer.text
    assert filing["state"] == "rejected"
    assert filing["remarks"][0]["text"] == "The element is not recorded."
    assert filing["remarks"][0]["field"].endswith("first name")
    assert (edited["state"], edited["remarks"]) == ("draft", filing["remarks"])
    assert kept["reports"] == [
        {
            "filing_id": filing_id, "subject_name": filing["subject_name"], "state": "draft",
            "accepted": False, "number": "", "remarks": filing["remarks"],
        }
    ]  # fmt: skip


async def test_warnings_are_kept_with_an_accepted_report(api: Api) -> None:
    async with api.client(await officer(api, 1)) as client:
        filing_id = await an_approved_sar(api, client)
        batch = await sent(client, "POST", "/filing-batches", {"kind": "sar"})
        before = await sent(client, "GET", f"/filing-batches/{batch['id']}")
        place = place_of_first_name(await file_of(client, batch["id"]))
        remark = ("F18", "WARN", "The value recorded is wrong.", place)
        await answered(client, batch["id"], acknowledgement([(NUMBER, [remark])]))
        filing = await sent(client, "GET", f"/filings/{filing_id}")
        kept = await sent(client, "GET", f"/filing-batches/{batch['id']}")

    assert before["reports"][0]["accepted"] is None
    assert (kept["reports"][0]["accepted"], kept["reports"][0]["number"]) == (True, NUMBER)
    assert (filing["state"], filing["number"]) == ("accepted", NUMBER)
    assert [remark["level"] for remark in filing["remarks"]] == ["WARN"]


async def test_an_answer_is_taken_in_once_and_has_to_be_one(api: Api) -> None:
    async with api.client(await officer(api, 1)) as client:
        await an_approved_sar(api, client)
        batch = await sent(client, "POST", "/filing-batches", {"kind": "sar"})
        codes = [
            (await answered(client, batch["id"], content)).json().get("code")
            for content in (
                b"nothing",
                b"<Invoice/>",
                acknowledgement([(NUMBER, ()), (NUMBER, ())]),
                acknowledgement([(NUMBER, ())]),
                acknowledgement([(NUMBER, ())]),
            )
        ]

    assert codes == [
        "not_xml", "not_an_acknowledgement", "not_an_acknowledgement", None,
        "already_acknowledged",
    ]  # fmt: skip


async def test_that_fincen_has_the_file_is_said_once_with_its_number(api: Api) -> None:
    async with api.client(await officer(api, 1)) as client:
        await an_approved_sar(api, client)
        batch = await sent(client, "POST", "/filing-batches", {"kind": "sar"})
        path = f"/filing-batches/{batch['id']}"
        said = await sent(client, "POST", f"{path}/sent", {"tracking_id": " 31000000123456 "})
        again = await client.post(f"{DESK}{path}/sent", json={"tracking_id": ""})
        await answered(client, batch["id"], acknowledgement([(NUMBER, ())]))
        late = await client.post(f"{DESK}{path}/sent", json={"tracking_id": ""})

    assert (batch["sent_at"], said["tracking_id"]) == (None, "31000000123456")
    assert said["sent_at"] is not None
    assert (again.json()["code"], late.json()["code"]) == ("already_sent", "already_acknowledged")


async def test_a_batch_that_fincen_rejects_brings_all_its_filings_back(api: Api) -> None:
    async with api.client(await officer(api, 1)) as client:
        ids = [await an_approved_sar(api, client) for _ in range(2)]
        batch = await sent(client, "POST", "/filing-batches", {"kind": "sar"})
        await answered(client, batch["id"], acknowledgement([], status="R"))
        states = [(await sent(client, "GET", f"/filings/{each}"))["state"] for each in ids]

    assert states == ["rejected", "rejected"]
