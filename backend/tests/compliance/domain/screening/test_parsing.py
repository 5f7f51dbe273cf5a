"""Names as tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.compliance.domain.screening.parsing import TOKENS_MAX, parse, readings
from paymentus.compliance.domain.screening.vocabulary import Kind


def texts(name: str, *, organization: bool | None = None) -> list[str]:
    return [token.text for token in parse(name, organization=organization).tokens]


class TestAName:
    def test_with_a_comma_is_put_into_the_order_it_is_said_in(self) -> None:
        name = parse("ORTEGA SALAS, Marta Inés")

        assert [token.text for token in name.tokens] == ["marta", "ines", "ortega", "salas"]
        assert name.surname is not None
        assert name.surname.text == "ortega"
        assert [token.text for token in name.chief] == ["marta", "ortega"]

    def test_of_a_company_keeps_its_order_despite_a_comma(self) -> None:
        assert texts("TALLOW BROS, LTD.")[:2] == ["tallow", "bros"]

    @pytest.mark.parametrize(
        ("name", "number"),
        [("Brigade Forty-Four", 44), ("Brigade 44", 44), ("Forty 4 Brigade", 44),
         ("Fund XIV", 14), ("First Bank", 1), ("Fund 007", 7)],
    )  # fmt: skip
    def test_has_numbers_however_they_are_written(self, name: str, number: int) -> None:
        numbers = [t.number for t in parse(name, organization=True).tokens if t.number >= 0]

        assert numbers == [number]

    def test_has_titles_particles_and_initials_told_apart(self) -> None:
        kinds = [token.kind for token in parse("Dr. Karim B. al-Masri").tokens]

        assert kinds == [Kind.TITLE, Kind.NAME, Kind.INITIAL, Kind.PARTICLE, Kind.NAME]

    @pytest.mark.parametrize("name", ["Christine King", "John Lê", "Khan Sayed"])
    def test_ends_with_a_surname_even_where_that_is_a_title_or_particle(self, name: str) -> None:
        assert parse(name).tokens[-1].kind is Kind.NAME

    def test_that_may_end_with_a_legal_form_has_two_readings(self) -> None:
        read = readings("Yu Pao")

        assert {name.organization for name in read} == {True, False}

    @given(st.text(max_size=80), st.sampled_from([True, False, None]))
    def test_of_any_text_has_weighed_tokens(self, name: str, organization: bool | None) -> None:
        tokens = parse(name, organization=organization).tokens

        assert len(tokens) <= TOKENS_MAX
        assert all(token.weight > 0 and token.text and token.skeleton for token in tokens)
