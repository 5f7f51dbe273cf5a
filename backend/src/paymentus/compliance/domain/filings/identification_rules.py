"""Taxpayer numbers, documents and filers' numbers of a party."""

from __future__ import annotations

from collections import Counter

from paymentus.compliance.domain.filings.defects import Findings
from paymentus.compliance.domain.filings.identifiers import (
    doubtful_tin,
    wrong_with_control_code,
    wrong_with_ein,
    wrong_with_ssn,
    wrong_with_tin,
)
from paymentus.compliance.domain.filings.places import COUNTRIES, has_states, is_state_of
from paymentus.compliance.domain.filings.tree import Spot

_SSN, _EIN, _TIN, _CONTROL_CODE, _FOREIGN, _OTHER = "1", "2", "4", "28", "9", "999"
_TAX = frozenset({_SSN, _EIN, _TIN, _FOREIGN})
# Documents that show who somebody is, and say who issued them.
_DOCUMENTS = {"5": "driver's license", "6": "passport", "7": "alien registration"}
_WRONG = {
    _SSN: wrong_with_ssn,
    _EIN: wrong_with_ein,
    _TIN: wrong_with_tin,
    _CONTROL_CODE: wrong_with_control_code,
}
_TYPE, _NUMBER = "PartyIdentificationTypeCode", "PartyIdentificationNumberText"


def judge_identifications(party: Spot, found: Findings) -> None:
    numbers = party.all("PartyIdentification")
    for number in numbers:
        _judge(number, found)
    codes = Counter(each.value(_TYPE) for each in numbers if each.value(_TYPE) in _TAX)
    unknown = [each for each in numbers if each.says("TINUnknownIndicator")]
    if sum(codes.values()) > 1:
        tax = [each for each in numbers if each.value(_TYPE) in _TAX]
        found.error("two_tins", tax[1], "More than one taxpayer number is given.")
    if codes and unknown:
        found.error(
            "known_and_unknown", unknown[0], "A taxpayer number is given, and said to be unknown."
        )
    kind = party.value("ActivityPartyTypeCode")
    if kind == "35":
        _judge_transmitter(party, numbers, found)
    if kind in ("33", "50", "17", "23", "58"):
        _judge_person(party, numbers, found)


def _judge(number: Spot, found: Findings) -> None:
    code, text = number.value(_TYPE), number.value(_NUMBER)
    unknown = number.says("TINUnknownIndicator") or number.says(
        "IdentificationPresentUnknownIndicator"
    )
    if text and not code:
        found.error("kind_of_number_missing", number.at(_TYPE), "What kind of number is this?")
    if code and not text:
        found.error("number_missing", number.at(_NUMBER), "The number is missing.")
    if unknown and text:
        found.error(
            "known_and_unknown", number.at(_NUMBER), "It is given, and said to be unknown as well."
        )
    if not (code or text or unknown):
        found.error("identification_empty", number, "Nothing is said here.")
    wrong = _WRONG[code](text) if code in _WRONG and text else None
    if wrong is not None:
        found.error("wrong_number", number.at(_NUMBER), f"The number {wrong}.")
    elif code in (_SSN, _EIN, _TIN):
        doubt = doubtful_tin(text, ein=code == _EIN)
        if doubt is not None:
            found.warning("doubtful_number", number.at(_NUMBER), f"The number {doubt}.")
    _judge_issuer(number, code, found)
    other = number.value("OtherPartyIdentificationTypeText")
    if code == _OTHER and not other:
        spot = number.at("OtherPartyIdentificationTypeText")
        found.error("other_without_words", spot, "“Other” needs words.")
    if other and code != _OTHER:
        spot = number.at("OtherPartyIdentificationTypeText")
        found.error("words_without_other", spot, "Words stand here without “other”.")


def _judge_issuer(number: Spot, code: str, found: Findings) -> None:
    country, state = number.value("OtherIssuerCountryText"), number.value("OtherIssuerStateText")
    if country and country not in COUNTRIES:
        found.error(
            "unknown_country",
            number.at("OtherIssuerCountryText"),
            f"“{country}” is not a country code (ISO 3166, two capital letters).",
        )
    elif state and country and not is_state_of(country, state):
        found.error(
            "unknown_state",
            number.at("OtherIssuerStateText"),
            f"“{state}” is not a state of {country}.",
        )
    if code in _DOCUMENTS and not country:
        found.error(
            "issuer_missing",
            number.at("OtherIssuerCountryText"),
            f"Which country issued the {_DOCUMENTS[code]}?",
        )
    if code == "5" and has_states(country) and not state:
        found.error(
            "issuer_missing",
            number.at("OtherIssuerStateText"),
            "Which state issued the driver's license?",
        )


def _judge_transmitter(party: Spot, numbers: list[Spot], found: Findings) -> None:
    """FinCEN refuses a batch whose transmitter it cannot tell."""
    codes = {number.value(_TYPE) for number in numbers}
    missing = party.at("PartyIdentification")
    if _CONTROL_CODE not in codes:
        found.warning(
            "control_code_missing", missing, "The Transmitter Control Code (type 28) is missing."
        )
    if not codes & {_TIN, _EIN}:
        found.warning("tin_missing", missing, "The transmitter's TIN (type 4) is missing.")


def _judge_person(party: Spot, numbers: list[Spot], found: Findings) -> None:
    if party.says("AllCriticalSubjectInformationUnavailableIndicator"):
        return
    codes = {number.value(_TYPE) for number in numbers}
    unknown = any(number.says("TINUnknownIndicator") for number in numbers)
    if not codes & _TAX and not unknown:
        found.warning(
            "tin_missing",
            party.at("PartyIdentification"),
            "No taxpayer number is given, and it is not said to be unknown.",
        )
    entity = party.says("PartyAsEntityOrganizationIndicator")
    for number in numbers:
        if entity and number.value(_TYPE) in _DOCUMENTS and number.value(_TYPE) != "999":
            found.error("document_of_entity", number, "An entity has no document of a person.")
