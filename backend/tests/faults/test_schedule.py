from __future__ import annotations

from collections import Counter

from faults.network import Cut
from faults.schedule import Kind, plan

COUNTS = dict.fromkeys(Kind, 3)


class TestPlan:
    def test_is_the_same_for_the_same_seed(self) -> None:
        assert plan(7, COUNTS, purchases=500) == plan(7, COUNTS, purchases=500)
        assert plan(7, COUNTS, purchases=500) != plan(8, COUNTS, purchases=500)

    def test_has_every_fault_so_often_and_within_the_load(self) -> None:
        events = plan(7, COUNTS, purchases=500)

        assert Counter(event.kind for event in events) == COUNTS
        assert all(0 < event.at < 500 for event in events)
        assert [event.at for event in events] == sorted(event.at for event in events)

    def test_partitions_one_way_in_each_way(self) -> None:
        events = plan(7, COUNTS, purchases=500)

        one_way = [event.cut for event in events if event.kind is Kind.ONE_WAY]
        both_ways = {event.cut for event in events if event.kind is Kind.TWO_WAY}
        assert sorted(map(str, one_way)) == sorted([Cut.ALONE, Cut.DEAF, Cut.MUTE])
        assert both_ways == {Cut.GONE}
