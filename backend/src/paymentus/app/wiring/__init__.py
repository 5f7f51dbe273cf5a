"""Every constructor: what exists, and what each thing works with. A capability that has many of
them has a file of its own here.

Read from top to bottom: connections, then each capability in layer order. A constructor
cycle cannot be written.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from paymentus.app import gauges
from paymentus.app.about import About
from paymentus.app.database import sealed_forms
from paymentus.app.health import Health, MetricsPage
from paymentus.app.keys import master_key_source
from paymentus.app.migrations.catalog import SEALED_BY, schema_versions
from paymentus.app.migrations.gate import is_done
from paymentus.app.monitor import Monitor
from paymentus.app.wiring.compliance import compliance_services
from paymentus.app.wiring.incidents import incident_services
from paymentus.app.wiring.outside import processor_of, tracing_of
from paymentus.app.wiring.people import identity_services
from paymentus.app.wiring.status import status_service
from paymentus.approvals.service import ApprovalsService
from paymentus.audit.domain.checkpoint import LogKey
from paymentus.audit.service import AuditLog, Witnessing, policy_of_files
from paymentus.billers.service import BillersService
from paymentus.bills.service import BillFiles, BillsService
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Committer, Deliveries, Idempotency
from paymentus.customers.service import CustomersService
from paymentus.foundation import mongo, redis
from paymentus.foundation.clock import Clock, utc_now
from paymentus.foundation.event_stream import EventStream
from paymentus.foundation.heartbeat import ScheduleHeartbeat, WorkerHeartbeat
from paymentus.foundation.leases import Leases
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Client, CommandListener, Database
from paymentus.foundation.rate_limits import RateLimiter
from paymentus.foundation.redis import RedisClient
from paymentus.foundation.settings import Settings
from paymentus.foundation.tracing import Tracing
from paymentus.foundation.wake import WakeUps
from paymentus.identity.service import Administration, Erasures
from paymentus.incidents.service import EmergencySwitch
from paymentus.integrations.key_management.blind_index import BlindIndex
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.platform_secrets import PlatformSecrets
from paymentus.integrations.key_management.sealed_documents import SealedDocuments
from paymentus.integrations.mail.smtp import SmtpMail
from paymentus.integrations.payment_processor.stripe import StripeProcessor
from paymentus.ledger.repository import LedgerRepository
from paymentus.ledger.service import LedgerService
from paymentus.notifications.repository import NotificationRepository
from paymentus.notifications.service import NotificationsService
from paymentus.payment_methods.repository import PaymentMethodRepository
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.jobs import WebhookBackfill
from paymentus.payments.repository import PaymentsRepository
from paymentus.payments.repository.booked import BookedPayments
from paymentus.payments.repository.cash import CashRepository
from paymentus.payments.service import (
    Following,
    FrozenRequests,
    HeldPayments,
    PaymentReading,
    PaymentsService,
    PaymentTransfers,
    Releasing,
)
from paymentus.payments.service.cash_days import CashDays
from paymentus.payments.service.cash_desk import CashDesk
from paymentus.payments.service.cash_files import CashFiles
from paymentus.payments.service.payer_limits import PayerLimits
from paymentus.payments.service.reconciliation import Reconciliation
from paymentus.privacy.service import PrivacyService
from paymentus.schedule.repository import ScheduleRepository
from paymentus.schedule.service import ScheduleService


@dataclass(frozen=True)
class Platform:
    """One process's worth of the platform."""

    settings: Settings
    client: Client
    database: Database
    redis: RedisClient
    keys: KeyStore
    committer: Committer
    processor: StripeProcessor
    witnessing: Witnessing
    stream: EventStream
    services: Mapping[type[Any], Any]

    def get(self, service: type[Any]) -> Any:
        return self.services[service]

    async def close(self) -> None:
        """Finish what is queued, then let go of every connection."""
        await self.stream.close()
        await self.committer.close()
        await self.processor.aclose()
        await self.witnessing.close()
        await self.keys.close()
        await self.redis.aclose()
        await self.client.close()
        await self.get(Tracing).close()


def build(  # noqa: PLR0915 - every constructor on one screen
    settings: Settings,
    log_key: LogKey,
    *,
    clock: Clock = utc_now,
    listeners: Sequence[CommandListener] = (),
    patient: bool = False,
    service: str = "paymentus",
) -> Platform:
    tracing = tracing_of(settings, service)
    listeners = (*listeners, mongo.CommandSpans(tracing)) if tracing.is_on else listeners
    client, database = mongo.connect(settings.mongo_url, listeners=listeners, patient=patient)
    connection = redis.connect(settings.redis_url)
    metrics = Metrics()
    metrics.build_info.labels(settings.version).set(1)
    leases = Leases(connection)
    limiter = RateLimiter(connection, clock, _derived(settings, b"rate-limits"))
    stream = EventStream(connection)
    wake_ups = WakeUps(connection)
    heartbeat = WorkerHeartbeat(connection)
    processor = processor_of(settings, clock=clock, tracing=tracing)

    keys = KeyStore(database, master_key_source(settings, client, database), clock=clock)
    cipher = FieldCipher(keys)
    platform_secrets = PlatformSecrets(database, cipher)

    policy = policy_of_files(log_key, settings.audit_policy_file)
    audit = AuditLog(database, policy.policy, shard=settings.shard)
    witnessing = Witnessing(
        database=database, log=audit, addresses=policy.addresses, clock=clock, metrics=metrics
    )
    monitor = Monitor(
        database=database,
        log=audit,
        witnessing=witnessing,
        shard=settings.shard,
        clock=clock,
        metrics=metrics,
    )
    ledger_repository = LedgerRepository(database)
    ledger = LedgerService(ledger_repository)
    commit_repository = CommitRepository(client, database)
    sealed = SealedDocuments(
        cipher, platform_secrets, sealed_forms(), all_sealed=lambda: is_done(database, SEALED_BY)
    )
    committer = Committer(
        repository=commit_repository,
        leases=leases,
        clock=clock,
        key=log_key,
        metrics=metrics,
        shard=settings.shard,
        schemas=schema_versions(),
        after_commit=wake_ups.call,
        sealed=sealed,
        tracing=tracing,
    )
    idempotency = Idempotency(commit_repository, clock, sealed)
    deliveries = Deliveries(
        repository=commit_repository,
        ledger=ledger_repository,
        committer=committer,
        leases=leases,
        clock=clock,
        tracing=tracing,
    )
    notifications = NotificationsService(
        repository=NotificationRepository(database),
        mail=SmtpMail(url=settings.smtp_url, sender=settings.mail_from),
        clock=clock,
    )
    billers = BillersService(
        database=database, committer=committer, clock=clock, shard=settings.shard
    )
    people = identity_services(
        settings,
        database=database,
        redis=connection,
        platform_secrets=platform_secrets,
        committer=committer,
        clock=clock,
        limiter=limiter,
        cipher=cipher,
        stream=stream,
        biller_name=billers.name_of,
    )
    identity = people.identity
    erasures = Erasures(database=database, committer=committer, keys=keys, clock=clock)
    administration = Administration(
        database=database,
        committer=committer,
        identity=identity,
        second_factors=people.second_factors,
        biller_name=billers.name_of,
    )
    cash_repository = CashRepository(database, sealed)
    compliance = compliance_services(
        settings, database=database, sealed=sealed, committer=committer, leases=leases,
        metrics=metrics, clock=clock, erasures=erasures, person_of=administration.person,
        people=administration.everybody, counter=cash_repository.conductor_of,
    )  # fmt: skip
    emergency = EmergencySwitch(database=database, committer=committer, clock=clock)
    approvals = ApprovalsService(
        database=database, committer=committer, clock=clock, person_of=administration.person,
        acts=(
            administration.role_grant, administration.status_change, people.lost_factors,
            *compliance.acts, emergency.off_act,
        ),
    )  # fmt: skip
    customers = CustomersService(
        database=database,
        committer=committer,
        clock=clock,
        id_key=BlindIndex(platform_secrets, "customers._id").key,
        sealed=sealed,
    )
    factor_key = _derived(settings, b"bills/second-factor")
    bill_id_key = BlindIndex(platform_secrets, "bills._id").key
    bills = BillsService(
        database=database,
        committer=committer,
        billers=billers,
        customers=customers,
        limiter=limiter,
        factor_key=factor_key,
        id_key=bill_id_key,
        clock=clock,
        sealed=sealed,
    )
    bill_files = BillFiles(
        database=database,
        committer=committer,
        billers=billers,
        factor_key=factor_key,
        id_key=bill_id_key,
        clock=clock,
        sealed=sealed,
    )
    payment_methods = PaymentMethodsService(
        repository=PaymentMethodRepository(database),
        committer=committer,
        idempotency=idempotency,
        processor=processor,
        clock=clock,
        public_url=settings.public_url,
        email_of=identity.email_address_of,
    )
    payments_repository = PaymentsRepository(database, sealed)
    following = Following(
        repository=payments_repository,
        committer=committer,
        processor=processor,
        bills=bills,
        payment_methods=payment_methods,
        clock=clock,
        metrics=metrics,
    )
    requests = FrozenRequests(
        payment_methods=payment_methods, clock=clock, public_url=settings.public_url
    )
    releasing = Releasing(
        repository=payments_repository, committer=committer, following=following,
        requests=requests, billers=billers, clock=clock,
        money_may_move=emergency.require_money_may_move,
    )  # fmt: skip
    guest_key = BlindIndex(platform_secrets, "compliance.guests").key
    transfers = PaymentTransfers(
        identity=identity, guest_key=guest_key, party=compliance.customer_knowledge.party,
    )  # fmt: skip
    held_payments = HeldPayments(
        repository=payments_repository, bills=bills, payment_methods=payment_methods,
        transfers=transfers, judging=compliance.judging_again, clock=clock,
    )  # fmt: skip
    payer_limits = PayerLimits(
        repository=payments_repository, knowledge=compliance.customer_knowledge, clock=clock,
        is_on=settings.compliance,
    )  # fmt: skip
    payments = PaymentsService(
        repository=payments_repository,
        committer=committer,
        idempotency=idempotency,
        following=following,
        identity=identity,
        payment_methods=payment_methods,
        billers=billers,
        bills=bills,
        requests=requests,
        transfers=transfers,
        assessments=compliance.assessments,
        limits=payer_limits,
        clock=clock,
        money_may_move=emergency.require_money_may_move,
        quote_lifetime=timedelta(seconds=settings.quote_lifetime_seconds),
    )
    cash_desk = CashDesk(
        payments=payments_repository, cash=cash_repository, committer=committer,
        idempotency=idempotency, following=following, billers=billers, bills=bills,
        assessments=compliance.assessments, people=BlindIndex(platform_secrets, "parties.people"),
        guest_key=guest_key, metrics=metrics, clock=clock,
        money_may_move=emergency.require_money_may_move,
    )  # fmt: skip
    cash_days = CashDays(
        payments=payments_repository, cash=cash_repository, billers=billers,
        person_of=administration.person, clock=clock,
    )  # fmt: skip
    cash_files = CashFiles(
        desk=cash_desk, payments=payments_repository, cash=cash_repository,
        billers=billers, bills=bills, committer=committer, clock=clock,
    )  # fmt: skip
    reading = PaymentReading(
        repository=payments_repository,
        ledger=ledger,
        audit=audit,
        deliveries=deliveries,
        notifications=notifications,
        public_url=settings.public_url,
    )
    privacy = PrivacyService(
        database=database, committer=committer, clock=clock, administration=administration,
        customers=customers, payment_methods=payment_methods, payments=reading, audit=audit,
        erasures=erasures, own_verification=compliance.own_verification,
        keeping=compliance.customer_keeping,
    )  # fmt: skip
    reconciliation = Reconciliation(
        booked=BookedPayments(database), processor=processor, clock=clock
    )
    incidents = incident_services(
        settings, database=database, sealed=sealed, committer=committer, clock=clock, audit=audit,
        emergency=emergency, people=people, knowledge=compliance.customer_knowledge,
        freezes=compliance.desk.incident_freezes,
    )  # fmt: skip
    backfill = WebhookBackfill(processor=processor, deliveries=deliveries, clock=clock)
    schedule = ScheduleService(
        repository=ScheduleRepository(database, sealed), committer=committer, clock=clock
    )

    async def refresh_gauges() -> None:
        await gauges.refresh_gauges_of(metrics, deliveries, payments_repository, ledger, clock)
        await gauges.refresh_backup_gauges(metrics, database)
        await gauges.refresh_schedule_gauges(metrics, schedule)
        await gauges.refresh_emergency_gauge(metrics, emergency)
        metrics.audit_witness_lag_seconds.set(await witnessing.lag_seconds())

    async def mongo_answers() -> None:
        await commit_repository.head(settings.shard)

    health = Health(
        needed={"mongo": mongo_answers},
        useful={
            "redis": lambda: redis.check(connection),
            "processor": processor.ping,
            "worker": heartbeat.check,
            "witnesses": witnessing.check,
            "log_and_ledger": monitor.check,
            "sanctions_screening": compliance.matching.check,
        },
    )
    status = status_service(
        database=database, committer=committer, clock=clock, health=health, emergency=emergency,
        incidents=incidents.incidents,
    )  # fmt: skip
    parts: list[Any] = [
        tracing, metrics, leases, limiter, stream, wake_ups, heartbeat, keys, cipher,
        platform_secrets, sealed, processor, audit, witnessing,
        monitor, ledger, committer, idempotency, deliveries, notifications, billers,
        *people.services(), *compliance.services(), erasures, administration, approvals,
        emergency, *incidents.services(), customers, bills, bill_files, payment_methods,
        following, requests, releasing, transfers, held_payments, payments, payer_limits,
        cash_desk, cash_days, cash_files, reading, reconciliation, backfill, health,
        MetricsPage(metrics, refresh_gauges), About.of(settings, clock), privacy,
        schedule, ScheduleHeartbeat(connection), status,
    ]  # fmt: skip
    services = {type(part): part for part in parts}
    return Platform(
        settings, client, database, connection, keys, committer, processor, witnessing, stream,
        services,
    )  # fmt: skip


def _derived(settings: Settings, purpose: bytes) -> bytes:
    secret = settings.lookup_secret.encode()
    return hmac.digest(hashlib.sha256(secret).digest(), purpose, "sha256")
