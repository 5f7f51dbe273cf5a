"""Reports made up from a seed: invented people and institutions, everything the forms can say."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from paymentus.compliance.domain.filings.ctr_grammar import CASH_IN, CASH_OUT, FOREIGN_IN
from paymentus.compliance.domain.filings.currency_report import (
    CashLine,
    CurrencyTransactionReport,
    Participant,
    PersonRole,
    TouchedAccount,
)
from paymentus.compliance.domain.filings.parties import (
    Address,
    Contact,
    Filer,
    Identification,
    Institution,
    Person,
    Phone,
    Sex,
    TaxNumber,
    TaxNumberKind,
    Transmitter,
)
from paymentus.compliance.domain.filings.places import CANADIAN_PROVINCES, US_STATES
from paymentus.compliance.domain.filings.sar_grammar import ACTIVITIES, OTHER_ACTIVITIES
from paymentus.compliance.domain.filings.suspicious_report import (
    Classification,
    HeldAccount,
    Instrument,
    IpAddress,
    Relationship,
    Subject,
    SubjectRole,
    SuspiciousActivityReport,
)

TODAY = date(2026, 6, 15)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Names come with marks and letters of other languages; the file is UTF-8.
_ODD = ("Ñuñez", "O’Hara", "Søren", "Łukasz", "Zoë", "D'Arcy-Smith", "Müller & Co.", "<Quoted>")
_TINS = ("411234567", "352468135", "936543210")


def a_good_ctr() -> CurrencyTransactionReport:
    """One person's cash of $15,265.25 at a counter; nothing of it by chance."""
    rng = random.Random(1)
    return CurrencyTransactionReport(
        filer=_the_filer(rng),
        locations=(_the_institution(rng),),
        participants=(
            Participant(_the_person(), cash_in=15_266, accounts=(TouchedAccount("778899"),)),
        ),
        lines=(CashLine("46", 15_266),),
        transaction_date=date(2026, 6, 2),
        filing_date=date(2026, 6, 10),
    )


def a_good_sar() -> SuspiciousActivityReport:
    """Four payments just below the threshold, by one customer."""
    rng = random.Random(2)
    return SuspiciousActivityReport(
        filer=_the_filer(rng),
        locations=(_the_institution(rng),),
        subjects=(
            Subject(
                _the_person(),
                role=SubjectRole.SENDER,
                relationships=(Relationship(_TINS[0]),),
                accounts=(HeldAccount("000123456789", _TINS[0]),),
            ),
        ),
        activities=(Classification("114"),),
        began=date(2026, 5, 4),
        ended=date(2026, 5, 8),
        dollars=38_000,
        narrative="Four cash payments of $9,500 each within five days.",
        filing_date=date(2026, 6, 10),
    )


def _the_person() -> Person:
    return Person(
        last_name="Beeblebrox",
        first_name="Zaphod",
        birth_date="19790312",
        sex=Sex.MALE,
        occupation="Driver",
        tax_number=TaxNumber(number="412345678"),
        address=Address("1 Main Street", "New York", "NY", "10001", "US"),
        phones=(Phone("2125550100"),),
        emails=("zaphod@example.com",),
    )


def _the_filer(rng: random.Random) -> Filer:
    return replace(a_filer(rng), institution=_the_institution(rng))


def _the_institution(rng: random.Random) -> Institution:
    return Institution("Paymentus Inc.", "", an_address(rng, home=True), _TINS[0])


def a_filer(rng: random.Random) -> Filer:
    return Filer(
        transmitter=Transmitter(
            name="Paymentus Demonstration Inc.",
            address=an_address(rng, home=True),
            phone=Phone(_digits(rng, 10)),
            tin=_TINS[0],
            control_code="P" + "".join(rng.choices("ABCDEFGHJK0123456789", k=7)),
            contact=_name(rng),
        ),
        institution=an_institution(rng, _TINS[0]),
        contact=Contact(
            "Compliance office", Phone(_digits(rng, 10), rng.choice(("", _digits(rng, 4))))
        ),
    )


def an_institution(rng: random.Random, ein: str) -> Institution:
    kind, subtype = rng.choice((("4", ""), ("4", ""), ("2", ""), ("1", "101"), ("999", "")))
    return Institution(
        name=f"{_name(rng)} Payments",
        trade_name=rng.choice(("", f"{_name(rng)} Pay")),
        address=an_address(rng, home=True),
        ein=ein,
        kind=kind,
        subtype=subtype,
        other_kind="Bill payment" if kind == "999" else "",
        regulator=rng.choice(("7", "1", "4")),
        control_number=rng.choice(("", _digits(rng, 8))),
    )


def an_address(rng: random.Random, *, home: bool = False) -> Address:
    where = "US" if home else rng.choice(("US", "US", "US", "CA", "DE", "unknown", "in part"))
    street, city = f"{rng.randrange(1, 9999)} {_name(rng)} Street", _name(rng)
    if where == "US":
        postal = _digits(rng, rng.choice((5, 9)))
        return Address(street, city, rng.choice(sorted(US_STATES)), postal, "US")
    if where == "CA":
        return Address(street, city, rng.choice(sorted(CANADIAN_PROVINCES)), "K1A0B1", "CA")
    if where == "DE":
        return Address(street, city, "", _digits(rng, 5), "DE")
    if where == "in part":
        return Address(None, city, "NY", None, "US")
    return Address(None, None, None, None, None)


def a_person(rng: random.Random) -> Person:
    if rng.random() < 0.25:
        return Person(
            last_name=f"{_name(rng)} LLC",
            first_name="",
            is_entity=True,
            other_names=tuple(_name(rng) for _ in range(rng.randrange(2))),
            birth_date="",
            tax_number=TaxNumber(TaxNumberKind.EIN, rng.choice(_TINS)),
            address=an_address(rng),
            phones=_phones(rng),
            occupation="Wholesale of fruit",
            naics_code=rng.choice(("", "4244")),
        )
    return Person(
        last_name=rng.choice((_name(rng), rng.choice(_ODD), None)),
        first_name=rng.choice((_name(rng), None)),
        middle_name=rng.choice(("", _name(rng))),
        suffix=rng.choice(("", "Jr.")),
        other_names=tuple(_name(rng) for _ in range(rng.randrange(3))),
        birth_date=rng.choice((f"19{_digits(rng, 2)}0412", "19800000", "19750600", None)),
        sex=rng.choice(list(Sex)),
        occupation=rng.choice(("", "Driver")),
        tax_number=rng.choice(
            (
                TaxNumber(TaxNumberKind.SSN_OR_ITIN, f"4{_nonzero(rng, 8)}"),
                TaxNumber(TaxNumberKind.FOREIGN, _nonzero(rng, 11)),
                TaxNumber(number=None),
            )
        ),
        identifications=_documents(rng),
        address=an_address(rng),
        phones=_phones(rng),
        emails=rng.choice(((), (f"{_word(rng)}@example.com",))),
    )


def _documents(rng: random.Random) -> tuple[Identification, ...]:
    return rng.choice(
        (
            (),
            (Identification("5", _nonzero(rng, 8), "US", rng.choice(sorted(US_STATES))),),
            (Identification("6", f"X{_digits(rng, 8)}", "FR"),),
            (Identification("999", _digits(rng, 6), "US", "", "Student card"),),
        )
    )


def a_ctr(rng: random.Random) -> CurrencyTransactionReport:
    lines = _lines(rng)
    total_in = sum(line.dollars for line in lines if line.kind in CASH_IN)
    total_out = sum(line.dollars for line in lines if line.kind in CASH_OUT)
    aggregated = rng.random() < 0.15
    happened = TODAY - timedelta(days=rng.randrange(2, 400))
    correction = rng.random() < 0.1
    return CurrencyTransactionReport(
        filer=a_filer(rng),
        locations=tuple(an_institution(rng, _TINS[i]) for i in range(rng.randrange(1, 3))),
        participants=_participants(rng, total_in, total_out, aggregated=aggregated),
        lines=lines,
        transaction_date=happened,
        filing_date=min(TODAY, happened + timedelta(days=rng.randrange(1, 16))),
        prior_number=f"310000{_digits(rng, 8)}" if correction else "",
        aggregated=aggregated,
        armored_car=rng.random() < 0.1,
        shared_branching=rng.random() < 0.1,
    )


def _lines(rng: random.Random) -> tuple[CashLine, ...]:
    kinds = rng.sample(sorted(CASH_IN), rng.randrange(1, 4))
    if rng.random() < 0.4:
        kinds += rng.sample(sorted(CASH_OUT), rng.randrange(1, 3))
    lines = [
        CashLine(
            kind,
            rng.randrange(10_001, 400_000),
            other="Cash for a bill" if kind in ("997", "998") else "",
        )
        for kind in kinds
    ]
    if rng.random() < 0.2:
        lines.append(CashLine(FOREIGN_IN, rng.randrange(1, 10_000), country="MX"))
    return tuple(lines)


def _participants(
    rng: random.Random, total_in: int, total_out: int, *, aggregated: bool
) -> tuple[Participant, ...]:
    def one(role: PersonRole) -> Participant:
        accounts = [TouchedAccount(_digits(rng, 10), cash_in=True)] if rng.random() < 0.4 else []
        if total_out and rng.random() < 0.4:
            accounts.append(TouchedAccount(_digits(rng, 10), cash_in=False))
        return Participant(
            a_person(rng),
            role,
            total_in,
            rng.choice((None, total_out)),
            rng.random() < 0.5,
            tuple(accounts),
        )

    if aggregated:
        return (one(PersonRole.ON_WHOSE_BEHALF),)
    if rng.random() < 0.6:
        return tuple(one(PersonRole.FOR_THEMSELVES) for _ in range(rng.randrange(1, 3)))
    return one(PersonRole.FOR_ANOTHER), one(PersonRole.ON_WHOSE_BEHALF)


def a_sar(rng: random.Random) -> SuspiciousActivityReport:
    began = TODAY - timedelta(days=rng.randrange(30, 900))
    continuing = rng.random() < 0.2
    dollars = rng.choice((rng.randrange(1, 900_000), rng.randrange(1, 900_000), None))
    corrects = rng.random() < 0.15
    return SuspiciousActivityReport(
        filer=a_filer(rng),
        locations=tuple(an_institution(rng, _TINS[i]) for i in range(rng.randrange(1, 4))),
        subjects=tuple(_subject(rng) for _ in range(rng.randrange(1, 4))),
        activities=tuple(
            Classification(subtype, "Words for it" if subtype in OTHER_ACTIVITIES else "")
            for subtype in rng.sample(sorted(ACTIVITIES), rng.randrange(1, 6))
        ),
        began=began,
        ended=rng.choice((None, began + timedelta(days=rng.randrange(20)))),
        dollars=dollars,
        no_amount=dollars is not None and rng.random() < 0.1,
        cumulative_dollars=(dollars or 0) + rng.randrange(1, 90_000) if continuing else None,
        ip_addresses=rng.choice(((), (IpAddress("203.0.113.9", began, "23:59:59"),),
                                 (IpAddress("2001:db8::1"),))),
        instruments=rng.choice(((), (Instrument(),), (Instrument("6", "41", "Prepaid code"),))),
        narrative=_narrative(rng),
        filing_date=TODAY - timedelta(days=rng.randrange(5)),
        prior_number=f"310000{_digits(rng, 8)}" if corrects or continuing else "",
        continuing=continuing,
        corrects=corrects,
        joint=rng.random() < 0.1,
        note=rng.choice(("", "Cyber fraud advisory")),
    )  # fmt: skip


def _subject(rng: random.Random) -> Subject:
    if rng.random() < 0.1:
        return Subject(Person(birth_date=""), all_unknown=True)
    return Subject(
        person=a_person(rng),
        role=rng.choice(list(SubjectRole)),
        admitted=rng.choice((None, True, False)),
        websites=rng.choice(((), ("www.example.com",))),
        relationships=rng.choice(
            ((), (Relationship(_TINS[0]),), (Relationship(_TINS[0], "other", False, "Payee"),))
        ),
        accounts=tuple(
            HeldAccount(_digits(rng, 12), rng.choice((*_TINS, None)), rng.random() < 0.3)
            for _ in range(rng.randrange(4))
        ),
    )


def _narrative(rng: random.Random) -> str:
    words = rng.choice((30, 400, 900, 2_500))
    text = " ".join(_word(rng) for _ in range(words))
    return f"{text}.\n\nPayments of $9,500 & more <each> “below” the limit — again and again."


def _phones(rng: random.Random) -> tuple[Phone, ...]:
    return rng.choice(((), (Phone(_digits(rng, 10)),)))


def _name(rng: random.Random) -> str:
    return _word(rng).capitalize()


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(_LETTERS, k=rng.randrange(3, 10)))


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def _nonzero(rng: random.Random, count: int) -> str:
    return "".join(rng.choices("12345678", k=count))
