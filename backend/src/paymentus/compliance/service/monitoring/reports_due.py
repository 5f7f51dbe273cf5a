"""Currency of a business day that must be reported and of which no alert tells yet.

An alert is raised by the transfer that passes the threshold. When that transfer then ends without
money the rest may still be too much: the report must not depend on it (31 CFR 1010.311).
"""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

from paymentus.commit.domain import AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.alerts import alert_of
from paymentus.compliance.domain.monitoring.cash_rules import (
    CashDay,
    CtrAggregation,
    is_same_cash,
)
from paymentus.compliance.domain.monitoring.rule_book import Profile
from paymentus.compliance.domain.transfer import Finding, Verdict
from paymentus.compliance.repository.alerts import AlertsRepository, insert_alert
from paymentus.compliance.repository.monitoring import MonitoringRepository, tell_cash_day
from paymentus.compliance.service.monitoring.rule_changes import MonitoringRules
from paymentus.foundation.clock import Clock

CODE = "ctr_aggregation"
# A report is due 15 days after its day (31 CFR 1010.306(a)(1)).
_DAYS_BACK = 15


class CashReportsDue:
    def __init__(
        self,
        *,
        repository: MonitoringRepository,
        alerts: AlertsRepository,
        committer: Committer,
        rules: MonitoringRules,
        profile: Profile,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._alerts = alerts
        self._committer = committer
        self._rules = rules
        self._profile = profile
        self._clock = clock

    async def work(self) -> int:
        """Raise what is missing of the last days, each once. How many were."""
        now = self._clock()
        raised = 0
        for back in range(-1, _DAYS_BACK + 1):
            raised += await self._of_day(now.date() - timedelta(days=back), now)
        return raised

    async def _of_day(self, day: date, now: datetime) -> int:
        rules = (await self._rules.in_force()).book.on(self._profile, day)
        setting, rule = rules.rules[CODE]
        raised = 0
        for currency, threshold in rules.ctr_thresholds.items() if setting.on else ():
            found = await self._repository.cash_days_over(day.isoformat(), threshold, currency)
            told = await asyncio.gather(*(self._is_told(one) for one in found))
            known = [one for one, is_told in zip(found, told, strict=True) if is_told]
            for one, is_told in zip(found, told, strict=True):
                if is_told or any(is_same_cash(one, other) for other in known):
                    continue
                known.append(one)
                raised += await self._raise(one, rule, threshold, setting.score, now)
        return raised

    async def _is_told(self, day: CashDay) -> bool:
        """Whether a transfer of this day that still counts has said so, or this job has."""
        if day.told:
            return True
        for part in await self._repository.of_cash_day(day.id):
            for alert in await self._alerts.of_transfer(part.transfer.id):
                if alert.code == CODE and alert.evidence.get("cash_day") == day.id:
                    return True
        return False

    async def _raise(
        self, day: CashDay, rule: CtrAggregation, threshold: int, score: int, now: datetime
    ) -> int:
        hit = rule.due(day, threshold)
        evidence = {"about": day.party_id, **hit.evidence}
        alert = alert_of(
            Finding(CODE, Verdict.ALLOW, score, hit.words, evidence),
            party_id=day.party_id,
            party_name=day.party_id,
            transfer_id=None,
            at=now,
        )
        unit = UnitOfWork(
            inserts=(insert_alert(alert),),
            updates=(tell_cash_day(day),),
            audit=(AuditRecord("cash_report.found_due", alert.id, "worker", {"day": day.day}),),
        )
        try:
            await self._committer.commit(unit)
        except VersionConflict:
            return 0  # another worker was faster, or more cash came: the next round looks again
        return 1
