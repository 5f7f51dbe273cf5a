"""The face of a card, and where a payer may be sent back to."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from paymentus.payment_methods.domain import (
    Card,
    ReturnPathNotOurs,
    check_return_path,
    with_setup_id,
)


class TestCard:
    @pytest.mark.parametrize(
        ("today", "expired"),
        [
            (date(2026, 11, 30), False),
            (date(2026, 12, 31), False),
            (date(2027, 1, 1), True),
            (date(2028, 2, 1), True),
        ],
    )
    def test_is_good_through_the_last_day_of_its_month(self, today: date, expired: bool) -> None:
        card = Card(
            id="pm_1", user_id="usr_1", brand="visa", last4="4242", exp_month=12, exp_year=2026,
            created_at=datetime(2026, 1, 1, tzinfo=UTC), version=1,
        )  # fmt: skip
        assert card.has_expired(today) is expired


class TestReturnPath:
    @pytest.mark.parametrize("path", ["/", "/cards", "/pay/q_1?step=2&from=cards"])
    def test_is_a_path_on_this_site(self, path: str) -> None:
        assert check_return_path(path) == path

    @pytest.mark.parametrize(
        "path",
        ["", "cards", "//evil.example", "/\\evil.example", "https://evil.example", "/a b", "/a\nb",
         "/a#b", "/\u202ecards", "/" + "a" * 300, "/a\\b", "javascript:alert(1)"],
    )  # fmt: skip
    def test_is_refused_where_a_browser_could_end_up_elsewhere(self, path: str) -> None:
        with pytest.raises(ReturnPathNotOurs):
            check_return_path(path)

    def test_names_the_setup_beside_what_it_had(self) -> None:
        assert with_setup_id("/cards", "set_1") == "/cards?setup=set_1"
        assert with_setup_id("/pay?q=1", "set_1") == "/pay?q=1&setup=set_1"
