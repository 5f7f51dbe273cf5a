"""Held transfers of which something could not be judged, judged as soon as it can be.

One commit decides about one transfer: it goes on where this was all that held it, it is blocked, or
it waits for a person because of what was found. Nobody can release it before.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from paymentus.commit.domain import AlreadyExists, AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import Alert, alert_of
from paymentus.compliance.domain.cases.case import Case, CaseNotFound, Outcome
from paymentus.compliance.domain.cases.history import EntryKind, case_entry
from paymentus.compliance.domain.cases.holds import Hold, HoldState
from paymentus.compliance.domain.transfer import Transfer, Verdict, strictest
from paymentus.compliance.domain.unjudged import UNJUDGED_CODES
from paymentus.compliance.repository.alerts import AlertsRepository, insert_alert
from paymentus.compliance.repository.cases import (
    HOLDS,
    CasesRepository,
    insert_entry,
    update_case,
    update_hold,
)
from paymentus.compliance.service.assessing import AssessmentsService
from paymentus.compliance.service.cases.settling import (
    closed_if_settled,
    decided_transfers,
    dismissed,
    unsettled,
)
from paymentus.foundation.clock import Clock

_log = logging.getLogger(__name__)
_PLATFORM = "platform"
_WHY = "What was away has answered; this transfer was judged again."
_ATTEMPTS = 8
_AT_ONCE = 200


class JudgingAgain:
    def __init__(
        self,
        *,
        assessments: AssessmentsService,
        cases: CasesRepository,
        alerts: AlertsRepository,
        committer: Committer,
        clock: Clock,
    ) -> None:
        self._assessments = assessments
        self._cases = cases
        self._alerts = alerts
        self._committer = committer
        self._clock = clock

    async def waiting(self) -> list[str]:
        """Ids of transfers that are to be judged again, the oldest first."""
        return [hold.id for hold in await self._cases.unjudged(limit=_AT_ONCE)]

    async def judge(self, transfer: Transfer) -> bool:
        """Judge a held transfer by what was away; False where there is nothing to judge any more.

        Raises ``Unavailable`` where it still cannot be judged: nothing has changed then.
        """
        for _ in range(_ATTEMPTS):
            hold = await self._cases.hold(transfer.id)
            if hold is None or hold.state is not HoldState.HELD or not hold.unjudged:
                return False
            try:
                verdict, unit = await self._judged(transfer, hold)
                await self._committer.commit(unit)
            except (VersionConflict, AlreadyExists):
                continue  # the desk or another payment of this party was faster
            _log.info(
                "transfer %s was judged again: %s", transfer.id, verdict.value,
                extra={"event.action": "transfer-judged-again"},
            )  # fmt: skip
            return True
        raise VersionConflict(HOLDS, transfer.id)

    async def _judged(self, transfer: Transfer, hold: Hold) -> tuple[Verdict, UnitOfWork]:
        now = self._clock()
        case = await self._cases.find(hold.case_id)
        if case is None:
            raise CaseNotFound()
        found, counted = await self._assessments.what_was_missing(transfer, hold.unjudged)
        earlier = await self._alerts.of_transfer(transfer.id)
        known = {(alert.code, alert.party_id) for alert in earlier}
        new = [
            alert_of(
                finding, party_id=party.id, party_name=party.name, transfer_id=transfer.id, at=now
            )
            for party, finding in found
            if (finding.code, party.id) not in known
        ]
        away = [alert for alert in earlier if alert.code in UNJUDGED_CODES]
        others = [alert for alert in earlier if alert.code not in UNJUDGED_CODES]
        # An alert that somebody has dismissed held it as well: then a person lets it go.
        verdict = strictest([alert.verdict for alert in (*new, *others)])
        record = AuditRecord(
            "transfer.judged_again", hold.id, _PLATFORM,
            {"case": case.id, "verdict": verdict.value, "alerts": len(new)},
        )  # fmt: skip
        unit = counted + dismissed(away, _WHY, by=_PLATFORM, at=now)
        unit += UnitOfWork(audit=(record,))
        if verdict is Verdict.ALLOW:
            return verdict, unit + await self._released(hold, case, away, new, now)
        return verdict, unit + _stopped(hold, case, new, verdict, now)

    async def _released(
        self, hold: Hold, case: Case, away: Sequence[Alert], new: Sequence[Alert], now: datetime
    ) -> UnitOfWork:
        of_case = await self._alerts.of_case(case.id)
        closed = closed_if_settled(
            case,
            case.with_fewer_held(1, at=now),
            Outcome.RELEASED,
            _WHY,
            unsettled_alerts=unsettled(of_case, {alert.id for alert in away}),
            by=_PLATFORM,
            at=now,
        )
        released = decided_transfers([hold], HoldState.RELEASED, _WHY, by=_PLATFORM, at=now)
        return UnitOfWork(inserts=tuple(map(insert_alert, new))) + released + closed


def _stopped(
    hold: Hold, case: Case, new: Sequence[Alert], verdict: Verdict, now: datetime
) -> UnitOfWork:
    """What was found joins the case; a listed party's transfer is blocked for good."""
    after = case.joined(new, held=0, at=now)
    if verdict is Verdict.BLOCK:
        after = after.with_fewer_held(1, at=now)
        unit = decided_transfers([hold], HoldState.BLOCKED, "", by=_PLATFORM, at=now)
    else:
        unit = UnitOfWork(updates=(update_hold(hold, replace(hold, unjudged=())),))
    refs = (hold.id, *(alert.id for alert in new))
    entry = case_entry(case.id, EntryKind.JUDGED_AGAIN, at=now, actor=_PLATFORM, refs=refs)
    return unit + UnitOfWork(
        inserts=(
            *(insert_alert(replace(alert, case_id=case.id)) for alert in new),
            insert_entry(entry),
        ),
        updates=(update_case(case, after),),
    )
