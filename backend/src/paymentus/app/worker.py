"""The worker: runs every capability's jobs, round after round. ``python -m paymentus.app.worker``.

Any number of workers may run. Each loop stands alone: one that fails is logged and
goes on, so that a stuck mail server never holds up a payment.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from prometheus_client import start_http_server

from paymentus.app import event_loop
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.database import open_database
from paymentus.app.monitor import INTERVAL_SECONDS, Monitor
from paymentus.app.wiring import Platform, build
from paymentus.approvals.service import ApprovalsService
from paymentus.audit.jobs import (
    TILE_INTERVAL_SECONDS,
    WITNESS_INTERVAL_SECONDS,
    build_tiles,
    submit_to_witnesses,
)
from paymentus.audit.service import AuditLog, Witnessing
from paymentus.bills.jobs import run_pending_imports
from paymentus.bills.service import BillFiles
from paymentus.commit.service import Deliveries
from paymentus.compliance.jobs.lists import follow_list, refresh_list
from paymentus.compliance.service.cases import (
    TRANSFER_REFUSED,
    TRANSFER_RELEASED,
    CaseDecisions,
)
from paymentus.compliance.service.kyc.keeping import CustomerKeeping
from paymentus.compliance.service.kyc.knowing import CustomerKnowledge
from paymentus.compliance.service.monitoring import (
    TRANSFER_ENDED,
    TRANSFER_MADE,
    MonitoringService,
)
from paymentus.compliance.service.monitoring.reports_due import CashReportsDue
from paymentus.compliance.service.screening.list_in_force import FOLLOW_SECONDS, ListInForce
from paymentus.compliance.service.screening.list_store import ListStore
from paymentus.compliance.service.screening.party_screening import PartyScreening
from paymentus.compliance.service.screening.rescreening import Rescreenings
from paymentus.foundation import logging as platform_logging
from paymentus.foundation.clock import rfc3339, utc_now
from paymentus.foundation.errors import DomainError, Unavailable
from paymentus.foundation.event_stream import EventStream
from paymentus.foundation.heartbeat import WorkerHeartbeat
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.settings import Settings
from paymentus.foundation.wake import WakeUps
from paymentus.identity.service import ACCOUNT_MAIL, PERSON_NAMED, Erasures, IdentityService
from paymentus.incidents.service import (
    INCIDENT_MAIL,
    EmergencyWatch,
    IncidentMails,
    IncidentsService,
)
from paymentus.incidents.service.watch import INTERVAL_SECONDS as WATCH_SECONDS
from paymentus.notifications.service import NotificationsService
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.jobs import WebhookBackfill, ask_about_due_payments
from paymentus.payments.service import Following, HeldPayments, PaymentReading, Releasing
from paymentus.privacy.service import PrivacyService
from paymentus.status.service import MEASURED_SECONDS, StatusService

_log = logging.getLogger(__name__)
SERVICE = "paymentus-worker"
Job = Callable[[], Awaitable[int]]


async def run(platform: Platform, stop: asyncio.Event) -> None:
    """Run all loops until ``stop`` is set, then let each finish its round."""
    wake_ups: WakeUps = platform.get(WakeUps)
    deliveries: Deliveries = platform.get(Deliveries)
    following: Following = platform.get(Following)
    log: AuditLog = platform.get(AuditLog)
    witnessing: Witnessing = platform.get(Witnessing)
    monitor: Monitor = platform.get(Monitor)
    backfill: WebhookBackfill = platform.get(WebhookBackfill)
    heartbeat: WorkerHeartbeat = platform.get(WorkerHeartbeat)
    erasures: Erasures = platform.get(Erasures)
    approvals: ApprovalsService = platform.get(ApprovalsService)
    privacy: PrivacyService = platform.get(PrivacyService)
    incidents: IncidentsService = platform.get(IncidentsService)
    watch: EmergencyWatch = platform.get(EmergencyWatch)
    status: StatusService = platform.get(StatusService)
    listed: ListInForce = platform.get(ListInForce)
    lists: ListStore = platform.get(ListStore)
    rescreenings: Rescreenings = platform.get(Rescreenings)
    refresh_seconds = platform.settings.sanctions_refresh_seconds
    cash_reports: CashReportsDue = platform.get(CashReportsDue)
    held: HeldPayments = platform.get(HeldPayments)
    keeping: CustomerKeeping = platform.get(CustomerKeeping)
    topics = outbox_handlers(platform)

    to_be_done = _compliance_handlers(platform).keys()

    def relay(topic: str) -> Job:
        return lambda: deliveries.relay(topic, topics[topic], until_done=topic in to_be_done)

    loops: list[tuple[str, Job, float]] = [
        *((topic, relay(topic), 0.25) for topic in topics),
        ("webhooks", lambda: deliveries.work_off_webhooks(following.work_off), 0.25),
        ("audit_inbox", deliveries.drain_audit_inbox, 0.5),
        ("janitor", lambda: ask_about_due_payments(following), 0.5),
        ("expired_holds", deliveries.release_expired_holds, 10.0),
        ("webhook_backfill", backfill.run, 30.0),
        ("approvals", approvals.expire_overdue, 30.0),
        ("incidents", incidents.work_off_waiting, 10.0),
        ("incident_watch", watch.look, WATCH_SECONDS),
        ("erasure_requests", privacy.finish_erasures, 5.0),
        ("held_payments", held.judge_again, 10.0),
        ("cash_reports", cash_reports.work, 3_600.0),
        ("customers", keeping.work, 60.0),
        ("heartbeat", heartbeat.beat, 5.0),
        ("status", status.measure, MEASURED_SECONDS),
        ("sanctions_follow", lambda: follow_list(listed), FOLLOW_SECONDS),
        ("sanctions_rescreening", rescreenings.work, 5.0),
        ("sanctions_refresh", lambda: refresh_list(lists), refresh_seconds),
        ("erasures", erasures.replay, 30.0),
        ("audit_tiles", lambda: build_tiles(log), TILE_INTERVAL_SECONDS),
        ("witnesses", lambda: submit_to_witnesses(witnessing), WITNESS_INTERVAL_SECONDS),
        ("audit_monitor", monitor.work, INTERVAL_SECONDS),
    ]
    tasks = [
        asyncio.create_task(_loop(name, job, seconds, wake_ups, stop), name=name)
        for name, job, seconds in loops
    ]
    tasks.append(asyncio.create_task(run_pending_imports(platform.get(BillFiles), stop)))
    hearing = asyncio.create_task(wake_ups.listen())
    await stop.wait()
    await wake_ups.call([name for name, _, _ in loops])
    _, late = await asyncio.wait(tasks, timeout=5)
    for task in (*late, hearing):
        task.cancel()
    await asyncio.gather(*tasks, hearing, return_exceptions=True)


def outbox_handlers(platform: Platform) -> Mapping[str, Callable[[Mapping[str, Any]], Any]]:
    """Topic of the outbox -> who is told."""
    stream: EventStream = platform.get(EventStream)
    reading: PaymentReading = platform.get(PaymentReading)
    notifications: NotificationsService = platform.get(NotificationsService)
    identity: IdentityService = platform.get(IdentityService)
    payment_methods: PaymentMethodsService = platform.get(PaymentMethodsService)
    incident_mails: IncidentMails = platform.get(IncidentMails)

    async def payment_changed(message: Mapping[str, Any]) -> None:
        channels = [message["payment_id"], *message["biller_ids"]]
        data = {
            "payment_id": message["payment_id"],
            "state": message["state"],
            "at": rfc3339(utc_now()),
        }
        await stream.publish(channels, "payment", data)

    async def bill_file_changed(message: Mapping[str, Any]) -> None:
        data = {key: value for key, value in message.items() if key != "message_id"}
        await stream.publish([message["biller_id"]], "bill_file", data)

    async def receipt_mail(message: Mapping[str, Any]) -> None:
        mail = await reading.receipt_mail(message["payment_id"])
        if mail is not None:
            await notifications.on_receipt_mail({**mail, "message_id": message["message_id"]})

    async def account_mail(message: Mapping[str, Any]) -> None:
        mail = await identity.mails.compose(message)
        if mail is not None:
            await notifications.on_account_mail({**mail, "message_id": message["message_id"]})

    async def payment_mail(message: Mapping[str, Any]) -> None:
        mail = await reading.payment_mail(message)
        if mail is not None:
            await notifications.on_account_mail({**mail, "message_id": message["message_id"]})

    async def incident_mail(message: Mapping[str, Any]) -> None:
        mail = await incident_mails.compose(message)
        if mail is not None:
            await notifications.on_staff_mail({**mail, "message_id": message["message_id"]})

    async def keep_card(message: Mapping[str, Any]) -> None:
        await payment_methods.collect(message["user_id"])

    return {
        "payment_changed": payment_changed,
        "bill_file_changed": bill_file_changed,
        "receipt_mail": receipt_mail,
        ACCOUNT_MAIL: account_mail,
        "keep_card": keep_card,
        "payment_mail": payment_mail,
        INCIDENT_MAIL: incident_mail,
        **_compliance_handlers(platform),
    }


def _compliance_handlers(platform: Platform) -> Mapping[str, Callable[[Mapping[str, Any]], Any]]:
    """What compliance decides is told to payments, and what becomes of money to compliance."""
    identity: IdentityService = platform.get(IdentityService)
    releasing: Releasing = platform.get(Releasing)
    screening: PartyScreening = platform.get(PartyScreening)
    decisions: CaseDecisions = platform.get(CaseDecisions)
    monitoring: MonitoringService = platform.get(MonitoringService)
    knowledge: CustomerKnowledge = platform.get(CustomerKnowledge)

    async def screened(message: Mapping[str, Any]) -> None:
        user = await identity.recent_person(message["user_id"])
        if user is not None and platform.settings.compliance:
            await screening.screen_customer(await knowledge.party(user.id, user.full_name))

    async def transfer_released(message: Mapping[str, Any]) -> None:
        await releasing.release(message["transfer_id"])

    async def transfer_refused(message: Mapping[str, Any]) -> None:
        await releasing.refuse(message["transfer_id"])

    async def transfer_ended(message: Mapping[str, Any]) -> None:
        # Nothing where it was not held. Lost to somebody, the message comes again. The hold goes
        # first: whoever judges it again would count what was withdrawn before.
        await platform.committer.commit(await decisions.transfer_ended(message["transfer_id"]))
        await monitoring.withdraw(message["transfer_id"])

    async def transfer_made(message: Mapping[str, Any]) -> None:
        await monitoring.count_for_good(message["transfer_id"])

    return {
        PERSON_NAMED: screened,
        TRANSFER_RELEASED: transfer_released,
        TRANSFER_REFUSED: transfer_refused,
        TRANSFER_ENDED: transfer_ended,
        TRANSFER_MADE: transfer_made,
    }


async def _loop(
    name: str, job: Job, seconds: float, wake_ups: WakeUps, stop: asyncio.Event
) -> None:
    pause = seconds
    while not stop.is_set():
        try:
            worked = await job()
            pause = seconds
        except Exception as error:
            expected = isinstance(error, Unavailable | OSError)
            _log.log(
                logging.WARNING if expected else logging.ERROR,
                "%s: %s",
                name,
                type(error).__name__,
                exc_info=None if expected else error,
                extra={"event.action": "job-failed"},
            )
            worked, pause = 0, min(max(pause, 0.25) * 2, 15.0)
        if not worked:
            await wake_ups.wait(name, pause)


async def serve(settings: Settings) -> None:
    platform = build(settings, load_or_create_log_key(settings), service=SERVICE)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if settings.worker_metrics_port:
        # What happens in the worker is counted here, not at the API server.
        metrics: Metrics = platform.get(Metrics)
        start_http_server(
            settings.worker_metrics_port, settings.worker_metrics_host, metrics.registry
        )
    try:
        await open_database(platform.database)
        await platform.keys.open()
        await platform.get(Erasures).replay()
        await platform.committer.initialise()
        await platform.get(ListInForce).open()
        _log.info("the worker is ready", extra={"event.action": "ready"})
        await run(platform, stop)
    finally:
        await platform.close()


def main() -> None:
    settings = Settings()
    platform_logging.configure(service=SERVICE, level=settings.log_level)
    event_loop.collect_rarely()
    with contextlib.suppress(KeyboardInterrupt):
        try:
            event_loop.run(serve(settings))
        except DomainError as refusal:
            raise SystemExit(f"✗ {refusal.detail}") from None


if __name__ == "__main__":
    main()
