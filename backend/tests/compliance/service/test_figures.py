"""How compliance stands, in figures."""

from __future__ import annotations

from datetime import timedelta

from compliance.cases_building import AT, Desk, a_transfer, an_alert
from compliance.lists_building import Screening
from paymentus.commit.service import Committer
from paymentus.compliance.domain.cases.holds import HoldState
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.figures import FiguresRepository
from paymentus.compliance.service.figures import ComplianceFigures
from paymentus.foundation.clock import utc_now
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


class Silent:
    async def check(self) -> None:
        raise Unavailable()


async def test_counts_what_waits_and_how_old_the_list_is(
    screening: Screening, database: Database, sealed: SealedDocuments, committer: Committer
) -> None:
    desk = Desk(database, sealed, committer)

    def figures(days: int = 0, remote: Silent | None = None) -> ComplianceFigures:
        return ComplianceFigures(
            alerts=desk.alerts, cases=desk.cases, figures=FiguresRepository(database),
            lists=screening.store, remote=remote, max_age=timedelta(hours=48),
            clock=lambda: utc_now() + timedelta(days=days),
        )  # fmt: skip

    before = await figures().now()
    await screening.in_force.open()
    await desk.stop(an_alert("screening_unavailable"), transfer=a_transfer())
    await desk.stop(an_alert("structuring", Verdict.HOLD, transfer_id=None))
    now, later = await figures().now(), await figures(days=3).now()

    assert (before.screening_up, before.list_age_seconds) == (False, None)
    assert now.screening_up
    assert now.list_age_seconds is not None
    assert 0 <= now.list_age_seconds < 600
    assert now.open_alerts == {Verdict.ALLOW: 0, Verdict.HOLD: 2, Verdict.BLOCK: 0}
    assert now.transfers[HoldState.HELD] == now.unjudged == now.undecided_cases == 1
    # The clock of the second alert began in March and ran out long ago.
    assert utc_now() - AT > timedelta(days=60)
    assert (now.deadlines_overdue, now.deadlines_near) == (1, 0)
    assert not later.screening_up
    assert not (await figures(remote=Silent()).now()).screening_up
