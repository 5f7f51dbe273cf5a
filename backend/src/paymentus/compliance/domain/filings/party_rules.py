"""Who has to be in a report, and what has to be said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from paymentus.compliance.domain.filings.address_rules import judge_addresses, judge_contacts
from paymentus.compliance.domain.filings.defects import Findings
from paymentus.compliance.domain.filings.identification_rules import judge_identifications
from paymentus.compliance.domain.filings.labels import PARTIES, label_of, party_label
from paymentus.compliance.domain.filings.tree import Spot

INSTITUTIONS = frozenset({"30", "34"})
# Those that are always institutions or offices, and never a person of the report.
OFFICES = frozenset({"35", "37", "30", "8", "34", "18", "19"})

_MSB = "4"
_OTHER = "999"
_ANY = 0


def judge_numbers_of_parties(
    activity: Spot, needed: Mapping[str, tuple[int, int]], found: Findings
) -> None:
    """``needed`` maps a type to the least and the most there may be (0: any number)."""
    for code, (least, most) in needed.items():
        there = [party for party in activity.all("Party") if type_of(party) == code]
        words = PARTIES[code]
        if len(there) < least:
            missing = activity.at(f"Party[type {code}]")
            missing.label = party_label(code, 1)
            found.error("missing_party", missing, f"{words} (type {code}) is missing.")
        elif most != _ANY and len(there) > most:
            found.error(
                "too_many_parties",
                there[most],
                f"{words} (type {code}) is here {len(there)} times.",
            )


def type_of(party: Spot) -> str:
    return party.value("ActivityPartyTypeCode")


def judge_party(party: Spot, found: Findings) -> None:
    """What holds for every party of both forms."""
    judge_names(party, found)
    judge_addresses(party, found)
    judge_contacts(party, found)
    judge_identifications(party, found)
    judge_organization(party, found)


def judge_names(party: Spot, found: Findings) -> None:
    names = party.all("PartyName")
    legal = [name for name in names if name.value("PartyNameTypeCode") in ("L", "")]
    if not names:
        if type_of(party) not in ("41", "46") and not _all_unknown(party):
            found.warning("name_missing", party.at("PartyName"), "No name is given.")
        return
    if not legal:
        found.error("legal_name_missing", names[0], "Other names are given, but no legal name (L).")
    if len(legal) > 1:
        found.error("two_legal_names", legal[1], "More than one legal name (L) is given.")
    for name in names:
        if not name.value("PartyNameTypeCode") and name.first("PartyNameTypeCode") is None:
            found.warning("kind_of_name_missing", name.at("PartyNameTypeCode"), "L, AKA or DBA?")
        _judge_name(party, name, found)


def _judge_name(party: Spot, name: Spot, found: Findings) -> None:
    last, first = name.value("RawEntityIndividualLastName"), name.value("RawIndividualFirstName")
    full = name.value("RawPartyFullName")
    _contradiction(name, "EntityLastNameUnknownIndicator", "RawEntityIndividualLastName", found)
    _contradiction(name, "FirstNameUnknownIndicator", "RawIndividualFirstName", found)
    unknown = name.says("EntityLastNameUnknownIndicator")
    if not (last or full or unknown or _all_unknown(party)):
        place = "RawPartyFullName" if type_of(party) in OFFICES else "RawEntityIndividualLastName"
        found.error("name_empty", name.at(place), "The name is empty and not said to be unknown.")
    if last and full:
        found.error(
            "name_twice",
            name.at("RawPartyFullName"),
            "A name is either in parts or whole, not both.",
        )
    if party.says("PartyAsEntityOrganizationIndicator") and (
        first or name.value("RawIndividualMiddleName") or name.says("FirstNameUnknownIndicator")
    ):
        found.error(
            "entity_with_first_name",
            name.at("RawIndividualFirstName"),
            "An entity has one name only.",
        )
    is_person = type_of(party) not in OFFICES and not party.says(
        "PartyAsEntityOrganizationIndicator"
    )
    is_legal = name.value("PartyNameTypeCode") in ("L", "")
    asked = is_person and is_legal and not full and not _all_unknown(party)
    if asked and not first and not name.says("FirstNameUnknownIndicator"):
        found.warning(
            "first_name_missing",
            name.at("RawIndividualFirstName"),
            "The first name is empty and not said to be unknown.",
        )


def judge_person(party: Spot, found: Findings) -> None:
    """Of somebody the report is about: date of birth, sex, entity or not."""
    entity = party.says("PartyAsEntityOrganizationIndicator")
    sexes = [
        party.at(name)
        for name in ("FemaleGenderIndicator", "MaleGenderIndicator", "UnknownGenderIndicator")
        if party.says(name)
    ]
    _contradiction(party, "BirthDateUnknownIndicator", "IndividualBirthDateText", found)
    if len(sexes) > 1:
        found.error("two_sexes", sexes[1], "More than one of female, male and unknown is marked.")
    born = party.value("IndividualBirthDateText")
    if entity:
        if born or sexes:
            place = party.at("IndividualBirthDateText") if born else sexes[0]
            found.error("entity_with_person", place, "An entity has no date of birth and no sex.")
        return
    if _all_unknown(party):
        return
    if not born and not party.says("BirthDateUnknownIndicator"):
        found.warning(
            "birth_date_missing",
            party.at("IndividualBirthDateText"),
            "The date of birth is empty and not said to be unknown.",
        )
    if not party.all("Address"):
        found.warning("address_missing", party.at("Address"), "No address is given.")


def judge_organization(party: Spot, found: Findings) -> None:
    """Type and subtype of an institution agree; an MSB has no subtype."""
    kinds = party.all("OrganizationClassificationTypeSubtype")
    if type_of(party) in INSTITUTIONS and not kinds:
        found.warning(
            "organization_missing",
            party.at("OrganizationClassificationTypeSubtype"),
            "The type of institution is missing (4 is a money services business).",
        )
    for kind in kinds:
        if type_of(party) not in INSTITUTIONS:
            found.error("organization_of_person", kind, "Only institutions have a type.")
            continue
        _judge_organization(kind, found)


def _judge_organization(kind: Spot, found: Findings) -> None:
    group, subtype = kind.value("OrganizationTypeID"), kind.value("OrganizationSubtypeID")
    if subtype and group == _MSB:
        found.error(
            "msb_with_subtype",
            kind.at("OrganizationSubtypeID"),
            "A money services business (4) has no subtype.",
        )
    elif subtype and subtype.isdigit() and group.isdigit() and _group_of(subtype) != group:
        found.error(
            "subtype_of_other_type",
            kind.at("OrganizationSubtypeID"),
            f"Subtype {subtype} belongs to type {_group_of(subtype)}, not to {group}.",
        )
    for code, other in (
        (group == _OTHER, "OtherOrganizationTypeText"),
        (subtype.endswith("999"), "OtherOrganizationSubTypeText"),
    ):
        said = kind.value(other)
        if code and not said:
            found.error("other_without_words", kind.at(other), "“Other” needs words.")
        if said and not code:
            found.error("words_without_other", kind.at(other), "Words stand here without “other”.")


def _group_of(subtype: str) -> str:
    number = int(subtype)
    return str(number // 1000 if number >= 1000 else number // 100)


def _contradiction(spot: Spot, unknown: str, value: str, found: Findings) -> None:
    if spot.says(unknown) and spot.value(value):
        found.error(
            "known_and_unknown", spot.at(value), "It is given, and said to be unknown as well."
        )


def _all_unknown(party: Spot) -> bool:
    return party.says("AllCriticalSubjectInformationUnavailableIndicator")


def missing_of(party: Spot, names: Sequence[str], found: Findings) -> None:
    """Warns of elements that the form asks this party for."""
    for name in names:
        if not party.all(name):
            spot = party.at(name)
            found.warning("party_incomplete", spot, f"The {label_of(name)} is not given.")
