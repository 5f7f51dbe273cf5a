from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from paymentus.approvals.domain import (
    LIFETIME,
    AboutYourself,
    AlreadyDecided,
    NotWhatWasShown,
    PersonNeeded,
    Proposal,
    ProposalExpired,
    ProposalState,
    ReasonMissing,
    SecondPersonNeeded,
    checked_reason,
)
from paymentus.foundation.authorization import Permission, Principal, Role
from paymentus.foundation.errors import DomainError

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PROPOSER = Principal.of_role(Role.ADMIN, id="usr_proposer", session_id="one")
APPROVER = Principal.of_role(Role.ADMIN, id="usr_approver")
KEY = Principal.of_key(
    Role.BILLER_ADMIN, id="pk_1", biller_id="bil_1", scope=frozenset({Permission.BILLS_READ})
)
PROPOSAL = Proposal(
    id="apr_1",
    kind="role_grant",
    subject="usr_subject",
    payload={"role": "auditor"},
    reason="Yearly audit",
    proposed_by=PROPOSER.id,
    proposed_at=NOW,
    expires_at=NOW + LIFETIME,
)


def approved(proposal: Proposal = PROPOSAL, by: Principal = APPROVER, **given: object) -> Proposal:
    values = {"shown": proposal.content_hash, "reason": None, "now": NOW} | given
    return proposal.approved(by=by, **values)  # type: ignore[arg-type]


class TestApproval:
    def test_by_another_person_decides(self) -> None:
        after = approved(reason="Fine")

        assert after.state is ProposalState.APPROVED
        assert (after.decided_by, after.decided_at) == (APPROVER.id, NOW)
        assert after.decision_reason == "Fine"

    @pytest.mark.parametrize(
        ("by", "refusal"),
        [
            (PROPOSER, SecondPersonNeeded),
            (replace(PROPOSER, session_id="two"), SecondPersonNeeded),
            (replace(PROPOSER, session_id=None), SecondPersonNeeded),
            (Principal.of_role(Role.ADMIN, id="usr_subject"), AboutYourself),
            (KEY, PersonNeeded),
        ],
        ids=["proposer", "second session", "token", "subject", "key"],
    )
    def test_is_refused_to_whoever_is_not_a_second_person(
        self, by: Principal, refusal: type[DomainError]
    ) -> None:
        with pytest.raises(refusal):
            approved(by=by)

    @pytest.mark.parametrize(
        "edited",
        [
            replace(PROPOSAL, payload={"role": "admin"}),
            replace(PROPOSAL, subject="usr_other"),
            replace(PROPOSAL, reason="Another"),
            replace(PROPOSAL, kind="status_change"),
            replace(PROPOSAL, id="apr_2"),
        ],
    )
    def test_is_of_what_was_shown_and_of_nothing_else(self, edited: Proposal) -> None:
        with pytest.raises(NotWhatWasShown):
            approved(edited, shown=PROPOSAL.content_hash)

    def test_comes_too_late_at_the_moment_of_expiry(self) -> None:
        assert approved(now=PROPOSAL.expires_at - timedelta(microseconds=1))
        with pytest.raises(ProposalExpired):
            approved(now=PROPOSAL.expires_at)

    @pytest.mark.parametrize(
        ("state", "refusal"),
        [
            (ProposalState.APPROVED, AlreadyDecided),
            (ProposalState.REJECTED, AlreadyDecided),
            (ProposalState.EXPIRED, ProposalExpired),
        ],
    )
    def test_of_what_is_decided_is_refused(
        self, state: ProposalState, refusal: type[DomainError]
    ) -> None:
        with pytest.raises(refusal):
            approved(replace(PROPOSAL, state=state))


class TestRejection:
    def test_is_anybodys_who_may_decide_and_says_why(self) -> None:
        for by in (PROPOSER, APPROVER):
            after = PROPOSAL.rejected(by=by, reason=" Not now ", now=NOW)
            assert after.state is ProposalState.REJECTED
            assert after.decision_reason == "Not now"

    @pytest.mark.parametrize("reason", ["", "  ", "x" * 501, "a\nb"])
    def test_without_a_reason_is_refused(self, reason: str) -> None:
        with pytest.raises(ReasonMissing):
            PROPOSAL.rejected(by=APPROVER, reason=reason, now=NOW)
        with pytest.raises(ReasonMissing):
            checked_reason(reason)

    def test_by_a_key_is_refused(self) -> None:
        with pytest.raises(PersonNeeded):
            PROPOSAL.rejected(by=KEY, reason="No", now=NOW)
