"""The collections ``compliance_cases``, ``compliance_case_entries`` and ``compliance_holds``.

Sealed under the compliance key (design 4.7): who a case is about, what people wrote in it, and who
was to get the money. They outlive a customer's own key, because the law wants them kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from paymentus.commit.domain import Insert, Update
from paymentus.compliance.domain.cases.case import Case, CaseState, Outcome
from paymentus.compliance.domain.cases.clocks import Clock, ClockEnd, ClockKind
from paymentus.compliance.domain.cases.history import CaseEntry, EntryKind, in_order
from paymentus.compliance.domain.cases.holds import Hold, HoldState
from paymentus.compliance.domain.transfer import Verdict
from paymentus.compliance.repository.alerts import COMPLIANCE_KEY
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Database, Document, answering
from paymentus.integrations.key_management.sealed_documents import (
    Forms,
    SealedDocuments,
    SealedForm,
    SealedPart,
)

CASES = "compliance_cases"
ENTRIES = "compliance_case_entries"
HOLDS = "compliance_holds"

# Where in the order by deadline a case stands that has none.
_NO_DEADLINE = "9999-12-31"
_UNJUDGED: Document = {"state": HoldState.HELD.value, "unjudged.0": {"$exists": True}}

SEALED: Forms = {
    CASES: SealedForm(parts=(SealedPart({"party_name": ""}, lambda _: COMPLIANCE_KEY),)),
    ENTRIES: SealedForm(parts=(SealedPart({"words": ""}, lambda _: COMPLIANCE_KEY),)),
    HOLDS: SealedForm(parts=(SealedPart({"receivers": []}, lambda _: COMPLIANCE_KEY),)),
}

INDEXES: dict[str, list[IndexModel]] = {
    CASES: [
        # One case at a time for a party: ``undecided_of`` is gone once it is decided.
        IndexModel(
            [("undecided_of", ASCENDING)],
            name="one_undecided_case_of_a_party",
            unique=True,
            partialFilterExpression={"undecided_of": {"$exists": True}},
        ),
        IndexModel(
            [("state", ASCENDING), ("due", ASCENDING), ("_id", ASCENDING)], name="state_by_due"
        ),
        IndexModel(
            [("assignee", ASCENDING), ("due", ASCENDING), ("_id", ASCENDING)], name="assignee"
        ),
        IndexModel([("party_id", ASCENDING), ("_id", DESCENDING)], name="party_newest_first"),
    ],
    ENTRIES: [IndexModel([("case_id", ASCENDING), ("_id", ASCENDING)], name="case_in_order")],
    HOLDS: [
        IndexModel([("case_id", ASCENDING), ("_id", ASCENDING)], name="case"),
        IndexModel([("state", ASCENDING), ("_id", ASCENDING)], name="state_oldest_first"),
    ],
}


class CasesUnavailable(Unavailable):
    """We cannot read the cases just now. Try again in a moment."""


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """None takes all. ``states`` empty takes all. ``assignee`` "" takes those of nobody."""

    states: tuple[CaseState, ...] = ()
    assignee: str | None = None
    party_id: str | None = None
    due_until: date | None = None

    def query(self) -> Document:
        query: Document = {}
        if self.states:
            query["state"] = {"$in": [state.value for state in self.states]}
        if self.assignee is not None:
            query["assignee"] = self.assignee or None
        if self.party_id is not None:
            query["party_id"] = self.party_id
        if self.due_until is not None:
            query["due"] = {"$lte": self.due_until.isoformat()}
        return query


class CasesRepository:
    def __init__(self, database: Database, sealed: SealedDocuments) -> None:
        self._cases = database[CASES]
        self._entries = database[ENTRIES]
        self._holds = database[HOLDS]
        self._sealed = sealed

    async def find(self, case_id: str) -> Case | None:
        return await self._one({"_id": case_id})

    async def undecided_of(self, party_id: str) -> Case | None:
        return await self._one({"undecided_of": party_id})

    async def page(
        self, wanted: CaseFilter, *, after: tuple[str, str] | None, limit: int
    ) -> list[tuple[Case, str]]:
        """What is due first comes first, each with its place in that order."""
        clauses: list[Document] = [wanted.query()]
        if after is not None:
            due, last = after
            clauses.append({"$or": [{"due": {"$gt": due}}, {"due": due, "_id": {"$gt": last}}]})
        async with answering(CasesUnavailable):
            order = [("due", ASCENDING), ("_id", ASCENDING)]
            found = self._cases.find({"$and": clauses}).sort(order).limit(limit)
            documents = [document async for document in found]
        opened = await self._sealed.opened(CASES, documents)
        return [(_case(document), str(document["due"])) for document in opened]

    async def count(self, wanted: CaseFilter) -> int:
        async with answering(CasesUnavailable):
            return await self._cases.count_documents(wanted.query())

    async def count_held(self) -> int:
        return await self.count_holds(HoldState.HELD)

    async def count_holds(self, state: HoldState) -> int:
        async with answering(CasesUnavailable):
            return await self._holds.count_documents({"state": state.value})

    async def count_unjudged(self) -> int:
        async with answering(CasesUnavailable):
            return await self._holds.count_documents(_UNJUDGED)

    async def entries(self, case_id: str, *, limit: int = 1000) -> list[CaseEntry]:
        """The newest ones, oldest first."""
        async with answering(CasesUnavailable):
            found = self._entries.find({"case_id": case_id}).sort("_id", DESCENDING).limit(limit)
            documents = [document async for document in found]
        return in_order(_entry(one) for one in await self._sealed.opened(ENTRIES, documents))

    async def hold(self, transfer_id: str) -> Hold | None:
        found = await self._read_holds({"_id": transfer_id}, limit=1)
        return found[0] if found else None

    async def holds(
        self, case_id: str, *, state: HoldState | None = None, limit: int = 1000
    ) -> list[Hold]:
        """Oldest first."""
        query: Document = {"case_id": case_id}
        if state is not None:
            query["state"] = state.value
        return await self._read_holds(query, limit=limit)

    async def unjudged(self, *, limit: int) -> list[Hold]:
        """Held transfers of which something could not be judged, the oldest first."""
        return await self._read_holds(_UNJUDGED, limit=limit)

    async def _read_holds(self, query: Mapping[str, Any], *, limit: int) -> list[Hold]:
        async with answering(CasesUnavailable):
            found = self._holds.find(query).sort("_id", ASCENDING).limit(limit)
            documents = [document async for document in found]
        return [_hold(one) for one in await self._sealed.opened(HOLDS, documents)]

    async def _one(self, query: Mapping[str, Any]) -> Case | None:
        async with answering(CasesUnavailable):
            document = await self._cases.find_one(query)
        if document is None:
            return None
        return _case((await self._sealed.opened(CASES, [document]))[0])


def insert_case(case: Case) -> Insert:
    """Refused with ``AlreadyExists`` when the party has got a case meanwhile."""
    document = {
        "_id": case.id,
        "party_id": case.party_id,
        "party_name": case.party_name,
        "opened_at": case.opened_at,
        "undecided_of": case.party_id,
        **_changing(case),
    }
    return Insert(CASES, document)


def update_case(before: Case, after: Case) -> Update:
    """Refused by ``commit`` when anybody else has changed it since ``before`` was read."""
    gone = ("undecided_of",) if after.is_decided else ()
    return Update(CASES, before.id, before.version, _changing(after), gone)


def insert_entry(entry: CaseEntry) -> Insert:
    return Insert(
        ENTRIES,
        {
            "_id": entry.id,
            "case_id": entry.case_id,
            "kind": entry.kind.value,
            "at": entry.at,
            "actor": entry.actor,
            "words": entry.words,
            "refs": list(entry.refs),
        },
    )


def insert_hold(hold: Hold) -> Insert:
    return Insert(
        HOLDS,
        {
            "_id": hold.id,
            "case_id": hold.case_id,
            "party_id": hold.party_id,
            "amount_minor": hold.amount_minor,
            "currency": hold.currency,
            "channel": hold.channel,
            "receivers": list(hold.receivers),
            "at": hold.at,
            **_decision(hold),
        },
    )


def update_hold(before: Hold, after: Hold) -> Update:
    return Update(HOLDS, before.id, before.version, _decision(after))


def _changing(case: Case) -> Document:
    return {
        "changed_at": case.changed_at,
        "state": case.state.value,
        "outcome": case.outcome and case.outcome.value,
        "assignee": case.assignee,
        "score": case.score,
        "verdict": case.verdict.value,
        "codes": list(case.codes),
        "alerts": case.alerts,
        "held": case.held,
        "clocks": [_clock_document(clock) for clock in case.clocks],
        "due": case.due.isoformat() if case.due else _NO_DEADLINE,
        "decided_at": case.decided_at,
        "decided_by": case.decided_by,
    }


def _decision(hold: Hold) -> Document:
    return {
        "state": hold.state.value,
        "decided_at": hold.decided_at,
        "decided_by": hold.decided_by,
        "unjudged": list(hold.unjudged),
    }


def _clock_document(clock: Clock) -> Document:
    return {
        "kind": clock.kind.value,
        "began_at": clock.began_at,
        "due": clock.due.isoformat(),
        "end": clock.end and clock.end.value,
        "ended_at": clock.ended_at,
        "reference": clock.reference,
    }


def _clock(document: Document) -> Clock:
    return Clock(
        kind=ClockKind(document["kind"]),
        began_at=document["began_at"],
        due=date.fromisoformat(document["due"]),
        end=ClockEnd(document["end"]) if document["end"] else None,
        ended_at=document["ended_at"],
        reference=document["reference"],
    )


def _case(document: Document) -> Case:
    return Case(
        id=document["_id"],
        party_id=document["party_id"],
        party_name=document["party_name"],
        opened_at=document["opened_at"],
        changed_at=document["changed_at"],
        state=CaseState(document["state"]),
        outcome=Outcome(document["outcome"]) if document["outcome"] else None,
        assignee=document["assignee"],
        score=document["score"],
        verdict=Verdict(document["verdict"]),
        codes=tuple(document["codes"]),
        alerts=document["alerts"],
        held=document["held"],
        clocks=tuple(_clock(clock) for clock in document["clocks"]),
        decided_at=document["decided_at"],
        decided_by=document["decided_by"],
        version=document["version"],
    )


def _entry(document: Document) -> CaseEntry:
    return CaseEntry(
        id=document["_id"],
        case_id=document["case_id"],
        kind=EntryKind(document["kind"]),
        at=document["at"],
        actor=document["actor"],
        words=document["words"],
        refs=tuple(document["refs"]),
    )


def _hold(document: Document) -> Hold:
    return Hold(
        id=document["_id"],
        case_id=document["case_id"],
        party_id=document["party_id"],
        state=HoldState(document["state"]),
        amount_minor=document["amount_minor"],
        currency=document["currency"],
        channel=document["channel"],
        receivers=tuple(document["receivers"]),
        at=document["at"],
        decided_at=document["decided_at"],
        decided_by=document["decided_by"],
        unjudged=tuple(document.get("unjudged", ())),
        version=document["version"],
    )
