"""Arabic names of two words, apart and together."""

from __future__ import annotations

import pytest

from paymentus.compliance.domain.screening.parsing import parse


class TestACompound:
    @pytest.mark.parametrize(
        "names",
        [
            ("Abd al-Aziz", "Abdul Aziz", "Abdel Aziz", "Abdulaziz", "Abdelaziz"),
            ("Abd ar-Rahman", "Abdul Rahman", "Abdurrahman", "Abdulrahman", "Adbul Rahman"),
            ("Saif al-Din", "Saif ud Din", "Saifuddin", "Saifeddine"),
            ("Hamid Ullah", "Hamidullah", "Hamidollah", "Hamid Allah"),
            ("Abd Allah", "Abdallah", "Abdullah", "Abdulla"),
        ],
    )
    def test_is_one_token_however_it_is_written(self, names: tuple[str, ...]) -> None:
        written = {tuple(token.text for token in parse(name).tokens) for name in names}

        assert len(written) == 1
        assert len(written.pop()) == 1

    @pytest.mark.parametrize("name", ["Abul Qasim", "Abel Rahim", "Martin Valdine", "Abdu Hikmat"])
    def test_is_not_seen_where_there_is_none(self, name: str) -> None:
        assert len(parse(name).tokens) == 2

    def test_is_seen_when_the_surname_is_said_first(self) -> None:
        assert parse("Rashid Abdul").tokens == parse("Abdul Rashid").tokens

    def test_does_not_swallow_a_first_name_after_a_surname(self) -> None:
        tokens = [token.text for token in parse("Al-Abd Ahmad").tokens]

        assert tokens == ["al", "abd", "ahmad"]
