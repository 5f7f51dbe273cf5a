"""Legal forms in names of organizations."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.screening.parsing import parse
from paymentus.compliance.domain.screening.vocabulary import Kind


def rest_of(name: str) -> list[str]:
    return [token.text for token in parse(name).tokens if token.kind is not Kind.FORM]


class TestALegalForm:
    @pytest.mark.parametrize(
        "name",
        [
            "Volta GmbH", "Volta G.m.b.H.", "OOO Volta", "Volta, S.A. de C.V.", "Volta Pte. Ltd.",
            "Volta Sp. z o.o.", "Volta Joint Stock Company", "Volta Aktiengesellschaft",
            "Societatea cu Răspundere Limitată Volta", "Volta Limted", "Voltalimited", "Volta JSC",
            "Volta Limited Liability Company",
        ],
    )  # fmt: skip
    def test_is_told_from_the_name(self, name: str) -> None:
        assert rest_of(name) == ["volta"]

    def test_of_two_kinds_is_not_the_same_form(self) -> None:
        company, partnership = parse("Volta GmbH").tokens[1], parse("Volta LLP").tokens[1]

        assert company.text != partnership.text

    @pytest.mark.parametrize("name", ["Co, Mario", "Amparo de Sá", "Kim Un Ou"])
    def test_is_not_seen_in_a_persons_name(self, name: str) -> None:
        person = parse(name, organization=False)

        assert all(token.kind is not Kind.FORM for token in person.tokens)

    def test_that_is_all_of_a_name_stays_its_name(self) -> None:
        assert rest_of("GmbH") == ["gmbh"]
