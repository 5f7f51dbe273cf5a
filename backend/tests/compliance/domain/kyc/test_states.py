"""Which step may follow which."""

from __future__ import annotations

import itertools

import pytest

from paymentus.compliance.domain.kyc.states import (
    NEXT,
    NEXT_OF_DOCUMENT,
    DocumentState,
    ProfileState,
    StepNotPossible,
    require_document_step,
    require_step,
)


@pytest.mark.parametrize(("one", "other"), list(itertools.product(ProfileState, ProfileState)))
def test_a_profile_moves_only_along_its_ways(one: ProfileState, other: ProfileState) -> None:
    if other in NEXT[one]:
        require_step(one, other)
    else:
        with pytest.raises(StepNotPossible):
            require_step(one, other)


def test_nothing_is_approved_that_nobody_has_reviewed() -> None:
    assert {state for state, then in NEXT.items() if ProfileState.APPROVED in then} == {
        ProfileState.IN_REVIEW
    }


def test_no_document_is_verified_before_it_was_checked() -> None:
    with pytest.raises(StepNotPossible):
        require_document_step(DocumentState.UPLOADED, DocumentState.VERIFIED)
    assert NEXT_OF_DOCUMENT[DocumentState.REJECTED] == frozenset()
