"""The search backward is bounded, whatever the graph."""

from __future__ import annotations

from collections.abc import Sequence

from paymentus.compliance.domain.monitoring.activity import Row
from paymentus.compliance.domain.monitoring.round_trips import (
    EDGES_LOOKED_AT_MAX,
    Step,
    find_round_trip,
)

LAST = Row(100_000, 1_000, "origin", "last")


def search(graph: dict[str, list[Row]], *, hops: int = 6) -> tuple[Step, ...] | None:
    def incoming_of(party: str) -> Sequence[Row]:
        return graph.get(party, [])

    return find_round_trip(
        "z", "origin", LAST, incoming_of=incoming_of, hops_max=hops, days=8, keep_percent=70
    )


def chain(names: str, amount: int = 1_000) -> dict[str, list[Row]]:
    """``origin`` pays the first, each pays the next; times go up by one."""
    found, giver = {}, "origin"
    for at, name in enumerate(names):
        found[name] = [Row(at, amount, giver, f"t{at}")]
        giver = name
    return found


def test_a_circle_of_six_is_found_and_of_seven_is_not() -> None:
    six, seven = search(chain("abcdz")), search(chain("abcdefz"))

    assert six is not None
    assert [step.receiver for step in six] == ["a", "b", "c", "d", "z", "origin"]
    assert seven is None


def test_money_that_came_later_or_with_another_amount_is_another() -> None:
    later = chain("abz") | {"z": [Row(LAST.at + 1, 1_000, "b", "t9")]}

    assert search(later) is None
    assert search(chain("abz", amount=900)) is None
    assert search(chain("abz", amount=1_500)) is None


def test_a_dense_graph_ends_the_search() -> None:
    names = [f"n{number}" for number in range(40)]
    dense = {
        name: [Row(LAST.at - 1, 1_000, giver, "t") for giver in names if giver != name]
        for name in [*names, "z"]
    }
    asked = 0

    class Counting(dict[str, list[Row]]):
        def get(self, key: str, default: object = None) -> list[Row]:  # type: ignore[override]
            nonlocal asked
            asked += 1
            return super().get(key) or []

    assert search(Counting(dense)) is None
    assert asked <= EDGES_LOOKED_AT_MAX
