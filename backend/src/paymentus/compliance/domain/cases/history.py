"""What happened in a case, in order. Entries are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from paymentus.foundation.ids import new_id


class EntryKind(StrEnum):
    """In the order in which those of one commit are told: a decision comes after what it did."""

    OPENED = "opened"
    JOINED = "joined"
    ASSIGNED = "assigned"
    NOTE = "note"
    ESCALATED = "escalated"
    ALERT_DISMISSED = "alert_dismissed"
    TRANSFER_RELEASED = "transfer_released"
    TRANSFER_REFUSED = "transfer_refused"
    TRANSFER_BLOCKED = "transfer_blocked"
    JUDGED_AGAIN = "judged_again"
    TRANSFER_ENDED = "transfer_ended"
    CLOCK_ENDED = "clock_ended"
    FROZEN = "frozen"
    FREEZE_LIFTED = "freeze_lifted"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """``words`` were written by a person: personal, stored sealed. ``refs`` are ids of what it is
    about: alerts, transfers, filings, documents."""

    id: str
    case_id: str
    kind: EntryKind
    at: datetime
    actor: str
    words: str = ""
    refs: tuple[str, ...] = ()


def in_order(entries: Iterable[CaseEntry]) -> list[CaseEntry]:
    """As they happened."""
    kinds = list(EntryKind)
    return sorted(entries, key=lambda entry: (entry.at, kinds.index(entry.kind), entry.id))


def case_entry(
    case_id: str,
    kind: EntryKind,
    *,
    at: datetime,
    actor: str,
    words: str = "",
    refs: tuple[str, ...] = (),
) -> CaseEntry:
    return CaseEntry(new_id("cse", at=at), case_id, kind, at, actor, words, refs)
