"""What a case knows becomes a draft, and every draft is found from its case."""

from __future__ import annotations

from compliance.test_filings import DESK, a_case, officer, sent
from paymentus.compliance.domain.transfer import Verdict

from support.api import Api


async def test_a_draft_says_who_what_when_and_why(api: Api) -> None:
    case = await a_case(api, "structuring")
    async with api.client(await officer(api, 1)) as client:
        drafted = await sent(client, "POST", f"/cases/{case.id}/filings", {"kind": "sar"})
        answer = await client.get(f"{DESK}/cases/{case.id}/filings")

    sar = drafted["content"]["sar"]
    assert sar["subjects"][0]["person"]["last_name"] == "Beeblebrox"
    assert sar["activities"] == [{"subtype": "114", "other": ""}]
    assert (sar["began"], sar["ended"], sar["dollars"]) == ("2026-03-02", "2026-03-02", 120)
    assert "Zaphod Beeblebrox" in sar["narrative"]
    assert "$120.00 by card to Riverton Water, which is held (pay_1)" in sar["narrative"]
    assert "Reads like a listed name." in sar["narrative"]
    assert drafted["due"] == "2026-04-01"
    assert drafted["subject_name"] == "Zaphod Beeblebrox"
    assert [row["id"] for row in answer.json()] == [drafted["id"]]


async def test_a_draft_of_what_is_known_has_no_errors(api: Api) -> None:
    """Everything that is not known is said to be."""
    case = await a_case(api, "velocity")
    async with api.client(await officer(api, 1)) as client:
        drafted = await sent(client, "POST", f"/cases/{case.id}/filings", {"kind": "sar"})

    assert drafted["errors"] == 0, drafted["defects"]


async def test_the_clock_of_the_case_says_when_it_is_due(api: Api) -> None:
    case = await a_case(api, "sanctions", Verdict.BLOCK)
    async with api.client(await officer(api, 1)) as client:
        drafted = await sent(client, "POST", f"/cases/{case.id}/filings", {"kind": "ofac_rejected"})

    assert drafted["due"] == "2026-03-16"
    assert drafted["content"]["ofac"]["transfer_ids"] == ["pay_1"]


async def test_a_case_that_is_not_there_has_no_filings(api: Api) -> None:
    async with api.client(await officer(api, 1)) as client:
        answer = await client.post(f"{DESK}/cases/cas_none/filings", json={"kind": "sar"})

    assert answer.json()["code"] == "case_not_found"
