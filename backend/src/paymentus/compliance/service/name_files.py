"""Files of names against lists, and files of pairs of names: the work of the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from paymentus.compliance.domain.lists.countries import country_code
from paymentus.compliance.domain.lists.dates import birth_date
from paymentus.compliance.domain.lists.read_list import RowProblem
from paymentus.compliance.domain.screening.explanation import sentences, side_by_side
from paymentus.compliance.domain.screening.index import ListIndex
from paymentus.compliance.domain.screening.listed import ListedName, PartyType
from paymentus.compliance.domain.screening.particulars import Subject, bare
from paymentus.compliance.domain.screening.scorer import compare_pair
from paymentus.compliance.domain.screening.screener import Hit, Screener
from paymentus.compliance.domain.screening.verdict import Verdict, verdict_of
from paymentus.compliance.service.list_folder import read_folder
from paymentus.compliance.service.table_files import Row, read_table

Progress = Callable[[int, int], None]

NAME_COLUMNS = {
    "name": ("name", "full_name", "fullname"),
    "date_of_birth": ("date_of_birth", "dob", "birth_date"),
    "country": ("country", "nationality"),
    "type": ("type", "schema"),
    "document": ("document", "document_number", "passport"),
    "id": ("id", "customer_id"),
}
PAIR_COLUMNS = {"name1": ("name1",), "name2": ("name2",), "type": ("type", "schema")}

_TYPES = {
    "individual": PartyType.INDIVIDUAL, "person": PartyType.INDIVIDUAL,
    "entity": PartyType.ENTITY, "company": PartyType.ENTITY, "organization": PartyType.ENTITY,
    "organisation": PartyType.ENTITY, "vessel": PartyType.VESSEL, "aircraft": PartyType.AIRCRAFT,
    "airplane": PartyType.AIRCRAFT,
}  # fmt: skip
# Said where either may be meant.
_ANY_TYPE = frozenset({"", "legalentity", "unknown", "any"})


@dataclass(frozen=True, slots=True)
class Screened:
    """What screening a file did. ``problems`` are of the list and of the names."""

    names: int
    names_with_hits: int
    hits: int
    parties: int
    listed_names: int
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """What scoring a file of pairs did."""

    pairs: int
    matches: int
    problems: tuple[RowProblem, ...]


def screen_names(
    folder: Path, names: Path, out: Path, *, threshold: float, progress: Progress
) -> Screened:
    """Screen every row of ``names`` against the lists in ``folder``; hits go to ``out``.

    Raises ListUnreadable, ColumnMissing and FileUnreadable; ``out`` is not written before the list
    and the header are read.
    """
    read = read_folder(folder)
    index = ListIndex(read.parties)
    screener = Screener(index, threshold=threshold)
    problems = list(read.problems)
    rows = read_table(names, NAME_COLUMNS, needed=("name",), problems=problems, progress=progress)
    first = next(rows, None)
    count = with_hits = total = 0
    with out.open("w", encoding="utf-8") as stream:
        for row in _again(first, rows):
            if not row.cells["name"]:
                problems.append(RowProblem(names.name, row.line, "the name is empty"))
                continue
            hits = screener.screen(_subject(row, names.name, problems))
            count += 1
            with_hits += bool(hits)
            total += len(hits)
            for hit in hits:
                stream.write(json.dumps(_hit(row, hit), ensure_ascii=False) + "\n")
    return Screened(count, with_hits, total, len(read.parties), len(index.names), tuple(problems))


def score_pairs(file: Path, out: Path, *, threshold: float, progress: Progress) -> Scored:
    """Compare the two names of every row; scores go to ``out``, in the order of the rows."""
    problems: list[RowProblem] = []
    rows = read_table(
        file, PAIR_COLUMNS, needed=("name1", "name2"), problems=problems, progress=progress
    )
    first = next(rows, None)
    count = matches = 0
    with out.open("w", encoding="utf-8") as stream:
        for row in _again(first, rows):
            one, other = row.cells["name1"], row.cells["name2"]
            if not one or not other:
                problems.append(RowProblem(file.name, row.line, "a name is empty"))
                continue
            type_ = _type(row, file.name, problems)
            organization = None if type_ is None else type_ is not PartyType.INDIVIDUAL
            comparison = compare_pair(one, other, organization=organization)
            score = comparison.value()
            verdict = verdict_of(score, threshold)
            count += 1
            matches += verdict is Verdict.MATCH
            said = {
                "row": row.line,
                "name1": one,
                "name2": other,
                "score": round(score, 4),
                "verdict": verdict.value,
                "reasons": sentences(comparison, ListedName(other), common=False),
                "side_by_side": [asdict(beside) for beside in side_by_side(comparison)],
            }
            stream.write(json.dumps(said, ensure_ascii=False) + "\n")
    return Scored(count, matches, tuple(problems))


def _again(first: Row | None, rest: Any) -> Any:
    if first is not None:
        yield first
        yield from rest


def _subject(row: Row, file: str, problems: list[RowProblem]) -> Subject:
    """What cannot be read of a row is named, and the name is screened without it."""
    cells = row.cells
    said = cells.get("date_of_birth", "")
    birth = birth_date(said) if said else None
    if said and birth is None:
        reason = f"date_of_birth “{said}” is not understood; screened without it"
        problems.append(RowProblem(file, row.line, reason))
    countries = set()
    for text in filter(None, (part.strip() for part in cells.get("country", "").split(";"))):
        code = country_code(text)
        if code is None:
            reason = f"country “{text}” is not known; screened without it"
            problems.append(RowProblem(file, row.line, reason))
        else:
            countries.add(code)
    document = bare(cells.get("document", ""))
    return Subject(
        name=cells["name"],
        birth=birth,
        countries=frozenset(countries),
        documents=frozenset({document} - {""}),
        type=_type(row, file, problems),
    )


def _type(row: Row, file: str, problems: list[RowProblem]) -> PartyType | None:
    said = row.cells.get("type", "").lower()
    if said in _ANY_TYPE:
        return None
    found = _TYPES.get(said)
    if found is None:
        reason = f"type “{said}” is not known; compared as of any type"
        problems.append(RowProblem(file, row.line, reason))
    return found


def _hit(row: Row, hit: Hit) -> dict[str, Any]:
    party = hit.party
    return {
        "row": row.line,
        "id": row.cells.get("id") or None,
        "name": row.cells["name"],
        "score": round(hit.score, 4),
        "strength": hit.strength.value,
        "name_score": round(hit.name_score, 4),
        "listed_name": hit.name.text,
        "listed_name_is": hit.name.quality.value,
        "list": party.list_name,
        "list_id": party.uid,
        "type": party.type.value,
        "programs": list(party.programs),
        "primary_name": party.names[0].text,
        "reasons": list(hit.reasons),
        "side_by_side": [asdict(beside) for beside in hit.beside],
    }
