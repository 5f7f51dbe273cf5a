from __future__ import annotations

import random

from faults.pairs import SecondPoints


def after(points: SecondPoints, *firsts: str, shown: list[str]) -> SecondPoints:
    for first in firsts:
        points.ran(first, None, shown, died=False)
    return points


class TestSecondPoints:
    def test_are_unmet_until_somebody_died_at_them(self) -> None:
        points = after(SecondPoints(random.Random(1)), "a", "b", shown=["x", "y"])
        points.ran("a", "x", ["x"], died=True)

        assert points.unmet == [("y", ["a", "b"])]

    def test_that_few_recoveries_show_are_not_on_their_way(self) -> None:
        points = after(SecondPoints(random.Random(1), shown_after=2), "a", "b", shown=["x"])
        points.ran("c", None, ["y"], died=False)

        assert points.unmet == [("x", ["a", "b"])]
