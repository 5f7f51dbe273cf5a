"""What a key has done before, judged from the stored record alone. The suite over HTTP is
``test_committer.py`` and the conformance suite; here is every way the decision can go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from paymentus.commit.domain import IdempotencyKeyReused, IdempotencyScope, RequestInProgress
from paymentus.commit.repository import CommitRepository
from paymentus.commit.service import Idempotency
from paymentus.foundation.mongo import Document

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SCOPE = IdempotencyScope("usr_1", "POST /payments", "key-1")


class OneRecord(CommitRepository):
    """Holds one record and knows under which id it was asked for."""

    def __init__(self, record: Document | None) -> None:
        self._record = record

    async def idempotency_record(self, id: str) -> Document | None:
        return self._record if self._record and self._record["_id"] == id else None


def a_record(**changes: Any) -> Document:
    return {
        "_id": SCOPE.id,
        "body_hash": "hash",
        "subject": "pay_1",
        "status": "running",
        "lease_until": NOW + timedelta(seconds=30),
        **changes,
    }


def over(record: Document | None) -> Idempotency:
    return Idempotency(OneRecord(record), lambda: NOW)


class TestAKey:
    async def test_that_is_new_has_done_nothing(self) -> None:
        assert await over(None).look_up(SCOPE, "hash") is None

    async def test_of_another_principal_route_or_spelling_is_another_key(self) -> None:
        keys = over(a_record())

        for other in (
            IdempotencyScope("usr_2", "POST /payments", "key-1"),
            IdempotencyScope("usr_1", "POST /refunds", "key-1"),
            IdempotencyScope("usr_1", "POST /payments", "key-2"),
        ):
            assert await keys.look_up(other, "hash") is None

    async def test_whose_answer_was_dropped_names_what_it_was_about(self) -> None:
        replay = await over(a_record(status="done", answer_status=201)).look_up(SCOPE, "hash")

        assert replay is not None
        assert (replay.subject, replay.answer) == ("pay_1", None)

    @pytest.mark.parametrize("status", ["running", "done"])
    async def test_with_another_body_is_refused_whatever_became_of_it(self, status: str) -> None:
        record = a_record(status=status, answer_status=201, answer={"id": "pay_1"})

        with pytest.raises(IdempotencyKeyReused):
            await over(record).look_up(SCOPE, "other")

    async def test_that_is_done_gives_its_answer_however_long_its_lease(self) -> None:
        record = a_record(status="done", answer_status=201, answer={"id": "pay_1"})

        replay = await over(record).look_up(SCOPE, "hash")

        assert replay is not None
        assert (replay.subject, replay.status, replay.answer) == ("pay_1", 201, {"id": "pay_1"})

    async def test_that_is_running_asks_for_patience_of_a_second(self) -> None:
        with pytest.raises(RequestInProgress) as refusal:
            await over(a_record()).look_up(SCOPE, "hash")

        assert refusal.value.extra == {"retry_after": 1}
        assert refusal.value.subject == "pay_1"

    @pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=1)])
    async def test_whose_lease_has_ended_names_what_it_makes_without_an_answer(
        self, late: timedelta
    ) -> None:
        replay = await over(a_record(lease_until=NOW - late)).look_up(SCOPE, "hash")

        assert replay is not None
        assert (replay.subject, replay.status, replay.answer) == ("pay_1", None, None)
