"""A version of the sanctions lists: what was fetched once, and what it changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from paymentus.compliance.domain.lists.ofac import NON_SDN, SDN
from paymentus.compliance.domain.screening.listed import ListedParty
from paymentus.foundation.clock import rfc3339
from paymentus.foundation.errors import Rejected

PROBLEMS_KEPT = 20
# A list never loses so much in a day; a download that broke off, or lacks a file, does.
SMALLEST_SHARE = 0.5
_BLANK = b" \t\r\n\x1a"


class ListShrank(Rejected):
    """The list that was fetched has far fewer parties or names than the one in force. It was not
    taken."""


class ListIncomplete(Rejected):
    """A file of the list is missing, so people it names would not be found. It was not taken."""


@dataclass(frozen=True, slots=True)
class Rescreening:
    """How far the customers have been screened against what is new. ``below`` is where to go on:
    customers are taken newest first, None from the beginning."""

    done: bool = False
    below: str | None = None
    screened: int = 0
    alerts: int = 0


@dataclass(frozen=True, slots=True)
class ListVersion:
    """``number`` counts versions from 1, without a gap; ``hash`` is of the files' bytes.

    ``confirmed_at`` is when its source last had the same. ``parties`` counts by list, ``problems``
    rows that could not be read whole, of which ``problem_words`` has the first. The newest version
    is the one in force.
    """

    id: str
    number: int
    hash: str
    source: str
    loaded_at: datetime
    confirmed_at: datetime
    parties: Mapping[str, int]
    names: int
    problems: int
    problem_words: tuple[str, ...] = ()
    added: int = 0
    changed: int = 0
    removed: int = 0
    rescreening: Rescreening = field(default_factory=Rescreening)
    version: int = 1

    @property
    def total(self) -> int:
        return sum(self.parties.values())

    def view(self) -> dict[str, Any]:
        """For people and machines; nothing of it is personal."""
        return {
            "id": self.id,
            "number": self.number,
            "hash": self.hash,
            "source": self.source,
            "loaded_at": rfc3339(self.loaded_at),
            "confirmed_at": rfc3339(self.confirmed_at),
            "parties": dict(self.parties),
            "names": self.names,
            "problems": self.problems,
            "added": self.added,
            "changed": self.changed,
            "removed": self.removed,
            "rescreening": {
                "done": self.rescreening.done,
                "screened": self.rescreening.screened,
                "alerts": self.rescreening.alerts,
            },
        }


def hash_of(files: Mapping[str, bytes]) -> str:
    """SHA-256 over names and bytes of all files, whatever order they came in."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\x1f{len(files[name])}\x1f".encode())
        digest.update(files[name])
    return digest.hexdigest()


def require_whole(files: Mapping[str, bytes]) -> None:
    """Raise ``ListIncomplete`` where a list of OFAC's is there without its aliases or addresses."""
    present = {name.lower() for name, content in files.items() if content.strip(_BLANK)}
    for form in (SDN, NON_SDN):
        missing = [name for name in (form.aliases, form.addresses) if name not in present]
        if form.parties in present and missing:
            raise ListIncomplete(
                f"The {form.list_name} list came without {' and '.join(missing)}. It was not "
                "taken; look at the source, then allow it to shrink if that is right."
            )


def require_plausible(before: Iterable[ListedParty], after: Iterable[ListedParty]) -> None:
    """Raise ``ListShrank`` where more than half of a list is gone: of its parties, or of the other
    names it knows them by."""
    sizes_before, sizes_after = _sizes(before), _sizes(after)
    for what, had in sizes_before.items():
        has = sizes_after[what]
        if has < had * SMALLEST_SHARE:
            list_name, kind = what
            raise ListShrank(
                f"The {list_name} list that was fetched has {has:,} {kind}, the one in force "
                f"{had:,}. It was not taken; look at the source, then allow it to shrink if that "
                "is right."
            )


def _sizes(parties: Iterable[ListedParty]) -> Counter[tuple[str, str]]:
    sizes: Counter[tuple[str, str]] = Counter()
    for party in parties:
        sizes[party.list_name, "parties"] += 1
        sizes[party.list_name, "other names"] += len(party.names) - 1
    return sizes
