"""The narrative of a suspicious activity report, written from facts: who, what, when, where, why.

A draft for a person: every sentence can be checked against the case, and none says more than it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

from paymentus.compliance.domain.filings.case_facts import CaseFacts
from paymentus.compliance.domain.filings.parties import Filer, full_name
from paymentus.foundation.money import Money, format_money

_LISTED_MOST = 40
_CHANNELS = {
    "card": "by card",
    "bank": "from a bank account",
    "cash": "in cash",
    "wire": "by wire",
    "bitcoin": "in Bitcoin",
}
_OUTCOMES = {
    "held": "is held",
    "blocked": "was blocked",
    "released": "was held and released",
    "refused": "was held and refused",
    "ended": "was held and withdrawn",
}


def narrative_of(facts: CaseFacts, filer: Filer) -> str:
    paragraphs = [
        _who(facts, filer),
        _what(facts),
        _why(facts),
        *_each(facts),
        "Supporting documentation is kept by the filing institution for five years and is"
        " available to law enforcement on request.",
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _who(facts: CaseFacts, filer: Filer) -> str:
    person = facts.subject
    name = full_name(person) or "an unknown person"
    institution = filer.institution.name or "The filing institution"
    kind = "the entity" if person.is_entity else "the individual"
    words = f"{institution} files this report about {kind} {name}"
    if facts.customer_since is not None:
        words += f", a customer since {_day(facts.customer_since)}"
    born = person.birth_date
    if born and len(born) == 8 and "00" not in (born[4:6], born[6:]):
        words += f", born on {_day(date(int(born[:4]), int(born[4:6]), int(born[6:])))}"
    place = person.address
    if place.city:
        where = ", ".join(part for part in (place.city, place.state, place.country) if part)
        words += f", with an address in {where}"
    return f"{words}. The activity was first noticed on {_day(facts.detected_on)}."


def _what(facts: CaseFacts) -> str:
    movements = facts.movements
    if not movements:
        return "No movement of money is recorded in this case."
    by_currency: Counter[str] = Counter()
    for moved in movements:
        by_currency[moved.currency] += moved.amount_minor
    sums = " and ".join(
        format_money(Money(amount, currency)) for currency, amount in sorted(by_currency.items())
    )
    first, last = facts.day_of(movements[0].at), facts.day_of(movements[-1].at)
    when = f"on {_day(first)}" if first == last else f"between {_day(first)} and {_day(last)}"
    count = len(movements)
    moves = "one transfer" if count == 1 else f"{count} transfers"
    ways = sorted({_CHANNELS[moved.channel] for moved in movements if moved.channel in _CHANNELS})
    how = f", {' and '.join(ways)}" if ways else ""
    return f"It concerns {moves} of {sums} {when}{how}."


def _why(facts: CaseFacts) -> str:
    reasons = []
    for alert in sorted(facts.alerts, key=lambda alert: (alert.at, alert.id)):
        sentence = alert.words.strip()
        if sentence and sentence not in reasons:
            reasons.append(sentence)
    if not reasons:
        return ""
    return "What drew attention: " + " ".join(_ended(reason) for reason in reasons)


def _each(facts: CaseFacts) -> list[str]:
    lines = []
    for moved in facts.movements[:_LISTED_MOST]:
        amount = format_money(Money(moved.amount_minor, moved.currency))
        words = f"{_moment(moved.at, facts.zone)}: {amount}"
        if moved.channel in _CHANNELS:
            words += f" {_CHANNELS[moved.channel]}"
        if moved.counterparty:
            words += f" to {moved.counterparty}"
        if moved.outcome in _OUTCOMES:
            words += f", which {_OUTCOMES[moved.outcome]}"
        lines.append(f"{words} ({moved.id}).")
    left = len(facts.movements) - _LISTED_MOST
    if left > 0:
        lines.append(f"{left} more transfers are in the supporting documentation.")
    return [" ".join(lines)] if lines else []


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _moment(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"
