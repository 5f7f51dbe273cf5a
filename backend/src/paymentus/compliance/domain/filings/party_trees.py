"""Parties as elements, in the order that the schemas want. ``CTR`` and ``SAR`` differ a little."""

from __future__ import annotations

from collections.abc import Iterable

from paymentus.compliance.domain.filings.parties import (
    Address,
    Filer,
    Identification,
    Institution,
    Person,
    Phone,
    Sex,
)
from paymentus.compliance.domain.filings.tree import Node, given, indicator, leaf

Nodes = tuple[Node, ...]


def element(name: str, *groups: Iterable[Node], input: str = "") -> Nodes:  # noqa: A002
    """One element of all that is given; nothing where nothing is."""
    children = tuple(child for group in groups for child in group)
    return (Node(name, children=children, input=input),) if children else ()


def party(code: str, *groups: Iterable[Node], input: str = "") -> Node:  # noqa: A002
    kind = (leaf("ActivityPartyTypeCode", code, input),)
    children = kind + tuple(child for group in groups for child in group)
    return Node("Party", children=children, input=input)


def known(name: str, unknown: str, value: str | None, input: str) -> tuple[Nodes, Nodes]:  # noqa: A002
    """The element of a value, and that of its being unknown."""
    return given(name, value, input), indicator(unknown, value is None, input)


def address(value: Address, input: str) -> Nodes:  # noqa: A002
    street, no_street = known(
        "RawStreetAddress1Text", "StreetAddressUnknownIndicator", value.street, f"{input}.street"
    )
    city, no_city = known("RawCityText", "CityUnknownIndicator", value.city, f"{input}.city")
    state, no_state = known(
        "RawStateCodeText", "StateCodeUnknownIndicator", value.state, f"{input}.state"
    )
    postal, no_postal = known(
        "RawZIPCode", "ZIPCodeUnknownIndicator", value.postal_code, f"{input}.postal_code"
    )
    country, no_country = known(
        "RawCountryCodeText", "CountryCodeUnknownIndicator", value.country, f"{input}.country"
    )
    if not any((street, no_street, city, no_city, state, no_state, postal, no_postal)):
        # The country alone is our default and no address.
        return ()
    return element(
        "Address",
        no_city, no_country, city, country, state, street, postal, no_state, no_street, no_postal,
        input=input,
    )  # fmt: skip


def phone(value: Phone, input: str) -> Nodes:  # noqa: A002
    return element(
        "PhoneNumber",
        given("PhoneNumberExtensionText", value.extension, f"{input}.extension"),
        given("PhoneNumberText", value.number, f"{input}.number"),
        given("PhoneNumberTypeCode", value.kind, f"{input}.kind"),
        input=input,
    )


def number(kind: str, value: str | None, input: str) -> Nodes:  # noqa: A002
    if not value:
        return ()
    return element(
        "PartyIdentification",
        (leaf("PartyIdentificationNumberText", value, input),),
        (leaf("PartyIdentificationTypeCode", kind, input),),
        input=input,
    )


def identification(value: Identification, input: str) -> Nodes:  # noqa: A002
    return element(
        "PartyIdentification",
        given("OtherIssuerCountryText", value.country, f"{input}.country"),
        given("OtherIssuerStateText", value.state, f"{input}.state"),
        given("OtherPartyIdentificationTypeText", value.other, f"{input}.other"),
        given("PartyIdentificationNumberText", value.number, f"{input}.number"),
        given("PartyIdentificationTypeCode", value.kind, f"{input}.kind"),
        input=input,
    )


def whole_name(value: str, input: str, kind: str = "L") -> Nodes:  # noqa: A002
    return element(
        "PartyName",
        (leaf("PartyNameTypeCode", kind, input),),
        (leaf("RawPartyFullName", value, input),),
        input=input,
    )


def organization(value: Institution, input: str) -> Nodes:  # noqa: A002
    return element(
        "OrganizationClassificationTypeSubtype",
        given("OrganizationSubtypeID", value.subtype, f"{input}.subtype"),
        given("OrganizationTypeID", value.kind, f"{input}.kind"),
        given("OtherOrganizationSubTypeText", value.other_subtype, f"{input}.other_subtype"),
        given("OtherOrganizationTypeText", value.other_kind, f"{input}.other_kind"),
        input=input,
    )


def institution(
    code: str,
    value: Institution,
    input: str,  # noqa: A002
    *,
    facts: Nodes = (),
    sar: bool,
) -> Node:
    """``facts`` stand before the regulator. A SAR has the internal control number as well."""
    ein = f"{input}.ein"
    unknown = indicator("TINUnknownIndicator", value.ein is None, ein)
    trade = whole_name(value.trade_name, f"{input}.trade_name", "DBA") if value.trade_name else ()
    return party(
        code,
        facts,
        given("PrimaryRegulatorTypeCode", value.regulator, f"{input}.regulator"),
        whole_name(value.name, f"{input}.name"),
        trade,
        address(value.address, f"{input}.address"),
        number("2", value.ein, ein) or element("PartyIdentification", unknown, input=ein),
        number("29", value.control_number, f"{input}.control_number") if sar else (),
        organization(value, input),
        input=input,
    )


def filer_parties(filer: Filer) -> tuple[Node, Node, Node]:
    """Transmitter, its contact, and the office that answers questions."""
    sender, place = filer.transmitter, "filer.transmitter"
    return (
        party(
            "35",
            whole_name(sender.name, f"{place}.name"),
            address(sender.address, f"{place}.address"),
            phone(sender.phone, f"{place}.phone"),
            number("4", sender.tin, f"{place}.tin"),
            number("28", sender.control_code, f"{place}.control_code"),
            input=place,
        ),
        party("37", whole_name(sender.contact, f"{place}.contact"), input=f"{place}.contact"),
        party(
            "8",
            whole_name(filer.contact.office, "filer.contact.office"),
            phone(filer.contact.phone, "filer.contact.phone"),
            input="filer.contact",
        ),
    )


def birth(person: Person, input: str) -> tuple[Nodes, Nodes]:  # noqa: A002
    place = f"{input}.birth_date"
    if person.is_entity:
        return given("IndividualBirthDateText", person.birth_date, place), ()
    return known("IndividualBirthDateText", "BirthDateUnknownIndicator", person.birth_date, place)


def sex(person: Person, which: Sex, input: str) -> Nodes:  # noqa: A002
    names = {
        Sex.FEMALE: "FemaleGenderIndicator",
        Sex.MALE: "MaleGenderIndicator",
        Sex.UNKNOWN: "UnknownGenderIndicator",
    }
    return indicator(names[which], person.sex is which, f"{input}.sex")


def person_names(person: Person, input: str, *, most: int) -> Nodes:  # noqa: A002
    """The legal name, then up to ``most`` others."""
    last, no_last = known(
        "RawEntityIndividualLastName",
        "EntityLastNameUnknownIndicator",
        person.last_name,
        f"{input}.last_name",
    )
    first, no_first = known(
        "RawIndividualFirstName",
        "FirstNameUnknownIndicator",
        "" if person.is_entity and person.first_name is None else person.first_name,
        f"{input}.first_name",
    )
    legal = element(
        "PartyName",
        no_last,
        no_first,
        (leaf("PartyNameTypeCode", "L", input),),
        last,
        first,
        given("RawIndividualMiddleName", person.middle_name, f"{input}.middle_name"),
        given("RawIndividualNameSuffixText", person.suffix, f"{input}.suffix"),
        input=f"{input}.last_name",
    )
    kind = "DBA" if person.is_entity else "AKA"
    others = [
        node
        for place, name in enumerate(person.other_names[:most])
        for node in whole_name(name, f"{input}.other_names[{place}]", kind)
    ]
    return legal + tuple(others)


def person_numbers(person: Person, input: str, *, most: int) -> Nodes:  # noqa: A002
    """The taxpayer number or that it is unknown, then up to ``most`` documents."""
    tax = person.tax_number
    place = f"{input}.tax_number.number"
    first = number(tax.kind.value, tax.number, place) or element(
        "PartyIdentification",
        indicator("TINUnknownIndicator", tax.number is None, place),
        input=place,
    )
    if person.identification_unknown:
        unknown = indicator(
            "IdentificationPresentUnknownIndicator", True, f"{input}.identification_unknown"
        )
        return first + element("PartyIdentification", unknown, input=input)
    documents = [
        node
        for index, each in enumerate(person.identifications[:most])
        for node in identification(each, f"{input}.identifications[{index}]")
    ]
    return first + tuple(documents)


def occupation(person: Person, input: str) -> Nodes:  # noqa: A002
    return element(
        "PartyOccupationBusiness",
        given("NAICSCode", person.naics_code, f"{input}.naics_code"),
        given("OccupationBusinessText", person.occupation, f"{input}.occupation"),
        input=input,
    )
