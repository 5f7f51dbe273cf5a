"""The rules of incidents: classes, plans, steps, deadlines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paymentus.incidents.domain.contacts import (
    Audience,
    Contacts,
    NobodyToTell,
    split_addresses,
    split_lines,
)
from paymentus.incidents.domain.incident import (
    LEAST,
    AlreadyContained,
    Incident,
    IncidentIsResolved,
    IncidentNotAccepted,
    IncidentState,
    Kind,
    Severity,
    new_incident,
)
from paymentus.incidents.domain.notices import notices_of, shipped_duties
from paymentus.incidents.domain.steps import (
    BEFOREHAND,
    TAKEN_BACK,
    Action,
    StepIsDone,
    StepState,
    plan,
    planned_step,
)

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def an_incident(kind: Kind = Kind.SECURITY_BREACH, at: datetime = AT) -> Incident:
    return new_incident(kind, LEAST[kind], summary="Keys leaked", affected=(), by="usr_1", at=at)


class TestIncident:
    @pytest.mark.parametrize("kind", [kind for kind, least in LEAST.items() if least == "P0"])
    def test_that_is_critical_is_never_declared_as_less(self, kind: Kind) -> None:
        with pytest.raises(IncidentNotAccepted) as refused:
            new_incident(kind, Severity.P1, summary="x", affected=(), by="usr_1", at=AT)

        assert [problem.field for problem in refused.value.fields] == ["severity"]

    @pytest.mark.parametrize("summary", ["", "  ", "x" * 2_001])
    def test_says_in_a_few_words_what_happened(self, summary: str) -> None:
        with pytest.raises(IncidentNotAccepted):
            new_incident(Kind.BUG, Severity.P3, summary=summary, affected=(), by="usr_1", at=AT)

    def test_goes_from_open_to_contained_to_resolved_and_no_further(self) -> None:
        contained = an_incident().contained(AT)
        with pytest.raises(AlreadyContained):
            contained.contained(AT)
        resolved = contained.watched_from_now_on(AT).resolved(AT)

        assert (resolved.state, resolved.watched) == (IncidentState.RESOLVED, False)
        with pytest.raises(IncidentIsResolved):
            resolved.resolved(AT)
        with pytest.raises(IncidentIsResolved):
            resolved.watched_from_now_on(AT)


class TestPlan:
    def test_of_a_security_breach_is_the_guides(self) -> None:
        assert [action.value for action in plan(Kind.SECURITY_BREACH, Severity.P0,
                                                stop_payments=True)] == [
            "isolate_affected_systems", "revoke_active_sessions", "enable_emergency_monitoring",
            "notify_incident_team", "notify_legal_counsel", "prepare_regulatory_notification",
        ]  # fmt: skip

    def test_of_a_compliance_violation_is_the_guides(self) -> None:
        assert [action.value for action in plan(Kind.COMPLIANCE_VIOLATION, Severity.P0,
                                                stop_payments=False)] == [
            "freeze_affected_accounts", "generate_incident_report", "notify_compliance_officer",
        ]  # fmt: skip

    def test_stops_payments_first_where_somebody_asks_for_it(self) -> None:
        actions = plan(Kind.COMPLIANCE_VIOLATION, Severity.P0, stop_payments=True)

        assert actions[0] is Action.STOP_PAYMENTS

    def test_of_a_small_thing_does_nothing_by_itself(self) -> None:
        assert plan(Kind.REQUEST, Severity.P3, stop_payments=False) == ()

    def test_says_of_each_action_what_it_will_do(self) -> None:
        assert set(BEFOREHAND) == set(TAKEN_BACK) == set(Action)
        assert all(BEFOREHAND.values())


class TestStep:
    def test_is_done_once_and_tried_again_after_it_failed(self) -> None:
        step = planned_step("inc_1", 1, Action.ISOLATE, by="usr_1", at=AT)
        failed = step.failed("No key.", by="platform", at=AT)
        done = failed.done("2 API keys revoked.", by="platform", at=AT)

        assert (done.state, done.tries) == (StepState.DONE, 2)
        assert "Two people" in done.taken_back
        assert failed.taken_back == ""
        with pytest.raises(StepIsDone):
            done.done("again", by="usr_1", at=AT)


class TestNotices:
    def test_have_the_deadline_of_their_law(self) -> None:
        due = {one.duty.id: one.due for one in notices_of(an_incident(), company="Acme")}

        assert due["nydfs_500_17"] == datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
        assert due["ftc_safeguards"] == datetime(2026, 12, 24, 0, 0, tzinfo=UTC)
        assert "ofac_blocked" not in due

    def test_count_business_days_without_holidays(self) -> None:
        notices = notices_of(an_incident(Kind.COMPLIANCE_VIOLATION), company="Acme")
        due = {one.duty.id: one.due for one in notices}

        # Thanksgiving, November 26, is no business day.
        assert due["ofac_blocked"] == datetime(2026, 12, 9, 0, 0, tzinfo=UTC)
        assert [one.due for one in notices] == sorted(due.values())

    @pytest.mark.parametrize(
        ("day", "law"),
        [(datetime(2025, 12, 31, tzinfo=UTC), "_old"), (datetime(2026, 1, 1, tzinfo=UTC), "")],
    )
    def test_are_those_of_the_law_in_force_on_the_day(self, day: datetime, law: str) -> None:
        ids = {one.duty.id for one in notices_of(an_incident(at=day), company="Acme")}

        californian = {f"california_1798_82{end}" for end in ("", "_old")}
        assert ids & californian == {f"california_1798_82{law}"}

    def test_are_drafts_that_say_so(self) -> None:
        for notice in notices_of(an_incident(), company="Acme"):
            assert notice.text.startswith("DRAFT, not sent.")
            assert notice.duty.applies_if in notice.text

    def test_name_their_law_each_once(self) -> None:
        duties = shipped_duties()

        assert len({duty.id for duty in duties}) == len(duties)
        assert all(bool(d.hours) + bool(d.days) + bool(d.business_days) == 1 for d in duties)


class TestContacts:
    def test_are_read_from_what_the_operator_wrote(self) -> None:
        assert split_addresses(" a@x.org, b@x.org,a@x.org,") == ("a@x.org", "b@x.org")
        assert split_lines("On call: +1; CTO: +2;") == ("On call: +1", "CTO: +2")

    def test_that_are_missing_name_their_setting(self) -> None:
        with pytest.raises(NobodyToTell, match="LEGAL_COUNSEL_EMAIL"):
            Contacts({}).of(Audience.COUNSEL)
