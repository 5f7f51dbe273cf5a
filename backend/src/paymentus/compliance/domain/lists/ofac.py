"""OFAC's lists in their CSV form: SDN (sdn, alt, add, sdn_comments) and non-SDN (cons_*).

No header; ``-0-`` stands for nothing; rows are joined by the first column. Programs are joined as
``SDGT] [IRGC``; some copies end with a 0x1A. A row is a line: an open quote spoils its own row and
none after it. Source: Treasury's "SDN data formats" (dat_spec.txt).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from paymentus.compliance.domain.lists.countries import country_code
from paymentus.compliance.domain.lists.read_list import ListUnreadable, ReadList, RowProblem
from paymentus.compliance.domain.lists.remarks import Remarks, read_remarks
from paymentus.compliance.domain.screening.listed import (
    ListedName,
    ListedParty,
    NameQuality,
    PartyType,
)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one list, by what is in them."""

    list_name: str
    parties: str
    aliases: str
    addresses: str
    comments: str


SDN = Files("SDN", "sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
NON_SDN = Files("non-SDN", "cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv")

_COLUMNS = {"parties": 12, "aliases": 5, "addresses": 6, "comments": 2}
_QUALITY = {
    "aka": NameQuality.ALIAS, "fka": NameQuality.FORMER, "nka": NameQuality.ALIAS,
    "a.k.a.": NameQuality.ALIAS, "f.k.a.": NameQuality.FORMER, "n.k.a.": NameQuality.ALIAS,
}  # fmt: skip
_TYPES = {
    "individual": PartyType.INDIVIDUAL, "vessel": PartyType.VESSEL, "aircraft": PartyType.AIRCRAFT,
    "": PartyType.ENTITY, "entity": PartyType.ENTITY,
}  # fmt: skip


@dataclass(slots=True)
class _Draft:
    line: int
    name: str
    type: PartyType
    programs: tuple[str, ...]
    remarks: str
    names: list[ListedName] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)


def read_ofac(files: Mapping[str, bytes], form: Files = SDN) -> ReadList:
    """Read one list from its files, named as in ``form``.

    Raises ListUnreadable where the file of parties is missing or has no party. A missing file of
    aliases, addresses or comments is a problem, and the rest is read.
    """
    if form.parties not in files:
        raise ListUnreadable(f"There is no {form.parties}.")
    problems: list[RowProblem] = []
    drafts = _parties(files, form, problems)
    _add_comments(files, form, drafts, problems)
    _add_aliases(files, form, drafts, problems)
    _add_addresses(files, form, drafts, problems)
    if not drafts:
        raise ListUnreadable(f"{form.parties} has no party that can be read.")
    parties = tuple(_party(form, uid, draft, problems) for uid, draft in drafts.items())
    return ReadList(parties, tuple(problems))


def _parties(
    files: Mapping[str, bytes], form: Files, problems: list[RowProblem]
) -> dict[str, _Draft]:
    drafts: dict[str, _Draft] = {}
    for line, row in _rows(files, form.parties, _COLUMNS["parties"], problems):
        uid, name = row[0], row[1]
        if uid in drafts:
            problems.append(RowProblem(form.parties, line, f"entity {uid} is there twice"))
            drafts[uid].names.append(ListedName(name, NameQuality.ALIAS))
            continue
        kind = _TYPES.get(row[2].lower())
        if kind is None:
            problems.append(RowProblem(form.parties, line, f"type “{row[2]}” is not known"))
            kind = PartyType.ENTITY
        programs = tuple(part.strip(" []") for part in row[3].split("] [") if part.strip(" []"))
        drafts[uid] = _Draft(line, name, kind, programs, row[11])
        flag = country_code(row[9])
        if flag:
            drafts[uid].countries.add(flag)
    return drafts


def _add_comments(
    files: Mapping[str, bytes], form: Files, drafts: dict[str, _Draft], problems: list[RowProblem]
) -> None:
    for line, row in _optional_rows(files, form.comments, "comments", problems):
        draft = drafts.get(row[0])
        if draft is None:
            problems.append(_stray(form.comments, line, row[0]))
        else:
            draft.remarks += row[1]


def _add_aliases(
    files: Mapping[str, bytes], form: Files, drafts: dict[str, _Draft], problems: list[RowProblem]
) -> None:
    for line, row in _optional_rows(files, form.aliases, "aliases", problems):
        draft = drafts.get(row[0])
        if draft is None:
            problems.append(_stray(form.aliases, line, row[0]))
            continue
        if not row[3]:
            problems.append(RowProblem(form.aliases, line, "the name is empty"))
            continue
        quality = _QUALITY.get(row[2].lower(), NameQuality.ALIAS)
        draft.names.append(ListedName(row[3], quality))


def _add_addresses(
    files: Mapping[str, bytes], form: Files, drafts: dict[str, _Draft], problems: list[RowProblem]
) -> None:
    for line, row in _optional_rows(files, form.addresses, "addresses", problems):
        draft = drafts.get(row[0])
        if draft is None:
            problems.append(_stray(form.addresses, line, row[0]))
            continue
        code = country_code(row[4])
        if code:
            draft.countries.add(code)


def _party(form: Files, uid: str, draft: _Draft, problems: list[RowProblem]) -> ListedParty:
    said = read_remarks(draft.remarks) if draft.remarks else Remarks()
    problems += [RowProblem(form.parties, draft.line, f"entity {uid}: {w}") for w in said.wrong]
    return ListedParty(
        list_name=form.list_name,
        uid=uid,
        type=draft.type,
        names=(ListedName(draft.name), *draft.names, *said.weak_names),
        programs=draft.programs,
        births=tuple(said.births),
        countries=frozenset(draft.countries | said.countries),
        identifiers=tuple(said.identifiers),
        wallets=tuple(said.wallets),
        remarks=draft.remarks,
    )


def _stray(file: str, line: int, uid: str) -> RowProblem:
    return RowProblem(file, line, f"belongs to entity {uid}, which is not on the list")


def _optional_rows(
    files: Mapping[str, bytes], name: str, what: str, problems: list[RowProblem]
) -> Iterator[tuple[int, list[str]]]:
    if name not in files:
        problems.append(RowProblem(name, 0, f"is missing, so {what} are not read"))
        return iter(())
    return _rows(files, name, _COLUMNS[what], problems)


def _rows(
    files: Mapping[str, bytes], name: str, columns: int, problems: list[RowProblem]
) -> Iterator[tuple[int, list[str]]]:
    """Rows with an entity number, stripped, ``-0-`` emptied, of exactly ``columns`` cells."""
    for line, text in enumerate(_text_of(files[name]).splitlines(), start=1):
        bare = text.strip(" \t\r\x1a\ufeff")
        if not bare:
            continue
        try:
            row = next(csv.reader([bare], strict=True))
        except csv.Error as wrong:
            problems.append(RowProblem(name, line, f"is no row of a CSV ({wrong})"))
            row = [cell.strip('"') for cell in bare.split(",")]
        # Remarks go on in the comments file where the column was full: the spaces there count.
        last = row[-1]
        row = ["" if cell.strip() == "-0-" else cell.strip() for cell in row]
        if row[-1] and columns in (_COLUMNS["parties"], _COLUMNS["comments"]):
            row[-1] = last
        if not row[0].isdigit():
            problems.append(RowProblem(name, line, f"“{row[0][:40]}” is no entity number"))
            continue
        needed = 2 if columns > 6 else columns - 1
        if len(row) < needed or (columns != 5 and not row[1] and columns != 6):
            problems.append(
                RowProblem(name, line, f"has {len(row)} of {columns} columns, or no name")
            )
            continue
        if len(row) != columns:
            problems.append(RowProblem(name, line, f"has {len(row)} columns, not {columns}"))
        yield line, (row + [""] * columns)[:columns]


def _text_of(content: bytes) -> str:
    """UTF-8 where it is that, else Windows-1252, as older copies are; line ends as they are."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\x0b", " ").replace("\x0c", " ").replace("\x85", " ")
