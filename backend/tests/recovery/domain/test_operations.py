from __future__ import annotations

from typing import Any

import pytest
from bson import Timestamp

from paymentus.recovery.domain.manifest import Moment
from paymentus.recovery.domain.operations import Operation, PointNotReachable, Reading


def entry(op: str, o: dict[str, Any], *, ns: str = "shop.bills", **more: Any) -> dict[str, Any]:
    return {"ts": Timestamp(7, 1), "op": op, "ns": ns, "o": o, "ui": "old", **more}


def read(*entries: dict[str, Any], key: bytes = b"one", until: Moment = (9, 0)) -> list[Operation]:
    reading = Reading("shop", "copy", until=until)
    return [found for one in entries for found in reading.operations(one, key=key)]


INSERT = entry("i", {"_id": 1})


class TestEntries:
    def test_become_operations_on_the_other_database_without_ids_of_the_old_servers(self) -> None:
        update = entry("u", {"$v": 2, "diff": {}}, o2={"_id": 1})

        found = read(INSERT, update)

        assert [one.document for one in found] == [
            {"op": "i", "ns": "copy.bills", "o": {"_id": 1}},
            {"op": "u", "ns": "copy.bills", "o": {"$v": 2, "diff": {}}, "o2": {"_id": 1}},
        ]
        assert {(one.at, one.collection) for one in found} == {((7, 1), "bills")}

    def test_of_other_databases_are_left_out(self) -> None:
        assert read(entry("i", {"_id": 1}, ns="shops.bills"), entry("n", {}, ns="")) == []

    def test_of_a_transaction_are_taken_out_of_it(self) -> None:
        inside = [INSERT, entry("i", {"_id": 2}, ns="other.bills")]

        [found] = read(entry("c", {"applyOps": inside}, ns="admin.$cmd"))

        assert found.document["o"] == {"_id": 1}

    def test_of_a_large_transaction_come_with_its_last(self) -> None:
        first = entry("c", {"applyOps": [INSERT], "partialTxn": True}, ns="admin.$cmd")
        last = entry("c", {"applyOps": [entry("i", {"_id": 2})], "count": 2}, ns="admin.$cmd")

        assert read(first) == []
        assert [one.document["o"]["_id"] for one in read(first, last)] == [1, 2]
        with pytest.raises(PointNotReachable, match="beginning"):
            read(last)

    @pytest.mark.parametrize("command", ["create", "createIndexes", "commitIndexBuild"])
    def test_of_what_the_product_makes_itself_are_needless(self, command: str) -> None:
        assert read(entry("c", {command: "bills"}, ns="shop.$cmd")) == []

    @pytest.mark.parametrize("command", ["drop", "dropDatabase", "renameCollection"])
    def test_that_take_a_collection_away_are_refused(self, command: str) -> None:
        with pytest.raises(PointNotReachable, match=command):
            read(entry("c", {command: "bills"}, ns="shop.$cmd"))
        assert read(entry("c", {command: "bills"}, ns="other.$cmd")) == []

    def test_that_take_a_collection_away_later_than_is_asked_for_do_no_harm(self) -> None:
        """The moment before a collection was dropped by mistake is the one that is wanted."""
        dropped = entry("c", {"drop": "bills"}, ns="shop.$cmd")

        assert len(read(INSERT, dropped, until=(6, 0))) == 1

    def test_of_a_restore_end_the_history_that_was_before_it(self) -> None:
        begun = entry("i", {"_id": 1}, ns="shop.unfinished_restore")

        with pytest.raises(PointNotReachable, match="brought back"):
            read(begun)
        assert read(begun, until=(6, 0)) == []

    def test_of_two_shards_are_refused(self) -> None:
        with pytest.raises(PointNotReachable, match="shards"):
            read(entry("c", {"applyOps": [INSERT], "prepare": True}, ns="admin.$cmd"))
