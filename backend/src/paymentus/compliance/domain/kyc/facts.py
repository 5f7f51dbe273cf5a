"""The least that must be known of a customer, and what is wrong with what they say.

31 CFR 1020.220(a)(2)(i)(A): name, date of birth, address, identification number. A U.S. person
gives a taxpayer number; anybody else one of a taxpayer number, passport, alien identification card
or another government's document with a photograph or similar safeguard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from paymentus.compliance.domain.kyc.addresses import Address, problems_of_address
from paymentus.compliance.domain.kyc.identification_numbers import (
    TAXPAYER,
    NumberKind,
    bare,
    problem_of_number,
)
from paymentus.foundation.errors import FieldProblem, Rejected

ADULT_AT = 18
_OLDEST = 120


class FactsIncomplete(Rejected):
    """Some of what we have to know is missing or cannot be right; ``errors`` says what."""


@dataclass(frozen=True, slots=True)
class Identification:
    """``country`` is the ISO code of who issued the number."""

    kind: NumberKind
    number: str
    country: str


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """What a customer says about themselves. All of it is personal.

    ``citizenships`` are ISO 3166 codes. ``expected_monthly_minor`` is what they mean to pay a
    month, in minor units of US dollars. ``is_exposed``: they or a close relative hold a prominent
    public office.
    """

    given_names: str
    family_name: str
    birth_date: date
    address: Address
    citizenships: tuple[str, ...]
    identification: Identification
    expected_monthly_minor: int
    is_exposed: bool

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def countries(self) -> frozenset[str]:
        """Every country that the customer has to do with."""
        return frozenset({*self.citizenships, self.address.country, self.identification.country})


def age_on(birth_date: date, on: date) -> int:
    """Full years. Who is born on February 29 is a year older on March 1."""
    before = (on.month, on.day) < (birth_date.month, birth_date.day)
    return on.year - birth_date.year - before


def problems_of_facts(facts: CustomerFacts, *, on: date) -> tuple[FieldProblem, ...]:
    """Every field that must be mended before these facts can be submitted."""
    problems: list[FieldProblem] = []

    def refuse(field: str, sentence: str) -> None:
        problems.append(FieldProblem(field, sentence))

    if not re.search(r"[^\W\d_]", facts.family_name):
        refuse("family_name", "Enter your family name as on your document.")
    if re.search(r"\d", facts.given_names + facts.family_name):
        refuse("given_names", "A name holds no digits.")
    age = age_on(facts.birth_date, on)
    if facts.birth_date > on or age > _OLDEST:
        refuse("birth_date", "This cannot be your date of birth.")
    elif age < ADULT_AT:
        refuse("birth_date", f"You must be {ADULT_AT} years old.")
    for field, sentence in problems_of_address(facts.address).items():
        refuse(f"address.{field}", sentence)
    if not facts.citizenships or not all(
        re.fullmatch(r"[A-Z]{2}", code) for code in facts.citizenships
    ):
        refuse("citizenships", "Choose the country or countries you are a citizen of.")
    for field, sentence in _problems_of_number(facts):
        refuse(f"identification.{field}", sentence)
    if facts.expected_monthly_minor < 0:
        refuse("expected_monthly_minor", "Enter an amount of zero or more.")
    return tuple(problems)


def _problems_of_number(facts: CustomerFacts) -> list[tuple[str, str]]:
    given = facts.identification
    if given.kind is NumberKind.EIN:
        return [("kind", "An EIN names a business. Give your own number.")]
    if "US" in facts.citizenships and given.kind is not NumberKind.SSN:
        return [("kind", "As a U.S. citizen, give your Social Security number.")]
    problem = problem_of_number(given.kind, given.number)
    if problem is not None:
        return [("number", problem)]
    american = given.kind in TAXPAYER or given.kind is NumberKind.ALIEN_ID
    if american and given.country != "US":
        return [("country", "This kind of number is issued by the United States.")]
    if not re.fullmatch(r"[A-Z]{2}", given.country):
        return [("country", "Choose the country that issued it.")]
    return []


def normalized(facts: CustomerFacts) -> CustomerFacts:
    """The same with codes in capitals, the number bare, and no space around words."""
    place, given = facts.address, facts.identification
    return CustomerFacts(
        given_names=" ".join(facts.given_names.split()),
        family_name=" ".join(facts.family_name.split()),
        birth_date=facts.birth_date,
        address=Address(
            place.line1.strip(), place.line2.strip(), place.city.strip(), place.region.strip(),
            place.postal_code.strip(), place.country.strip().upper(),
        ),
        citizenships=tuple(sorted({code.strip().upper() for code in facts.citizenships})),
        identification=Identification(given.kind, bare(given.number), given.country.upper()),
        expected_monthly_minor=facts.expected_monthly_minor,
        is_exposed=facts.is_exposed,
    )  # fmt: skip
