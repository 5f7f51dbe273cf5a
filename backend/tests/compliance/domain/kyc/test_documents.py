"""Documents: told by their bytes, moved only forward."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.kyc.checks import Check, Outcome
from paymentus.compliance.domain.kyc.documents import (
    DocumentKind,
    DocumentNotReadable,
    media_type_of,
)
from paymentus.compliance.domain.kyc.states import DocumentState, StepNotPossible

from support.customers import AT, a_document, a_picture

FAILED = Check("name_agrees", Outcome.FAILED, "No.")


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (a_picture(), "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"%PDF-1.7", "application/pdf"),
    ],
)
def test_a_file_is_told_by_its_first_bytes(head: bytes, media_type: str) -> None:
    assert media_type_of(head) == media_type


@pytest.mark.parametrize("head", [b"", b"<html>", b"GIF89a", b"PK\x03\x04", b"<svg xmlns"])
def test_any_other_file_is_refused(head: bytes) -> None:
    with pytest.raises(DocumentNotReadable):
        media_type_of(head)


def test_a_document_is_decided_once() -> None:
    checked = a_document().checked((FAILED,), expires_on=None)

    verified = checked.decided(DocumentState.VERIFIED, by="usr_2", at=AT)

    assert checked.failed == (FAILED,)
    assert (verified.state, verified.decided_by) == (DocumentState.VERIFIED, "usr_2")
    rejected = verified.decided(DocumentState.REJECTED, by="usr_2", at=AT, reason="Forged")
    with pytest.raises(StepNotPossible):
        rejected.decided(DocumentState.VERIFIED, by="usr_2", at=AT)


def test_a_bill_with_the_address_shows_nobodys_face() -> None:
    assert a_document().is_identity
    assert not a_document(kind=DocumentKind.PROOF_OF_ADDRESS).is_identity
