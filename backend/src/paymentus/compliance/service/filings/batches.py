"""What is sent to FinCEN and OFAC, and what they answer."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from paymentus.commit.domain import AuditRecord, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.compliance.domain.calendar import day_of
from paymentus.compliance.domain.cases.case import Case
from paymentus.compliance.domain.cases.clocks import INSTITUTION_ZONE, ClockEnd
from paymentus.compliance.domain.cases.history import EntryKind, case_entry
from paymentus.compliance.domain.filings.acknowledgement import (
    Acknowledgement,
    FieldRemark,
    NotAnAcknowledgement,
    acknowledgement_of,
    in_our_words,
    must_answer,
    must_be_named_for,
)
from paymentus.compliance.domain.filings.batch import batch_of
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.defects import errors_in
from paymentus.compliance.domain.filings.filing import (
    OFAC_KINDS,
    Filing,
    FilingHasChanged,
    FilingKind,
    FilingNotApproved,
    FilingNotComplete,
    FilingNotFound,
    FilingState,
)
from paymentus.compliance.domain.filings.ofac_report import OfacReport
from paymentus.compliance.domain.filings.readiness import defects_in
from paymentus.compliance.domain.filings.tree import Node
from paymentus.compliance.domain.filings.validation import defects_of
from paymentus.compliance.repository.cases import CasesRepository, insert_entry, update_case
from paymentus.compliance.repository.filings import (
    Batch,
    BatchAnswer,
    FilingsRepository,
    acknowledge_batch,
    insert_batch,
    record_sent,
    update_filing,
)
from paymentus.compliance.service.filings.batch_xml import read_batch, write_batch
from paymentus.compliance.service.filings.drafting import CLOCKS
from paymentus.foundation.authorization import Principal
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict, FieldProblem, NotFound, Rejected
from paymentus.foundation.ids import new_id

REPORTS_MOST = 200
_TRIES = 3


class BatchNotFound(NotFound):
    """There is no such batch."""


class NothingToSend(Conflict):
    """No approved filing of this kind waits to be sent."""


class AlreadyAcknowledged(Conflict):
    """This batch was acknowledged already."""


class AlreadySent(Conflict):
    """It is on record already that FinCEN has this batch."""


class NotForBatches(Rejected):
    """Reports to OFAC are sent as pages, not in a batch file."""


class FilingBatches:
    def __init__(
        self,
        *,
        repository: FilingsRepository,
        cases: CasesRepository,
        committer: Committer,
        clock: Clock,
        law: LawOfFilings,
    ) -> None:
        self._filings = repository
        self._cases = cases
        self._committer = committer
        self._clock = clock
        self._law = law

    async def export(self, kind: FilingKind, *, by: Principal) -> Batch:
        """All approved filings of the kind, at most 200, in one file of today's date.

        Those that a rule, changed since the approval, finds fault with are left out and named in
        ``Batch.left_out``: saved anew they are drafts again. Raises ``NothingToSend``,
        ``NotForBatches``, or ``FilingNotComplete`` where all are faulty; ``FilingHasChanged``
        when somebody else sends at this moment.
        """
        if kind in OFAC_KINDS:
            raise NotForBatches()
        found = await self._filings.in_state(kind, FilingState.APPROVED, limit=REPORTS_MOST)
        if not found:
            raise NothingToSend()
        now = self._clock()
        found, faults = self._sound(found, now)
        if not found:
            raise FilingNotComplete(fields=faults)
        root = self._file_of(found, now)
        content = write_batch(root)
        batch = Batch(
            id=new_id("fba", at=now),
            kind=kind,
            filing_ids=tuple(filing.id for filing in found),
            sha256=hashlib.sha256(content).hexdigest(),
            xml=content.decode(),
            created_at=now,
            created_by=by.id,
            left_out=tuple(dict.fromkeys(fault.field for fault in faults)),
        )
        sent = [(each, each.exported(batch.id, by=by.id, at=now)) for each in found]
        record = AuditRecord(
            "filing_batch.exported", batch.id, by.id,
            {"kind": kind.value, "filings": list(batch.filing_ids), "sha256": batch.sha256,
             "left_out": list(batch.left_out)},
        )  # fmt: skip
        unit = UnitOfWork(
            inserts=(insert_batch(batch),),
            updates=tuple(update_filing(before, after) for before, after in sent),
            audit=(record,),
        )
        try:
            await self._committer.commit(unit)
        except VersionConflict:
            raise FilingHasChanged() from None
        return batch

    async def get(self, batch_id: str) -> Batch:
        batch = await self._filings.batch(batch_id)
        if batch is None:
            raise BatchNotFound()
        return batch

    async def filings_of(self, batch: Batch) -> list[Filing]:
        """As they are now, in the order of the file."""
        found = {filing.id: filing for filing in await self._filings.some(batch.filing_ids)}
        return [found[filing_id] for filing_id in batch.filing_ids if filing_id in found]

    async def sent(self, batch_id: str, tracking_id: str, *, by: Principal) -> Batch:
        """FinCEN has the file. Raises ``AlreadySent`` or ``AlreadyAcknowledged``."""
        batch = await self.get(batch_id)
        if batch.acknowledged_at is not None:
            raise AlreadyAcknowledged()
        if batch.sent_at is not None:
            raise AlreadySent()
        now = self._clock()
        record = AuditRecord(
            "filing_batch.sent", batch.id, by.id,
            {"sha256": batch.sha256, "tracking_id": tracking_id},
        )  # fmt: skip
        update = record_sent(batch, tracking_id, by=by.id, at=now)
        try:
            await self._committer.commit(UnitOfWork(updates=(update,), audit=(record,)))
        except VersionConflict:
            raise AlreadySent() from None
        return replace(
            batch, sent_at=now, sent_by=by.id, tracking_id=tracking_id, version=batch.version + 1
        )

    async def page(self, *, below: str | None, limit: int) -> tuple[list[Batch], str | None]:
        found = await self._filings.batches(below=below, limit=limit + 1)
        return found[:limit], found[limit - 1].id if len(found) > limit else None

    async def file(self, batch_id: str, *, by: Principal) -> bytes:
        """The bytes as they were sent. Who took them is on record."""
        batch = await self.get(batch_id)
        record = AuditRecord("filing_batch.read", batch.id, by.id, {"sha256": batch.sha256})
        await self._committer.commit(UnitOfWork(audit=(record,)))
        return batch.xml.encode()

    async def acknowledge(
        self, batch_id: str, content: bytes, *, by: Principal, file_name: str = ""
    ) -> list[Filing]:
        """FinCEN's answer: each filing is accepted with its number, or rejected with what FinCEN
        says, by field. The clock of its case ends with the number.

        Raises ``NotXml``, ``NotAnAcknowledgement`` or ``AlreadyAcknowledged``.
        """
        answer = acknowledgement_of(read_batch(content))
        must_be_named_for(batch_id, file_name)
        for _ in range(_TRIES):
            batch = await self.get(batch_id)
            if batch.acknowledged_at is not None:
                raise AlreadyAcknowledged()
            unit, after = await self._answered(batch, answer, by)
            try:
                await self._committer.commit(unit)
            except VersionConflict:
                continue
            return [replace(each, version=each.version + 1) for each in after]
        raise FilingHasChanged()

    async def sent_to_ofac(self, filing_id: str, reference: str, *, by: Principal) -> Filing:
        """OFAC has it: ``reference`` is the number of its answer, or of the letter."""
        for _ in range(_TRIES):
            before = await self._filings.find(filing_id)
            if before is None:
                raise FilingNotFound()
            if before.kind not in OFAC_KINDS:
                raise FilingNotApproved("This report goes to FinCEN, in a batch file.")
            now = self._clock()
            after = before.exported(None, by=by.id, at=now).accepted(
                reference, (), law=self._law, by=by.id, at=now
            )
            record = AuditRecord("filing.sent_to_ofac", before.id, by.id, {"reference": reference})
            unit = UnitOfWork(updates=(update_filing(before, after),), audit=(record,))
            try:
                await self._committer.commit(unit + await self._of_cases([after], by, now))
            except VersionConflict:
                continue
            return replace(after, version=before.version + 1)
        raise FilingHasChanged()

    def _sound(
        self, found: list[Filing], now: datetime
    ) -> tuple[list[Filing], tuple[FieldProblem, ...]]:
        """Those that can be sent today, and what hinders the others, by the filing's id."""
        day = day_of(now, INSTITUTION_ZONE)
        sound: list[Filing] = []
        faults: list[FieldProblem] = []
        for filing in found:
            assert not isinstance(filing.content, OfacReport)
            content = replace(filing.content, filing_date=day)
            errors = errors_in(defects_in(filing.kind, content, law=self._law, today=day))
            faults += [FieldProblem(filing.id, f"{each.field}: {each.reason}") for each in errors]
            if not errors:
                sound.append(filing)
        return sound, tuple(faults)

    def _file_of(self, filings: list[Filing], now: datetime) -> Node:
        day = day_of(now, INSTITUTION_ZONE)
        reports = [
            replace(filing.content, filing_date=day)
            for filing in filings
            if not isinstance(filing.content, OfacReport)
        ]
        root = batch_of(reports)
        errors = errors_in(defects_of(root, law=self._law, today=day))
        if errors:
            raise FilingNotComplete(
                fields=tuple(FieldProblem(each.path, f"{each.field}: {each.reason}")
                             for each in errors)
            )  # fmt: skip
        return root

    async def _answered(
        self, batch: Batch, answer: Acknowledgement, by: Principal
    ) -> tuple[UnitOfWork, list[Filing]]:
        now = self._clock()
        await self._must_be_unused(answer)
        held = {filing.id: filing for filing in await self._filings.of_batch(batch.id)}
        filings = [held[filing_id] for filing_id in batch.filing_ids if filing_id in held]
        sent = self._with_inputs(batch, filings)
        must_answer(answer, sent)
        after = [
            self._judged(filing, place, answer, sent, by=by, now=now)
            for place, filing in enumerate(filings)
        ]
        accepted = [each for each in after if each.state is FilingState.ACCEPTED]
        record = AuditRecord(
            "filing_batch.acknowledged",
            batch.id,
            by.id,
            {"accepted": len(accepted), "rejected": len(after) - len(accepted)},
        )
        answers = [BatchAnswer(each.id, each.number, each.remarks) for each in after]
        unit = UnitOfWork(
            updates=(
                acknowledge_batch(batch, answers, accepted=answer.accepted, at=now),
                *(update_filing(old, new) for old, new in zip(filings, after, strict=True)),
            ),
            audit=(record,),
        )
        unit += await self._of_cases(accepted, by, now)
        return unit, after

    async def _must_be_unused(self, answer: Acknowledgement) -> None:
        """FinCEN gives each report a number of its own: a known one answers another batch."""
        numbers = [report.bsa_id for report in answer.reports if report.bsa_id]
        twice = [number for number in numbers if numbers.count(number) > 1]
        used = twice or await self._filings.numbers_in_use(numbers)
        if used:
            raise NotAnAcknowledgement(
                f"The number {min(used)} was given to another report. Is this the answer to "
                "another batch?"
            )

    def _with_inputs(self, batch: Batch, filings: list[Filing]) -> Node:
        """The file as it was sent, by what it was made of, so that remarks find the editor."""
        day = day_of(batch.created_at, INSTITUTION_ZONE)
        return batch_of(
            [
                replace(filing.content, filing_date=day)
                for filing in filings
                if not isinstance(filing.content, OfacReport)
            ]
        )

    def _judged(
        self,
        filing: Filing,
        place: int,
        answer: Acknowledgement,
        sent: Node,
        *,
        by: Principal,
        now: datetime,
    ) -> Filing:
        said = answer.reports[place] if place < len(answer.reports) else None
        raw = (*answer.remarks, *(said.remarks if said is not None else ()))
        remarks: list[FieldRemark] = [in_our_words(remark, sent) for remark in raw]
        if answer.accepted and said is not None and said.is_accepted:
            return filing.accepted(said.bsa_id, remarks, law=self._law, by=by.id, at=now)
        return filing.rejected(remarks, by=by.id, at=now)

    async def _of_cases(self, filings: list[Filing], by: Principal, now: datetime) -> UnitOfWork:
        """The clocks that end with these filings, each case changed once."""
        unit = UnitOfWork()
        before: dict[str, Case] = {}
        after: dict[str, Case] = {}
        for filing in filings:
            if filing.case_id is None:
                continue
            if filing.case_id not in before:
                found = await self._cases.find(filing.case_id)
                if found is None or found.is_decided:
                    continue
                before[found.id] = after[found.id] = found
            case, kind = after[filing.case_id], CLOCKS[filing.kind]
            if not any(clock.kind is kind and clock.is_running for clock in case.clocks):
                continue
            after[case.id] = case.with_clock_ended(
                kind, ClockEnd.MET, at=now, reference=filing.number
            )
            entry = case_entry(
                case.id, EntryKind.CLOCK_ENDED, at=now, actor=by.id, refs=(filing.id,)
            )
            unit += UnitOfWork(inserts=(insert_entry(entry),))
        changed = [
            update_case(case, after[id_]) for id_, case in before.items() if after[id_] is not case
        ]
        return unit + UnitOfWork(updates=tuple(changed))
