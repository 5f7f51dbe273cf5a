"""What is due, how failures are retried, and what a person signs off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from paymentus.schedule.domain.catalog import job_named
from paymentus.schedule.domain.state import (
    CLAIM_LASTS,
    RESULT_LENGTH_MAX,
    ClaimLost,
    JobIsForAPerson,
    JobIsRunning,
    JobState,
    NoteMissing,
    NothingToSignOff,
    Outcome,
    Run,
    new_state,
)

BACKUP = job_named("backup")  # daily at 02:00
REVIEW = job_named("performance-review")  # weekly, Monday 08:00, a person's
PATTERNS = job_named("transfer-patterns")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def done_at(slot: datetime) -> JobState:
    return replace(new_state(BACKUP, slot), settled=slot, version=1)


def run(state: JobState, outcome: Outcome, now: datetime) -> tuple[JobState, Run]:
    claimed, begun = state.claimed(BACKUP, server="a", by="schedule", now=now)
    ended = begun.ended(outcome, "All is well.", now + timedelta(minutes=2))
    return claimed.ended(ended), ended


class TestBeingDue:
    def test_is_once_however_many_times_it_was_missed(self) -> None:
        ten_days_ago = done_at(datetime(2026, 11, 13, 2, tzinfo=UTC))
        assert ten_days_ago.is_due(BACKUP, MONDAY)

        after, _ = run(ten_days_ago, Outcome.OK, MONDAY)

        assert not after.is_due(BACKUP, MONDAY + HOUR)
        assert after.settled == datetime(2026, 11, 23, 2, tzinfo=UTC)
        assert after.due_at(BACKUP, MONDAY) == datetime(2026, 11, 24, 2, tzinfo=UTC)

    def test_is_not_while_it_runs_nor_when_it_is_done(self) -> None:
        state = new_state(BACKUP, MONDAY)
        assert state.is_due(BACKUP, MONDAY)

        claimed, _ = state.claimed(BACKUP, server="a", by="schedule", now=MONDAY)

        assert not claimed.is_due(BACKUP, MONDAY)
        assert claimed.is_running(MONDAY)

    def test_comes_at_once_when_somebody_wants_it(self) -> None:
        state = done_at(BACKUP.slot_at(MONDAY)).wanted(BACKUP, by="usr_1")

        assert state.is_due(BACKUP, MONDAY)
        claimed, _ = state.claimed(BACKUP, server="a", by="usr_1", now=MONDAY)
        assert claimed.wanted_by is None

    def test_is_never_for_a_server_what_a_person_does(self) -> None:
        late = replace(new_state(REVIEW, MONDAY), settled=MONDAY - 30 * 24 * HOUR)

        assert not late.is_due(REVIEW, MONDAY)
        with pytest.raises(JobIsForAPerson):
            late.claimed(REVIEW, server="a", by="schedule", now=MONDAY)
        with pytest.raises(JobIsForAPerson):
            late.wanted(REVIEW, by="usr_1")


class TestOverdue:
    def test_counts_from_the_first_missed_time_and_its_grace(self) -> None:
        state = done_at(datetime(2026, 11, 21, 2, tzinfo=UTC))
        first_missed = datetime(2026, 11, 22, 2, tzinfo=UTC)

        assert state.overdue_seconds(BACKUP, first_missed + BACKUP.grace) == 0
        hour_later = first_missed + BACKUP.grace + HOUR
        assert state.overdue_seconds(BACKUP, hour_later) == 3_600

    def test_of_what_never_ran_counts_from_when_it_was_first_seen(self) -> None:
        state = new_state(BACKUP, MONDAY)

        assert state.overdue_seconds(BACKUP, MONDAY + BACKUP.grace) == 0
        assert state.overdue_seconds(BACKUP, MONDAY + BACKUP.grace + HOUR) == 3_600


class TestFailure:
    def test_is_retried_with_growing_pauses_up_to_an_hour(self) -> None:
        state, now, pauses = new_state(BACKUP, MONDAY), MONDAY, []
        for _ in range(9):
            state, ended = run(state, Outcome.FAILED, now)
            assert ended.ended_at is not None
            pauses.append((state.not_before - ended.ended_at) // timedelta(minutes=1))
            assert not state.is_due(BACKUP, state.not_before - timedelta(seconds=1))
            assert state.is_due(BACKUP, state.not_before)
            now = state.not_before

        assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
        assert state.failures == 9

    def test_waits_no_longer_than_until_the_next_time(self) -> None:
        state, _ = run(new_state(BACKUP, MONDAY), Outcome.FAILED, MONDAY)
        tomorrow = BACKUP.slot_after(BACKUP.slot_at(MONDAY))

        assert replace(state, not_before=tomorrow + HOUR).is_due(BACKUP, tomorrow)

    def test_is_forgotten_by_a_success(self) -> None:
        failed, _ = run(new_state(BACKUP, MONDAY), Outcome.FAILED, MONDAY)

        after, ended = run(failed, Outcome.OK, MONDAY + HOUR)

        assert (after.failures, after.last_success_at) == (0, ended.ended_at)


class TestClaim:
    def test_is_refused_to_a_second_server(self) -> None:
        claimed, _ = new_state(BACKUP, MONDAY).claimed(
            BACKUP, server="a", by="schedule", now=MONDAY
        )

        with pytest.raises(JobIsRunning):
            claimed.claimed(BACKUP, server="b", by="schedule", now=MONDAY)

    def test_runs_out_when_its_server_is_gone_and_holds_while_it_is_renewed(self) -> None:
        claimed, begun = new_state(BACKUP, MONDAY).claimed(
            BACKUP, server="a", by="schedule", now=MONDAY
        )
        later = MONDAY + CLAIM_LASTS

        assert claimed.is_left(later)
        assert claimed.renewed(begun.id, MONDAY + CLAIM_LASTS / 2).is_running(later)

    def test_that_was_lost_neither_renews_nor_ends_the_job(self) -> None:
        state = new_state(BACKUP, MONDAY)
        _, of_a = state.claimed(BACKUP, server="a", by="schedule", now=MONDAY)
        taken, _ = state.claimed(BACKUP, server="b", by="schedule", now=MONDAY)

        with pytest.raises(ClaimLost):
            taken.renewed(of_a.id, MONDAY)
        with pytest.raises(ClaimLost):
            taken.ended(of_a.ended(Outcome.OK, "", MONDAY))

    def test_result_is_one_short_line(self) -> None:
        _, begun = new_state(BACKUP, MONDAY).claimed(BACKUP, server="a", by="schedule", now=MONDAY)

        ended = begun.ended(Outcome.OK, "a\nb " + "x" * 1_000, MONDAY)

        assert "\n" not in ended.result
        assert len(ended.result) == RESULT_LENGTH_MAX


class TestSigningOff:
    def test_settles_what_a_person_did(self) -> None:
        due = replace(new_state(REVIEW, MONDAY), settled=MONDAY - 7 * 24 * HOUR)

        after, record = due.signed_off(REVIEW, " All fine. ", by="usr_1", now=MONDAY)

        assert after.settled == REVIEW.slot_at(MONDAY)
        assert (record.outcome, record.note, record.by) == (
            Outcome.SIGNED_OFF, "All fine.", "usr_1",
        )  # fmt: skip
        with pytest.raises(NothingToSignOff):
            after.signed_off(REVIEW, "Again.", by="usr_1", now=MONDAY)

    def test_needs_words(self) -> None:
        due = replace(new_state(REVIEW, MONDAY), settled=MONDAY - 7 * 24 * HOUR)

        with pytest.raises(NoteMissing):
            due.signed_off(REVIEW, "  ", by="usr_1", now=MONDAY)

    def test_ends_the_wait_for_somebody_to_look(self) -> None:
        claimed, begun = new_state(PATTERNS, MONDAY).claimed(
            PATTERNS, server="a", by="schedule", now=MONDAY
        )
        found = claimed.ended(begun.ended(Outcome.LOOK, PATTERNS.looks, MONDAY))
        assert found.look_since == MONDAY
        assert found.settled == PATTERNS.slot_at(MONDAY)

        after, _ = found.signed_off(PATTERNS, "Known customer.", by="usr_1", now=MONDAY)

        assert after.look_since is None
        with pytest.raises(NothingToSignOff):
            after.signed_off(PATTERNS, "Known customer.", by="usr_1", now=MONDAY)
