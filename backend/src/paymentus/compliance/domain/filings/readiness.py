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


def defects_in(
    kind: FilingKind, content: Content, *, law: LawOfFilings, today: date
) -> tuple[Defect, ...]:
    """As if it were filed ``today``, where it has no filing date yet. Raises ``WrongContent``."""
    require_kind(kind, content)
    if isinstance(content, OfacReport):
        return defects_of_ofac(content, blocked=kind is FilingKind.OFAC_BLOCKING, today=today)
    dated = content if content.filing_date else replace(content, filing_date=today)
    return defects_of(batch_of([dated]), law=law, today=today)


def what_hinders(defects: Iterable[Defect]) -> tuple[Defect, ...]:
    return tuple(
        defect
        for defect in defects
        if defect.severity is Severity.ERROR or defect.code not in ADVICE
    )
