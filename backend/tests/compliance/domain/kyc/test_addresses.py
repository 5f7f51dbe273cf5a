"""Addresses that say where somebody lives, and boxes that do not."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.kyc.addresses import Address, problems_of_address, says_where


def at(line1: str, line2: str = "", city: str = "Dayton", region: str = "OH") -> Address:
    return Address(line1, line2, city, region, "45402", "US")


@pytest.mark.parametrize(
    "line",
    [
        "P.O. Box 123", "PO Box 123", "p o box 12-A", "POB 77", "Post Office Box 4", "PO BOX",
        "Postal Box 9", "Box 12", "Apartado Postal 31", "Postfach 100", "P. O. B. 12",
    ],
)  # fmt: skip
def test_a_bare_box_says_nothing(line: str) -> None:
    assert not says_where(at(line))
    assert "line1" in problems_of_address(at(line))


@pytest.mark.parametrize(
    ("line1", "line2"),
    [
        ("12 Main Street", ""),
        ("12 Main Street", "PO Box 9"),
        ("PO Box 9", "12 Main Street"),
        ("PO Box 9, 12 Main Street", ""),
        ("RR 2 Box 15", ""),
        ("HC 1 Box 5", ""),
        ("1 Boxwood Lane", ""),
        ("Poboda 7", ""),
        ("Rose Cottage", ""),
    ],
)
def test_a_street_or_a_rural_route_does(line1: str, line2: str) -> None:
    assert says_where(at(line1, line2))


def test_a_box_of_the_army_post_office_does() -> None:
    assert problems_of_address(at("PSC 3 Box 77", city="APO", region="AE")) == {}


def test_every_missing_part_is_named() -> None:
    problems = problems_of_address(Address(" ", "", "", "Ohio", "123", "US"))

    assert problems.keys() == {"line1", "city", "region", "postal_code"}


def test_other_countries_have_their_own_regions_and_codes() -> None:
    assert problems_of_address(Address("Hauptstr. 5", "", "Köln", "", "50667", "DE")) == {}
