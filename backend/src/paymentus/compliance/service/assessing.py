"""The answer before money moves: what freezes, screening and monitoring say.

Judged anew whenever a commit was lost. The unit belongs to the payment's first commit: an alert
exists if and only if the payment it is about does.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from weakref import WeakValueDictionary

from paymentus.commit.domain import AlreadyExists, UnitOfWork, VersionConflict
from paymentus.compliance.domain.alerts import alert_of
from paymentus.compliance.domain.screening.nameless import nameless, nameless_finding
from paymentus.compliance.domain.transfer import (
    Assessment,
    Finding,
    Party,
    Transfer,
    Verdict,
    strictest,
)
from paymentus.compliance.domain.unjudged import (
    MONITORING_UNAVAILABLE,
    SCREENING_UNAVAILABLE,
    not_monitored,
    not_screened,
)
from paymentus.compliance.repository.alerts import insert_alert
from paymentus.compliance.repository.cases import CASES
from paymentus.compliance.service.cases import CaseOpening, Freezes
from paymentus.compliance.service.monitoring import MonitoringService, party_of
from paymentus.compliance.service.monitoring import is_lost_race as counted_meanwhile
from paymentus.compliance.service.screening.party_screening import PartyScreening
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.metrics import Metrics

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """``unit`` goes into the same commit as the transfer that was judged."""

    assessment: Assessment
    unit: UnitOfWork

    @property
    def verdict(self) -> Verdict:
        return self.assessment.verdict


def is_lost_race(error: VersionConflict | AlreadyExists) -> bool:
    """Whether a commit with ``Judged.unit`` was refused because another one about the same party
    came first: nothing was written, and the transfer is to be judged anew."""
    return counted_meanwhile(error) or error.collection == CASES


class AssessmentsService:
    """``safe_side`` is the verdict where nobody can be screened, or no rule can be asked.
    ``is_on`` is False only outside production, where the settings say so."""

    def __init__(
        self,
        *,
        screening: PartyScreening,
        cases: CaseOpening,
        freezes: Freezes,
        monitoring: MonitoringService,
        metrics: Metrics,
        safe_side: Verdict,
        is_on: bool = True,
    ) -> None:
        self._screening = screening
        self._cases = cases
        self._freezes = freezes
        self._monitoring = monitoring
        self._metrics = metrics
        self._safe_side = safe_side
        self._is_on = is_on
        # Forgotten as soon as nobody waits for it.
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @contextlib.asynccontextmanager
    async def turn_of(self, party: Party) -> AsyncIterator[None]:
        """Transfers of one party are judged and committed one after the other in this process:
        each moves the party's activity, so of many at once all but one would be in vain. Only for
        speed; between processes the activity's version decides. Not to be held over a call of
        anybody outside."""
        turn = self._turns.setdefault(party.id, asyncio.Lock())
        async with turn:
            yield

    async def assess(self, transfer: Transfer) -> Judged:
        """Allow, hold or block, with reasons and what is to be written with it."""
        if not self._is_on:
            return Judged(Assessment(transfer.id, Verdict.ALLOW, 0), UnitOfWork())
        started = time.perf_counter()
        frozen, monitored, screened = await asyncio.gather(
            self._freezes.findings(transfer),
            self._monitored(transfer),
            self._screened(transfer),
        )
        watched, risk_score, counted = monitored
        unwatched = [*frozen, *screened, *self._nameless(transfer)]
        found = [*unwatched, *watched]
        findings = tuple(finding for _, finding in found)
        verdict = strictest([finding.verdict for finding in findings])
        score = max([risk_score, *(one.score for _, one in unwatched)])
        unit = counted + await self._case(transfer, found)
        # By verdict would tip off whoever looks at the public figures.
        self._metrics.assessments.inc()
        self._metrics.assessment_seconds.observe(time.perf_counter() - started)
        return Judged(Assessment(transfer.id, verdict, score, findings), unit)

    async def what_was_missing(
        self, transfer: Transfer, codes: Collection[str]
    ) -> tuple[list[tuple[Party, Finding]], UnitOfWork]:
        """What freezes say now, and those that could not be asked the first time, by the codes of
        what was found then; with what is to be written. Raises ``Unavailable``, again."""
        found = await self._freezes.findings(transfer)
        if SCREENING_UNAVAILABLE in codes:
            found += await self._screening.of_transfer(transfer)
        if MONITORING_UNAVAILABLE not in codes:
            return found, UnitOfWork()
        monitored = await self._monitoring.judge(transfer)
        found += [(party_of(one, transfer), one) for one in monitored.findings]
        return found, monitored.unit

    def _nameless(self, transfer: Transfer) -> list[tuple[Party, Finding]]:
        """Who was screened by nothing is counted; from the amount of the law on there is an alert,
        which stops nothing."""
        found = []
        for role, party in nameless(transfer):
            self._metrics.screening_nameless.labels(role).inc()
            finding = nameless_finding(role, transfer)
            if finding is not None:
                found.append((party, finding))
        return found

    async def _case(self, transfer: Transfer, found: Sequence[tuple[Party, Finding]]) -> UnitOfWork:
        """An alert for every finding. Where one stops the transfer all of them are one case: that
        of the party with the strictest finding."""
        if not found:
            return UnitOfWork()
        alerts = [
            alert_of(
                finding,
                party_id=party.id,
                party_name=party.name,
                transfer_id=transfer.id,
                at=transfer.at,
            )
            for party, finding in found
        ]
        verdict = strictest([finding.verdict for _, finding in found])
        if verdict is Verdict.ALLOW:
            return UnitOfWork(inserts=tuple(insert_alert(alert) for alert in alerts))
        chief = next(party for party, finding in found if finding.verdict is verdict)
        return await self._cases.open_case(alerts, party=chief, transfer=transfer, at=transfer.at)

    async def _monitored(
        self, transfer: Transfer
    ) -> tuple[list[tuple[Party, Finding]], int, UnitOfWork]:
        """What the rules say, the risk, and what counts the transfer."""
        try:
            monitored = await self._monitoring.judge(transfer)
        except Unavailable as trouble:
            self._metrics.monitoring_unavailable.inc()
            _log.error(
                "transfer %s could not be monitored (%s): %s", transfer.id, trouble.code(),
                self._safe_side.value, extra={"event.action": "monitoring-unavailable"},
            )  # fmt: skip
            finding = not_monitored(self._safe_side, trouble.detail)
            return [(transfer.sender, finding)], finding.score, UnitOfWork()
        found = [(party_of(one, transfer), one) for one in monitored.findings]
        return found, monitored.risk_score, monitored.unit

    async def _screened(self, transfer: Transfer) -> list[tuple[Party, Finding]]:
        try:
            return await self._screening.of_transfer(transfer)
        except Unavailable as trouble:
            self._metrics.screening_unavailable.inc()
            _log.error(
                "transfer %s could not be screened (%s): %s", transfer.id, trouble.code(),
                self._safe_side.value, extra={"event.action": "screening-unavailable"},
            )  # fmt: skip
            return [(transfer.sender, not_screened(self._safe_side, trouble.detail))]
