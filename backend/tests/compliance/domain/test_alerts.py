"""What becomes of a rule's finding."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paymentus.compliance.domain.alerts import AlertIsDecided, AlertState, alert_of
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


def test_what_is_decided_about_it_is_decided_once() -> None:
    finding = Finding("velocity", Verdict.ALLOW, 20, "Many payments.")
    alert = alert_of(finding, party_id="usr_1", party_name="Zaphod", transfer_id=None, at=AT)

    dismissed = alert.dismissed("Pays for a club.", by="usr_officer", at=AT)
    taken = alert.taken("cas_1", by="usr_officer", at=AT)

    assert (dismissed.state, dismissed.reason) == (AlertState.DISMISSED, "Pays for a club.")
    assert (taken.state, taken.case_id, taken.decided_by) == (
        AlertState.IN_CASE,
        "cas_1",
        "usr_officer",
    )
    with pytest.raises(AlertIsDecided):
        dismissed.taken("cas_1", by="usr_officer", at=AT)
    with pytest.raises(AlertIsDecided):
        taken.dismissed("No.", by="usr_officer", at=AT)
