from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commit.building import an_entry
from paymentus.commit.domain import (
    RETRY_SECONDS_MAX,
    AuditRecord,
    IdempotencyAnswer,
    IdempotencyScope,
    Insert,
    OutboxMessage,
    UnitOfWork,
    Update,
    retry_at,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def a_unit(n: int) -> UnitOfWork:
    return UnitOfWork(
        inserts=(Insert("bills", {"_id": f"b{n}"}),),
        updates=(Update("bills", f"u{n}", 1, {}),),
        entries=(an_entry(f"e{n}"),),
        audit=(AuditRecord("x.done", "s", "a", id=f"aud_{n}"),),
        outbox=(OutboxMessage("t", "k", {}, id=f"out_{n}"),),
        idempotency=(IdempotencyAnswer(f"i{n}", 201, {}, "usr_1"),),
    )


class TestUnitOfWork:
    def test_joins_another_part_by_part_and_in_order(self) -> None:
        both = a_unit(1) + a_unit(2)

        assert [insert.document["_id"] for insert in both.inserts] == ["b1", "b2"]
        assert [update.id for update in both.updates] == ["u1", "u2"]
        assert [entry.id for entry in both.entries] == ["e1", "e2"]
        assert [record.id for record in both.audit] == ["aud_1", "aud_2"]
        assert [message.id for message in both.outbox] == ["out_1", "out_2"]
        assert [answer.id for answer in both.idempotency] == ["i1", "i2"]

    def test_is_unchanged_by_joining_nothing(self) -> None:
        assert a_unit(1) + UnitOfWork() == UnitOfWork() + a_unit(1) == a_unit(1)


class TestIdempotencyScope:
    @pytest.mark.parametrize("part", ["principal", "route", "key"])
    def test_is_another_when_any_part_differs(self, part: str) -> None:
        scope = IdempotencyScope("usr_1", "makePayment", "k")

        assert replace(scope, **{part: "other"}).id != scope.id

    def test_does_not_mistake_where_one_part_ends(self) -> None:
        assert IdempotencyScope("a", "bc", "d").id != IdempotencyScope("ab", "c", "d").id


class TestIds:
    def test_of_records_and_messages_are_their_own(self) -> None:
        assert AuditRecord("x", "s", "a").id != AuditRecord("x", "s", "a").id
        assert OutboxMessage("t", "k", {}).id != OutboxMessage("t", "k", {}).id


class TestAnotherTry:
    def pause(self, attempts: int, *, first: float = 2, most: float = RETRY_SECONDS_MAX) -> float:
        at = retry_at(NOW, attempts, first_seconds=first, most_seconds=most)
        return (at - NOW).total_seconds()

    def test_waits_twice_as_long_each_time_up_to_its_ceiling(self) -> None:
        assert [self.pause(attempts, most=11) for attempts in range(5)] == [2, 4, 8, 11, 11]

    def test_never_waits_longer_than_anybody_may(self) -> None:
        assert retry_at(NOW, 90, first_seconds=1) == NOW + timedelta(seconds=RETRY_SECONDS_MAX)
        assert self.pause(90, most=10 * RETRY_SECONDS_MAX) == RETRY_SECONDS_MAX

    def test_doubles_twenty_times_at_most(self) -> None:
        smallest = 2.0**-20

        assert [self.pause(attempts, first=smallest) for attempts in (19, 20, 21, 500)] == [
            0.5, 1, 1, 1,
        ]  # fmt: skip
