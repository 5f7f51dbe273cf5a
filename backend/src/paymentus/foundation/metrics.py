"""Prometheus metrics of this process. One object, built in wiring and passed down."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.build_info = Gauge(
            "paymentus_build_info",
            "1, with the version that this process runs.",
            ["version"],
            registry=self.registry,
        )
        self.http_requests = Counter(
            "http_requests_total",
            "HTTP requests by route and status.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.http_seconds = Histogram(
            "http_request_duration_seconds",
            "Time to answer, by route.",
            ["method", "route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.http_at_work = Gauge(
            "http_requests_at_work",
            "Requests that wait for the first byte of their answer.",
            registry=self.registry,
        )
        self.http_turned_away = Counter(
            "http_requests_turned_away_total",
            "Requests that a server with enough to do told to come again (503 server_busy).",
            registry=self.registry,
        )
        self.payments = Counter(
            "payments_total",
            "Payments that reached a state.",
            ["state"],
            registry=self.registry,
        )
        self.transaction_failures = Counter(
            "transaction_failures_total",
            "Payments that failed, by reason.",
            ["reason"],
            registry=self.registry,
        )
        self.commit_batch_units = Histogram(
            "commit_batch_units",
            "Units of work written in one batch.",
            buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256),
            registry=self.registry,
        )
        self.commit_seconds = Histogram(
            "commit_duration_seconds",
            "Time of one batch, from gathering to majority.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.commit_retries = Counter(
            "commit_retries_total",
            "Batches tried again, by cause.",
            ["cause"],
            registry=self.registry,
        )
        self.outbox_lag_seconds = Gauge(
            "outbox_lag_seconds",
            "Age of the oldest message not yet relayed.",
            registry=self.registry,
        )
        self.outbox_given_up = Gauge(
            "outbox_given_up",
            "Messages that failed too often and are not tried any more. Must be 0.",
            registry=self.registry,
        )
        self.audit_lag_seconds = Gauge(
            "audit_lag_seconds",
            "Age of the oldest event not yet in the log.",
            registry=self.registry,
        )
        self.audit_witness_lag_seconds = Gauge(
            "audit_witness_lag_seconds",
            "Age of the oldest entry that no quorum of witnesses has cosigned.",
            registry=self.registry,
        )
        self.audit_witness_failures = Counter(
            "audit_witness_failures_total",
            "Answers of witnesses that could not be used; a contradiction is an alarm.",
            ["witness", "kind"],
            registry=self.registry,
        )
        self.audit_monitor_problems = Gauge(
            "audit_monitor_problems",
            "Things the monitor found wrong with log and ledger. Must be 0.",
            registry=self.registry,
        )
        self.webhook_backlog = Gauge(
            "webhook_backlog",
            "Webhooks received and not yet worked off.",
            registry=self.registry,
        )
        self.payments_in_state = Gauge(
            "payments_in_state",
            "Payments that are not final, by state.",
            ["state"],
            registry=self.registry,
        )
        self.payment_unknown_age_seconds = Gauge(
            "payment_unknown_age_seconds",
            "Age of the oldest payment of which nobody knows how it ended; 0 while there is none.",
            registry=self.registry,
        )
        self.ledger_imbalance_minor = Gauge(
            "ledger_imbalance_minor",
            "Debits minus credits over all accounts, in minor units. Must be 0.",
            ["currency"],
            registry=self.registry,
        )
        self.backup_last_success = Gauge(
            "paymentus_backup_last_success_timestamp_seconds",
            "When the last backup that was proved whole was finished; 0 while there is none.",
            registry=self.registry,
        )
        self.backup_bytes = Gauge(
            "paymentus_backup_bytes",
            "Size of that backup's file, in bytes.",
            registry=self.registry,
        )
        self.emergency_mode = Gauge(
            "paymentus_emergency_mode",
            "1 while emergency mode is on: no new payment begins.",
            registry=self.registry,
        )
        # Not labeled `job`: that is Prometheus's own word for what it scrapes.
        self.job_last_success = Gauge(
            "paymentus_job_last_success_timestamp_seconds",
            "When the scheduled job last succeeded, or was signed off; 0 while it never was.",
            ["name"],
            registry=self.registry,
        )
        self.job_failures = Gauge(
            "paymentus_job_failures",
            "Failures of the scheduled job in a row, since its last success.",
            ["name"],
            registry=self.registry,
        )
        self.job_overdue_seconds = Gauge(
            "paymentus_job_overdue_seconds",
            "Since the grace of the scheduled job ran out; 0 while it is not overdue.",
            ["name"],
            registry=self.registry,
        )
        self.sanctions_list_parties = Gauge(
            "sanctions_list_parties",
            "Parties of the sanctions list in force in this process; 0 while there is none.",
            registry=self.registry,
        )
        self.sanctions_list_number = Gauge(
            "sanctions_list_number",
            "Number of the version of the sanctions list in force in this process.",
            registry=self.registry,
        )
        self.assessments = Counter(
            "compliance_assessments_total",
            "Transfers judged before money moves.",
            registry=self.registry,
        )
        self.assessment_seconds = Histogram(
            "compliance_assessment_duration_seconds",
            "Time to judge a transfer.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.screening_nameless = Counter(
            "compliance_nameless_parties_total",
            "Parties of a transfer of whom nothing is known that they could be screened by.",
            ["role"],
            registry=self.registry,
        )
        self.monitoring_unavailable = Counter(
            "compliance_monitoring_unavailable_total",
            "Judged by the safe side, because no rule of monitoring could be asked. Must not grow.",
            registry=self.registry,
        )
        self.screening_unavailable = Counter(
            "compliance_screening_unavailable_total",
            "Judged by the safe side, because nobody could be screened. Must not grow.",
            registry=self.registry,
        )
