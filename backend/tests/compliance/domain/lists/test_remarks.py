"""The facts in OFAC's remarks."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.lists.remarks import read_remarks
from paymentus.compliance.domain.screening.listed import Identifier


class TestRemarks:
    @pytest.mark.parametrize(
        ("text", "identifier"),
        [
            ("Passport 484824 (Egypt)", Identifier("Passport", "484824", "EG")),
            ("SSN 561-77-9011 (United States)", Identifier("SSN", "561-77-9011", "US")),
            ("Cedula No. 17265498 (Colombia)", Identifier("Cedula No.", "17265498", "CO")),
            ("NIT # 8300123 (Colombia)", Identifier("NIT #", "8300123", "CO")),
            ("Registration ID 1028900620319", Identifier("Registration ID", "1028900620319")),
            (
                "Business Registration Number 0582030 (Connecticut) (United States)",
                Identifier("Business Registration Number", "0582030", "US"),
            ),
        ],
    )
    def test_hold_documents(self, text: str, identifier: Identifier) -> None:
        assert read_remarks(text + ".").identifiers == [identifier]

    @pytest.mark.parametrize(
        "text", ["Linked To: ABC 123 CO.", "Telephone No. (218) (0)214778301", "Gender Male"]
    )
    def test_take_nothing_else_for_a_document(self, text: str) -> None:
        assert read_remarks(text).identifiers == []

    def test_hold_countries_of_birth_and_nationality(self) -> None:
        said = read_remarks("POB Toledo District, Belize; nationality Korea, North; citizen Iran.")

        assert said.countries == {"BZ", "KP", "IR"}

    def test_hold_weak_aliases_in_quotes(self) -> None:
        said = read_remarks("a.k.a. 'BNC'; a.k.a. 'EL PEZ'.")

        assert [name.text for name in said.weak_names] == ["BNC", "EL PEZ"]

    def test_say_which_date_of_birth_is_wrong(self) -> None:
        assert read_remarks("DOB soon.").wrong == ["date of birth “soon” is not understood"]
