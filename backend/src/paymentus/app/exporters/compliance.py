"""The scrape job ``compliance-monitor``: how compliance stands, for Prometheus.

What is shown here would tip off whoever sees it move while a payment of theirs is being looked at
(31 U.S.C. 5318(g)(2)), so the API's public page has none of it, and this one asks for a token.
"""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from paymentus.compliance.service.figures import FiguresNow


def metrics_of(figures: FiguresNow | None, *, notices_due: int = 0) -> Iterator[Metric]:
    """``None`` where the database did not answer: nobody can be screened then, and no more is
    known. ``notices_due`` are of incidents."""
    up = figures is not None and figures.screening_up
    yield _gauge("paymentus_screening_up", "1 where people can be screened.", float(up))
    if figures is None:
        return
    if figures.list_age_seconds is not None:
        words = "Since a source last confirmed the sanctions list."
        yield _gauge("paymentus_screening_list_age_seconds", words, figures.list_age_seconds)
    yield _gauge(
        "paymentus_compliance_deadlines_overdue",
        "Cases and filings whose day has passed. Must be 0.",
        figures.deadlines_overdue,
    )
    yield _gauge(
        "paymentus_compliance_deadlines_near",
        "Cases and filings whose day is today or tomorrow, in UTC.",
        figures.deadlines_near,
    )
    yield _gauge(
        "paymentus_incident_notices_due",
        "Notices of unresolved incidents whose deadline is less than 24 hours away, or passed.",
        notices_due,
    )
    held = next(count for state, count in figures.transfers.items() if state == "held")
    yield _gauge("paymentus_held_payments", "Transfers that wait for an officer.", held)
    yield _gauge(
        "paymentus_unjudged_payments",
        "Held transfers of which something could not be judged yet.",
        figures.unjudged,
    )
    yield _gauge(
        "paymentus_undecided_cases", "Cases that are not decided.", figures.undecided_cases
    )
    alerts = GaugeMetricFamily(
        "paymentus_open_alerts", "Alerts that wait for triage.", labels=["verdict"]
    )
    for verdict, count in figures.open_alerts.items():
        alerts.add_metric([verdict.value], count)
    stopped = GaugeMetricFamily(
        "paymentus_stopped_transfers",
        "Transfers that compliance ever stopped, by what became of them.",
        labels=["state"],
    )
    for state, count in figures.transfers.items():
        stopped.add_metric([state.value], count)
    yield from (alerts, stopped)


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=value)
