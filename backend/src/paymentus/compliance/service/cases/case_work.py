"""Cases as the desk works them: the list by deadline, the file, notes, who has it, escalation."""

from __future__ import annotations

from datetime import date, timedelta

from paymentus.approvals.service import PersonOf
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.calendar import day_of
from paymentus.compliance.domain.cases.case import Case, CaseNotFound, CaseState, checked_words
from paymentus.compliance.domain.cases.clocks import INSTITUTION_ZONE
from paymentus.compliance.domain.cases.history import CaseEntry, EntryKind, case_entry
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.alerts import AlertsRepository
from paymentus.compliance.repository.cases import (
    CaseFilter,
    CasesRepository,
    insert_entry,
    update_case,
)
from paymentus.compliance.repository.freezes import FreezesRepository
from paymentus.compliance.service.cases.views import (
    CaseFile,
    CaseRow,
    Deadline,
    DeskSummary,
    names_of,
)
from paymentus.foundation.authorization import Permission, Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import FieldProblem, Rejected

UNDECIDED = (CaseState.OPEN, CaseState.INVESTIGATING, CaseState.ESCALATED)
_SOON = timedelta(days=7)
_EARLIER_MAX = 20
Place = tuple[str, str]


class NotAnOfficer(Rejected):
    """Cases are worked by people who may work them. Choose somebody else."""


class CaseWork:
    def __init__(
        self,
        *,
        cases: CasesRepository,
        alerts: AlertsRepository,
        freezes: FreezesRepository,
        committer: Committer,
        clock: Clock,
        person_of: PersonOf,
    ) -> None:
        self._cases = cases
        self._alerts = alerts
        self._freezes = freezes
        self._committer = committer
        self._clock = clock
        self._person_of = person_of

    async def page(
        self, wanted: CaseFilter, *, after: Place | None, limit: int
    ) -> tuple[list[CaseRow], Place | None]:
        """What is due first comes first, and where the next page begins."""
        found = await self._cases.page(wanted, after=after, limit=limit + 1)
        shown = found[:limit]
        names = await names_of([case.assignee for case, _ in shown], self._person_of)
        today = self._today()
        rows = [CaseRow(case, today, names.get(case.assignee or "")) for case, _ in shown]
        last = (shown[-1][1], shown[-1][0].id) if len(found) > limit else None
        return rows, last

    async def deadlines(
        self, *, after: Place | None, limit: int
    ) -> tuple[list[Deadline], Place | None]:
        """Every clock that runs in the cases of one page, the first due first."""
        wanted = CaseFilter(states=UNDECIDED, due_until=date.max - timedelta(days=1))
        rows, last = await self.page(wanted, after=after, limit=limit)
        today = self._today()
        found = [
            Deadline(row.case, clock, (clock.due - today).days, row.assignee_name)
            for row in rows
            for clock in row.case.clocks
            if clock.is_running
        ]
        return sorted(found, key=lambda one: (one.clock.due, one.case.id)), last

    async def summary(self) -> DeskSummary:
        today = self._today()
        soon = await self._cases.count(CaseFilter(states=UNDECIDED, due_until=today + _SOON))
        overdue = await self._cases.count(
            CaseFilter(states=UNDECIDED, due_until=today - timedelta(days=1))
        )
        return DeskSummary(
            open_alerts=await self._alerts.count_open(),
            stopping_alerts=await self._alerts.count_open(verdict=Verdict.HOLD)
            + await self._alerts.count_open(verdict=Verdict.BLOCK),
            held_transfers=await self._cases.count_held(),
            undecided_cases=await self._cases.count(CaseFilter(states=UNDECIDED)),
            due_soon=soon - overdue,
            overdue=overdue,
        )

    async def get(self, case_id: str, *, by: Principal) -> CaseFile:
        """Raises ``CaseNotFound``. That somebody looked is on record."""
        file = await self._file(await self._found(case_id))
        await self._committer.commit(
            UnitOfWork(audit=(AuditRecord("case.read", case_id, by.id, {}),))
        )
        return file

    async def assign(self, case_id: str, to: str | None, *, by: Principal) -> CaseFile:
        """Raises ``CaseNotFound``, ``CaseIsDecided`` or ``NotAnOfficer``."""
        before = await self._found(case_id)
        if to is not None:
            person = await self._person_of(to)
            if person is None or Permission.COMPLIANCE_WORK not in person.permissions:
                problem = FieldProblem("assignee", "Choose a compliance officer.")
                raise NotAnOfficer(fields=(problem,))
        now = self._clock()
        after = before.assigned(to, at=now)
        entry = case_entry(
            case_id, EntryKind.ASSIGNED, at=now, actor=by.id, refs=(to,) if to else ()
        )
        return await self._write(before, after, entry, {"to": to or "nobody"})

    async def escalate(self, case_id: str, *, reason: str, by: Principal) -> CaseFile:
        """To a senior officer. Raises ``CaseNotFound``, ``CaseIsDecided``, ``AlreadyEscalated``
        or ``WordsMissing``."""
        words = checked_words(reason)
        before = await self._found(case_id)
        now = self._clock()
        entry = case_entry(case_id, EntryKind.ESCALATED, at=now, actor=by.id, words=words)
        return await self._write(before, before.escalated(at=now), entry, {})

    async def note(
        self, case_id: str, *, words: str, refs: tuple[str, ...], by: Principal
    ) -> CaseFile:
        """``refs`` are ids of evidence. A decided case takes notes too.

        Raises ``CaseNotFound`` or ``WordsMissing``.
        """
        text = checked_words(words, "words")
        case = await self._found(case_id)
        entry = case_entry(
            case_id, EntryKind.NOTE, at=self._clock(), actor=by.id, words=text, refs=refs
        )
        return await self._write(case, None, entry, {"refs": list(refs)})

    async def _write(
        self, before: Case, after: Case | None, entry: CaseEntry, data: dict[str, object]
    ) -> CaseFile:
        record = AuditRecord(f"case.{entry.kind.value}", before.id, entry.actor, data)
        unit = UnitOfWork(
            inserts=(insert_entry(entry),),
            updates=(update_case(before, after),) if after else (),
            audit=(record,),
        )
        await self._committer.commit(unit)
        return await self._file(await self._found(before.id))

    async def _file(self, case: Case) -> CaseFile:
        entries = await self._cases.entries(case.id)
        holds = await self._cases.holds(case.id)
        of_party = CaseFilter(party_id=case.party_id)
        others = await self._cases.page(of_party, after=None, limit=_EARLIER_MAX)
        ids = [case.assignee, case.decided_by, *(entry.actor for entry in entries)]
        ids += [ref for entry in entries if entry.kind is EntryKind.ASSIGNED for ref in entry.refs]
        return CaseFile(
            case=case,
            alerts=tuple(await self._alerts.of_case(case.id)),
            holds=tuple(holds),
            entries=tuple(entries),
            freezes=tuple(await self._freezes.active_of([case.party_id])),
            earlier=tuple(other for other, _ in others if other.id != case.id),
            today=self._today(),
            names=await names_of(ids, self._person_of),
        )

    async def _found(self, case_id: str) -> Case:
        case = await self._cases.find(case_id)
        if case is None:
            raise CaseNotFound()
        return case

    def _today(self) -> date:
        return day_of(self._clock(), INSTITUTION_ZONE)
