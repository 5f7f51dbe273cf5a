"""Lists and decisions on matches as the desk sees them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from pydantic import Field

from paymentus.compliance.domain.lists.list_version import ListVersion
from paymentus.compliance.domain.screening.decisions import AllowDecision
from paymentus.compliance.schemas.alerts import OfficerOut
from paymentus.foundation.http import ApiModel, MomentIn, Timestamp


class RescreeningOut(ApiModel):
    """How far customers have been screened against what this version changed."""

    done: bool
    screened: int
    alerts: int


class ListVersionOut(ApiModel):
    """One version of the sanctions lists; the one with the highest number is in force."""

    id: str
    number: int
    hash: str
    source: str
    loaded_at: Timestamp
    confirmed_at: Timestamp = Field(description="When its source last had the same.")
    parties: dict[str, int]
    names: int
    problems: int
    problem_words: list[str]
    added: int
    changed: int
    removed: int
    rescreening: RescreeningOut

    @classmethod
    def of(cls, version: ListVersion) -> Self:
        done = version.rescreening
        return cls(
            id=version.id,
            number=version.number,
            hash=version.hash,
            source=version.source,
            loaded_at=version.loaded_at,
            confirmed_at=version.confirmed_at,
            parties=dict(version.parties),
            names=version.names,
            problems=version.problems,
            problem_words=list(version.problem_words),
            added=version.added,
            changed=version.changed,
            removed=version.removed,
            rescreening=RescreeningOut(done=done.done, screened=done.screened, alerts=done.alerts),
        )


class ListsOut(ApiModel):
    """Newest first. Once the newest has not been confirmed for ``max_age_hours``, payments meet the
    configured safe side. With ``by_remote_service`` a service decides, and these lists do not.
    """

    data: list[ListVersionOut]
    max_age_hours: float
    by_remote_service: bool


class ListFetchedOut(ApiModel):
    """``is_new``: its source had another list than the one in force, which is in force now."""

    version: ListVersionOut
    is_new: bool


class MatchDecisionBody(ApiModel):
    """``list`` and ``list_id`` as the alert names the listed party."""

    list: str = Field(min_length=1, max_length=40, examples=["SDN"])
    list_id: str = Field(min_length=1, max_length=60, examples=["90001"])
    reason: str = Field(max_length=4000, examples=["Another date of birth, by his passport."])
    expires_at: MomentIn = Field(examples=["2027-05-01T00:00:00Z"])


class MatchDecisionOut(ApiModel):
    """It lapses when it expires, when it is ended, and when the listed entry changes.
    ``party_name`` is null of those who are gone, or are no customers."""

    id: str
    party_id: str
    party_name: str | None
    list: str
    list_id: str
    reason: str
    decided_by: OfficerOut
    decided_at: Timestamp
    expires_at: Timestamp
    ended_at: Timestamp | None

    @classmethod
    def of(cls, decision: AllowDecision, names: Mapping[str, str]) -> Self:
        return cls(
            id=decision.id,
            party_id=decision.party_id,
            party_name=names.get(decision.party_id),
            list=decision.list_name,
            list_id=decision.uid,
            reason=decision.reason,
            decided_by=OfficerOut(id=decision.decided_by, name=names.get(decision.decided_by)),
            decided_at=decision.decided_at,
            expires_at=decision.expires_at,
            ended_at=decision.ended_at,
        )
