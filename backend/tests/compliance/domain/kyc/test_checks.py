"""What a document's zone says beside what was typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from paymentus.compliance.domain.kyc.checks import Outcome, checks_of
from paymentus.compliance.domain.kyc.facts import Identification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind

from support.customers import ON, a_customer, passport_zone


def outcomes(mrz: str | None, expires_on: date | None = None, **changes: Any) -> dict[str, Outcome]:
    checks, _ = checks_of(a_customer(**changes), mrz=mrz, expires_on=expires_on, on=ON)
    return {check.code: check.outcome for check in checks}


def failed(mrz: str, **changes: Any) -> set[str]:
    return {code for code, outcome in outcomes(mrz, **changes).items() if outcome is Outcome.FAILED}


class TestTheZone:
    def test_that_agrees_passes_everywhere(self) -> None:
        assert set(outcomes(passport_zone()).values()) == {Outcome.PASSED}

    @pytest.mark.parametrize(
        ("zone", "codes"),
        [
            (passport_zone(family="PREFECT", given="FORD"), {"name_agrees"}),
            (passport_zone(born="840413"), {"birth_date_agrees"}),
            (passport_zone(nationality="MEX"), {"citizenship_agrees"}),
            (passport_zone(expires="260228"), {"not_expired"}),
            (passport_zone().replace("X12345678", "X12345679"), {"mrz_check_digits"}),
            ("no zone", {"mrz_readable"}),
        ],
    )
    def test_that_differs_says_in_what(self, zone: str, codes: set[str]) -> None:
        assert failed(zone) == codes

    @pytest.mark.parametrize(
        ("family", "given"), [("MCMILLAN", "TRILLIAN"), ("MC MILLAN", "TRILLIAN MAE")]
    )
    def test_may_spell_the_name_as_passports_do(self, family: str, given: str) -> None:
        assert failed(passport_zone(family=family, given=given)) == set()

    def test_of_a_passport_is_held_against_the_number_typed(self) -> None:
        def typed(number: str) -> set[str]:
            given = Identification(NumberKind.PASSPORT, number, "DE")
            zone = passport_zone(nationality="D")
            return failed(zone, citizenships=("DE",), identification=given)

        assert typed("X12345678") == set()
        assert typed("X12345679") == {"number_agrees"}

    def test_of_nobodys_country_cannot_be_compared(self) -> None:
        found = outcomes(passport_zone(nationality="XXA"))

        assert found["citizenship_agrees"] is Outcome.NOT_POSSIBLE


class TestTheDayOfExpiry:
    def test_is_the_documents_own(self) -> None:
        _, day = checks_of(a_customer(), mrz=passport_zone(), expires_on=date(2040, 1, 1), on=ON)

        assert day == date(2031, 5, 1)

    def test_is_the_typed_one_where_the_zone_is_misread(self) -> None:
        misread = passport_zone().replace("310501", "390501")

        _, day = checks_of(a_customer(), mrz=misread, expires_on=date(2031, 5, 1), on=ON)

        assert day == date(2031, 5, 1)

    def test_may_be_today(self) -> None:
        assert outcomes(None, ON)["not_expired"] is Outcome.PASSED

    def test_is_asked_of_the_eye_where_nobody_gave_it(self) -> None:
        assert set(outcomes(None).values()) == {Outcome.NOT_POSSIBLE}
