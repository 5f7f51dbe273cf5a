"""Dates of a report, when it was due, and what it says of earlier reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from paymentus.compliance.domain.filings.defects import Findings
from paymentus.compliance.domain.filings.structure_rules import day_of
from paymentus.compliance.domain.filings.tree import Spot

_CORRECTS = "CorrectsAmendsPriorReportIndicator"
_PRIOR = "EFilingPriorDocumentNumber"


def judge_dates(
    activity: Spot, event: Spot, names: Sequence[str], today: date, found: Findings
) -> None:
    """Nothing has happened in the future, nor after the report of it was written."""
    filed = day_of(activity.value("FilingDateText"))
    if filed is not None and filed > today:
        spot = activity.at("FilingDateText")
        found.error("future_date", spot, f"The filing date {filed} is in the future.")
    for name in names:
        spot = event.at(name)
        day = day_of(spot.text)
        if day is not None and day > today:
            found.error("future_date", spot, f"{day} is in the future.")
        elif day is not None and filed is not None and day > filed:
            found.error("after_filing", spot, f"{day} is after the filing date {filed}.")
    for party in activity.all("Party"):
        born = party.at("IndividualBirthDateText")
        day = day_of(born.text, partial=True)
        if day is not None and day > today:
            found.error("future_date", born, f"The date of birth {day} is in the future.")
        for name in ("ContactDateText",):
            spot = party.at(name)
            day = day_of(spot.text)
            if day is not None and day > today:
                found.error("future_date", spot, f"{day} is in the future.")


def judge_deadline(activity: Spot, due: date, found: Findings) -> None:
    filed = day_of(activity.value("FilingDateText"))
    if filed is not None and filed > due:
        found.warning(
            "late", activity.at("FilingDateText"), f"It was due on {due} and is filed on {filed}."
        )


def judge_kind(activity: Spot, beginnings: Sequence[str], found: Findings) -> None:
    """A report is a first one or corrects one, and one that corrects says which."""
    kind = activity.at("ActivityAssociation")
    corrects = kind.says(_CORRECTS)
    begins = [name for name in beginnings if kind.says(name)]
    spot = kind.at(beginnings[0])
    if not corrects and not begins:
        found.error("kind_missing", spot, "Is it an initial report, or does it correct one?")
    if corrects and "InitialReportIndicator" in begins:
        found.error("two_kinds", spot, "It cannot be the first report and correct one.")
    prior = activity.at(_PRIOR)
    if corrects and not prior.text:
        found.error("prior_number_missing", prior, "Which report does it correct (its BSA ID)?")
    if prior.text and not re.fullmatch(r"[0-9]{14}", prior.text):
        found.error("wrong_prior_number", prior, "A BSA ID has fourteen digits.")
    continues = kind.says("ContinuingActivityReportIndicator")
    if prior.text.strip("0") and not corrects and not continues:
        found.error("prior_number_unasked", prior, "A first report has no earlier one.")
