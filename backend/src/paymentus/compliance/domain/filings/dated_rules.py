"""Amounts and spans that the law sets, each with the day from which it holds.

A change of law is a row, not a change of code: the rule of the day on which something happened
applies to it. An engineer's reading, to be checked by counsel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from paymentus.compliance.domain.calendar import after_business_days


@dataclass(frozen=True, slots=True)
class DatedRule:
    """``value`` is in whole dollars, days or years, as ``name`` says."""

    name: str
    since: date
    value: int
    source: str


_BEGIN = date(1972, 7, 1)
RULES: tuple[DatedRule, ...] = (
    DatedRule("ctr_over_dollars", _BEGIN, 10_000, "31 CFR 1010.311"),
    DatedRule("ctr_due_days", _BEGIN, 15, "31 CFR 1010.306(a)(1)"),
    DatedRule("sar_msb_dollars", date(2002, 1, 1), 2_000, "31 CFR 1022.320(a)(2)"),
    DatedRule("sar_bank_dollars", date(1996, 4, 1), 5_000, "31 CFR 1020.320(a)(2)"),
    DatedRule("sar_bank_no_suspect_dollars", date(1996, 4, 1), 25_000, "12 CFR 21.11(c)(3)"),
    DatedRule("sar_due_days", date(1996, 4, 1), 30, "31 CFR 1022.320(b)(3), 1020.320(b)(3)"),
    DatedRule("sar_due_days_no_suspect", date(1996, 4, 1), 60, "31 CFR 1020.320(b)(3)"),
    DatedRule("ofac_report_business_days", date(1997, 8, 25), 10, "31 CFR 501.603, 501.604"),
    DatedRule("bsa_retention_years", _BEGIN, 5, "31 CFR 1010.430(d)"),
    DatedRule("ofac_retention_years", date(1997, 8, 25), 5, "31 CFR 501.601"),
    DatedRule("ofac_retention_years", date(2025, 3, 12), 10, "31 CFR 501.601 (89 FR 74832)"),
)


class LawOfFilings:
    """The rules in force on a given day. Raises ``KeyError`` for a day before the first."""

    def __init__(self, rules: Iterable[DatedRule] = RULES) -> None:
        self._rules: dict[str, list[DatedRule]] = {}
        for rule in sorted(rules, key=lambda rule: rule.since):
            self._rules.setdefault(rule.name, []).append(rule)

    def rule(self, name: str, on: date) -> DatedRule:
        held = [rule for rule in self._rules[name] if rule.since <= on]
        # What happened before the first of our rows is judged by that row.
        return held[-1] if held else self._rules[name][0]

    def ctr_threshold(self, on: date) -> int:
        """A report is due for more than this many dollars in cash in one business day."""
        return self.rule("ctr_over_dollars", on).value

    def ctr_due(self, happened: date) -> date:
        return happened + timedelta(days=self.rule("ctr_due_days", happened).value)

    def sar_msb(self, on: date) -> int:
        return self.rule("sar_msb_dollars", on).value

    def sar_threshold(self, on: date, *, bank: bool, suspect: bool) -> int:
        """From how many dollars a report is due."""
        if not bank:
            return self.sar_msb(on)
        name = "sar_bank_dollars" if suspect else "sar_bank_no_suspect_dollars"
        return self.rule(name, on).value

    def sar_due(self, detected: date, *, bank: bool, suspect: bool) -> date:
        """Calendar days from initial detection; only banks have longer without a suspect."""
        longer = bank and not suspect
        name = "sar_due_days_no_suspect" if longer else "sar_due_days"
        return detected + timedelta(days=self.rule(name, detected).value)

    def ofac_due(self, happened: date) -> date:
        return after_business_days(happened, self.rule("ofac_report_business_days", happened).value)

    def kept_until(self, filed: date, *, ofac: bool) -> date:
        name = "ofac_retention_years" if ofac else "bsa_retention_years"
        return years_after(filed, self.rule(name, filed).value)


def years_after(day: date, years: int) -> date:
    """The same day years later; February 28 for the 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def whole_dollars(amount_minor: int) -> int:
    """Cents are rounded up to the next dollar (FinCEN CTR instructions, amounts)."""
    return -(-amount_minor // 100)
