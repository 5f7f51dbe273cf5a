"""Filings in the state that each act of the desk asks for, so that each of them really works."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from paymentus.app.wiring import Platform
from paymentus.commit.domain import UnitOfWork
from paymentus.compliance.domain.filings.batch import batch_of
from paymentus.compliance.domain.filings.filing import Filing, FilingKind, FilingState, new_filing
from paymentus.compliance.domain.filings.ofac_report import OfacReport
from paymentus.compliance.repository.filings import (
    Batch,
    content_document,
    insert_batch,
    insert_filing,
)
from paymentus.compliance.service.filings.batch_xml import write_batch

from support.acknowledgements import acknowledgement
from support.made_filings import a_good_ctr, a_good_sar

AT = datetime(2026, 6, 11, 12, 0, tzinfo=UTC)
GOOD = {"sar": content_document(FilingKind.SAR, a_good_sar())}
ANSWER = acknowledgement([("31000055053785", ())])
_STATES = {
    "getFiling": FilingState.DRAFT,
    "saveFiling": FilingState.DRAFT,
    "proposeFiling": FilingState.DRAFT,
    "discardFiling": FilingState.DRAFT,
    "getFilingPage": FilingState.DRAFT,
    "amendFiling": FilingState.ACCEPTED,
    "exportFilings": FilingState.APPROVED,
    "acknowledgeFilingBatch": FilingState.EXPORTED,
}


def _filing(kind: FilingKind = FilingKind.SAR) -> Filing:
    content = {
        FilingKind.SAR: a_good_sar(),
        FilingKind.CTR: a_good_ctr(),
    }.get(kind, OfacReport())
    return new_filing(kind, content, due=date(2026, 7, 1), by="usr_test", at=AT)


async def filing_things(platform: Platform) -> dict[str, dict[str, str]]:
    """Operation -> values for its address."""
    made = {
        operation: replace(_filing(), state=state, number="31000055053784")
        for operation, state in _STATES.items()
    }
    content = write_batch(batch_of([a_good_sar()]))
    answered = made["acknowledgeFilingBatch"]
    batch = Batch(
        id="fba_walk", kind=FilingKind.SAR, filing_ids=(answered.id,),
        sha256=hashlib.sha256(content).hexdigest(), xml=content.decode(), created_at=AT,
        created_by="usr_test",
    )  # fmt: skip
    made["acknowledgeFilingBatch"] = replace(answered, batch_id=batch.id)
    blocked = replace(_filing(FilingKind.OFAC_BLOCKING), state=FilingState.APPROVED)
    made["recordSentToOfac"] = blocked
    inserts = tuple(insert_filing(filing) for filing in made.values())
    unsent = replace(batch, id="fba_unsent", filing_ids=())
    batches = (insert_batch(batch), insert_batch(unsent))
    await platform.committer.commit(UnitOfWork(inserts=(*inserts, *batches)))
    of_batch = ("getFilingBatch", "getFilingBatchFile", "recordFilingBatchSent")
    return {
        operation: {"filing_id": filing.id, "batch_id": batch.id}
        for operation, filing in made.items()
    } | {operation: {"batch_id": unsent.id} for operation in of_batch}
