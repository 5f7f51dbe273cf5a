"""Incidents on the wire."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from paymentus.foundation.http import ApiModel, MomentIn, Timestamp
from paymentus.incidents.domain.incident import (
    AFFECTED_MAX,
    LEAST,
    MEANINGS,
    SUMMARY_LENGTH_MAX,
    Incident,
    IncidentState,
    Kind,
    Severity,
)
from paymentus.incidents.domain.notices import Notice
from paymentus.incidents.domain.steps import BEFOREHAND, Action, Step, StepState, plan
from paymentus.incidents.service import IncidentFile


class IncidentBody(ApiModel):
    """``affected`` are ids of people. ``discovered_at`` is from when the law's clocks count."""

    kind: Kind = Field(examples=[Kind.BUG])
    severity: Severity = Field(examples=[Severity.P2])
    summary: str = Field(
        max_length=SUMMARY_LENGTH_MAX, examples=["Receipts of this morning show no logo."]
    )
    affected: list[str] = Field(default=[], max_length=AFFECTED_MAX, examples=[[]])
    stop_payments: bool = False
    discovered_at: MomentIn | None = None


class WordsBody(ApiModel):
    words: str = Field(max_length=SUMMARY_LENGTH_MAX, examples=["The stolen key is replaced."])


class PlannedOut(ApiModel):
    """``words`` say what will happen, before it does."""

    action: Action
    words: str


class KindOut(ApiModel):
    """``least`` is the lowest class that this kind may have; ``planned`` is what is done by
    itself when it is declared with that class."""

    kind: Kind
    least: Severity
    planned: list[PlannedOut]


class SeverityOut(ApiModel):
    severity: Severity
    meaning: str


class IncidentPlansOut(ApiModel):
    severities: list[SeverityOut]
    kinds: list[KindOut]

    @classmethod
    def shipped(cls) -> Self:
        return cls(
            severities=[
                SeverityOut(severity=each, meaning=words) for each, words in MEANINGS.items()
            ],
            kinds=[
                KindOut(
                    kind=kind,
                    least=least,
                    planned=[
                        PlannedOut(action=action, words=BEFOREHAND[action])
                        for action in plan(kind, least, stop_payments=False)
                    ],
                )
                for kind, least in LEAST.items()
            ],
        )


class IncidentOut(ApiModel):
    id: str
    severity: Severity
    kind: Kind
    state: IncidentState
    summary: str
    affected: list[str]
    declared_by: str
    declared_at: Timestamp
    discovered_at: Timestamp
    contained_at: Timestamp | None
    resolved_at: Timestamp | None
    watched: bool

    @classmethod
    def of(cls, incident: Incident) -> Self:
        fields = {name: getattr(incident, name) for name in cls.model_fields if name != "affected"}
        return cls(affected=list(incident.affected), **fields)


class IncidentStepOut(ApiModel):
    """``taken_back`` says how, empty where it cannot or need not be."""

    id: str
    name: str
    state: StepState
    at: Timestamp
    actor: str
    result: str
    words: str
    tries: int
    taken_back: str

    @classmethod
    def of(cls, step: Step) -> Self:
        return cls(**{name: getattr(step, name) for name in cls.model_fields})


class NoticeOut(ApiModel):
    """A draft. Nothing is sent by the platform; a person and counsel judge whether it applies."""

    id: str
    to: str
    law: str
    applies_if: str
    due: Timestamp
    draft: str

    @classmethod
    def of(cls, notice: Notice) -> Self:
        duty = notice.duty
        return cls(
            id=duty.id, to=duty.to, law=duty.law, applies_if=duty.applies_if, due=notice.due,
            draft=notice.text,
        )  # fmt: skip


class IncidentFileOut(ApiModel):
    """An incident with its time line, in the order in which steps were planned and written."""

    incident: IncidentOut
    steps: list[IncidentStepOut]
    notices: list[NoticeOut]

    @classmethod
    def of(cls, file: IncidentFile, notices: list[Notice]) -> Self:
        return cls(
            incident=IncidentOut.of(file.incident),
            steps=[IncidentStepOut.of(step) for step in file.steps],
            notices=[NoticeOut.of(notice) for notice in notices],
        )
