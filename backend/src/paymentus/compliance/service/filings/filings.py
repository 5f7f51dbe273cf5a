"""Filings from draft to proposal. What is sent, and what comes back, is in ``batches``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from paymentus.approvals.domain import AboutYourself
from paymentus.approvals.service import ApprovalsService, ApprovalView
from paymentus.commit.domain import AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.calendar import day_of
from paymentus.compliance.domain.cases.clocks import INSTITUTION_ZONE
from paymentus.compliance.domain.filings.currency_report import CurrencyTransactionReport
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.defects import Defect
from paymentus.compliance.domain.filings.filing import (
    Content,
    Filing,
    FilingHasChanged,
    FilingKind,
    FilingNotComplete,
    FilingNotEditable,
    FilingNotFound,
    FilingState,
    amending,
    new_filing,
)
from paymentus.compliance.domain.filings.ofac_report import OfacReport
from paymentus.compliance.domain.filings.parties import Person, full_name
from paymentus.compliance.domain.filings.readiness import defects_in, what_hinders
from paymentus.compliance.repository.filings import (
    FILINGS,
    FilingsRepository,
    insert_filing,
    update_filing,
)
from paymentus.compliance.service.filings.approval import FILING, FilingAct, content_hash
from paymentus.compliance.service.filings.drafting import Drafting
from paymentus.foundation.authorization import Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import FieldProblem


@dataclass(frozen=True, slots=True)
class FilingView:
    """A filing and what is wrong with it now. ``days_left`` until the last day to file is negative
    when that is over, None once it was sent or discarded."""

    filing: Filing
    defects: tuple[Defect, ...]
    days_left: int | None


class FilingsService:
    def __init__(
        self,
        *,
        repository: FilingsRepository,
        drafting: Drafting,
        committer: Committer,
        clock: Clock,
        law: LawOfFilings,
    ) -> None:
        self._filings = repository
        self._drafting = drafting
        self._committer = committer
        self._clock = clock
        self._law = law
        self.act = FilingAct(repository, clock)

    async def draft(self, kind: FilingKind, *, case_id: str | None, by: Principal) -> FilingView:
        """Assembled from the case, or blank where there is none. Raises ``CaseNotFound``."""
        now = self._clock()
        today = day_of(now, INSTITUTION_ZONE)
        if case_id is None:
            content = self._drafting.blank(kind)
            filing = new_filing(
                kind, content, due=self._drafting.due(kind, content, today), by=by.id, at=now
            )
        else:
            case, facts = await self._drafting.facts(case_id)
            content = self._drafting.content(kind, facts)
            filing = new_filing(
                kind,
                content,
                due=self._drafting.due(kind, content, facts.detected_on, case),
                by=by.id,
                at=now,
                case_id=case_id,
                party_id=case.party_id,
                subject_name=subject_of(content),
            )
        return await self._begin(filing, by)

    async def amend(self, filing_id: str, *, by: Principal) -> FilingView:
        """A new draft that corrects an accepted filing and names its number."""
        before = await self._found(filing_id)
        now = self._clock()
        today = day_of(now, INSTITUTION_ZONE)
        content = amending(before)
        filing = new_filing(
            before.kind,
            content,
            due=self._drafting.due(before.kind, replace_dates(content), today),
            by=by.id,
            at=now,
            case_id=before.case_id,
            party_id=before.party_id,
            subject_name=before.subject_name,
            amends=before.id,
        )
        return await self._begin(filing, by)

    async def get(self, filing_id: str, *, by: Principal) -> FilingView:
        """Raises ``FilingNotFound``. That somebody looked is on record."""
        filing = await self._found(filing_id)
        await self._committer.commit(UnitOfWork(audit=(_record("filing.read", filing, by.id),)))
        return self._view(filing)

    async def page(
        self,
        *,
        within: bool | FilingState,
        kind: FilingKind | None,
        after: tuple[str, str] | None,
        limit: int,
    ) -> tuple[list[FilingView], tuple[str, str] | None]:
        """What is due first comes first, and where the next page begins. ``within``: a state;
        True for the open ones, False for the closed ones."""
        found = await self._filings.page(within=within, kind=kind, after=after, limit=limit + 1)
        views = [self._view(filing) for filing in found[:limit]]
        last = found[limit - 1] if len(found) > limit else None
        return views, (last.due.isoformat(), last.id) if last is not None else None

    async def of_case(self, case_id: str) -> list[FilingView]:
        return [self._view(filing) for filing in await self._filings.of_case(case_id)]

    async def save(
        self, filing_id: str, content: Content, *, version: int, by: Principal
    ) -> FilingView:
        """Raises ``FilingNotEditable``, ``WrongContent``, or ``FilingHasChanged`` where somebody
        saved it meanwhile."""
        before = await self._found(filing_id)
        if before.version != version:
            raise FilingHasChanged()
        after = before.edited(content, by=by.id, at=self._clock())
        due = after.due
        if isinstance(content, CurrencyTransactionReport) and content.transaction_date:
            due = self._law.ctr_due(content.transaction_date)
        after = replace(after, subject_name=subject_of(content), due=due)
        return await self._change(before, after, "filing.edited", by)

    def check(self, kind: FilingKind, content: Content) -> tuple[Defect, ...]:
        """What is wrong with a content that nobody has saved. Raises ``WrongContent``."""
        today = day_of(self._clock(), INSTITUTION_ZONE)
        return defects_in(kind, content, law=self._law, today=today)

    async def propose(
        self, approvals: ApprovalsService, filing_id: str, *, reason: str, by: Principal
    ) -> ApprovalView:
        """Before the second person. Raises ``FilingNotComplete`` with what hinders, by field."""
        before = await self._found(filing_id)
        if not before.is_editable:
            raise FilingNotEditable()
        if before.party_id == by.id:
            raise AboutYourself()
        hinders = what_hinders(self.check(before.kind, before.content))
        if hinders:
            raise FilingNotComplete(
                f"{len(hinders)} things in this filing are wrong or missing.",
                fields=tuple(
                    FieldProblem(each.input or each.path or each.field,
                                 f"{each.field}: {each.reason}")
                    for each in hinders
                ),
            )  # fmt: skip
        payload = {
            "filing_id": before.id,
            "kind": before.kind.value,
            "content_hash": content_hash(before),
        }
        view = await approvals.propose(
            FILING, subject=before.id, payload=payload, reason=reason, by=by
        )
        after = before.proposed(view.proposal.id, by=by.id, at=self._clock())
        await self._change(before, after, "filing.proposed", by)
        return view

    async def discard(self, filing_id: str, *, by: Principal) -> FilingView:
        """A draft that is not filed after all."""
        before = await self._found(filing_id)
        after = before.discarded(by=by.id, at=self._clock())
        return await self._change(before, after, "filing.discarded", by)

    async def _begin(self, filing: Filing, by: Principal) -> FilingView:
        record = _record("filing.drafted", filing, by.id)
        await self._committer.commit(UnitOfWork(inserts=(insert_filing(filing),), audit=(record,)))
        return self._view(filing)

    async def _change(self, before: Filing, after: Filing, event: str, by: Principal) -> FilingView:
        record = _record(event, after, by.id)
        unit = UnitOfWork(updates=(update_filing(before, after),), audit=(record,))
        try:
            await self._committer.commit(unit)
        except VersionConflict as conflict:
            if conflict.collection == FILINGS:
                raise FilingHasChanged() from None
            raise
        return self._view(replace(after, version=before.version + 1))

    def _view(self, filing: Filing) -> FilingView:
        today = day_of(self._clock(), INSTITUTION_ZONE)
        left = (filing.due - today).days if filing.is_to_be_sent else None
        return FilingView(filing, self.check(filing.kind, filing.content), left)

    async def _found(self, filing_id: str) -> Filing:
        filing = await self._filings.find(filing_id)
        if filing is None:
            raise FilingNotFound()
        return filing


def subject_of(content: Content) -> str:
    """The name that the desk's list shows."""
    if isinstance(content, OfacReport):
        people: list[Person] = [content.target]
    elif isinstance(content, CurrencyTransactionReport):
        people = [each.person for each in content.participants]
    else:
        people = [each.person for each in content.subjects]
    names = [full_name(person) for person in people]
    return ", ".join(name for name in names if name)[:200]


def replace_dates(content: Content) -> Content:
    """An amendment is due as if its cause had been found today, not on the first report's day."""
    if isinstance(content, CurrencyTransactionReport):
        return replace(content, transaction_date=None)
    if isinstance(content, OfacReport):
        return replace(content, happened_on=None)
    return content


def _record(event: str, filing: Filing, actor: str) -> AuditRecord:
    data: Mapping[str, Any] = {"kind": filing.kind.value, "state": filing.state.value}
    return AuditRecord(event, filing.id, actor, data)
