"""The zone of documents: the examples of ICAO 9303, and what is wrong in others."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.compliance.domain.kyc.mrz import MrzForm, MrzNotReadable, check_digit, read_mrz

from support.customers import ON, digit, passport_zone

# ICAO Doc 9303 part 4 (TD3), part 5 (TD1, the second with a long number) and part 6 (TD2).
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
TD1_LONG = (
    "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
)
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"


class TestTheOfficialExamples:
    @pytest.mark.parametrize(
        ("zone", "form", "number"),
        [
            (TD3, MrzForm.TD3, "L898902C3"),
            (TD1, MrzForm.TD1, "D23145890"),
            (TD2, MrzForm.TD2, "D23145890"),
        ],
    )
    def test_are_read_whole(self, zone: str, form: MrzForm, number: str) -> None:
        read = read_mrz(zone, on=ON)

        assert (read.form, read.number, read.wrong) == (form, number, ())
        assert (read.family_name, read.given_names) == ("ERIKSSON", "ANNA MARIA")
        assert (read.issuer, read.nationality, read.sex) == ("UTO", "UTO", "F")
        assert (read.birth_date, read.expires_on) == (date(1974, 8, 12), date(2012, 4, 15))

    def test_with_a_long_number_are_read_past_the_field(self) -> None:
        read = read_mrz(TD1_LONG, on=ON)

        assert (read.number, read.wrong) == ("D23145890734", ())
        assert read.full_name == "PETER JOHN STEVENSON"
        assert read.birth_date == date(1934, 7, 12)


class TestReading:
    def test_takes_spaces_small_letters_and_one_long_line(self) -> None:
        typed = TD3.replace("\n", "").lower()

        assert read_mrz(f"  {typed[:30]} {typed[30:]} \n", on=ON) == read_mrz(TD3, on=ON)

    def test_of_an_unknown_day_of_birth_gives_none(self) -> None:
        zone = passport_zone(born="8404<<")

        read = read_mrz(zone, on=ON)

        assert read.birth_date is None
        assert read.wrong == ()

    def test_puts_a_birth_in_the_last_century_that_is_not_ahead(self) -> None:
        assert read_mrz(passport_zone(born="260302"), on=ON).birth_date == date(1926, 3, 2)
        assert read_mrz(passport_zone(born="260301"), on=ON).birth_date == date(2026, 3, 1)

    @pytest.mark.parametrize(
        "zone",
        ["", "HELLO", TD3[:-1], TD3.replace("A", "Ä"), f"{TD3}\n{TD3}", TD3.replace("<", "-")],
    )
    def test_refuses_what_is_no_zone(self, zone: str) -> None:
        with pytest.raises(MrzNotReadable):
            read_mrz(zone, on=ON)


class TestCheckDigits:
    @given(st.text(string.ascii_uppercase + string.digits + "<", max_size=60))
    def test_are_those_of_another_working(self, text: str) -> None:
        assert check_digit(text) == digit(text)

    @pytest.mark.parametrize(
        ("place", "wrong"),
        [(46, {"number", "whole"}), (59, {"birth_date", "whole"}), (67, {"expires_on", "whole"})],
    )
    def test_name_the_field_that_was_misread(self, place: int, wrong: set[str]) -> None:
        other = "7" if TD3[place] != "7" else "8"

        read = read_mrz(TD3[:place] + other + TD3[place + 1 :], on=ON)

        assert set(read.wrong) == wrong

    def test_of_the_personal_number_is_checked_too(self) -> None:
        read = read_mrz(TD3.replace("ZE184226B", "ZE184227B"), on=ON)

        assert set(read.wrong) == {"personal_number", "whole"}
