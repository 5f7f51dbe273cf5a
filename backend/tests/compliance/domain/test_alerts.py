"""What becomes of a rule's finding."""

from __future__ import annotations

from datetime import UTC, datetime

from paymentus.compliance.domain.alerts import AlertState, alert_of
from paymentus.compliance.domain.transfer import Finding, Verdict

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FINDING = Finding("structuring", Verdict.HOLD, 60, "Three deposits just below.", {"days": 3})


def test_an_alert_says_what_the_finding_says_and_waits_for_triage() -> None:
    alert = alert_of(FINDING, party_id="usr_1", party_name="Ada", transfer_id="pay_1", at=AT)

    assert (alert.code, alert.score, alert.words) == ("structuring", 60, FINDING.words)
    assert (alert.verdict, alert.evidence) == (Verdict.HOLD, {"days": 3})
    assert alert.state is AlertState.OPEN
    assert alert.case_id is None


def test_two_alerts_of_one_finding_are_two() -> None:
    first, second = (
        alert_of(FINDING, party_id="usr_1", party_name="Ada", transfer_id=None, at=AT)
        for _ in range(2)
    )

    assert first.id != second.id
