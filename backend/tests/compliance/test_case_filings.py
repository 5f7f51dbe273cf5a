"""What a case knows becomes a draft, and every draft is found from its case."""

from __future__ import annotations

from compliance.cases_building import AT
from compliance.test_filings import DESK, a_case, case_of, officer, sent
from compliance.transfers import an_engine, cash, party
from paymentus.commit.domain import UnitOfWork
from paymentus.compliance.domain.alerts import alert_of
from paymentus.compliance.domain.cases.clocks import ClockKind
from paymentus.compliance.domain.monitoring.cash_rules import cash_day_ids
from paymentus.compliance.domain.transfer import Party, Verdict
from paymentus.compliance.repository.monitoring import insert_monitored
from paymentus.compliance.service.cases import CaseOpening

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


async def test_a_currency_report_holds_all_cash_of_the_day_and_who_brought_it(api: Api) -> None:
    engine = an_engine()
    handed_in = [
        cash("usr_payer", 6_000.25, hours=0),
        cash("usr_payer", 5_000, hours=1, conductor=party("usr_ford")),
        cash("usr_payer", 9_000, hours=30),
    ]
    judged = [engine.judge(one) for one in handed_in]
    finding = next(
        each for one in judged for each in one.findings if each.code == "ctr_aggregation"
    )
    inserts = tuple(
        insert_monitored(one, judgement, [id_ for id_, _ in cash_day_ids(one)])
        for one, judgement in zip(handed_in, judged, strict=True)
    )
    alert = alert_of(
        finding, party_id="usr_payer", party_name="Zaphod Beeblebrox", transfer_id=None, at=AT
    )
    opening: CaseOpening = api.platform.get(CaseOpening)
    subject = Party("usr_payer", "Zaphod Beeblebrox")
    unit = await opening.open_case([alert], party=subject, transfer=None, at=AT)
    await api.platform.committer.commit(unit + UnitOfWork(inserts=inserts))
    case = await case_of(api)
    async with api.client(await officer(api, 1)) as client:
        drafted = await sent(client, "POST", f"/cases/{case.id}/filings", {"kind": "ctr"})

    ctr = drafted["content"]["ctr"]
    assert case.clocks[0].kind is ClockKind.CTR
    assert ctr["transaction_date"] == "2026-03-02"
    assert [(line["kind"], line["dollars"]) for line in ctr["lines"]] == [("46", 11_001)]
    assert [each["role"] for each in ctr["participants"]] == ["17", "23"]
    assert ctr["participants"][0]["cash_in"] == 5_000
    assert ctr["participants"][1]["several_transactions"] is True
    assert drafted["errors"] == 0, drafted["defects"]
    assert drafted["due"] == "2026-03-17"
