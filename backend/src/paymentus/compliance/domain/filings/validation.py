"""All of our rules over one batch file: every defect with its field, its code and its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from paymentus.compliance.domain.filings.batch_rules import judge_batch
from paymentus.compliance.domain.filings.ctr_grammar import CTR
from paymentus.compliance.domain.filings.ctr_rules import judge_ctr
from paymentus.compliance.domain.filings.dated_rules import LawOfFilings
from paymentus.compliance.domain.filings.defects import Defect, Findings, Severity
from paymentus.compliance.domain.filings.grammar import Grammar
from paymentus.compliance.domain.filings.sar_grammar import SAR
from paymentus.compliance.domain.filings.sar_rules import judge_sar
from paymentus.compliance.domain.filings.structure_rules import judge_structure
from paymentus.compliance.domain.filings.tree import NAMESPACE, Node, Spot, root_spot

Judge = Callable[[Spot, LawOfFilings, date, Findings], None]
_FORMS: dict[str, tuple[Grammar, Judge]] = {
    CTR.form: (CTR, judge_ctr),
    SAR.form: (SAR, judge_sar),
}
FORMS = frozenset(_FORMS)


def defects_of(root: Node, *, law: LawOfFilings, today: date) -> tuple[Defect, ...]:
    """Errors before warnings, each in the order of the file. Never raises for what it is given.

    A file that is not in FinCEN's namespace, or of no form that we know, gets only that said: its
    elements are others.
    """
    spot = root_spot(root)
    found = Findings()
    form = next((child.text for child in root.children if child.name == "FormTypeCode"), "")
    if root.name != "EFilingBatchXML":
        found.error("not_a_batch", spot, f"The file is a {root.name}, not an EFilingBatchXML.")
    elif root.namespace != NAMESPACE:
        found.error(
            "namespace",
            spot,
            f"The file is not in the namespace {NAMESPACE} (it is in {root.namespace or 'none'}).",
        )
    elif form.strip() not in _FORMS:
        said = f"“{form}” is" if form else "Nothing is"
        found.error(
            "form_type",
            spot.at("FormTypeCode"),
            f"{said} not a form that is judged here ({', '.join(sorted(_FORMS))}).",
        )
    else:
        grammar, judge = _FORMS[form.strip()]
        judge_structure(spot, grammar, found)
        judge_batch(spot, grammar, found)
        for activity in spot.all("Activity"):
            judge(activity, law, today, found)
    return tuple(sorted(_once(found.all), key=lambda each: each.severity is Severity.WARNING))


def _once(defects: list[Defect]) -> list[Defect]:
    """What two rules saw in one place is said once, by the first."""
    kept: dict[tuple[str, str, Severity], Defect] = {}
    for defect in defects:
        kept.setdefault((defect.code, defect.path, defect.severity), defect)
    return list(kept.values())
