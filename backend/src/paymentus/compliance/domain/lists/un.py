"""The consolidated list of the United Nations Security Council, in its XML form."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # a document with a DTD is refused before it is parsed
from collections.abc import Iterator

from paymentus.compliance.domain.lists.countries import country_code
from paymentus.compliance.domain.lists.dates import birth_date, of_year
from paymentus.compliance.domain.lists.read_list import ListUnreadable, ReadList, RowProblem
from paymentus.compliance.domain.screening.listed import (
    BirthDate,
    Identifier,
    ListedName,
    ListedParty,
    NameQuality,
    PartyType,
)

LIST_NAME = "UN"
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read_un(content: bytes, *, file: str = "consolidated.xml") -> ReadList:
    """Read the list. Raises ListUnreadable for what is not XML, has a DTD or has no party."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ListUnreadable(f"{file} has a document type definition; the UN's list has none.")
    try:
        root = ET.fromstring(content)  # noqa: S314
    except ET.ParseError as wrong:
        raise ListUnreadable(f"{file} is not well-formed XML: {wrong}.") from wrong
    problems: list[RowProblem] = []
    parties = [
        *_parties(root, "INDIVIDUAL", PartyType.INDIVIDUAL, file, problems),
        *_parties(root, "ENTITY", PartyType.ENTITY, file, problems),
    ]
    if not parties:
        raise ListUnreadable(f"{file} names no individual and no entity.")
    return ReadList(tuple(parties), tuple(problems))


def _parties(
    root: ET.Element, tag: str, kind: PartyType, file: str, problems: list[RowProblem]
) -> Iterator[ListedParty]:
    for number, element in enumerate(root.iter(tag), start=1):
        uid = _text(element, "REFERENCE_NUMBER") or _text(element, "DATAID")
        name = " ".join(filter(None, (_text(element, part) for part in _NAMES)))
        if not uid or not name:
            reason = f"{tag.lower()} {number} has no {'name' if uid else 'reference number'}"
            problems.append(RowProblem(file, 0, reason))
            if not name:
                continue
        births = []
        for birth in element.iter(f"{tag}_DATE_OF_BIRTH"):
            read = _birth(birth)
            if read is not None:
                births.append(read)
            elif any((child.text or "").strip() for child in birth):
                problems.append(RowProblem(file, 0, f"{uid}: a date of birth is not understood"))
        yield ListedParty(
            list_name=LIST_NAME,
            uid=uid or f"{tag}-{number}",
            type=kind,
            names=(ListedName(name), *_aliases(element, tag), *_original(element)),
            programs=tuple(filter(None, (_text(element, "UN_LIST_TYPE"),))),
            births=tuple(births),
            countries=frozenset(_countries(element, tag)),
            identifiers=tuple(_documents(element, tag)),
            remarks=_text(element, "COMMENTS1"),
        )


def _aliases(element: ET.Element, tag: str) -> Iterator[ListedName]:
    for alias in element.iter(f"{tag}_ALIAS"):
        name = _text(alias, "ALIAS_NAME")
        quality = _text(alias, "QUALITY").lower()
        if name:
            weak, former = quality == "low", quality in ("f.k.a.", "fka")
            yield ListedName(
                name,
                NameQuality.WEAK if weak else NameQuality.FORMER if former else NameQuality.ALIAS,
            )


def _original(element: ET.Element) -> Iterator[ListedName]:
    name = _text(element, "NAME_ORIGINAL_SCRIPT")
    if name:
        yield ListedName(name, NameQuality.ALIAS)


def _birth(element: ET.Element) -> BirthDate | None:
    circa = _text(element, "TYPE_OF_DATE").upper() == "APPROXIMATELY"
    start, end = _text(element, "FROM_YEAR"), _text(element, "TO_YEAR")
    if start.isdigit() and end.isdigit() and 1800 < int(start) <= int(end) < 2200:
        return BirthDate(of_year(int(start)).first, of_year(int(end)).last, circa)
    said = _text(element, "DATE") or _text(element, "YEAR")
    read = birth_date(said[:10]) if said else None
    return BirthDate(read.first, read.last, circa or read.circa) if read else None


def _countries(element: ET.Element, tag: str) -> Iterator[str]:
    said = [value.text or "" for value in element.iterfind("NATIONALITY/VALUE")]
    for part in (f"{tag}_PLACE_OF_BIRTH", f"{tag}_ADDRESS"):
        said += [_text(place, "COUNTRY") for place in element.iter(part)]
    for text in said:
        code = country_code(text)
        if code:
            yield code


def _documents(element: ET.Element, tag: str) -> Iterator[Identifier]:
    for document in element.iter(f"{tag}_DOCUMENT"):
        number = _text(document, "NUMBER")
        if number:
            country = country_code(_text(document, "ISSUING_COUNTRY")) or ""
            yield Identifier(_text(document, "TYPE_OF_DOCUMENT") or "document", number, country)


def _text(element: ET.Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()
