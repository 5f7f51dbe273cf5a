"""Whether a filing may go before the second person: everything is right, or said to be unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from paymentus.compliance.domain.filings.batch import batch_of
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.defects import Defect, Severity
from paymentus.compliance.domain.filings.filing import Content, FilingKind, require_kind
from paymentus.compliance.domain.filings.ofac_report import OfacReport, defects_of_ofac
from paymentus.compliance.domain.filings.validation import defects_of

# Said to whoever files, and no reason to wait.
ADVICE = frozenset({"late", "narrative_long", "voluntary", "doubtful_number", "conductor_missing"})

_LACKING = {
    "ActivityNarrativeInformation": ("narrative", "There is no narrative. Say what happened."),
    "SuspiciousActivityClassification": ("activities", "Say what kind of activity it is."),
    "CurrencyTransactionActivityDetail": ("lines", "No amount is given."),
    "Party[type 33]": ("subjects", "There is no subject. Add one, known or not."),
    "Party[type 34]": ("locations", "There is no place. Say where it happened."),
    "Party[person]": ("participants", "Nobody is named. Add who took part."),
}


def defects_in(
    kind: FilingKind, content: Content, *, law: LawOfFilings, today: date
) -> tuple[Defect, ...]:
    """As if it were filed ``today``, where it has no filing date yet. Raises ``WrongContent``."""
    require_kind(kind, content)
    if isinstance(content, OfacReport):
        return defects_of_ofac(content, blocked=kind is FilingKind.OFAC_BLOCKING, today=today)
    dated = content if content.filing_date else replace(content, filing_date=today)
    found = defects_of(batch_of([dated]), law=law, today=today)
    return tuple(map(_placed, found))


def _placed(defect: Defect) -> Defect:
    """What a report lacks altogether was made of nothing; here is where it would be filled in."""
    part = defect.path.rpartition("/")[2]
    if part not in _LACKING or defect.code not in ("missing_element", "missing_party"):
        return defect
    place, reason = _LACKING[part]
    return replace(defect, input=place, reason=reason)


def what_hinders(defects: Iterable[Defect]) -> tuple[Defect, ...]:
    return tuple(
        defect
        for defect in defects
        if defect.severity is Severity.ERROR or defect.code not in ADVICE
    )
