"""Proposals, and who may decide on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from paymentus.foundation.authorization import Principal
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.foundation.errors import Conflict, FieldProblem, Forbidden, NotFound, Rejected

LIFETIME = timedelta(hours=72)
"""Over a weekend. An act that nobody has looked at by then is asked for again."""

REASON_LENGTH_MAX = 500


class ProposalNotFound(NotFound):
    """There is no such proposal."""


class SecondPersonNeeded(Forbidden):
    """You proposed this, so somebody else has to approve it."""


class AboutYourself(Forbidden):
    """This is about you, so somebody else has to approve it."""


class PersonNeeded(Forbidden):
    """This takes a person who is signed in; an API key does not count as one."""


class AlreadyDecided(Conflict):
    """Somebody has decided on this already. Nothing was done a second time."""


class ProposalExpired(Conflict):
    """Nobody approved this in time. Propose it again if it is still wanted."""


class NotWhatWasShown(Conflict):
    """This is not what was shown to you. Look at it again."""


class ProposerNoLongerMay(Conflict):
    """Who proposed this may no longer do so. Reject it."""


class ReasonMissing(Rejected):
    """Say why, in a few words."""


class ProposalState(StrEnum):
    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Proposal:
    """``payload`` holds ids and states, no personal data. ``subject`` is whom it is about."""

    id: str
    kind: str
    subject: str
    payload: Mapping[str, Any]
    reason: str
    proposed_by: str
    proposed_at: datetime
    expires_at: datetime
    state: ProposalState = ProposalState.OPEN
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str | None = None
    version: int = 1

    @property
    def content_hash(self) -> str:
        """Of everything that an approver is shown and that will be done, and of this proposal."""
        return sha256_hex([self.id, self.kind, self.subject, self.payload, self.reason])

    def has_expired(self, now: datetime) -> bool:
        return self.state is ProposalState.OPEN and now >= self.expires_at

    def approved(self, *, by: Principal, shown: str, reason: str | None, now: datetime) -> Proposal:
        """Raises one of this module's refusals, in the order in which a person would ask."""
        self._must_be_open(by, now)
        if by.id == self.proposed_by:
            raise SecondPersonNeeded()
        if by.id == self.subject:
            raise AboutYourself()
        if shown != self.content_hash:
            raise NotWhatWasShown()
        return self._decided(ProposalState.APPROVED, by.id, reason, now)

    def rejected(self, *, by: Principal, reason: str, now: datetime) -> Proposal:
        """Also by the proposer, who has thought better of it."""
        self._must_be_open(by, now)
        return self._decided(ProposalState.REJECTED, by.id, checked_reason(reason), now)

    def expired(self, now: datetime) -> Proposal:
        return self._decided(ProposalState.EXPIRED, None, None, now)

    def _must_be_open(self, by: Principal, now: datetime) -> None:
        require_person(by)
        if self.state is ProposalState.EXPIRED or self.has_expired(now):
            raise ProposalExpired()
        if self.state is not ProposalState.OPEN:
            raise AlreadyDecided()

    def _decided(
        self, state: ProposalState, by: str | None, reason: str | None, now: datetime
    ) -> Proposal:
        return replace(
            self, state=state, decided_by=by, decided_at=now, decision_reason=reason or None
        )


def require_person(principal: Principal) -> None:
    """Raises :class:`PersonNeeded` for a key; a role without a person has no permission at all."""
    if principal.is_key:
        raise PersonNeeded()


def checked_reason(reason: str) -> str:
    """Trimmed. Raises :class:`ReasonMissing` for none, one that is too long or not printable."""
    text = reason.strip()
    if not text or len(text) > REASON_LENGTH_MAX or not text.isprintable():
        raise ReasonMissing(
            fields=(FieldProblem("reason", f"Say why, in at most {REASON_LENGTH_MAX} characters."),)
        )
    return text
