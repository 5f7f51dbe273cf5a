"""Counts of a span of time: its first moment belongs to it, its last does not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from compliance.cases_building import AT, PAYER, a_transfer, an_alert
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.filings.filing import FilingKind, new_filing
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.cases import CasesRepository
from paymentus.compliance.repository.figures import FiguresRepository
from paymentus.compliance.repository.filings import insert_filing
from paymentus.compliance.service.cases import CaseOpening
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

from support.made_filings import a_good_ctr, a_good_sar

DAY = timedelta(days=1)


async def test_what_happened_is_counted_by_its_kind(
    database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    opening = CaseOpening(CasesRepository(database, sealed))
    alert = an_alert("structuring", Verdict.HOLD)
    unit = await opening.open_case([alert], party=PAYER, transfer=a_transfer(), at=AT)
    due = date(2026, 3, 10)
    filings = [
        new_filing(FilingKind.SAR, a_good_sar(), due=due, by="usr_1", at=AT),
        new_filing(FilingKind.CTR, a_good_ctr(), due=due, by="usr_1", at=AT),
        new_filing(FilingKind.CTR, a_good_ctr(), due=due, by="usr_1", at=AT + DAY),
    ]
    await committer.commit(unit + UnitOfWork(inserts=tuple(map(insert_filing, filings))))

    figures = FiguresRepository(database)

    assert await figures.alerts(AT, AT + DAY) == {"structuring": 1}
    assert await figures.stopped(AT, AT + DAY) == {"held": 1}
    assert await figures.cases_opened(AT, AT + DAY) == 1
    assert await figures.cases_decided(AT, AT + DAY) == {}
    assert await figures.filings(AT, AT + DAY) == {"ctr draft": 1, "sar draft": 1}
    assert await figures.alerts(AT - DAY, AT) == {}
    assert (await figures.overdue("2026-03-10"), await figures.overdue("2026-03-11")) == (0, 3)
    assert await figures.monitored(datetime(2020, 1, 1, tzinfo=UTC), AT) == 0
