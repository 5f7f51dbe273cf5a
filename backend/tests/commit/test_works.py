"""What a batch must read for its units, how large they are, and how one is told that it failed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from commit.building import NOW, PAYABLE, RECEIVABLE, an_entry
from paymentus.commit.domain import (
    AlreadyExists,
    CommitUnavailable,
    IdempotencyAnswer,
    Insert,
    UnitOfWork,
    Update,
)
from paymentus.commit.service.works import Work, fail, fail_moved_events, needs_of, size_of
from paymentus.ledger.domain import EntryDraft, EntryKind


def a_work(unit: UnitOfWork, **options: object) -> Work:
    return Work(unit, asyncio.get_running_loop().create_future(), **options)  # type: ignore[arg-type]


async def test_a_batch_needs_what_its_units_update_resolve_and_move() -> None:
    posts = EntryDraft(
        "ent_p", EntryKind.POST_PENDING, "payment.succeeded", "pay_1", "", NOW, pending_id="ent_h"
    )
    works = [
        a_work(UnitOfWork(updates=(Update("bills", "b1", 1, {}), Update("bills", "b2", 1, {})))),
        a_work(UnitOfWork(updates=(Update("quotes", "q1", 1, {}),), entries=(an_entry("ent_1"),))),
        a_work(UnitOfWork(inserts=(Insert("bills", {"_id": "b3"}),), entries=(posts,))),
    ]

    versions, holds, accounts = needs_of(works)

    assert versions == {"bills": {"b1", "b2"}, "quotes": {"q1"}}
    assert holds == {"ent_h"}
    assert accounts == {RECEIVABLE, PAYABLE}


async def test_the_size_counts_documents_and_is_never_nothing() -> None:
    small = a_work(UnitOfWork(idempotency=(IdempotencyAnswer("key", 201, {}, "usr_1"),)))
    large = a_work(
        UnitOfWork(
            inserts=(Insert("bills", {"_id": "b"}),),
            updates=(Update("quotes", "q", 1, {}),),
            entries=(an_entry("ent_1", expires_at=NOW + timedelta(days=1)),),
        ),
        events=({"_id": "aud_1"},),
    )

    assert size_of(small) > 0
    assert size_of(large) == size_of(small) + 6


async def test_events_that_another_server_moved_leave_the_batch_and_the_others_stay() -> None:
    moved = a_work(UnitOfWork(), events=({"_id": "aud_1"},))
    other = a_work(UnitOfWork(inserts=(Insert("bills", {"_id": "b"}),)))
    works = [moved, other]

    fail_moved_events(works)

    assert works == [other]
    with pytest.raises(AlreadyExists, match="aud_1"):
        await moved.done


async def test_who_was_told_is_not_told_again_and_an_end_of_the_server_is_no_refusal() -> None:
    work, ended = a_work(UnitOfWork()), a_work(UnitOfWork())
    fail(work, AlreadyExists("bills", "b"))

    fail(work, CommitUnavailable())
    fail(ended, asyncio.CancelledError())

    with pytest.raises(AlreadyExists):
        await work.done
    with pytest.raises(CommitUnavailable, match="stopping"):
        await ended.done
