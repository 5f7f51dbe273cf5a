"""Filings where two do the same at once, and who files."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from paymentus.app.wiring import Platform
from paymentus.commit.domain import UnitOfWork
from paymentus.compliance.domain.filings.acknowledgement import NotAnAcknowledgement
from paymentus.compliance.domain.filings.filing import (
    FilingHasChanged,
    FilingKind,
    FilingNotComplete,
    FilingState,
    new_filing,
)
from paymentus.compliance.repository.filings import Batch, insert_filing
from paymentus.compliance.service.filings.batches import FilingBatches, NothingToSend
from paymentus.compliance.service.filings.filer_file import (
    FilerFileUnfit,
    demonstration_filer,
    filer_as_json,
    read_filer,
)
from paymentus.foundation.authorization import Principal, Role

from support.acknowledgements import acknowledgement
from support.made_filings import a_good_ctr

OFFICER = Principal.of_role(Role.COMPLIANCE_OFFICER, id="usr_officer")
AT = datetime(2026, 6, 11, tzinfo=UTC)


async def test_of_two_who_send_at_once_one_does(platform: Platform) -> None:
    filings = [
        new_filing(FilingKind.CTR, a_good_ctr(), due=date(2026, 7, 1), by="usr_a", at=AT)
        .approved(by="usr_b", at=AT)
        for _ in range(3)
    ]  # fmt: skip
    await platform.committer.commit(UnitOfWork(inserts=tuple(map(insert_filing, filings))))
    batches: FilingBatches = platform.get(FilingBatches)

    done = await asyncio.gather(
        *(batches.export(FilingKind.CTR, by=OFFICER) for _ in range(4)), return_exceptions=True
    )

    sent = [each for each in done if isinstance(each, Batch)]
    assert len(sent) == 1
    assert sorted(sent[0].filing_ids) == sorted(filing.id for filing in filings)
    refused = [each for each in done if not isinstance(each, Batch)]
    assert all(isinstance(each, FilingHasChanged | NothingToSend) for each in refused)


async def test_a_faulty_one_is_named_and_holds_up_no_other(platform: Platform) -> None:
    wrong = replace(a_good_ctr(), transaction_date=None)
    good, faulty = [
        new_filing(FilingKind.CTR, content, due=date(2026, 7, 1), by="usr_a", at=AT)
        .approved(by="usr_b", at=AT)
        for content in (a_good_ctr(), wrong)
    ]  # fmt: skip
    await platform.committer.commit(
        UnitOfWork(inserts=(insert_filing(good), insert_filing(faulty)))
    )
    batches: FilingBatches = platform.get(FilingBatches)

    batch = await batches.export(FilingKind.CTR, by=OFFICER)

    assert (batch.filing_ids, batch.left_out) == ((good.id,), (faulty.id,))
    assert (await batches.get(batch.id)).left_out == (faulty.id,)
    with pytest.raises(FilingNotComplete) as refused:
        await batches.export(FilingKind.CTR, by=OFFICER)
    assert {problem.field for problem in refused.value.fields} == {faulty.id}
    edited = faulty.edited(a_good_ctr(), by="usr_a", at=AT)
    assert (edited.state, edited.proposal_id) == (FilingState.DRAFT, None)


async def test_the_answer_to_one_batch_is_no_answer_to_another(platform: Platform) -> None:
    batches: FilingBatches = platform.get(FilingBatches)
    sent = []
    for _ in range(2):
        filing = new_filing(FilingKind.CTR, a_good_ctr(), due=date(2026, 7, 1), by="usr_a", at=AT)
        approved = filing.approved(by="usr_b", at=AT)
        await platform.committer.commit(UnitOfWork(inserts=(insert_filing(approved),)))
        sent.append(await batches.export(FilingKind.CTR, by=OFFICER))
    answer = acknowledgement([("31000055053784", ())])
    await batches.acknowledge(sent[0].id, answer, by=OFFICER)

    with pytest.raises(NotAnAcknowledgement, match="31000055053784"):
        await batches.acknowledge(sent[1].id, answer, by=OFFICER)
    refusal = acknowledgement([("", ()), ("", ())], status="R")
    with pytest.raises(NotAnAcknowledgement, match="2 reports"):
        await batches.acknowledge(sent[1].id, refusal, by=OFFICER)
    with pytest.raises(NotAnAcknowledgement, match=sent[0].id):
        await batches.acknowledge(
            sent[1].id, acknowledgement([], status="R"), by=OFFICER, file_name=f"{sent[0].id}.xml"
        )

    assert (await batches.get(sent[1].id)).acknowledged_at is None


class TestTheFilersFile:
    def test_is_read_as_it_is_shown(self, tmp_path: Path) -> None:
        filer = demonstration_filer("Acme Payments")
        (tmp_path / "filer.json").write_text(filer_as_json(filer))

        assert read_filer(tmp_path / "filer.json") == filer

    def test_names_what_is_wrong_in_it(self, tmp_path: Path) -> None:
        (tmp_path / "filer.json").write_text('{"transmitter": {"name": 7}}')

        with pytest.raises(FilerFileUnfit, match=r"transmitter\.name"):
            read_filer(tmp_path / "filer.json")
        with pytest.raises(FilerFileUnfit, match="No such file"):
            read_filer(tmp_path / "none.json")
