"""Drafts of filings, assembled from what is known in a case. A person edits them, two decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from paymentus.compliance.domain.alerts import Alert
from paymentus.compliance.domain.filings.case_facts import CaseFacts, Movement
from paymentus.compliance.domain.filings.currency_report import (
    CashLine,
    CurrencyTransactionReport,
    Participant,
    PersonRole,
)
from paymentus.compliance.domain.filings.dated_rules import whole_dollars
from paymentus.compliance.domain.filings.narrative import narrative_of
from paymentus.compliance.domain.filings.ofac_report import OfacReport
from paymentus.compliance.domain.filings.parties import Filer, Person
from paymentus.compliance.domain.filings.suspicious_report import (
    Classification,
    Instrument,
    Relationship,
    Subject,
    SubjectRole,
    SuspiciousActivityReport,
)
from paymentus.compliance.domain.transfer import CashDirection
from paymentus.foundation.money import Money, format_money

# What our findings are in FinCEN's list of suspicious activities.
SUBTYPES = {
    # Much cash is reported by itself; it is no suspicion.
    "ctr_aggregation": "",
    "structuring": "114",
    "velocity": "812",
    "rapid_movement": "925",
    "round_trip": "925",
    "fan_in": "824",
    "fan_out": "809",
    "dormant_reactivation": "812",
    "high_risk_geography": "928",
    "out_of_pattern": "812",
    "round_amounts": "812",
    "new_account_burst": "812",
    "shared_instrument": "911",
    "profile_change_then_large": "920",
}
_OTHER_ACTIVITY = "9999"
_INSTRUMENTS = {
    "bank": Instrument("6", "33"),
    "wire": Instrument("6", "33"),
    "cash": Instrument("6", "39"),
    "card": Instrument("6", "41", "Payment card"),
    "bitcoin": Instrument("6", "41", "Bitcoin"),
}
_PAYMENTS, _OTHER_OUT = "46", "998"


def draft_sar(facts: CaseFacts, filer: Filer) -> SuspiciousActivityReport:
    """About the case's party. Amounts of another currency than dollars are left to the officer."""
    moved = [each for each in facts.movements if each.currency == "USD"]
    codes = list(dict.fromkeys(SUBTYPES.get(alert.code, "") for alert in facts.alerts))
    activities = [Classification(code) for code in codes if code]
    if not activities:
        activities = [Classification(_OTHER_ACTIVITY, "See the narrative")]
    total = whole_dollars(sum(each.amount_minor for each in moved))
    days = [facts.day_of(each.at) for each in facts.movements] or [facts.detected_on]
    channels = dict.fromkeys(each.channel for each in facts.movements)
    instruments = dict.fromkeys(_INSTRUMENTS[each] for each in channels if each in _INSTRUMENTS)
    tin = filer.institution.ein or ""
    return SuspiciousActivityReport(
        filer=filer,
        locations=(filer.institution,),
        subjects=(
            Subject(
                person=facts.subject,
                role=SubjectRole.SENDER,
                relationships=(Relationship(tin),) if facts.customer_since is not None else (),
            ),
        ),
        activities=tuple(activities),
        began=min(days),
        ended=max(days),
        dollars=total,
        no_amount=not facts.movements,
        instruments=tuple(instruments),
        narrative=narrative_of(facts, filer),
    )


def draft_ctr(facts: CaseFacts, filer: Filer) -> CurrencyTransactionReport:
    """The cash of one business day: the one that an alert says is to be reported, the largest of
    several; else the day on which most cash moved in the case.

    A business day ends at the counter's midnight; at that of whoever files where no counter is
    known.
    Cents are rounded up in each total.
    """
    cash = [each for each in facts.movements if each.cash is not None and each.currency == "USD"]
    day_of = {each.id: each.business_day or facts.day_of(each.at) for each in cash}
    by_day: Counter[date] = Counter()
    for each in cash:
        by_day[day_of[each.id]] += each.amount_minor
    reported = _days_to_report(facts.alerts) & by_day.keys()
    day = max(reported or by_day, key=lambda one: (by_day[one], one), default=None)
    of_day = [each for each in cash if day_of[each.id] == day]
    taken, paid = _sum(of_day, CashDirection.IN), _sum(of_day, CashDirection.OUT)
    lines = []
    if taken:
        lines.append(CashLine(_PAYMENTS, taken))
    if paid:
        lines.append(CashLine(_OTHER_OUT, paid, other="Refunds and payouts"))
    return CurrencyTransactionReport(
        filer=filer,
        locations=(filer.institution,),
        participants=_participants(facts.subject, of_day, taken, paid),
        lines=tuple(lines),
        transaction_date=day,
    )


def _days_to_report(alerts: Sequence[Alert]) -> set[date]:
    days = [alert.evidence.get("business_day") for alert in alerts]
    return {date.fromisoformat(day) for day in days if isinstance(day, str)}


def _participants(
    subject: Person, cash: Sequence[Movement], taken: int, paid: int
) -> tuple[Participant, ...]:
    """The subject, and everybody who stood at the counter for them."""
    several = any(sum(each.cash is direction for each in cash) > 1 for direction in CashDirection)
    conductors = {
        each.conductor_id or each.conductor: each.conductor
        for each in cash
        if each.conductor is not None
    }
    whole = Participant(
        subject,
        PersonRole.ON_WHOSE_BEHALF if conductors else PersonRole.FOR_THEMSELVES,
        taken or None,
        paid or None,
        several,
    )
    acted = []
    for key, conductor in conductors.items():
        own = [each for each in cash if key == (each.conductor_id or each.conductor)]
        acted.append(
            Participant(
                conductor,
                PersonRole.FOR_ANOTHER,
                _sum(own, CashDirection.IN) or None,
                _sum(own, CashDirection.OUT) or None,
                len(own) > 1,
            )
        )
    return (*acted, whole)


def _sum(cash: Sequence[Movement], direction: CashDirection) -> int:
    return whole_dollars(sum(each.amount_minor for each in cash if each.cash is direction))


def draft_ofac(facts: CaseFacts, filer: Filer, *, blocked: bool, contact_email: str) -> OfacReport:
    """Of what the sanctions alerts of the case are about."""
    hits = [hit for alert in facts.alerts for hit in _hits(alert)]
    best = hits[0] if hits else {}
    names = [str(hit.get("primary_name", "")) for hit in hits]
    stopped = [each for each in facts.movements if each.outcome] or list(facts.movements)
    value = sum(each.amount_minor for each in stopped if each.currency == "USD")
    verb = "blocked" if blocked else "rejected"
    return OfacReport(
        institution=filer.institution,
        contact=filer.contact,
        contact_email=contact_email,
        target=facts.subject,
        authority=", ".join(str(each) for each in best.get("programs", ())),
        list_entry=f"{best['list']} {best['list_id']}" if best else "",
        property=_property(stopped, verb),
        location=filer.institution.name if blocked else "",
        value_minor=value or None,
        happened_on=facts.day_of(stopped[0].at) if stopped else facts.detected_on,
        transfer_ids=tuple(each.id for each in stopped),
        other_parties=tuple(
            dict.fromkeys(each.counterparty for each in stopped if each.counterparty)
        ),
        facts=" ".join(
            dict.fromkeys(
                [alert.words for alert in facts.alerts]
                + [f"On the list: {name}." for name in names[:1]]
            )
        ),
    )  # fmt: skip


def _hits(alert: Alert) -> list[dict[str, Any]]:
    hits = alert.evidence.get("hits", ())
    return [dict(hit) for hit in hits if isinstance(hit, dict) and "list_id" in hit]


def _property(stopped: Sequence[Movement], verb: str) -> str:
    if not stopped:
        return ""
    sums = "; ".join(
        f"{format_money(Money(each.amount_minor, each.currency))} to"
        f" {each.counterparty or 'a payee'}"
        for each in stopped[:10]
    )
    return f"{len(stopped)} transfer{'s' if len(stopped) > 1 else ''} {verb}: {sums}"
