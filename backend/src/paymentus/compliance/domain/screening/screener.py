"""A subject against a list: every hit with its score and its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from paymentus.compliance.domain.screening.evidence import (
    COMMON_BELOW,
    bits_of,
    value_on_list,
)
from paymentus.compliance.domain.screening.explanation import Beside, sentences, side_by_side
from paymentus.compliance.domain.screening.index import ListIndex
from paymentus.compliance.domain.screening.listed import (
    ListedName,
    ListedParty,
    NameQuality,
    PartyType,
)
from paymentus.compliance.domain.screening.parsing import ParsedName, readings
from paymentus.compliance.domain.screening.particulars import (
    CONFIRMED,
    NAME_SHARE,
    Subject,
    findings,
    most_bits_of,
    same_documents,
)
from paymentus.compliance.domain.screening.scorer import Comparison, compare_names
from paymentus.compliance.domain.screening.verdict import LIST_THRESHOLD, Strength, strength_of

_COMPARED_MAX = 40
_WEAK_ALIAS = -0.1


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed party that the subject may be; ``score`` from 0 to 1, ``name_score`` of names alone.

    ``reasons`` are sentences; ``beside`` shows the two names word beside word. ``is_common``: the
    words that agree are so frequent that two strangers have them.
    """

    party: ListedParty
    name: ListedName
    score: float
    name_score: float
    strength: Strength
    reasons: tuple[str, ...]
    beside: tuple[Beside, ...]
    is_common: bool = False


@dataclass(frozen=True, slots=True)
class _Best:
    score: float
    name_score: float
    place: int
    comparison: Comparison
    bits: float


class Screener:
    """Screens against one index; threads and callers may share it."""

    def __init__(self, index: ListIndex, *, threshold: float = LIST_THRESHOLD) -> None:
        self._index = index
        self._threshold = threshold

    def forget(self) -> None:
        """Drop what was kept from name to name; answers stay the same."""
        self._index.forget()

    def screen(self, subject: Subject) -> tuple[Hit, ...]:
        """Hits at or over the threshold, the highest score first, one for each party."""
        best: dict[int, _Best] = {}
        read = readings(subject.name, organization=_organization(subject.type))
        for asked in read:
            # What is a company only by a second reading is no person of the list.
            companies_only = asked is not read[0] and asked.organization
            for found in self._compared(asked, subject, companies_only=companies_only):
                owner = self._index.owner[found.place]
                held = best.get(owner)
                if held is None or found.score > held.score:
                    best[owner] = found
        hits = [self._hit(subject, found) for found in best.values()]
        hits += self._by_document(subject, set(best))
        return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.party.list_name, hit.party.uid)))

    def _compared(
        self, asked: ParsedName, subject: Subject, *, companies_only: bool
    ) -> list[_Best]:
        index = self._index
        found = []
        # Particulars add no more than what a name cannot reach.
        lowest = (self._threshold - (1 - NAME_SHARE)) / NAME_SHARE
        more_bits = most_bits_of(subject)
        for place in index.candidates(asked, _COMPARED_MAX, lowest, more_bits):
            listed = index.parsed[place]
            if companies_only and not listed.organization:
                continue
            comparison = compare_names(asked, listed)
            bits = bits_of(comparison, index.bits)
            if value_on_list(comparison, asked, listed, bits + more_bits) < lowest:
                continue
            party = index.parties[index.owner[place]]
            compared = findings(subject, party)
            more = sum(finding.bits for finding in compared)
            name_score = value_on_list(comparison, asked, listed, bits + more)
            score = name_score * NAME_SHARE + sum(finding.points for finding in compared)
            if index.names[place].quality is NameQuality.WEAK:
                score += _WEAK_ALIAS
            if subject.documents and same_documents(subject, party):
                score = max(score, CONFIRMED)
            if score >= self._threshold:
                found.append(_Best(min(score, 1.0), name_score, place, comparison, bits))
        return found

    def _hit(self, subject: Subject, found: _Best) -> Hit:
        index = self._index
        party = index.parties[index.owner[found.place]]
        name = index.names[found.place]
        reasons = sentences(found.comparison, name, common=found.bits < COMMON_BELOW)
        reasons += [finding.sentence for finding in findings(subject, party)]
        reasons += [f"same {kind}" for kind in same_documents(subject, party)]
        return Hit(
            party, name, found.score, found.name_score, strength_of(found.score), tuple(reasons),
            side_by_side(found.comparison), found.bits < COMMON_BELOW,
        )  # fmt: skip

    def _by_document(self, subject: Subject, found: set[int]) -> list[Hit]:
        """Parties whose name is another and whose document is the same."""
        hits = []
        for document in sorted(subject.documents):
            for number in self._index.parties_with_document(document):
                if number in found:
                    continue
                found.add(number)
                party = self._index.parties[number]
                kinds = same_documents(subject, party)
                reasons = (*(f"same {kind}" for kind in kinds), "the name is another")
                hits.append(
                    Hit(party, party.names[0], CONFIRMED, 0.0, Strength.CONFIRMED, reasons, ())
                )
        return hits


def _organization(type_: PartyType | None) -> bool | None:
    return None if type_ is None else type_ is not PartyType.INDIVIDUAL
