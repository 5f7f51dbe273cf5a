"""What a finding shows."""

from __future__ import annotations

from paymentus.compliance.domain.monitoring.activity import Row
from paymentus.compliance.domain.monitoring.evidence import (
    POINTS_SHOWN,
    both_ways,
    days_of,
    said,
    time_line,
)

DAY = 86_400


def rows(count: int) -> list[Row]:
    return [Row(1_772_409_600 + n * DAY, 100 + n, "other", f"t{n}") for n in range(count)]


def test_a_time_line_is_in_order_and_keeps_the_newest() -> None:
    points = time_line(list(reversed(rows(40))), "in")

    assert len(points) == POINTS_SHOWN
    assert points[-1] == {
        "at": "2026-04-10T00:00:00Z",
        "amount_minor": 139,
        "direction": "in",
        "with": "other",
        "transfer_id": "t39",
    }


def test_two_time_lines_become_one() -> None:
    first, second, third = rows(3)

    assert [point["direction"] for point in both_ways([first, third], [second])] == [
        "in", "out", "in",
    ]  # fmt: skip


def test_words_for_money_and_days() -> None:
    assert said(1_234_500) == "$12,345.00"
    assert days_of(rows(1)) == "one day"
    assert days_of(rows(4)) == "3 days"
