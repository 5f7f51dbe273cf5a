from __future__ import annotations

import prometheus_client
import pytest
from prometheus_client import generate_latest

from paymentus.foundation.metrics import Metrics

# Dashboards and alerts ask for these by name.
PROMISED = [
    "paymentus_build_info",
    "http_requests_total",
    "http_request_duration_seconds",
    "payments_total",
    "transaction_failures_total",
    "commit_batch_units",
    "commit_duration_seconds",
    "commit_retries_total",
    "outbox_lag_seconds",
    "audit_lag_seconds",
    "webhook_backlog",
    "payments_in_state",
    "ledger_imbalance_minor",
]


class TestMetrics:
    @pytest.mark.parametrize("name", PROMISED)
    def test_are_there_by_the_names_that_dashboards_use(self, name: str) -> None:
        page = generate_latest(Metrics().registry).decode()

        assert f"# TYPE {name} " in page

    def test_of_one_process_part_do_not_meet_anothers(self) -> None:
        first, second = Metrics(), Metrics()

        first.payments.labels("succeeded").inc()

        assert b'payments_total{state="succeeded"} 1.0' in generate_latest(first.registry)
        assert b'state="succeeded"' not in generate_latest(second.registry)
        assert b"payments_total" not in generate_latest(prometheus_client.REGISTRY)
