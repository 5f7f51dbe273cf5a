"""Every document of a batch, field by field: what is stored is a contract with every reader."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commit.building import NOW, PAYABLE, RECEIVABLE, an_entry
from paymentus.audit.domain.checkpoint import parse_checkpoint
from paymentus.audit.domain.leaf import PersonalDataInLeaf
from paymentus.audit.domain.tree import CompactRange, leaf_hash
from paymentus.commit.domain import (
    AlreadyExists,
    AuditRecord,
    IdempotencyAnswer,
    IdempotencyClaim,
    IdempotencyScope,
    Insert,
    OutboxMessage,
    UnitOfWork,
    Update,
    VersionConflict,
)
from paymentus.commit.repository import BatchWrites, Head
from paymentus.commit.service.batch import Batch, ReadState
from paymentus.commit.service.works import Work
from paymentus.foundation.canonical_json import sha256_hex
from paymentus.ledger.domain import Account, Book, EntryDraft, EntryKind, Hold, credit, debit
from paymentus.ledger.domain.rules import HoldState
from paymentus.ledger.repository import entry_of

from support.keys import a_log_key

KEY = a_log_key()
HEAD = Head(
    size=0,
    nodes=(),
    sequence=41,
    recorded_at=NOW - timedelta(seconds=1),
    checkpoint="",
    token="old",
)
SCOPE = IdempotencyScope("usr_1", "POST /payments", "key-1")
EVENT: dict[str, Any] = {
    "_id": "aud_9",
    "type": "user.signed_in",
    "subject": "usr_7",
    "actor": "usr_8",
    "data": {"from": "web"},
    "at": NOW - timedelta(minutes=1),
}


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


def a_batch(
    *,
    head: Head = HEAD,
    accounts: tuple[Account, ...] = (),
    holds: tuple[Hold, ...] = (),
    versions: dict[tuple[str, str], int] | None = None,
    **options: Any,
) -> Batch:
    known = {account.id: (account, 4) for account in accounts}
    state = ReadState(head, known, Book(accounts, holds), versions or {})
    return Batch(state, now=NOW, shard="shard-7", **options)


def written(
    loop: asyncio.AbstractEventLoop, unit: UnitOfWork, batch: Batch | None = None, **of_work: Any
) -> BatchWrites:
    batch = batch or a_batch()
    work = Work(unit, loop.create_future(), **of_work)
    assert batch.apply(work) is None
    return batch.compose(KEY, KEY.name)[0]


def changes(writes: BatchWrites, collection: str) -> list[tuple[Any, Any]]:
    """(filter, change) of every update, as MongoDB gets it."""
    return [(update["q"], update["u"]) for update in writes.updates[collection]]


class TestDocuments:
    def test_of_a_use_case_get_version_form_and_shard(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        unit = UnitOfWork(inserts=(Insert("bills", {"_id": "b", "due": 5}),))

        first = written(loop, unit)
        third = written(loop, unit, a_batch(schemas={"bills": 3, "other": 9}))

        document = {"_id": "b", "due": 5, "version": 1, "schema_version": 1, "shard": "shard-7"}
        assert first.inserts == {"bills": [document]}
        assert third.inserts == {"bills": [document | {"schema_version": 3}]}

    @pytest.mark.parametrize(("schemas", "form"), [({}, 1), ({"bills": 3}, 3), ({"users": 3}, 1)])
    def test_are_updated_as_the_version_that_was_read_and_marked_down_to_our_form(
        self, loop: asyncio.AbstractEventLoop, schemas: dict[str, int], form: int
    ) -> None:
        update = Update("bills", "b", 6, {"due": 4}, ("message", "charges"))
        batch = a_batch(versions={("bills", "b"): 6}, schemas=schemas)

        writes = written(loop, UnitOfWork(updates=(update,)), batch)

        assert changes(writes, "bills") == [
            (
                {"_id": "b", "version": 6},
                {
                    "$set": {"due": 4, "version": 7},
                    "$min": {"schema_version": form},
                    "$unset": {"message": "", "charges": ""},
                },
            )
        ]
        assert writes.inserts == {}

    def test_of_an_idempotency_claim_are_kept_for_thirty_days(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        lease = NOW + timedelta(seconds=30)
        batch = a_batch()
        claim = IdempotencyClaim(SCOPE, "hash", "pay_1", lease)

        writes = written(loop, UnitOfWork(idempotency=(claim,)), batch)

        assert writes.inserts == {
            "idempotency": [
                {
                    "_id": SCOPE.id,
                    "route": "POST /payments",
                    "body_hash": "hash",
                    "subject": "pay_1",
                    "status": "running",
                    "lease_until": lease,
                    "created_at": NOW,
                    "expires_at": NOW + timedelta(days=30),
                    "schema_version": 1,
                }
            ]
        }
        assert batch.owners["idempotency"] == batch.accepted

    def test_of_an_idempotency_answer_change_a_running_record_only(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        answer = IdempotencyAnswer("claim", 201, {"id": "pay_1"}, "usr_1")

        writes = written(loop, UnitOfWork(idempotency=(answer,)))

        done = {"status": "done", "answer_status": 201, "answer": {"id": "pay_1"}}
        assert changes(writes, "idempotency") == [
            ({"_id": "claim", "status": "running"}, {"$set": done})
        ]

    def test_of_messages_are_new_and_due_and_name_the_request(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        message = OutboxMessage("receipt_mail", "pay_1", {"payment_id": "pay_1"}, id="out_1")

        (document,) = written(loop, UnitOfWork(outbox=(message,)), request_id="req_1").inserts[
            "outbox"
        ]

        assert document.pop("due_at") <= NOW
        assert document == {
            "_id": "out_1",
            "topic": "receipt_mail",
            "key": "pay_1",
            "payload": {"payment_id": "pay_1"},
            "state": "new",
            "attempts": 0,
            "created_at": NOW,
            "request_id": "req_1",
        }

    def test_of_audit_records_wait_in_the_inbox(self, loop: asyncio.AbstractEventLoop) -> None:
        record = AuditRecord("user.created", "usr_1", "usr_2", {"role": "payer"}, id="aud_1")

        writes = written(loop, UnitOfWork(audit=(record,)))

        assert writes.inserts == {
            "audit_inbox": [
                {
                    "_id": "aud_1",
                    "type": "user.created",
                    "subject": "usr_1",
                    "actor": "usr_2",
                    "data": {"role": "payer"},
                    "at": NOW,
                }
            ]
        }


class TestMoney:
    def entry_and_leaf(self, writes: BatchWrites) -> tuple[dict[str, Any], dict[str, Any]]:
        (entry,) = writes.inserts["transactions"]
        (leaf,) = writes.inserts["audit_log"]
        return entry, leaf

    def test_is_stored_with_its_leaf_and_its_place(self, loop: asyncio.AbstractEventLoop) -> None:
        batch = a_batch(head=replace(HEAD, size=3, nodes=(b"\1" * 32, b"\2" * 32)))
        draft = replace(an_entry("ent_1", amount=250), commitment="c0ffee")

        entry, leaf = self.entry_and_leaf(written(loop, UnitOfWork(entries=(draft,)), batch))

        assert (entry["_id"], entry["sequence"], entry["leaf_index"]) == ("ent_1", 42, 3)
        assert (entry["recorded_at"], entry["shard"]) == (NOW, "shard-7")
        assert entry["postings"] == [
            {"account": RECEIVABLE, "side": "debit", "amount_minor": 250, "currency": "USD"},
            {"account": PAYABLE, "side": "credit", "amount_minor": 250, "currency": "USD"},
        ]
        body = bytes(leaf["leaf"])
        assert entry["entry_hash"] == sha256_hex(entry_of(entry).canonical())
        assert json.loads(body) == {
            "at": "2026-11-23T10:00:00.000Z",
            "commitment": "c0ffee",
            "entry": "ent_1",
            "entry_hash": entry["entry_hash"],
            "event": "test.moved",
            "subject": "pay_1",
            "type": "ledger.entry",
            "v": 1,
        }
        assert bytes(leaf["hash"]) == hashlib.sha256(b"\0" + body).digest()
        fields = {name: value for name, value in leaf.items() if name not in ("leaf", "hash")}
        assert fields == {
            "_id": 3,
            "event_id": "ent_1",
            "type": "ledger.entry",
            "subject": "pay_1",
            "at": NOW,
            "shard": "shard-7",
        }

    def test_opens_accounts_whole_and_moves_old_ones_by_their_totals(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        batch = a_batch(accounts=(Account(PAYABLE, 1, 2, 3, 4),))

        writes = written(loop, UnitOfWork(entries=(an_entry("ent_1", amount=250),)), batch)

        assert writes.inserts["ledger_accounts"] == [
            {
                "_id": RECEIVABLE,
                "class": "asset",
                "currency": "USD",
                "debits_posted": 250,
                "credits_posted": 0,
                "debits_pending": 0,
                "credits_pending": 0,
                "shard": "shard-7",
                "version": 1,
            }
        ]
        ((where, change),) = changes(writes, "ledger_accounts")
        assert where == {"_id": PAYABLE}
        assert change == {"$inc": {"credits_posted": 250, "version": 1}}

    def test_that_could_go_below_its_floor_is_written_as_the_version_it_was_judged_by(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        taken = EntryDraft(
            "ent_1", EntryKind.POSTED, "payment.refunded", "pay_1", "refunded", NOW,
            (debit(PAYABLE, 40), credit(RECEIVABLE, 40)),
        )  # fmt: skip
        accounts = (Account(RECEIVABLE), Account(PAYABLE, credits_posted=100, debits_pending=60))
        batch = a_batch(accounts=accounts)

        writes = written(loop, UnitOfWork(entries=(taken,)), batch)

        assert changes(writes, "ledger_accounts") == [
            ({"_id": PAYABLE, "version": 4}, {"$inc": {"debits_posted": 40, "version": 1}}),
            ({"_id": RECEIVABLE}, {"$inc": {"credits_posted": 40, "version": 1}}),
        ]

    def test_tells_the_committer_every_account_as_it_is_now(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        batch = a_batch(accounts=(Account(PAYABLE, credits_posted=2),))
        batch.apply(Work(UnitOfWork(entries=(an_entry("e", amount=5),)), loop.create_future()))

        accounts = batch.compose(KEY, KEY.name)[3]

        assert accounts == {
            PAYABLE: (Account(PAYABLE, credits_posted=7), 5),
            RECEIVABLE: (Account(RECEIVABLE, debits_posted=5), 1),
        }

    def test_that_is_held_is_a_hold_and_ends_only_while_it_is_open(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        until = NOW + timedelta(days=7)
        pending = an_entry("ent_h", amount=5, kind=EntryKind.PENDING, expires_at=until)
        postings = (debit(RECEIVABLE, 9), credit(PAYABLE, 9))
        old = Hold("ent_old", postings, until)
        accounts = (Account(RECEIVABLE, debits_pending=9), Account(PAYABLE, credits_pending=9))
        batch = a_batch(accounts=accounts, holds=(old,))
        voided = EntryDraft(
            "ent_v", EntryKind.VOID_PENDING, "payment.failed", "pay_2", "failed", NOW,
            pending_id="ent_old",
        )  # fmt: skip

        writes = written(loop, UnitOfWork(entries=(pending, voided)), batch)

        (hold,) = writes.inserts["ledger_holds"]
        assert (hold["_id"], hold["state"], hold["expires_at"]) == ("ent_h", "open", until)
        assert hold["resolved_by"] is None
        assert [posting["amount_minor"] for posting in hold["postings"]] == [5, 5]
        ended = {"state": "voided", "resolved_by": "ent_v"}
        assert changes(writes, "ledger_holds") == [
            ({"_id": "ent_old", "state": "open"}, {"$set": ended})
        ]

    def test_that_is_held_and_ended_in_one_batch_is_inserted_ended(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        pending = an_entry("ent_h", amount=5, kind=EntryKind.PENDING)
        posted = EntryDraft(
            "ent_p", EntryKind.POST_PENDING, "payment.succeeded", "pay_1", "paid", NOW,
            pending_id="ent_h",
        )  # fmt: skip

        writes = written(loop, UnitOfWork(entries=(pending, posted)))

        (hold,) = writes.inserts["ledger_holds"]
        assert (hold["state"], hold["resolved_by"]) == (HoldState.POSTED.value, "ent_p")
        assert "ledger_holds" not in writes.updates


class TestTheLog:
    def test_takes_events_as_they_were_recorded(self, loop: asyncio.AbstractEventLoop) -> None:
        writes = written(loop, UnitOfWork(), events=(EVENT,))

        (leaf,) = writes.inserts["audit_log"]
        assert json.loads(bytes(leaf["leaf"])) == {
            "actor": "usr_8",
            "at": "2026-11-23T09:59:00.000Z",
            "data": {"from": "web"},
            "id": "aud_9",
            "subject": "usr_7",
            "type": "user.signed_in",
            "v": 1,
        }
        fields = {name: value for name, value in leaf.items() if name not in ("leaf", "hash")}
        assert fields == {
            "_id": 0,
            "event_id": "aud_9",
            "type": "user.signed_in",
            "subject": "usr_7",
            "at": NOW - timedelta(minutes=1),
            "shard": "shard-7",
        }
        assert writes.deletes == {"audit_inbox": ["aud_9"]}

    def test_has_a_head_that_says_all_that_the_next_batch_needs(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        batch = a_batch()
        works = [
            Work(UnitOfWork(entries=(an_entry("ent_1"),)), loop.create_future()),
            Work(UnitOfWork(inserts=(Insert("bills", {"_id": "b"}),)), loop.create_future()),
        ]
        for work in works:
            assert batch.apply(work) is None

        writes, head, committed, _ = batch.compose(KEY, KEY.name, token="new")

        body = bytes(writes.inserts["audit_log"][0]["leaf"])
        tree = CompactRange().append([leaf_hash(body)])
        assert (writes.shard, writes.expected_sequence) == ("shard-7", 41)
        assert (writes.expected_token, head.token) == ("old", "new")
        assert writes.head.pop("range") == list(tree.nodes)
        assert writes.head == {
            "size": 1,
            "sequence": 42,
            "recorded_at": NOW,
            "checkpoint": head.checkpoint,
            "token": "new",
        }
        assert (head.size, head.sequence, head.recorded_at) == (1, 42, NOW)
        assert [bytes(node) for node in head.nodes] == list(tree.nodes)
        signed = parse_checkpoint(head.checkpoint)
        assert (signed.origin, signed.size, signed.root) == (KEY.name, 1, tree.root())
        checkpoint = {"_id": 1, "text": head.checkpoint, "at": NOW}
        assert writes.inserts["audit_checkpoints"] == [checkpoint]
        for work, leaves in zip(works, ({"ent_1": 0}, {}), strict=True):
            said = committed[work]
            assert (said.at, said.sequence, said.tree_size) == (NOW, 42, 1)
            assert said.leaf_index == leaves

    def test_of_entries_comes_before_the_log_of_events_and_ids_of_people_before_both(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        """The order of writes decides at whose door a duplicate is laid."""
        unit = UnitOfWork(inserts=(Insert("bills", {"_id": "b"}),), entries=(an_entry("ent_1"),))

        writes = written(loop, unit, events=(EVENT,))

        assert list(writes.inserts) == [
            "transactions", "bills", "ledger_accounts", "audit_log", "audit_checkpoints",
        ]  # fmt: skip
        assert [leaf["event_id"] for leaf in writes.inserts["audit_log"]] == ["ent_1", "aud_9"]


class TestSeveralUnits:
    def test_each_meet_the_versions_that_those_before_have_left(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        batch = a_batch(versions={("bills", "b"): 6})
        twice = UnitOfWork(updates=(Update("bills", "b", 6, {}), Update("bills", "b", 7, {})))
        late = UnitOfWork(updates=(Update("bills", "b", 7, {}),))
        right = UnitOfWork(updates=(Update("bills", "b", 8, {}),))

        said = [batch.apply(Work(unit, loop.create_future())) for unit in (twice, late, right)]

        assert [type(refusal) for refusal in said] == [type(None), VersionConflict, type(None)]

    def test_each_meet_every_id_that_those_before_have_taken(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        def taking(id: str) -> Work:
            return Work(UnitOfWork(inserts=(Insert("bills", {"_id": id}),)), loop.create_future())

        batch = a_batch()

        said = [batch.apply(taking(id)) for id in ("a", "b", "a", "c", "b")]

        exists, free = AlreadyExists, type(None)
        assert [type(refusal) for refusal in said] == [free, free, exists, free, exists]


class TestARefusal:
    def test_names_the_document_and_what_stands_against_it(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        batch = a_batch(versions={("bills", "b"): 6})
        stale = UnitOfWork(updates=(Update("bills", "b", 5, {}),))
        twice = UnitOfWork(inserts=(Insert("bills", {"_id": "x"}), Insert("bills", {"_id": "x"})))

        changed = batch.apply(Work(stale, loop.create_future()))
        exists = batch.apply(Work(twice, loop.create_future()))

        assert isinstance(changed, VersionConflict)
        assert (changed.collection, changed.id) == ("bills", "b")
        assert changed.detail == "bills/b has changed meanwhile."
        assert isinstance(exists, AlreadyExists)
        assert (exists.collection, exists.id, exists.index) == ("bills", "x", "_id_")
        assert exists.detail == "bills/x exists already (_id_)."

    def test_of_an_audit_record_with_personal_data_takes_the_whole_unit_back(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        batch = a_batch()
        telling = AuditRecord("user.created", "usr_1", "usr_1", {"email": "x@example.com"})
        unit = UnitOfWork(entries=(an_entry("ent_1"),), audit=(telling,))

        refusal = batch.apply(Work(unit, loop.create_future()))

        assert isinstance(refusal, PersonalDataInLeaf)
        assert batch.compose(KEY, KEY.name)[0].inserts == {}

    @pytest.mark.parametrize("where", ["actor", "subject"])
    def test_is_told_of_a_person_named_as_actor_or_subject(
        self, loop: asyncio.AbstractEventLoop, where: str
    ) -> None:
        record = replace(AuditRecord("user.created", "usr_1", "usr_1"), **{where: "x@example.com"})

        refusal = a_batch().apply(Work(UnitOfWork(audit=(record,)), loop.create_future()))

        assert isinstance(refusal, PersonalDataInLeaf)

    def test_that_is_no_fact_but_a_fault_is_raised_and_leaves_nothing(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        """Balances and holds that cannot be both: the committer must read them anew."""
        hold = Hold("ent_h", (debit(RECEIVABLE, 9), credit(PAYABLE, 9)), None)
        batch = a_batch(accounts=(Account(RECEIVABLE), Account(PAYABLE)), holds=(hold,))
        posted = EntryDraft(
            "ent_p", EntryKind.POST_PENDING, "payment.succeeded", "pay_1", "paid", NOW,
            pending_id="ent_h",
        )  # fmt: skip

        with pytest.raises(ValueError, match="below zero"):
            batch.apply(Work(UnitOfWork(entries=(posted,)), loop.create_future()))

        assert batch.accepted == []
        assert batch.compose(KEY, KEY.name)[0].inserts == {}


class TestTime:
    def test_is_the_later_of_our_clock_and_the_heads(self) -> None:
        behind = a_batch(head=replace(HEAD, recorded_at=NOW + timedelta(seconds=5)))

        assert a_batch().at == NOW
        assert behind.at == NOW + timedelta(seconds=5)

    def test_of_a_message_that_is_due_is_before_any_clock(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        unit = UnitOfWork(outbox=(OutboxMessage("t", "k", {}),))

        (document,) = written(loop, unit).inserts["outbox"]

        assert document["due_at"] <= NOW
        assert document["due_at"] >= datetime(1970, 1, 1, tzinfo=UTC)
