"""Freezes of parties. A freeze (AML) holds what the party sends and nothing it receives; a block
(OFAC) stops both directions, is reported, and ends only by license or when the listing ends
(31 CFR 501.801). A hold of one transfer is neither."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from paymentus.compliance.domain.transfer import Finding, Party, Transfer, Verdict
from paymentus.foundation.errors import Conflict, FieldProblem, NotFound, Rejected
from paymentus.foundation.ids import new_id

LICENSE_LENGTH_MAX = 80


class FreezeNotFound(NotFound):
    """There is no such freeze."""


class AlreadyFrozen(Conflict):
    """This party is frozen in this way already."""


class NotFrozen(Conflict):
    """This freeze was lifted meanwhile."""


class PartyIsFrozen(Conflict):
    """A freeze stands on this party. Two people lift it first; then release the transfer."""


class LicenseMissing(Rejected):
    """A block by law ends with OFAC's license or the end of the listing. Give its number."""


class FreezeKind(StrEnum):
    AML = "aml"
    OFAC_BLOCK = "ofac_block"


@dataclass(frozen=True, slots=True)
class Freeze:
    """``party_name`` is personal and stored sealed. ``case_id`` is where the reasons are.

    ``license_number`` is the number of OFAC's license or of the notice that ended the listing.
    """

    id: str
    party_id: str
    party_name: str
    kind: FreezeKind
    case_id: str
    began_at: datetime
    began_by: str
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    license_number: str = ""
    version: int = 1

    @property
    def is_active(self) -> bool:
        return self.lifted_at is None

    def lifted(self, *, by: str, at: datetime, license_number: str) -> Freeze:
        """Raises ``NotFrozen`` or ``LicenseMissing``."""
        if not self.is_active:
            raise NotFrozen()
        return replace(
            self,
            lifted_at=at,
            lifted_by=by,
            license_number=checked_license(self.kind, license_number),
        )


def new_freeze(
    kind: FreezeKind, *, party_id: str, party_name: str, case_id: str, by: str, at: datetime
) -> Freeze:
    return Freeze(new_id("frz", at=at), party_id, party_name, kind, case_id, at, by)


def checked_license(kind: FreezeKind, license_number: str) -> str:
    """Trimmed; a freeze needs none. Raises ``LicenseMissing``."""
    text = license_number.strip()
    wrong = len(text) > LICENSE_LENGTH_MAX or not text.isprintable()
    if wrong or (kind is FreezeKind.OFAC_BLOCK and not text):
        words = f"The number of OFAC's license or notice, at most {LICENSE_LENGTH_MAX} characters."
        raise LicenseMissing(fields=(FieldProblem("license_number", words),))
    return text


def findings_of(transfer: Transfer, active: Iterable[Freeze]) -> list[tuple[Party, Finding]]:
    """What the freezes of its parties say about a transfer, each with its party."""
    givers = [transfer.sender, *([transfer.conductor] if transfer.conductor else [])]
    parties = {party.id: party for party in (*transfer.receivers, *givers)}
    sending = {party.id for party in givers}
    findings = []
    for freeze in active:
        evidence = {"freeze": freeze.id, "case": freeze.case_id}
        if freeze.kind is FreezeKind.OFAC_BLOCK and freeze.party_id in parties:
            words = "This party is blocked by law; nothing may move in or out."
            finding = Finding("ofac_block", Verdict.BLOCK, 100, words, evidence)
        elif freeze.kind is FreezeKind.AML and freeze.party_id in sending:
            words = "This party is frozen; what they send waits for a decision."
            finding = Finding("frozen", Verdict.HOLD, 100, words, evidence)
        else:
            continue
        findings.append((parties[freeze.party_id], finding))
    return findings
