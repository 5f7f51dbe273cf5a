"""What can be checked of a document without asking anybody: each check says its result in words.

Nothing here decides. A failed check is shown to the customer before they submit and to the
reviewer beside the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from paymentus.compliance.domain.kyc.country_codes import two_letters
from paymentus.compliance.domain.kyc.facts import CustomerFacts
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind, bare
from paymentus.compliance.domain.kyc.mrz import Mrz, MrzNotReadable, read_mrz
from paymentus.compliance.domain.screening.scorer import compare_pair
from paymentus.compliance.domain.screening.verdict import PAIR_THRESHOLD


class Outcome(StrEnum):
    """``NOT_POSSIBLE``: what it would take was not given."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True, slots=True)
class Check:
    """``code`` is stable; ``words`` is one sentence for the customer and the reviewer."""

    code: str
    outcome: Outcome
    words: str


_DIGITS_OF = {
    "number": "document number",
    "birth_date": "date of birth",
    "expires_on": "expiry date",
    "personal_number": "personal number",
    "whole": "lines as a whole",
}


def checks_of(
    facts: CustomerFacts,
    *,
    mrz: str | None,
    expires_on: date | None,
    on: date,
    has_zone: bool = True,
) -> tuple[tuple[Check, ...], date | None]:
    """The checks of an identity document beside what was typed, and the day it expires.

    The zone's day of expiry counts before the typed one, if its check digit fits. A paper that
    has no zone (``has_zone``), such as a utility bill, is compared by eye.
    """
    if not has_zone:
        by_eye = Check("compared_by_eye", Outcome.NOT_POSSIBLE, "Compare name and address by eye.")
        return (by_eye,), expires_on
    if not mrz:
        missing = Check(
            "mrz_readable", Outcome.NOT_POSSIBLE,
            "The machine-readable lines were not given; compare by eye.",
        )  # fmt: skip
        return (missing, _expiry(expires_on, on)), expires_on
    try:
        zone = read_mrz(mrz, on=on)
    except MrzNotReadable as unreadable:
        failed = Check("mrz_readable", Outcome.FAILED, unreadable.detail)
        return (failed, _expiry(expires_on, on)), expires_on
    if zone.expires_on is not None and "expires_on" not in zone.wrong:
        expires_on = zone.expires_on
    return (
        Check("mrz_readable", Outcome.PASSED, f"A zone of form {zone.form.value}."),
        _digits(zone),
        _name(facts, zone),
        _birth_date(facts, zone),
        _nationality(facts, zone),
        *_number(facts, zone),
        _expiry(expires_on, on),
    ), expires_on


def _check(code: str, passed: bool, yes: str, no: str) -> Check:
    return Check(code, Outcome.PASSED if passed else Outcome.FAILED, yes if passed else no)


def _digits(zone: Mrz) -> Check:
    named = ", ".join(_DIGITS_OF[one] for one in zone.wrong)
    return _check(
        "mrz_check_digits", not zone.wrong,
        "All check digits fit.",
        f"Check digits that do not fit: {named}. A character was misread, or it was changed.",
    )  # fmt: skip


def _name(facts: CustomerFacts, zone: Mrz) -> Check:
    """The zone writes without accents, and cuts long names."""
    score = compare_pair(facts.full_name, zone.full_name, organization=False).value()
    return _check(
        "name_agrees", score >= PAIR_THRESHOLD,
        "The name agrees with what was typed.",
        f"The document says “{zone.full_name}”, typed was “{facts.full_name}”.",
    )  # fmt: skip


def _birth_date(facts: CustomerFacts, zone: Mrz) -> Check:
    if zone.birth_date is None:
        words = "The document does not say the whole date of birth."
        return Check("birth_date_agrees", Outcome.NOT_POSSIBLE, words)
    return _check(
        "birth_date_agrees", zone.birth_date == facts.birth_date,
        "The date of birth agrees with what was typed.",
        f"The document says born {zone.birth_date}, typed was {facts.birth_date}.",
    )  # fmt: skip


def _nationality(facts: CustomerFacts, zone: Mrz) -> Check:
    code = two_letters(zone.nationality)
    if code is None:
        words = f"The document names no country we know ({zone.nationality})."
        return Check("citizenship_agrees", Outcome.NOT_POSSIBLE, words)
    return _check(
        "citizenship_agrees", code in facts.citizenships,
        "The citizenship agrees with what was typed.",
        f"The document says {code}, typed was {', '.join(facts.citizenships)}.",
    )  # fmt: skip


def _number(facts: CustomerFacts, zone: Mrz) -> tuple[Check, ...]:
    if facts.identification.kind is not NumberKind.PASSPORT or not zone.kind.startswith("P"):
        return ()
    return (
        _check(
            "number_agrees", bare(zone.number) == facts.identification.number,
            "The passport number agrees with what was typed.",
            "The document has another number than was typed.",
        ),
    )  # fmt: skip


def _expiry(expires_on: date | None, on: date) -> Check:
    if expires_on is None:
        words = "No expiry date was given; read it off the document."
        return Check("not_expired", Outcome.NOT_POSSIBLE, words)
    return _check(
        "not_expired", expires_on >= on,
        f"Valid until {expires_on}.", f"Expired on {expires_on}.",
    )  # fmt: skip
