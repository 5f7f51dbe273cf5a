"""The states of a customer's identification and of each document, and the ways between them."""

from __future__ import annotations

from enum import StrEnum

from paymentus.foundation.errors import Conflict


class ProfileState(StrEnum):
    """Where a customer's identification stands."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    REJECTED = "rejected"
    RESUBMISSION_REQUESTED = "resubmission_requested"
    EXPIRED = "expired"


class DocumentState(StrEnum):
    """Where one document stands; the guide's ``verification_status``."""

    UPLOADED = "uploaded"
    CHECKED = "checked"
    VERIFIED = "verified"
    REJECTED = "rejected"
    EXPIRED = "expired"


class StepNotPossible(Conflict):
    """This is not possible now. Load the page again to see where it stands."""


_S = ProfileState
NEXT: dict[ProfileState, frozenset[ProfileState]] = {
    _S.NOT_STARTED: frozenset({_S.IN_PROGRESS}),
    _S.IN_PROGRESS: frozenset({_S.SUBMITTED}),
    _S.SUBMITTED: frozenset({_S.IN_REVIEW}),
    _S.IN_REVIEW: frozenset({_S.APPROVED, _S.REJECTED, _S.RESUBMISSION_REQUESTED}),
    # Changed facts are looked at anew; a review that comes around may ask again.
    _S.APPROVED: frozenset({_S.IN_PROGRESS, _S.RESUBMISSION_REQUESTED, _S.EXPIRED}),
    _S.REJECTED: frozenset({_S.RESUBMISSION_REQUESTED}),
    _S.RESUBMISSION_REQUESTED: frozenset({_S.IN_PROGRESS}),
    _S.EXPIRED: frozenset({_S.IN_PROGRESS}),
}

_D = DocumentState
NEXT_OF_DOCUMENT: dict[DocumentState, frozenset[DocumentState]] = {
    # Who sent it may take it back.
    _D.UPLOADED: frozenset({_D.CHECKED, _D.REJECTED}),
    _D.CHECKED: frozenset({_D.VERIFIED, _D.REJECTED, _D.EXPIRED}),
    _D.VERIFIED: frozenset({_D.EXPIRED, _D.REJECTED}),
    _D.REJECTED: frozenset(),
    _D.EXPIRED: frozenset(),
}

EDITABLE = frozenset(
    {_S.NOT_STARTED, _S.IN_PROGRESS, _S.RESUBMISSION_REQUESTED, _S.EXPIRED, _S.APPROVED}
)
"""Where the customer may change what they say and add documents."""

DECIDABLE = frozenset({_S.SUBMITTED, _S.IN_REVIEW})
"""Where a reviewer may decide."""


def require_step(current: ProfileState, wanted: ProfileState) -> None:
    """Raise ``StepNotPossible`` unless the one may follow the other."""
    if wanted not in NEXT[current]:
        raise StepNotPossible(extra={"state": current.value, "wanted": wanted.value})


def require_document_step(current: DocumentState, wanted: DocumentState) -> None:
    """As :func:`require_step`, for a document."""
    if wanted not in NEXT_OF_DOCUMENT[current]:
        raise StepNotPossible(extra={"state": current.value, "wanted": wanted.value})
