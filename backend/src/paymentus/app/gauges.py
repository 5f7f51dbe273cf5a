"""Gauges that are read when somebody asks for the metrics."""

from __future__ import annotations

from paymentus.commit.service import Deliveries
from paymentus.foundation.clock import Clock
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Database
from paymentus.incidents.service import EmergencySwitch
from paymentus.ledger.service import LedgerService
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.repository import PaymentsRepository
from paymentus.recovery.repository.records import newest_snapshot
from paymentus.schedule.service import ScheduleService


async def refresh_gauges_of(
    metrics: Metrics,
    deliveries: Deliveries,
    payments: PaymentsRepository,
    ledger: LedgerService,
    clock: Clock,
) -> None:
    outbox, inbox, webhooks = await deliveries.lags()
    metrics.outbox_lag_seconds.set(outbox)
    metrics.outbox_given_up.set(sum((await deliveries.given_up()).values()))
    metrics.audit_lag_seconds.set(inbox)
    metrics.webhook_backlog.set(webhooks)
    metrics.payments_in_state.clear()
    for state, count in (await payments.count_by_state()).items():
        # What compliance holds is for `paymentus exporter compliance`: this page is public.
        if state != PaymentState.HELD.value:
            metrics.payments_in_state.labels(state).set(count)
    unknown = await payments.oldest_unknown_at()
    age = (clock() - unknown).total_seconds() if unknown else 0.0
    metrics.payment_unknown_age_seconds.set(age)
    for currency, net in (await ledger.imbalance()).items():
        metrics.ledger_imbalance_minor.labels(currency).set(net)


async def refresh_backup_gauges(metrics: Metrics, database: Database) -> None:
    backup = await newest_snapshot(database)
    if backup is not None:
        metrics.backup_last_success.set(backup["finished_at"].timestamp())
        metrics.backup_bytes.set(backup["bytes"])


async def refresh_schedule_gauges(metrics: Metrics, schedule: ScheduleService) -> None:
    for job, state, overdue in await schedule.figures():
        success = state.last_success_at
        metrics.job_last_success.labels(job.name).set(success.timestamp() if success else 0.0)
        metrics.job_failures.labels(job.name).set(state.failures)
        metrics.job_overdue_seconds.labels(job.name).set(overdue)


async def refresh_emergency_gauge(metrics: Metrics, emergency: EmergencySwitch) -> None:
    metrics.emergency_mode.set(float((await emergency.now()).is_on))
