"""Decisions that somebody is not the listed party."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from paymentus.compliance.domain.screening.decisions import (
    AllowDecision,
    DecisionEndedAlready,
    DecisionNotAccepted,
    check_decision,
)

AT = datetime(2026, 3, 1, tzinfo=UTC)


def a_decision() -> AllowDecision:
    return AllowDecision(
        id="dec_1",
        party_id="usr_1",
        list_name="SDN",
        uid="101",
        entry="digest",
        reason="Another date of birth, by passport.",
        decided_by="usr_2",
        decided_at=AT,
        expires_at=AT + timedelta(days=90),
    )


class TestDecision:
    def test_holds_until_it_expires(self) -> None:
        decision = a_decision()

        assert decision.holds(entry="digest", at=AT)
        assert not decision.holds(entry="digest", at=decision.expires_at)

    def test_lapses_when_the_entry_changes(self) -> None:
        assert not a_decision().holds(entry="another digest", at=AT)

    def test_is_ended_once(self) -> None:
        ended = a_decision().ended(AT)

        assert not ended.holds(entry="digest", at=AT)
        with pytest.raises(DecisionEndedAlready):
            replace(ended).ended(AT)


class TestWhatIsAccepted:
    def test_needs_a_reason_and_an_end_within_a_year(self) -> None:
        with pytest.raises(DecisionNotAccepted) as refused:
            check_decision(reason="no", expires_at=AT + timedelta(days=400), at=AT)

        assert {problem.field for problem in refused.value.fields} == {"reason", "expires_at"}

    def test_takes_a_sentence_and_a_date(self) -> None:
        check_decision(reason="Another person.", expires_at=AT + timedelta(days=1), at=AT)
