"""A document that a customer sends in: which kinds there are, and what its bytes must be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from paymentus.compliance.domain.kyc.checks import Check, Outcome
from paymentus.compliance.domain.kyc.mrz import MrzNotReadable, read_mrz
from paymentus.compliance.domain.kyc.states import DocumentState, require_document_step
from paymentus.foundation.errors import NotFound, Rejected

DOCUMENT_BYTES_MAX = 10 * 1024 * 1024
DOCUMENTS_MAX = 12
"""As many as one customer may have at a time."""


class DocumentNotFound(NotFound):
    """There is no such document, or it is not yours."""


class DocumentTooLarge(Rejected):
    """The file is larger than 10 MB. Take the picture again with fewer pixels."""


class DocumentNotReadable(Rejected):
    """Send a JPEG or PNG picture, or a PDF."""


class TooManyDocuments(Rejected):
    """You have sent as many documents as we can take. Remove one that is not needed."""


class DocumentKind(StrEnum):
    PASSPORT = "passport"
    ID_CARD = "id_card"
    DRIVER_LICENSE = "driver_license"
    RESIDENCE_PERMIT = "residence_permit"
    PROOF_OF_ADDRESS = "proof_of_address"


IDENTITY = frozenset(DocumentKind) - {DocumentKind.PROOF_OF_ADDRESS}
"""Kinds with a photograph, which show who somebody is (31 CFR 1020.220(a)(2)(ii)(A))."""

_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}


def media_type_of(head: bytes) -> str:
    """By the first bytes, whatever the file is called. Raises ``DocumentNotReadable``."""
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    raise DocumentNotReadable()


@dataclass(frozen=True, slots=True)
class KycDocument:
    """``expires_on`` is what the customer typed or the zone says; ``mrz`` the lines as given.

    ``file_name``, ``mrz``, ``checks``, ``reason`` and ``sha256`` are personal.
    """

    id: str
    user_id: str
    kind: DocumentKind
    media_type: str
    size: int
    sha256: str
    file_name: str
    uploaded_at: datetime
    expires_on: date | None
    mrz: str | None = None
    checks: tuple[Check, ...] = field(default=())
    state: DocumentState = DocumentState.UPLOADED
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str | None = None
    version: int = 0

    @property
    def is_identity(self) -> bool:
        return self.kind in IDENTITY

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if check.outcome is Outcome.FAILED)

    def number_on(self, on: date) -> str | None:
        """The document's own number, where its zone says one that fits."""
        try:
            zone = read_mrz(self.mrz, on=on) if self.mrz else None
        except MrzNotReadable:
            return None
        return zone.number if zone and "number" not in zone.wrong else None

    def checked(self, checks: tuple[Check, ...], *, expires_on: date | None) -> KycDocument:
        """With what the rules found; again after the facts have changed."""
        if self.state is not DocumentState.CHECKED:
            require_document_step(self.state, DocumentState.CHECKED)
        return replace(self, state=DocumentState.CHECKED, checks=checks, expires_on=expires_on)

    def decided(
        self, state: DocumentState, *, by: str, at: datetime, reason: str | None = None
    ) -> KycDocument:
        """Verified, rejected or expired. Raises ``StepNotPossible``."""
        require_document_step(self.state, state)
        return replace(self, state=state, decided_by=by, decided_at=at, reason=reason)
