"""What is known in a case, in neutral words, from which filings are drafted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from paymentus.compliance.domain.alerts import Alert
from paymentus.compliance.domain.calendar import day_of
from paymentus.compliance.domain.cases.clocks import INSTITUTION_ZONE
from paymentus.compliance.domain.cases.holds import Hold
from paymentus.compliance.domain.filings.parties import (
    Address,
    Identification,
    Person,
    TaxNumber,
    TaxNumberKind,
)
from paymentus.compliance.domain.kyc.addresses import Address as GivenAddress
from paymentus.compliance.domain.kyc.facts import Identification as GivenIdentification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind
from paymentus.compliance.domain.transfer import CashDirection, Party, PartyKind
from paymentus.foundation.clock import parse_rfc3339


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of money of the subject's. ``counterparty`` is a name; ``cash`` is set where
    cash was taken in or paid out, ``conductor`` where somebody else stood at the counter; who they
    are is told by ``conductor_id``, for two who are unknown read alike. ``business_day`` is that of
    the counter. ``outcome`` says what became of a stopped one."""

    id: str
    at: datetime
    amount_minor: int
    currency: str = "USD"
    channel: str = ""
    counterparty: str = ""
    cash: CashDirection | None = None
    conductor: Person | None = None
    conductor_id: str = ""
    business_day: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """``detected_at`` is the first alert. ``customer_since`` is None for who is no customer.

    Reports give the days of ``zone``, where whoever files keeps its books: by UTC's an evening in
    New York would lie in the future of the day on which it is reported.
    """

    case_id: str | None
    party_id: str
    subject: Person
    detected_at: datetime
    alerts: tuple[Alert, ...] = ()
    movements: tuple[Movement, ...] = ()
    customer_since: date | None = None
    zone: str = INSTITUTION_ZONE

    def day_of(self, at: datetime) -> date:
        return day_of(at, self.zone)

    @property
    def detected_on(self) -> date:
        return self.day_of(self.detected_at)


class Identified(Protocol):
    """Who has shown who they are: a customer, or somebody at a counter."""

    @property
    def given_names(self) -> str: ...
    @property
    def family_name(self) -> str: ...
    @property
    def birth_date(self) -> date: ...
    @property
    def address(self) -> GivenAddress: ...
    @property
    def identification(self) -> GivenIdentification: ...


def person_of_customer(facts: Identified) -> Person:
    """Everything that identification has shown; what it did not ask for is unknown."""
    place, given = facts.address, facts.identification
    street = ", ".join(part for part in (place.line1, place.line2) if part)
    tax_kinds = {
        NumberKind.SSN: TaxNumberKind.SSN_OR_ITIN,
        NumberKind.ITIN: TaxNumberKind.SSN_OR_ITIN,
        NumberKind.EIN: TaxNumberKind.EIN,
    }
    documents = {NumberKind.PASSPORT: "6", NumberKind.ALIEN_ID: "7", NumberKind.GOVERNMENT_ID: "9"}
    tax = TaxNumber(number=None)
    others: tuple[Identification, ...] = ()
    if given.kind in tax_kinds:
        tax = TaxNumber(tax_kinds[given.kind], _digits(given.number))
    else:
        others = (Identification(documents[given.kind], given.number, given.country),)
    return Person(
        last_name=facts.family_name,
        first_name=facts.given_names or None,
        birth_date=facts.birth_date.strftime("%Y%m%d"),
        tax_number=tax,
        identifications=others,
        address=Address(
            street=street or None,
            city=place.city or None,
            state=place.region,
            postal_code="".join(place.postal_code.split()).replace("-", "").upper() or None,
            country=place.country or None,
        ),
    )


def person_of_party(party: Party) -> Person:
    """Who has not been identified: what is not known is said to be unknown."""
    unknown = Address(None, None, None, None, None)
    if party.kind is PartyKind.ORGANIZATION:
        return Person(
            last_name=party.name or None,
            first_name="",
            is_entity=True,
            birth_date="",
            tax_number=TaxNumber(number=None),
            address=unknown,
        )
    first, _, last = party.name.strip().rpartition(" ")
    return Person(
        last_name=last or None,
        first_name=first or None,
        birth_date=party.birth_date.strftime("%Y%m%d") if party.birth_date else None,
        tax_number=TaxNumber(number=None),
        address=unknown,
    )


def movements_of(alerts: Iterable[Alert], holds: Sequence[Hold]) -> tuple[Movement, ...]:
    """Those that the alerts show and those that were stopped, each once, oldest first.

    Alerts draw them as ``points``: ``at``, ``amount_minor``, ``transfer_id``, ``with``.
    """
    found: dict[str, Movement] = {}
    for alert in alerts:
        for point in _points(alert.evidence):
            moved = _movement(point)
            if moved is not None:
                found.setdefault(moved.id, moved)
    for hold in holds:
        found[hold.id] = Movement(
            id=hold.id,
            at=hold.at,
            amount_minor=hold.amount_minor,
            currency=hold.currency,
            channel=hold.channel,
            counterparty=", ".join(hold.receivers),
            outcome=hold.state.value,
        )
    return tuple(sorted(found.values(), key=lambda moved: (moved.at, moved.id)))


def _points(evidence: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Wherever in the evidence a list of movements stands."""
    for value in evidence.values():
        if isinstance(value, list):
            yield from (each for each in value if isinstance(each, Mapping))


def _movement(point: Mapping[str, Any]) -> Movement | None:
    at, amount, id_ = point.get("at"), point.get("amount_minor"), point.get("transfer_id")
    if not (isinstance(at, str) and isinstance(amount, int) and isinstance(id_, str)):
        return None
    cash = point.get("cash")
    return Movement(
        id=id_,
        at=parse_rfc3339(at),
        amount_minor=amount,
        currency=str(point.get("currency", "USD")),
        channel=str(point.get("channel", "")),
        counterparty=str(point.get("with") or ""),
        cash=CashDirection(cash) if cash in ("in", "out") else None,
    )


def _digits(number: str) -> str:
    return "".join(char for char in number if char.isdigit())
