from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from paymentus.foundation.ids import check_character, confirmation_number, new_id

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
_SPOKEN = "34679ACDEFGHJKMNPQRTWXY"


class TestId:
    def test_is_a_prefix_and_a_ulid(self) -> None:
        assert re.fullmatch(r"pay_[0-7][0-9A-HJKMNP-TV-Z]{25}", new_id("pay"))

    def test_is_never_the_same(self) -> None:
        assert len({new_id("pay", at=NOW) for _ in range(2_000)}) == 2_000

    def test_sorts_by_the_time_it_was_made_at(self) -> None:
        ids = [new_id("pay", at=NOW + timedelta(milliseconds=n)) for n in range(200)]

        assert ids == sorted(ids)


class TestConfirmationNumber:
    def test_is_easy_to_read_out(self) -> None:
        for _ in range(200):
            number = confirmation_number()
            assert re.fullmatch(rf"[{_SPOKEN}]{{4}}-[{_SPOKEN}]{{4}}-[{_SPOKEN}]{{2}}", number)

    def test_ends_with_its_check_character(self) -> None:
        number = confirmation_number().replace("-", "")

        assert check_character(number[:9]) == number[9]

    @pytest.mark.parametrize("place", range(9))
    def test_shows_any_one_wrong_character(self, place: int) -> None:
        body = confirmation_number().replace("-", "")[:9]

        for other in set(_SPOKEN) - {body[place]}:
            wrong = body[:place] + other + body[place + 1 :]
            assert check_character(wrong) != check_character(body)

    @pytest.mark.parametrize("place", range(8))
    def test_shows_two_neighbours_that_changed_places(self, place: int) -> None:
        body = "3A7C9E4GK"
        swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]

        assert check_character(swapped) != check_character(body)
