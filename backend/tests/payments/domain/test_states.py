from __future__ import annotations

from itertools import pairwise, permutations, product

import pytest

from paymentus.payments.domain.states import FINAL, LIVE, PaymentState, may_become

S = PaymentState
ENDS_WITHOUT_MONEY = {S.FAILED, S.EXPIRED, S.CANCELED, S.BLOCKED}


class TestStates:
    def test_are_live_or_final(self) -> None:
        assert ENDS_WITHOUT_MONEY | {S.SUCCEEDED} == FINAL
        assert {S.HELD, S.SUBMITTING, S.UNKNOWN, S.REQUIRES_ACTION, S.PROCESSING} == LIVE

    @pytest.mark.parametrize(
        ("current", "wanted"),
        list(
            pairwise(
                [S.HELD, S.SUBMITTING, S.UNKNOWN, S.REQUIRES_ACTION, S.PROCESSING, S.SUCCEEDED]
            )
        ),
    )
    def test_move_up_and_never_down(self, current: PaymentState, wanted: PaymentState) -> None:
        assert may_become(current, wanted)
        assert not may_become(wanted, current)

    @pytest.mark.parametrize("state", S)
    def test_are_not_news_to_themselves(self, state: PaymentState) -> None:
        assert not may_become(state, state)

    @pytest.mark.parametrize(("first", "second"), list(permutations(sorted(ENDS_WITHOUT_MONEY), 2)))
    def test_that_end_without_money_stand_once_reached(
        self, first: PaymentState, second: PaymentState
    ) -> None:
        assert not may_become(first, second)

    @pytest.mark.parametrize("end", sorted(ENDS_WITHOUT_MONEY))
    def test_give_way_to_money_that_came_after_all(self, end: PaymentState) -> None:
        assert may_become(end, S.SUCCEEDED)

    @pytest.mark.parametrize("later", S)
    def test_end_with_success(self, later: PaymentState) -> None:
        assert not may_become(S.SUCCEEDED, later)

    @pytest.mark.parametrize(("live", "final"), list(product(sorted(LIVE), sorted(FINAL))))
    def test_that_are_live_may_end_in_every_way(
        self, live: PaymentState, final: PaymentState
    ) -> None:
        assert may_become(live, final)
