"""Date of birth, country, documents: what speaks for and against a name that fits.

A name alone reaches 0.95 at most: "same name, nothing to disagree" is not "confirmed". What agrees
adds up to the rest; what contradicts takes so much away that an ordinary likeness is no hit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from paymentus.compliance.domain.screening.listed import BirthDate, ListedParty, PartyType

NAME_SHARE = 0.95
CONFIRMED = 0.99
DOCUMENT_CHARACTERS_MIN = 5

_SAME_DAY = 0.04
_SWAPPED_DAY = 0.03
_SAME_YEAR_ONLY = 0.02
_NEAR_YEAR = 0.0
_OTHER_DAY = -0.03
_OTHER_YEAR = -0.15
_SAME_COUNTRY = 0.01
_OTHER_COUNTRY = -0.02
_OTHER_TYPE = -0.1

_SAME_DAY_BITS = 14.0
_SAME_YEAR_BITS = 5.0
_SAME_COUNTRY_BITS = 2.0

_CIRCA_YEARS = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is screened. ``countries`` are ISO 3166 codes, ``documents`` bare letters and digits."""

    name: str
    birth: BirthDate | None = None
    countries: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    type: PartyType | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One particular that was compared.

    ``points`` are added to the score. ``bits`` say how seldom it agrees by chance, as the bits of
    names do: with them a defect of the name counts for less.
    """

    points: float
    sentence: str
    bits: float = 0.0


def findings(subject: Subject, party: ListedParty) -> list[Finding]:
    """All particulars that both sides have, compared."""
    found = []
    if subject.birth is not None and party.births:
        found.append(_birth(subject.birth, party.births))
    if subject.countries and party.countries:
        found.append(_country(subject.countries, party.countries))
    if subject.type is not None and subject.type is not party.type:
        found.append(Finding(_OTHER_TYPE, f"is listed as {party.type.value}, not as "
                             f"{subject.type.value}"))  # fmt: skip
    return found


def most_bits_of(subject: Subject) -> float:
    """Bits that the particulars of a subject can give at most."""
    birth = _SAME_DAY_BITS if subject.birth is not None else 0.0
    return birth + (_SAME_COUNTRY_BITS if subject.countries else 0.0)


def bare(document: str) -> str:
    """A document number as capital letters and digits only, for comparing."""
    return "".join(c for c in document.upper() if c.isalnum())


def same_documents(subject: Subject, party: ListedParty) -> list[str]:
    """Kinds of the documents with the same number; five characters at least."""
    return [
        held.kind
        for held in party.identifiers
        if len(bare(held.value)) >= DOCUMENT_CHARACTERS_MIN
        and bare(held.value) in subject.documents
    ]


def _birth(ours: BirthDate, theirs: tuple[BirthDate, ...]) -> Finding:
    return max((_one_birth(ours, one) for one in theirs), key=lambda finding: finding.points)


def _one_birth(ours: BirthDate, theirs: BirthDate) -> Finding:
    said = f"{in_words(ours)} and {in_words(theirs)}"
    exact = ours.first == ours.last and theirs.first == theirs.last
    if exact and ours.first == theirs.first:
        return Finding(_SAME_DAY, f"date of birth agrees ({in_words(theirs)})", _SAME_DAY_BITS)
    if exact and _swapped(ours.first) == theirs.first:
        return Finding(_SWAPPED_DAY, f"day and month of birth are swapped ({said})",
                       _SAME_DAY_BITS - 1)  # fmt: skip
    if ours.first <= theirs.last and theirs.first <= ours.last:
        return Finding(_SAME_YEAR_ONLY, f"date of birth agrees as far as it is known ({said})",
                       _SAME_YEAR_BITS)  # fmt: skip
    if ours.first.year == theirs.first.year or ours.last.year == theirs.last.year:
        return Finding(_OTHER_DAY, f"same year of birth, another day ({said})")
    apart = min(abs(ours.first.year - theirs.last.year), abs(theirs.first.year - ours.last.year))
    allowed = _CIRCA_YEARS if ours.circa or theirs.circa else 1
    if apart <= allowed:
        return Finding(_NEAR_YEAR, f"birth years are close ({said})")
    return Finding(_OTHER_YEAR, f"dates of birth contradict ({said})")


def _swapped(day: date) -> date | None:
    try:
        return date(day.year, day.day, day.month)
    except ValueError:
        return None


def in_words(birth: BirthDate) -> str:
    """``1948-12-10``, ``1948``, ``1948 to 1950``, ``about 1948``."""
    about = "about " if birth.circa else ""
    first, last = birth.first, birth.last
    if first == last:
        return about + first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
        return about + years
    if (first.year, first.month) == (last.year, last.month):
        return f"{about}{first.year}-{first.month:02d}"
    return f"{about}{first.isoformat()} to {last.isoformat()}"


def _country(ours: frozenset[str], theirs: frozenset[str]) -> Finding:
    common = sorted(ours & theirs)
    if common:
        said = f"country agrees ({', '.join(common)})"
        return Finding(_SAME_COUNTRY, said, _SAME_COUNTRY_BITS)
    return Finding(
        _OTHER_COUNTRY,
        f"no country in common ({', '.join(sorted(ours))} and {', '.join(sorted(theirs))})",
    )
