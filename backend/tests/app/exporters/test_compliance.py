"""What the job ``compliance-monitor`` shows."""

from __future__ import annotations

from paymentus.app.exporters.compliance import metrics_of
from paymentus.compliance.domain.cases.holds import HoldState
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.service.figures import FiguresNow

FIGURES = FiguresNow(
    screening_up=True,
    list_age_seconds=3_600.0,
    open_alerts={Verdict.ALLOW: 4, Verdict.HOLD: 2, Verdict.BLOCK: 0},
    transfers={state: number for number, state in enumerate(HoldState, start=7)},
    unjudged=1,
    undecided_cases=5,
    deadlines_overdue=3,
    deadlines_near=2,
)


def values(figures: FiguresNow | None) -> dict[str, float]:
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for metric in metrics_of(figures)
        for sample in metric.samples
    }


def test_has_what_the_alerts_ask_for() -> None:
    shown = values(FIGURES)

    assert shown["paymentus_screening_up"] == 1
    assert shown["paymentus_compliance_deadlines_near"] == 2
    assert shown["paymentus_incident_notices_due"] == 0
    assert shown["paymentus_screening_list_age_seconds"] == 3_600
    assert shown["paymentus_compliance_deadlines_overdue"] == 3
    assert shown["paymentus_held_payments"] == shown["paymentus_stopped_transfers held"] == 7
    assert shown["paymentus_unjudged_payments"] == 1
    assert shown["paymentus_open_alerts hold"] == 2


def test_without_a_database_says_that_nobody_can_be_screened_and_no_more() -> None:
    assert values(None) == {"paymentus_screening_up": 0}
