"""What a case may become, and what it may not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from paymentus.compliance.domain.alerts import Alert, alert_of
from paymentus.compliance.domain.cases.case import (
    WORDS_LENGTH_MAX,
    AlreadyEscalated,
    Case,
    CaseIsDecided,
    CaseState,
    NotFiledYet,
    Outcome,
    Priority,
    ReportStillDue,
    TransfersStillHeld,
    WordsMissing,
    checked_words,
    new_case,
)
from paymentus.compliance.domain.cases.clocks import ClockEnd, ClockKind
from paymentus.compliance.domain.transfer import Finding, Party, Verdict

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
PARTY = Party("usr_1", "Zaphod")


def an_alert(code: str = "structuring", verdict: Verdict = Verdict.HOLD, score: int = 60) -> Alert:
    finding = Finding(code, verdict, score, "Words.")
    return alert_of(finding, party_id="usr_1", party_name="Zaphod", transfer_id="pay_1", at=AT)


def a_case(*alerts: Alert, held: int = 0) -> Case:
    return new_case(PARTY, AT).joined(alerts or (an_alert(),), held=held, at=AT)


def filed(case: Case) -> Case:
    return case.with_clock_ended(ClockKind.SAR, ClockEnd.MET, at=AT, reference="sar_1")


def test_it_takes_the_highest_score_and_the_strictest_verdict_of_its_alerts() -> None:
    case = a_case(an_alert(score=40), held=1)

    after = case.joined([an_alert("sanctions", Verdict.BLOCK, 95)], held=0, at=AT)

    assert (after.score, after.verdict, after.alerts, after.held) == (95, Verdict.BLOCK, 2, 1)
    assert after.codes == ("sanctions", "structuring")
    assert [clock.kind for clock in after.clocks] == [ClockKind.SAR, ClockKind.OFAC]


def test_who_takes_it_up_begins_the_investigation() -> None:
    case = a_case().assigned("usr_officer", at=AT)

    assert (case.state, case.assignee) == (CaseState.INVESTIGATING, "usr_officer")
    assert case.assigned(None, at=AT).state is CaseState.INVESTIGATING


def test_it_is_escalated_once() -> None:
    case = a_case().escalated(at=AT)

    assert case.assigned("usr_senior", at=AT).state is CaseState.ESCALATED
    with pytest.raises(AlreadyEscalated):
        case.escalated(at=AT)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_no_decision_leaves_money_held(outcome: Outcome) -> None:
    with pytest.raises(TransfersStillHeld):
        filed(a_case(held=1)).decided(outcome, by="usr_officer", at=AT)


def test_a_decision_that_there_is_nothing_to_report_ends_the_clock() -> None:
    case = a_case().decided(Outcome.NO_ACTION, by="usr_officer", at=AT)

    assert (case.state, case.outcome, case.due) == (CaseState.DECIDED, Outcome.NO_ACTION, None)
    assert case.clocks[0].end is ClockEnd.NOT_REQUIRED


def test_it_is_not_called_filed_before_a_report_was_made() -> None:
    with pytest.raises(NotFiledYet):
        a_case().decided(Outcome.FILED, by="usr_officer", at=AT)

    assert filed(a_case()).decided(Outcome.FILED, by="usr_officer", at=AT).is_decided


def test_a_report_of_other_kind_does_not_count_as_one_of_suspicious_activity() -> None:
    case = a_case(an_alert("sanctions", Verdict.BLOCK))
    reported = case.with_clock_ended(ClockKind.OFAC, ClockEnd.MET, at=AT, reference="r")

    with pytest.raises(NotFiledYet):
        reported.decided(Outcome.FILED, by="usr_officer", at=AT)


def test_a_report_to_ofac_outlives_every_decision() -> None:
    case = a_case(an_alert("sanctions", Verdict.BLOCK))

    with pytest.raises(ReportStillDue):
        case.decided(Outcome.REFUSED, by="usr_officer", at=AT)


def test_nothing_changes_after_the_decision() -> None:
    case = a_case().decided(Outcome.NO_ACTION, by="usr_officer", at=AT)

    with pytest.raises(CaseIsDecided):
        case.joined([an_alert()], held=0, at=AT)
    with pytest.raises(CaseIsDecided):
        case.assigned("usr_officer", at=AT)
    with pytest.raises(CaseIsDecided):
        case.escalated(at=AT)
    with pytest.raises(CaseIsDecided):
        case.decided(Outcome.RELEASED, by="usr_officer", at=AT)


@pytest.mark.parametrize(
    ("case", "today", "expected"),
    [
        (a_case(an_alert("sanctions", Verdict.BLOCK)), TODAY, Priority.URGENT),
        (a_case(an_alert(score=10)), date(2026, 3, 30), Priority.URGENT),
        (a_case(an_alert(score=10)), date(2026, 3, 22), Priority.HIGH),
        (a_case(an_alert(score=10), held=1), TODAY, Priority.HIGH),
        (a_case(an_alert(score=85)), TODAY, Priority.HIGH),
        (a_case(an_alert(score=50)), TODAY, Priority.NORMAL),
        (a_case(an_alert(score=49)), TODAY, Priority.LOW),
        (a_case().decided(Outcome.NO_ACTION, by="x", at=AT), TODAY, Priority.LOW),
    ],
)
def test_what_is_due_soon_or_weighs_much_comes_first(
    case: Case, today: date, expected: Priority
) -> None:
    assert case.priority(today) is expected


def test_words_are_trimmed_and_may_have_lines() -> None:
    assert checked_words("  First.\nSecond. ") == "First.\nSecond."


@pytest.mark.parametrize("words", ["", "  ", "x" * (WORDS_LENGTH_MAX + 1), "a\x00b"])
def test_words_that_say_nothing_are_refused(words: str) -> None:
    with pytest.raises(WordsMissing) as refused:
        checked_words(words, "note")

    assert refused.value.fields[0].field == "note"
