"""The virtual clock over the control API."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Outside


async def _advance(outside: Outside, seconds: Any) -> tuple[int, str]:
    answer = await outside.http.post("/_sandbox/clock/advance", json={"seconds": seconds})
    return answer.status_code, answer.json().get("error", "")


class TestClock:
    @pytest.mark.parametrize("seconds", [-1, -0.5, 400 * 86_400 + 1])
    async def test_only_moves_forward_and_says_so(self, outside: Outside, seconds: float) -> None:
        status, said = await _advance(outside, seconds)

        assert status == 400
        assert "The clock only moves forward" in said
        assert f"{seconds:g}" in said
        assert (await outside.control("clock", method="GET"))["offset"] == 0

    @pytest.mark.parametrize("seconds", ["soon", None, [1]])
    async def test_says_which_field_cannot_be_read(self, outside: Outside, seconds: Any) -> None:
        status, said = await _advance(outside, seconds)

        assert status == 400
        assert said.startswith("seconds: ")

    async def test_adds_up_what_it_was_moved(self, outside: Outside) -> None:
        await outside.advance(3600)
        await outside.advance(0.5)

        assert (await outside.control("clock", method="GET"))["offset"] == 3600.5
