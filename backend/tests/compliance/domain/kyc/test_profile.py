"""The steps of a customer's identification."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from paymentus.compliance.domain.kyc import profile as steps
from paymentus.compliance.domain.kyc.checks import Check, Outcome
from paymentus.compliance.domain.kyc.documents import DocumentKind, KycDocument
from paymentus.compliance.domain.kyc.facts import FactsIncomplete
from paymentus.compliance.domain.kyc.profile import Profile
from paymentus.compliance.domain.kyc.rating import Rating, rate
from paymentus.compliance.domain.kyc.states import DocumentState, ProfileState, StepNotPossible

from support.customers import AT, ON, a_customer, a_document

PASSED = (Check("mrz_check_digits", Outcome.PASSED, "Yes."),)
PAPER = a_document(checks=PASSED, state=DocumentState.CHECKED)
OFFICER = "usr_officer"


def handed_in(
    *, is_exposed: bool = False, documents: tuple[KycDocument, ...] = (PAPER,)
) -> Profile:
    facts = a_customer(is_exposed=is_exposed)
    begun = steps.with_facts(Profile("usr_1"), facts, at=AT)
    rating = rate(facts, documents, screening_words=(), activity_in_cases=0, on=ON)
    return steps.submitted(begun, documents, rating=rating, at=AT)


def approved() -> Profile:
    return steps.approved(handed_in(), [PAPER], by=OFFICER, at=AT)


class TestTheCustomer:
    def test_begins_with_facts_and_hands_in_with_a_document(self) -> None:
        profile = handed_in()

        assert [step.state for step in profile.steps] == [
            ProfileState.IN_PROGRESS,
            ProfileState.SUBMITTED,
        ]
        assert profile.submitted_at == AT

    def test_changed_what_they_said_once_they_begin_to_say_something_else(self) -> None:
        first, later = handed_in(), AT + timedelta(days=9)
        asked = steps.asked_again(first, reason="Your street, please.", by=OFFICER, at=AT)

        assert first.changed_at is None
        assert asked.changed_at is None
        assert steps.with_facts(asked, a_customer(), at=later).changed_at == later

    def test_must_say_everything_first(self) -> None:
        begun = steps.with_facts(Profile("usr_1"), a_customer(family_name=""), at=AT)

        with pytest.raises(FactsIncomplete) as refused:
            steps.require_complete(begun, [PAPER], on=ON)

        assert [problem.field for problem in refused.value.fields] == ["family_name"]
        with pytest.raises(FactsIncomplete):
            steps.require_complete(Profile("usr_1"), [PAPER], on=ON)

    @pytest.mark.parametrize(
        "documents",
        [
            (),
            (replace(PAPER, kind=DocumentKind.PROOF_OF_ADDRESS),),
            (replace(PAPER, state=DocumentState.REJECTED),),
        ],
    )
    def test_must_show_a_face(self, documents: tuple[KycDocument, ...]) -> None:
        with pytest.raises(steps.DocumentMissing):
            handed_in(documents=documents)

    def test_changes_nothing_while_it_is_looked_at(self) -> None:
        with pytest.raises(StepNotPossible):
            steps.with_facts(handed_in(), a_customer(), at=AT)

    def test_who_has_left_begins_nothing(self) -> None:
        with pytest.raises(StepNotPossible):
            steps.begun(Profile("usr_1", closed_at=AT), at=AT)

    def test_who_changes_what_was_approved_is_looked_at_again(self) -> None:
        changed = steps.with_facts(approved(), a_customer(family_name="Prefect"), at=AT)

        assert changed.state is ProfileState.IN_PROGRESS


class TestTheReviewer:
    def test_approves_and_names_the_day_of_the_next_review(self) -> None:
        profile = approved()

        assert (profile.state, profile.reviewer) == (ProfileState.APPROVED, OFFICER)
        assert profile.review_due_on == date(2029, 3, 1)
        assert [step.state for step in profile.steps[-2:]] == [
            ProfileState.IN_REVIEW,
            ProfileState.APPROVED,
        ]

    def test_is_never_the_customer(self) -> None:
        profile = handed_in()

        for act in (
            lambda: steps.taken(profile, by="usr_1", at=AT),
            lambda: steps.approved(profile, [PAPER], by="usr_1", at=AT),
            lambda: steps.rejected(profile, reason="No", by="usr_1", at=AT),
            lambda: steps.asked_again(profile, reason="No", by="usr_1", at=AT),
            lambda: steps.with_rating(profile, Rating.LOW, reason="No", by="usr_1", at=AT),
        ):
            with pytest.raises(steps.AboutYourself):
                act()

    def test_verifies_a_document_to_approve(self) -> None:
        with pytest.raises(steps.DocumentsFailed):
            steps.approved(handed_in(), [], by=OFFICER, at=AT)

    def test_notes_due_diligence_before_approving_who_needs_it(self) -> None:
        profile = handed_in(is_exposed=True)
        with pytest.raises(steps.EnhancedDueDiligenceMissing):
            steps.approved(profile, [PAPER], by=OFFICER, at=AT)

        noted = steps.with_note(profile, words="Salary of the office, seen.", by=OFFICER, at=AT)

        done = steps.approved(noted, [PAPER], by=OFFICER, at=AT)
        assert done.review_due_on == date(2027, 3, 1)

    def test_says_why_when_refusing_or_asking_again(self) -> None:
        for act in (steps.rejected, steps.asked_again):
            with pytest.raises(steps.ReasonMissing):
                act(handed_in(), reason="  ", by=OFFICER, at=AT)

        asked = steps.asked_again(handed_in(), reason="The picture is blurred.", by=OFFICER, at=AT)

        assert asked.message == "The picture is blurred."
        assert steps.begun(asked, at=AT).message is None

    def test_takes_it_from_another_reviewer(self) -> None:
        first = steps.taken(handed_in(), by=OFFICER, at=AT)

        second = steps.taken(first, by="usr_other", at=AT)

        assert (second.reviewer, second.state) == ("usr_other", ProfileState.IN_REVIEW)
        assert len(second.steps) == len(first.steps)

    def test_may_ask_again_of_who_was_refused(self) -> None:
        refused = steps.rejected(handed_in(), reason="Another person.", by=OFFICER, at=AT)
        assert refused.message == "Another person."
        with pytest.raises(StepNotPossible):
            steps.approved(refused, [PAPER], by=OFFICER, at=AT)

        asked = steps.asked_again(refused, reason="Send your own.", by=OFFICER, at=AT)

        assert asked.state is ProfileState.RESUBMISSION_REQUESTED


class TestTheRating:
    def test_that_a_reviewer_sets_moves_the_next_review_and_stays(self) -> None:
        high = steps.with_rating(approved(), Rating.HIGH, reason="Press", by=OFFICER, at=AT)

        assert high.review_due_on == date(2027, 3, 1)
        again = steps.with_facts(high, a_customer(), at=AT)
        plain = rate(a_customer(), [PAPER], screening_words=(), activity_in_cases=0, on=ON)
        resubmitted = steps.submitted(again, [PAPER], rating=plain, at=AT)
        assert resubmitted.rating is not None
        assert resubmitted.rating.in_force is Rating.HIGH
        back = steps.with_rating(high, None, reason="Cleared", by=OFFICER, at=AT)
        assert back.rating is not None
        assert back.rating.in_force is Rating.LOW

    def test_is_there_only_after_handing_in(self) -> None:
        with pytest.raises(StepNotPossible):
            steps.with_rating(Profile("usr_1"), Rating.LOW, reason="x", by=OFFICER, at=AT)


class TestTime:
    def test_brings_the_review_around(self) -> None:
        later = AT + timedelta(days=1_000)

        seen = steps.reviewed(approved(), note="Nothing new.", by=OFFICER, at=later)

        assert seen.state is ProfileState.APPROVED
        assert seen.review_due_on == date(2031, 11, 25)
        assert seen.notes[-1].words == "Nothing new."
        with pytest.raises(StepNotPossible):
            steps.reviewed(handed_in(), note="x", by=OFFICER, at=later)

    def test_ends_an_approval(self) -> None:
        ended = steps.expired(approved(), reason="Your document has expired.", at=AT)

        assert (ended.state, ended.message) == (ProfileState.EXPIRED, "Your document has expired.")
        assert steps.begun(ended, at=AT).state is ProfileState.IN_PROGRESS
