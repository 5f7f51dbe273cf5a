from __future__ import annotations

import base64
import contextlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from paymentus.foundation.http import (
    ApiModel,
    CursorNotUnderstood,
    MoneyOut,
    Timestamp,
    decode_cursor,
    encode_cursor,
)
from paymentus.foundation.money import Money


def raw(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


class TestCursor:
    @given(
        st.lists(st.text(max_size=40) | st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=3)
    )
    def test_is_read_back_as_it_was_made(self, values: list[Any]) -> None:
        assert decode_cursor(encode_cursor(*values), len(values)) == values

    @pytest.mark.parametrize(
        "cursor",
        ["", "x", "!!!!", "é", raw({}), raw("a"), raw([]), raw([1, 2]), raw([None]), raw([True]),
         raw([1.5]), raw([2**63]), raw([{"$gt": ""}]), raw([[1]])],
    )  # fmt: skip
    def test_is_refused_when_no_list_made_it(self, cursor: str) -> None:
        with pytest.raises(CursorNotUnderstood):
            decode_cursor(cursor, 1)

    @given(st.text(max_size=60))
    def test_of_any_text_is_read_or_refused(self, cursor: str) -> None:
        with contextlib.suppress(CursorNotUnderstood):
            assert len(decode_cursor(cursor, 1)) == 1


class TestModels:
    def test_refuse_members_they_do_not_know(self) -> None:
        with pytest.raises(ValidationError):
            MoneyOut(amount_minor=1, currency="USD", cents=1)

    def test_show_money_in_minor_units(self) -> None:
        assert MoneyOut.of(Money(5, "JPY")).model_dump() == {"amount_minor": 5, "currency": "JPY"}

    def test_show_times_in_utc(self) -> None:
        class Shown(ApiModel):
            at: Timestamp

        moment = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
        assert Shown(at=moment).model_dump_json() == '{"at":"2026-11-23T10:00:00.000Z"}'
