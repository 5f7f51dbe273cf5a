"""Reports to OFAC: property that was blocked (31 CFR 501.603), a transfer that was rejected
(31 CFR 501.604). Filed as a page, not as a batch file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from paymentus.compliance.domain.filings.defects import Defect, Severity
from paymentus.compliance.domain.filings.parties import Contact, Institution, Person


@dataclass(frozen=True, slots=True)
class OfacReport:
    """``target`` is the person whose property or interest it is. ``authority`` is the sanctions
    program (``SDGT``), ``list_entry`` the list's own number. ``value_minor`` is in cents; None is
    unknown, and then ``property`` says so. ``location`` is where the property is now."""

    institution: Institution = field(default_factory=Institution)
    contact: Contact = field(default_factory=Contact)
    contact_email: str = ""
    target: Person = field(default_factory=Person)
    authority: str = ""
    list_entry: str = ""
    property: str = ""
    location: str = ""
    value_minor: int | None = None
    currency: str = "USD"
    happened_on: date | None = None
    transfer_ids: tuple[str, ...] = ()
    other_parties: tuple[str, ...] = ()
    facts: str = ""


_NEEDED: tuple[tuple[str, str, str], ...] = (
    ("institution.name", "institution's name", "Who files this report?"),
    ("institution.address.street", "institution's street", "OFAC wants the filer's address."),
    ("institution.address.city", "institution's city", "OFAC wants the filer's address."),
    ("contact.office", "contact", "Whom may OFAC ask?"),
    ("contact.phone.number", "contact's phone", "Under which number?"),
    ("contact_email", "contact's email", "Under which address?"),
    ("target.last_name", "target's name", "Whose property or transfer is it?"),
    ("authority", "legal authority", "Under which sanctions program?"),
    ("property", "description", "What was blocked or rejected?"),
    ("facts", "facts", "What happened?"),
)


def defects_of_ofac(report: OfacReport, *, blocked: bool, today: date) -> tuple[Defect, ...]:
    """What section 501.603(b)(1) or 501.604(b) asks for and is not there."""
    found = [
        _defect("missing", place, label, reason)
        for place, label, reason in _NEEDED
        if not _value(report, place)
    ]
    if blocked and not report.location:
        found.append(_defect("missing", "location", "location", "Where is the property now?"))
    if report.happened_on is None:
        found.append(_defect("missing", "happened_on", "date", "On which day was that?"))
    elif report.happened_on > today:
        found.append(
            _defect("future_date", "happened_on", "date", f"{report.happened_on} is in the future.")
        )
    if report.value_minor is not None and report.value_minor <= 0:
        found.append(_defect("amount_missing", "value_minor", "value", "It is more than zero."))
    if report.contact_email and "@" not in report.contact_email:
        found.append(
            _defect("wrong_email", "contact_email", "contact's email", "It is no email address.")
        )
    return tuple(found)


def _value(report: OfacReport, place: str) -> object:
    found: object = report
    for name in place.split("."):
        found = getattr(found, name)
    return found


def _defect(code: str, place: str, label: str, reason: str) -> Defect:
    return Defect(code, label, reason, place, Severity.ERROR, None, place)
