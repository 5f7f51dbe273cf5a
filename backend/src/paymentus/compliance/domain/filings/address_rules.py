"""Addresses, phone numbers and electronic addresses."""

from __future__ import annotations

import re

from paymentus.compliance.domain.filings.defects import Findings
from paymentus.compliance.domain.filings.labels import label_of
from paymentus.compliance.domain.filings.places import (
    COUNTRIES,
    TERRITORIES,
    has_states,
    is_state_of,
)
from paymentus.compliance.domain.filings.tree import Spot

_UNKNOWN = {
    "RawStreetAddress1Text": "StreetAddressUnknownIndicator",
    "RawCityText": "CityUnknownIndicator",
    "RawStateCodeText": "StateCodeUnknownIndicator",
    "RawZIPCode": "ZIPCodeUnknownIndicator",
    "RawCountryCodeText": "CountryCodeUnknownIndicator",
}
_EMAIL = re.compile(r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$")


def judge_addresses(party: Spot, found: Findings) -> None:
    for address in party.all("Address"):
        for name, unknown in _UNKNOWN.items():
            if address.says(unknown) and address.value(name):
                found.error(
                    "known_and_unknown",
                    address.at(name),
                    "It is given, and said to be unknown as well.",
                )
        if any(address.value(name) or address.says(_UNKNOWN[name]) for name in _UNKNOWN):
            _judge_whole(address, found)
        _judge_places(address, found)


def _judge_whole(address: Spot, found: Findings) -> None:
    """An address that is there is there in full, or says what of it is unknown."""
    country = address.value("RawCountryCodeText")
    for name, unknown in _UNKNOWN.items():
        if name == "RawStateCodeText" and not (has_states(country) or not country):
            continue
        if address.value(name) or address.says(unknown):
            continue
        spot = address.at(name)
        if name == "RawStateCodeText" and address.says("CountryCodeUnknownIndicator"):
            continue
        found.error(
            "address_incomplete", spot, f"The {label_of(name)} is empty and not said to be unknown."
        )


def _judge_places(address: Spot, found: Findings) -> None:
    country, state = address.value("RawCountryCodeText"), address.value("RawStateCodeText")
    postal = address.value("RawZIPCode")
    if country and country not in COUNTRIES:
        found.error(
            "unknown_country",
            address.at("RawCountryCodeText"),
            f"“{country}” is not a country code (ISO 3166, two capital letters).",
        )
        return
    if state:
        spot = address.at("RawStateCodeText")
        if country and not has_states(country):
            found.error(
                "state_abroad", spot, f"{country} has no states on this form; leave it empty."
            )
        elif country and not is_state_of(country, state):
            found.error("unknown_state", spot, f"“{state}” is not a state of {country}.")
    if postal and (country == "US" or country in TERRITORIES):
        if not re.fullmatch(r"[0-9]{5}([0-9]{4})?", postal):
            found.error(
                "wrong_zip",
                address.at("RawZIPCode"),
                f"“{postal}” is not a ZIP code: five or nine digits, without a hyphen.",
            )
    elif postal and not re.fullmatch(r"[A-Z0-9]+", postal):
        found.error(
            "wrong_zip",
            address.at("RawZIPCode"),
            f"The postal code “{postal}” may hold capital letters and digits only.",
        )


def judge_contacts(party: Spot, found: Findings) -> None:
    for phone in party.all("PhoneNumber"):
        _judge_phone(phone, found)
    for place in party.all("ElectronicAddress"):
        text, kind = place.value("ElectronicAddressText"), place.value("ElectronicAddressTypeCode")
        spot = place.at("ElectronicAddressText")
        if kind != "U" and text and not _EMAIL.match(text):
            found.error("wrong_email", spot, f"“{text}” is not an email address.")
        if kind == "U" and ("@" in text or "." not in text):
            found.error("wrong_website", spot, f"“{text}” is not a website's address.")
    for work in party.all("PartyOccupationBusiness"):
        code = work.value("NAICSCode")
        if code and not re.fullmatch(r"[0-9]{3,6}", code):
            found.error(
                "wrong_naics", work.at("NAICSCode"), f"“{code}” is not three to six digits."
            )


def _judge_phone(phone: Spot, found: Findings) -> None:
    number = phone.value("PhoneNumberText")
    extension = phone.value("PhoneNumberExtensionText")
    if number and not re.fullmatch(r"[0-9]{7,16}", number):
        found.error(
            "wrong_phone",
            phone.at("PhoneNumberText"),
            f"“{number}” is not a phone number: digits only, area code included.",
        )
    if extension and not extension.isdigit():
        found.error(
            "wrong_phone",
            phone.at("PhoneNumberExtensionText"),
            f"The extension “{extension}” may hold digits only.",
        )
    if extension and not number:
        found.error(
            "extension_without_number", phone.at("PhoneNumberText"), "An extension needs a number."
        )
    if phone.value("PhoneNumberTypeCode") and not number:
        found.error("kind_without_number", phone.at("PhoneNumberText"), "The number is missing.")
