"""The batch in memory: judged in order against a model, composed into writes. No database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commit.building import NOW, PAYABLE, RECEIVABLE, an_entry
from paymentus.audit.domain.checkpoint import parse_checkpoint
from paymentus.audit.domain.tree import CompactRange, leaf_hash
from paymentus.commit.domain import (
    DUE_AT_ONCE,
    AlreadyExists,
    AuditRecord,
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
from paymentus.foundation.errors import DomainError
from paymentus.ledger.domain import Account, Book, EntryDraft, EntryKind, credit, debit
from paymentus.ledger.domain.rules import WouldGoBelowFloor

from support.keys import a_log_key

KEY = a_log_key()
EMPTY = Head(size=0, nodes=(), sequence=0, recorded_at=NOW, checkpoint="")
BANK = "bank/operating/USD"


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


def a_batch(
    versions: dict[tuple[str, str], int] | None = None,
    *,
    head: Head = EMPTY,
    accounts: tuple[Account, ...] = (),
) -> Batch:
    state = ReadState(
        head, {account.id: (account, 4) for account in accounts}, Book(accounts), versions or {}
    )
    return Batch(state, now=NOW, shard="shard-0")


def a_payout(id: str, amount: int) -> EntryDraft:
    return EntryDraft(
        id=id,
        kind=EntryKind.POSTED,
        event="biller.settled",
        subject="bil_1",
        description="settled",
        effective_at=NOW,
        postings=(debit(PAYABLE, amount), credit(BANK, amount)),
    )


def operations(writes: BatchWrites, collection: str) -> list[tuple[dict, dict]]:
    """(filter, change) of every update, as MongoDB gets it."""
    return [(update["q"], update["u"]) for update in writes.updates.get(collection, [])]


@dataclass(frozen=True)
class Attempt:
    """A unit over three documents and one floored account."""

    inserts: tuple[int, ...]
    updates: tuple[tuple[int, int], ...]
    takes: int


ATTEMPTS = st.lists(
    st.builds(
        Attempt,
        inserts=st.lists(st.integers(0, 2), max_size=2).map(tuple),
        updates=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 4)), max_size=2).map(tuple),
        takes=st.sampled_from([0, 0, 10, 40, 90]),
    ),
    max_size=12,
)


def _unit(attempt: Attempt, number: int) -> UnitOfWork:
    return UnitOfWork(
        inserts=tuple(Insert("new", {"_id": f"n{doc}"}) for doc in attempt.inserts),
        updates=tuple(
            Update("old", f"d{doc}", version, {"by": number}) for doc, version in attempt.updates
        ),
        entries=(a_payout(f"e{number}", attempt.takes),) if attempt.takes else (),
    )


class TestJudging:
    @settings(max_examples=80)
    @given(ATTEMPTS)
    def test_is_in_order_each_by_what_it_would_really_meet(
        self, loop: asyncio.AbstractEventLoop, attempts: list[Attempt]
    ) -> None:
        versions, made, left = {"d0": 1, "d1": 1, "d2": 1}, set(), 100
        batch = a_batch(
            {("old", id): version for id, version in versions.items()},
            accounts=(Account(PAYABLE, credits_posted=100), Account(BANK)),
        )
        taken = 0
        for number, attempt in enumerate(attempts):
            wanted = dict(versions)
            fits = len(set(attempt.inserts)) == len(attempt.inserts)
            fits &= not made & set(attempt.inserts)
            for doc, version in attempt.updates:
                fits &= wanted[f"d{doc}"] == version
                wanted[f"d{doc}"] += 1
            fits &= attempt.takes <= left

            refusal = batch.apply(Work(_unit(attempt, number), loop.create_future()))

            assert (refusal is None) == fits
            if fits:
                taken += 1
                versions, left = wanted, left - attempt.takes
                made |= set(attempt.inserts)

        assert len(batch.accepted) == taken
        writes, *_ = batch.compose(KEY, KEY.name)
        assert {document["_id"] for document in writes.inserts.get("new", [])} == {
            f"n{doc}" for doc in made
        }
        chains: dict[str, list[int]] = {}
        for wanted_document, change in operations(writes, "old"):
            assert change["$set"]["version"] == wanted_document["version"] + 1
            chains.setdefault(wanted_document["_id"], []).append(wanted_document["version"])
        for id, chain in chains.items():
            assert chain == list(range(1, versions[id]))

    @pytest.mark.parametrize(
        ("unit", "refusal"),
        [
            (UnitOfWork(updates=(Update("bills", "b", 2, {}),)), VersionConflict),
            (UnitOfWork(updates=(Update("bills", "gone", 1, {}),)), VersionConflict),
            (
                UnitOfWork(inserts=(Insert("bills", {"_id": "x"}), Insert("bills", {"_id": "x"}))),
                AlreadyExists,
            ),
            (UnitOfWork(entries=(an_entry("e"), an_entry("e"))), AlreadyExists),
            (UnitOfWork(entries=(a_payout("e", 1),)), WouldGoBelowFloor),
        ],
    )
    def test_refuses_as_the_fact(
        self,
        loop: asyncio.AbstractEventLoop,
        unit: UnitOfWork,
        refusal: type[DomainError],
    ) -> None:
        batch = a_batch({("bills", "b"): 1})

        found = batch.apply(Work(unit, loop.create_future()))

        assert type(found) is refusal
        assert batch.accepted == []

    def test_of_a_refused_unit_leaves_nothing_of_it_for_the_next(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        batch = a_batch({("bills", "b"): 1})
        half_good = UnitOfWork(
            inserts=(Insert("bills", {"_id": "x"}),),
            updates=(Update("bills", "b", 1, {}),),
            entries=(an_entry("e1", amount=50), a_payout("e2", 51)),
        )
        good = UnitOfWork(
            inserts=(Insert("bills", {"_id": "x"}),),
            updates=(Update("bills", "b", 1, {}),),
            entries=(an_entry("e1", amount=50), a_payout("e2", 50)),
        )

        assert isinstance(batch.apply(Work(half_good, loop.create_future())), WouldGoBelowFloor)
        assert batch.apply(Work(good, loop.create_future())) is None

    def test_lets_a_unit_change_what_it_has_just_made(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        unit = UnitOfWork(
            inserts=(Insert("bills", {"_id": "x"}),), updates=(Update("bills", "x", 1, {"n": 1}),)
        )

        assert a_batch().apply(Work(unit, loop.create_future())) is None

    def test_claims_an_idempotency_key_once(self, loop: asyncio.AbstractEventLoop) -> None:
        claim = IdempotencyClaim(IdempotencyScope("usr", "pay", "k"), "h", "pay_1", NOW)
        batch = a_batch()

        first = batch.apply(Work(UnitOfWork(idempotency=(claim,)), loop.create_future()))
        second = batch.apply(Work(UnitOfWork(idempotency=(claim,)), loop.create_future()))

        assert first is None
        assert isinstance(second, AlreadyExists)
        assert second.collection == "idempotency"


class TestComposing:
    def test_touches_each_balance_once_however_many_entries_move_it(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        batch = a_batch(accounts=(Account(RECEIVABLE), Account(PAYABLE)))
        for number in range(40):
            batch.apply(Work(UnitOfWork(entries=(an_entry(f"e{number}"),)), loop.create_future()))

        writes, _, _, accounts = batch.compose(KEY, KEY.name)

        changes = {where["_id"]: change for where, change in operations(writes, "ledger_accounts")}
        assert len(operations(writes, "ledger_accounts")) == 2
        assert changes[PAYABLE]["$inc"]["credits_posted"] == 4_000
        assert accounts[PAYABLE] == (Account(PAYABLE, credits_posted=4_000), 5)

    def test_makes_messages_due_at_once_whatever_the_clocks_say(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        batch = a_batch(head=replace(EMPTY, recorded_at=NOW + timedelta(hours=1)))
        unit = UnitOfWork(outbox=(OutboxMessage("payment_changed", "pay_1", {}),))
        batch.apply(Work(unit, loop.create_future()))

        writes, after, _, _ = batch.compose(KEY, KEY.name)

        assert [message["due_at"] for message in writes.inserts["outbox"]] == [DUE_AT_ONCE]
        assert after.recorded_at == NOW + timedelta(hours=1)

    def test_signs_the_head_of_a_dense_log(self, loop: asyncio.AbstractEventLoop) -> None:
        before = CompactRange().append([leaf_hash(b"earlier")])
        head = Head(1, before.nodes, 6, NOW, "earlier")
        batch = a_batch(head=head)
        works = [
            Work(UnitOfWork(entries=(an_entry("e1"), an_entry("e2"))), loop.create_future()),
            Work(UnitOfWork(), loop.create_future(), events=(_event("aud_1"), _event("aud_2"))),
            Work(UnitOfWork(entries=(an_entry("e3"),)), loop.create_future()),
        ]
        for work in works:
            assert batch.apply(work) is None

        writes, after, committed, _ = batch.compose(KEY, KEY.name)

        leaves = writes.inserts["audit_log"]
        signed = parse_checkpoint(after.checkpoint)
        tree = before.append(leaf_hash(bytes(leaf["leaf"])) for leaf in leaves)
        assert [leaf["_id"] for leaf in leaves] == [1, 2, 3, 4, 5]
        assert (after.size, after.sequence) == (6, 7)
        assert (signed.size, signed.root) == (6, tree.root())
        assert committed[works[0]].leaf_index == {"e1": 1, "e2": 2}
        assert committed[works[2]].leaf_index == {"e3": 3}
        assert writes.deletes == {"audit_inbox": ["aud_1", "aud_2"]}
        assert [row["_id"] for row in writes.inserts["audit_checkpoints"]] == [6]

    def test_keeps_the_checkpoint_when_the_log_does_not_grow(
        self, loop: asyncio.AbstractEventLoop
    ) -> None:
        batch = a_batch(head=Head(0, (), 6, NOW, "the checkpoint there was"))
        batch.apply(Work(UnitOfWork(inserts=(Insert("b", {"_id": "x"}),)), loop.create_future()))

        writes, after, _, _ = batch.compose(KEY, KEY.name)

        assert after.checkpoint == "the checkpoint there was"
        assert "audit_checkpoints" not in writes.inserts
        assert after.sequence == 7

    def test_never_lets_recorded_time_run_backwards(self, loop: asyncio.AbstractEventLoop) -> None:
        ahead = NOW + timedelta(seconds=3)
        batch = a_batch(head=Head(0, (), 6, ahead, ""))
        work = Work(UnitOfWork(entries=(an_entry("e1"),)), loop.create_future())
        batch.apply(work)

        writes, after, committed, _ = batch.compose(KEY, KEY.name)

        assert committed[work].at == after.recorded_at == ahead
        assert writes.inserts["transactions"][0]["recorded_at"] == ahead

    def test_is_the_same_each_time_it_goes_again(self, loop: asyncio.AbstractEventLoop) -> None:
        units = [
            UnitOfWork(
                inserts=(Insert("b", {"_id": f"x{n}"}),),
                entries=(an_entry(f"e{n}"),),
                audit=(AuditRecord("a.b", "s", "a", id=f"aud_{n}"),),
                outbox=(OutboxMessage("t", "k", {}, id=f"out_{n}"),),
            )
            for n in range(5)
        ]

        def composed() -> tuple[object, ...]:
            batch = a_batch()
            for unit in units:
                batch.apply(Work(unit, loop.create_future()))
            writes, head, _, accounts = batch.compose(KEY, KEY.name)
            return writes.inserts, writes.updates, writes.deletes, head, accounts

        assert composed() == composed()

    def test_knows_whose_each_insert_is(self, loop: asyncio.AbstractEventLoop) -> None:
        """Position by position, so that a duplicate is laid at its own unit's door."""
        batch = a_batch()
        works = [
            Work(
                UnitOfWork(
                    inserts=tuple(Insert("b", {"_id": f"{n}-{m}"}) for m in range(n)),
                    entries=tuple(an_entry(f"e{n}-{m}") for m in range(n)),
                    outbox=tuple(OutboxMessage("t", "k", {}, id=f"o{n}-{m}") for m in range(n)),
                    audit=tuple(AuditRecord("x.y", "s", "a", id=f"a{n}-{m}") for m in range(n)),
                ),
                loop.create_future(),
                events=tuple(_event(f"l{n}-{m}") for m in range(n)),
            )
            for n in range(4)
        ]
        for work in works:
            batch.apply(work)

        writes, *_ = batch.compose(KEY, KEY.name)

        for collection in ("b", "transactions", "outbox", "audit_inbox", "audit_log"):
            owners = batch.owners[collection]
            documents = writes.inserts[collection]
            assert len(owners) == len(documents)
            for owner, document in zip(owners, documents, strict=True):
                name = str(document.get("event_id", document["_id"]))
                assert name[1:].startswith(f"{works.index(owner)}-") or name.startswith(
                    f"{works.index(owner)}-"
                )


def _event(id: str) -> dict[str, object]:
    return {
        "_id": id,
        "type": "user.signed_in",
        "subject": "usr_1",
        "actor": "usr_1",
        "data": {},
        "at": NOW,
    }
