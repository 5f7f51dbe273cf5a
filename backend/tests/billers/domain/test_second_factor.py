from __future__ import annotations

import pytest

from paymentus.billers.domain.second_factor import SecondFactorKind, normalize_factor


class TestNormalizeFactor:
    @pytest.mark.parametrize(
        ("kind", "spellings"),
        [
            ("postal_code", ["94110", " 94110 ", "94110-1234", "941101234"]),
            ("postal_code", ["SW1A 1AA", "sw1a1aa"]),
            ("last_name", ["García", "GARCIA", "garcia", " Garc\u0069\u0301a "]),
            ("last_name", ["O'Brien", "obrien", "O’ Brien"]),
            ("last_name", ["Weiß", "WEISS"]),
            ("phone_last4", ["0199", "+1 (415) 555-0199", "415.555.0199"]),
        ],
    )
    def test_makes_one_of_all_spellings(self, kind: str, spellings: list[str]):
        found = {normalize_factor(SecondFactorKind(kind), text) for text in spellings}

        assert len(found) == 1
        assert None not in found

    @pytest.mark.parametrize(
        ("kind", "text"),
        [
            ("postal_code", ""), ("postal_code", "94"), ("postal_code", "—"),
            ("postal_code", "1" * 11), ("last_name", "123"), ("last_name", ""),
            ("last_name", "a" * 101), ("phone_last4", "199"), ("phone_last4", "no"),
        ],
    )  # fmt: skip
    def test_knows_what_cannot_be_one(self, kind: str, text: str):
        assert normalize_factor(SecondFactorKind(kind), text) is None

    def test_tells_different_ones_apart(self):
        kind = SecondFactorKind.POSTAL_CODE

        assert normalize_factor(kind, "94110") != normalize_factor(kind, "94111")
