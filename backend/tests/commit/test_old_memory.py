"""A server whose memory of balances is old, beside one that has committed since."""

from __future__ import annotations

import logging

import pytest

from commit.building import NOW, PAYABLE, RECEIVABLE, a_committer
from paymentus.commit.domain import UnitOfWork
from paymentus.foundation.leases import Leases
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.redis import RedisClient
from paymentus.ledger.domain import EntryDraft, EntryKind, credit, debit


def an_entry(id: str, kind: EntryKind, *, pending_id: str | None = None) -> EntryDraft:
    return EntryDraft(
        id=id,
        kind=kind,
        event="payment.started",
        subject="pay_1",
        description="",
        effective_at=NOW,
        postings=() if pending_id else (debit(RECEIVABLE, 70), credit(PAYABLE, 70)),
        pending_id=pending_id,
    )


async def test_posts_a_hold_that_the_other_server_opened_without_a_failure(
    client: Client, database: Database, redis: RedisClient, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = (a_committer(client, database, Leases(redis)) for _ in range(2))
    await one.initialise()
    await other.commit(UnitOfWork(entries=(an_entry("ent_1", EntryKind.POSTED),)))
    await one.commit(UnitOfWork(entries=(an_entry("ent_h", EntryKind.PENDING),)))
    post = an_entry("ent_p", EntryKind.POST_PENDING, pending_id="ent_h")

    with caplog.at_level(logging.ERROR):
        await other.commit(UnitOfWork(entries=(post,)))

    account = await database["ledger_accounts"].find_one({"_id": PAYABLE})
    assert account is not None
    assert (account["credits_posted"], account["credits_pending"]) == (140, 0)
    assert caplog.records == []
