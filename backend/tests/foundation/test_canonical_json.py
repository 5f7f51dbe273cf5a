"""RFC 8785 for the value types we store."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.foundation.canonical_json import (
    DEPTH_MAX,
    INTEGER_MAX,
    NotCanonical,
    canonical_bytes,
    parse_canonical,
    sha256_hex,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
INTEGERS = st.integers(-INTEGER_MAX, INTEGER_MAX)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


class TestCanonicalBytes:
    def test_follow_the_key_order_of_the_rfcs_example(self) -> None:
        # RFC 8785, 3.2.3: sorted by UTF-16 unit, so the emoji comes before U+FB33.
        value = {
            "\u20ac": "Euro Sign",
            "\r": "Carriage Return",
            "\ufb33": "Hebrew Letter Dalet With Dagesh",
            "1": "One",
            "\U0001f600": "Emoji: Grinning Face",
            "\u0080": "Control",
            "\u00f6": "Latin Small Letter O With Diaeresis",
        }

        keys = list(json.loads(canonical_bytes(value)))

        assert keys == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]

    def test_escape_as_the_rfcs_example_does(self) -> None:
        value = {"string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", "literals": [None, True]}

        assert canonical_bytes(value) == (
            b'{"literals":[null,true],"string":"'
            + "\u20ac".encode()
            + b'$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
        )

    def test_treat_tuples_as_lists(self) -> None:
        assert canonical_bytes((1, ("a",))) == b'[1,["a"]]'

    def test_do_not_depend_on_the_order_of_insertion(self) -> None:
        assert canonical_bytes({"b": 1, "a": 2}) == canonical_bytes({"a": 2, "b": 1})

    @pytest.mark.parametrize(
        "value",
        [1.0, 0.5, float("nan"), b"x", {1: "a"}, {None: 1}, {"a": {2}}, INTEGER_MAX + 1,
         -INTEGER_MAX - 1, "\ud800", {"\udfff": 1}, [range(2)]],
        ids=repr,
    )  # fmt: skip
    def test_are_refused_where_there_is_no_canonical_form(self, value: object) -> None:
        with pytest.raises(NotCanonical):
            canonical_bytes(value)

    def test_are_refused_for_a_value_nested_beyond_the_limit(self) -> None:
        value: list[Any] = []
        for _ in range(DEPTH_MAX):
            value = [value]

        with pytest.raises(NotCanonical):
            canonical_bytes(value)

    @given(VALUES)
    def test_read_back_to_the_same_value(self, value: Any) -> None:
        data = canonical_bytes(value)

        assert json.loads(data) == value
        assert parse_canonical(data) == value

    @given(st.dictionaries(TEXTS, st.integers(0, 9), min_size=2))
    def test_order_keys_by_utf16_unit_at_every_level(self, value: dict[str, int]) -> None:
        keys = list(json.loads(canonical_bytes({"outer": value}))["outer"])

        assert keys == sorted(value, key=lambda key: key.encode("utf-16-be"))


class TestSha256Hex:
    def test_is_the_digest_of_the_canonical_bytes(self) -> None:
        # echo -n '{}' | sha256sum
        assert sha256_hex({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


class TestParseCanonical:
    @pytest.mark.parametrize(
        "data",
        [b'{"a": 1}', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b'["\\u0041"]', b"[1.0]", b"[1e2]",
         b"[1]\n", b"[01]", b"[-0]", b"[NaN]", b'["\\/"]', b"\xef\xbb\xbf[1]", b"[\xff]", b"",
         b'["\\ud800"]', b"[" * 5000],
    )  # fmt: skip
    def test_refuses_every_other_spelling(self, data: bytes) -> None:
        with pytest.raises(NotCanonical):
            parse_canonical(data)
