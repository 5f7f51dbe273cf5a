"""A case: everything the desk knows and does about one party, from the first alert to a decision.

A party has at most one case that is not decided; what is noticed meanwhile joins it. After the
decision the case never changes again, but for notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from paymentus.compliance.domain.alerts import Alert
from paymentus.compliance.domain.cases.clocks import (
    Clock,
    ClockEnd,
    ClockKind,
    kind_of,
    next_due,
    with_ended,
    with_started,
)
from paymentus.compliance.domain.transfer import Party, Verdict, strictest
from paymentus.foundation.errors import Conflict, FieldProblem, NotFound, Rejected
from paymentus.foundation.ids import new_id

WORDS_LENGTH_MAX = 4000
_SOON = timedelta(days=3)
_NEAR = timedelta(days=10)
_HIGH_SCORE = 80
_NORMAL_SCORE = 50


class CaseNotFound(NotFound):
    """There is no such case."""


class CaseIsDecided(Conflict):
    """This case is decided. What is noticed from now on opens another one."""


class AlreadyEscalated(Conflict):
    """This case is with a senior officer already."""


class TransfersStillHeld(Conflict):
    """Money is still held in this case. Release it or refuse it first."""


class NothingHeld(Conflict):
    """No money is held in this case."""


class NotFiledYet(Conflict):
    """No report of suspicious activity was filed in this case."""


class ReportStillDue(Conflict):
    """A report to OFAC is still due in this case. Record its number, or why none is due."""


class WordsMissing(Rejected):
    """Say it in a few words."""


class CaseState(StrEnum):
    """``OPEN`` waits for triage."""

    OPEN = "open"
    INVESTIGATING = "investigating"
    ESCALATED = "escalated"
    DECIDED = "decided"


class Outcome(StrEnum):
    NO_ACTION = "no_action"
    RELEASED = "released"
    REFUSED = "refused"
    FILED = "filed"


class Priority(StrEnum):
    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Case:
    """``party_name`` is personal and stored sealed. ``score`` is the highest and ``verdict`` the
    strictest of its alerts; ``held`` counts transfers that wait for a decision."""

    id: str
    party_id: str
    party_name: str
    opened_at: datetime
    changed_at: datetime
    state: CaseState = CaseState.OPEN
    outcome: Outcome | None = None
    assignee: str | None = None
    score: int = 0
    verdict: Verdict = Verdict.ALLOW
    codes: tuple[str, ...] = ()
    alerts: int = 0
    held: int = 0
    clocks: tuple[Clock, ...] = ()
    decided_at: datetime | None = None
    decided_by: str | None = None
    version: int = 1

    @property
    def due(self) -> date | None:
        return next_due(self.clocks)

    @property
    def is_decided(self) -> bool:
        return self.state is CaseState.DECIDED

    def priority(self, today: date) -> Priority:
        due = self.due
        if self.is_decided:
            return Priority.LOW
        if self.verdict is Verdict.BLOCK or (due is not None and due - today <= _SOON):
            return Priority.URGENT
        if self.held or self.score >= _HIGH_SCORE or (due is not None and due - today <= _NEAR):
            return Priority.HIGH
        return Priority.NORMAL if self.score >= _NORMAL_SCORE else Priority.LOW

    def joined(self, alerts: Sequence[Alert], *, held: int, at: datetime) -> Case:
        """With further alerts, and ``held`` more transfers that wait. Raises ``CaseIsDecided``."""
        self.must_be_undecided()
        kinds = [kind for alert in alerts if (kind := kind_of(alert.code, alert.verdict))]
        return replace(
            self,
            changed_at=at,
            score=max([self.score, *(alert.score for alert in alerts)]),
            verdict=strictest([self.verdict, *(alert.verdict for alert in alerts)]),
            codes=tuple(sorted({*self.codes, *(alert.code for alert in alerts)})),
            alerts=self.alerts + len(alerts),
            held=self.held + held,
            clocks=with_started(self.clocks, kinds, at),
        )

    def assigned(self, to: str | None, *, at: datetime) -> Case:
        """Somebody takes it up, or gives it back."""
        self.must_be_undecided()
        taken_up = self.state is CaseState.OPEN and to is not None
        state = CaseState.INVESTIGATING if taken_up else self.state
        return replace(self, assignee=to, state=state, changed_at=at)

    def begun(self, by: str) -> Case:
        """Out of triage: somebody looks into it. A case that somebody has stays theirs."""
        if self.state is not CaseState.OPEN:
            return self
        return replace(self, state=CaseState.INVESTIGATING, assignee=self.assignee or by)

    def escalated(self, *, at: datetime) -> Case:
        self.must_be_undecided()
        if self.state is CaseState.ESCALATED:
            raise AlreadyEscalated()
        return replace(self, state=CaseState.ESCALATED, changed_at=at)

    def with_fewer_held(self, count: int, *, at: datetime) -> Case:
        """``count`` transfers were released, refused, or have ended by themselves."""
        self.must_be_undecided()
        return replace(self, held=self.held - count, changed_at=at)

    def with_clock_ended(
        self, kind: ClockKind, end: ClockEnd, *, at: datetime, reference: str
    ) -> Case:
        """Raises ``CaseIsDecided`` or ``ClockNotRunning``."""
        self.must_be_undecided()
        clocks = with_ended(self.clocks, kind, end, at=at, reference=reference)
        return replace(self, clocks=clocks, changed_at=at)

    def decided(self, outcome: Outcome, *, by: str, at: datetime) -> Case:
        """What is still held was counted off before. The clock for a report of suspicious
        activity ends with the decision that there is nothing to report; that for a report to OFAC
        does not.

        Raises ``CaseIsDecided``, ``TransfersStillHeld``, ``NotFiledYet`` or ``ReportStillDue``.
        """
        self.must_be_undecided()
        if self.held:
            raise TransfersStillHeld()
        running = {clock.kind for clock in self.clocks if clock.is_running}
        if running & {ClockKind.OFAC, ClockKind.CTR}:
            raise ReportStillDue()
        if outcome is Outcome.FILED and not self._has_filed():
            raise NotFiledYet()
        clocks = self.clocks
        if ClockKind.SAR in running:
            clocks = with_ended(clocks, ClockKind.SAR, ClockEnd.NOT_REQUIRED, at=at, reference="")
        return replace(
            self,
            state=CaseState.DECIDED,
            outcome=outcome,
            clocks=clocks,
            decided_at=at,
            decided_by=by,
            changed_at=at,
        )

    def closes_by_itself(self, unsettled_alerts: int) -> bool:
        """Whether nothing is left to do in it: nobody has begun to investigate, no money is held,
        no report to OFAC or of currency is due, and each of its alerts was dismissed."""
        return (
            self.state is CaseState.OPEN
            and not self.held
            and not unsettled_alerts
            and all(clock.kind is ClockKind.SAR for clock in self.clocks if clock.is_running)
        )

    def must_be_undecided(self) -> None:
        if self.is_decided:
            raise CaseIsDecided()

    def _has_filed(self) -> bool:
        """A report of suspicious activity was made, and none is still due."""
        ends = [clock.end for clock in self.clocks if clock.kind is ClockKind.SAR]
        return ClockEnd.MET in ends and None not in ends


def new_case(party: Party, at: datetime) -> Case:
    return Case(
        id=new_id("cas", at=at),
        party_id=party.id,
        party_name=party.name,
        opened_at=at,
        changed_at=at,
    )


def checked_words(words: str, field: str = "reason") -> str:
    """Trimmed. Raises ``WordsMissing`` for none, too many, or what cannot be printed."""
    text = words.strip()
    if not text or len(text) > WORDS_LENGTH_MAX or not _printable(text):
        problem = FieldProblem(field, f"Say it in 1 to {WORDS_LENGTH_MAX} characters.")
        raise WordsMissing(fields=(problem,))
    return text


def _printable(text: str) -> bool:
    return all(char.isprintable() or char in "\n\t" for char in text)
