"""The short form of ``make monitoring``: a floor under accuracy in every test run."""

from __future__ import annotations

import pytest

from measure.monitoring import (
    SEEDS_HELD_OUT,
    Accuracy,
    cash_movements,
    costs_by_history,
    ctr_mismatches,
)

from support.invented_money import SCHEMES, invent


@pytest.fixture(scope="module")
def accuracy() -> Accuracy:
    found = Accuracy()
    found.add(invent(SEEDS_HELD_OUT[0], people=500, schemes=6))
    return found


class TestInventedMonths:
    @pytest.mark.parametrize("typology", SCHEMES)
    def test_hold_schemes_that_are_found(self, accuracy: Accuracy, typology: str) -> None:
        assert accuracy.planted[typology] == 6
        assert accuracy.recall()[typology] >= 0.8

    def test_hold_much_that_is_left_alone(self, accuracy: Accuracy) -> None:
        assert accuracy.transfers > 20_000
        assert accuracy.precision >= 0.75
        assert accuracy.wrong.total() / accuracy.transfers < 0.001

    def test_are_the_same_from_the_same_seed(self) -> None:
        first, second = (invent(9, people=100, schemes=1) for _ in range(2))

        assert first.transfers == second.transfers
        assert first.instances == second.instances


class TestCurrency:
    def test_is_totaled_as_a_recount_totals_it(self) -> None:
        mismatches, over = ctr_mismatches(cash_movements(5_000, seed=3))

        assert over > 500
        assert mismatches == 0


def test_cost_does_not_grow_with_history() -> None:
    costs = costs_by_history((1_000, 20_000))

    assert costs[20_000] < 2 * costs[1_000]
