"""A small platform's log, ledger and receipts, made by the commit's own code, as documents.

A plan says which entries and events each batch holds. The same plan makes the same world, and a
plan with one thing changed makes the world that somebody with the stolen log key would put in its
place: consistent in itself, signed, with every balance right.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from paymentus.audit.domain.checkpoint import LogKey, WitnessKey, accepted_cosignature
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.receipt import ProofBundle, receipt_commitment, receipt_file
from paymentus.audit.domain.tiles import TileBuilder
from paymentus.audit.domain.tree import CompactRange, consistency_path, inclusion_path
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.repository import Head
from paymentus.commit.service.batch import Batch, ReadState
from paymentus.commit.service.works import Work
from paymentus.ledger.domain import Account, Book, EntryDraft
from paymentus.ledger.repository import account_document, hold_document
from paymentus.payments.domain import funds_flow
from paymentus.payments.domain.funds_flow import Share
from paymentus.payments.service.receipts import receipt_details
from witness.service import Witness
from witness.store import Store

Document = dict[str, Any]
ORIGIN = "paymentus.example/audit/tampering"
SHARD = "shard-0"
STARTED_AT = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
LOG_KEY = LogKey.from_seed(ORIGIN, b"\x11" * 32)
WITNESS_KEY = WitnessKey.from_seed("witness.example/honest", b"\x22" * 32)
OTHER_KEY = LogKey.from_seed(ORIGIN, b"\x33" * 32)
POLICY = LogPolicy(ORIGIN, LOG_KEY.verifier, (WITNESS_KEY.verifier,), quorum=1)
WITHOUT_WITNESS = LogPolicy(ORIGIN, LOG_KEY.verifier)
LATER = STARTED_AT + timedelta(days=2)
"""When everything is judged."""


@dataclass(frozen=True)
class Planned:
    """One payment. ``fate`` is paid, void or open."""

    id: str
    biller: str
    amount: int
    fee: int
    fate: str
    processor_fee: int = 0

    @property
    def details(self) -> Document:
        return receipt_details(
            {
                "payment_id": self.id,
                "confirmation_number": hashlib.sha256(self.id.encode()).hexdigest()[:10].upper(),
                "paid_at": STARTED_AT,
                "currency": "USD",
                "statement_descriptor": "PAYMENTUS",
                "brand": "visa",
                "last4": "4242",
                "items": [
                    {
                        "biller": self.biller,
                        "account_number": "1002003001",
                        "bill_number": f"bill of {self.id}",
                        "amount_minor": self.amount,
                        "fee_minor": self.fee,
                        "delivery_date": "2026-11-02",
                    }
                ],
            }
        )

    @property
    def salt(self) -> bytes:
        return hashlib.sha256(b"salt of " + self.id.encode()).digest()


Step = tuple[str, Planned] | tuple[str, str]
"""("start" | "end" | "fee", payment) or ("event", id)."""


@dataclass(frozen=True)
class Plan:
    batches: tuple[tuple[Step, ...], ...]

    @property
    def payments(self) -> list[Planned]:
        return [what for kind, what in self.steps if kind == "start" and isinstance(what, Planned)]

    @property
    def steps(self) -> list[Step]:
        return [step for batch in self.batches for step in batch]

    def with_payment(self, changed: Planned) -> Plan:
        """The same with one payment's facts other than they were."""
        return Plan(
            tuple(
                tuple(
                    (kind, changed)
                    if isinstance(what, Planned) and what.id == changed.id
                    else (kind, what)
                    for kind, what in batch
                )  # type: ignore[misc]
                for batch in self.batches
            )
        )


def make_plan(seed: int, *, payments: int, batch: int) -> Plan:
    """Payments that start, end, and cost a fee, in batches of about ``batch`` steps."""
    draw = random.Random(f"plan {seed}")
    steps: list[Step] = []
    open_: list[Planned] = []
    for number in range(payments):
        fate = draw.choices(["paid", "void", "open"], [8, 1, 1])[0]
        payment = Planned(
            f"pay_{seed}_{number:03d}", f"bil_{draw.randrange(4)}", draw.randrange(100, 90_000),
            draw.randrange(1, 400), fate, draw.randrange(10, 300),
        )  # fmt: skip
        steps.append(("start", payment))
        if fate != "open":
            open_.append(payment)
        while open_ and draw.random() < 0.7:
            ended = open_.pop(draw.randrange(len(open_)))
            steps.append(("end", ended))
            if ended.fate == "paid" and draw.random() < 0.4:
                steps.append(("fee", ended))
        if draw.random() < 0.25:
            steps.append(("event", f"aud_{seed}_{number:03d}"))
    steps += [("end", payment) for payment in open_]
    cuts = [tuple(steps[at : at + batch]) for at in range(0, len(steps), batch)]
    return Plan(tuple(cuts))


@dataclass
class Stored:
    """What a database holds, by collection and id."""

    log: dict[Any, Document] = field(default_factory=dict)
    checkpoints: dict[Any, Document] = field(default_factory=dict)
    tiles: dict[Any, Document] = field(default_factory=dict)
    heads: dict[Any, Document] = field(default_factory=dict)
    entries: dict[Any, Document] = field(default_factory=dict)
    accounts: dict[Any, Document] = field(default_factory=dict)
    holds: dict[Any, Document] = field(default_factory=dict)

    def copy(self) -> Stored:
        """A copy whose documents are the same objects: change one with :meth:`edit` only."""
        return Stored(*({**collection} for collection in self.collections().values()))

    def edit(self, collection: str, id: Any) -> Document:
        """A document of its own to change."""
        documents = getattr(self, collection)
        documents[id] = copy.deepcopy(documents[id])
        found: Document = documents[id]
        return found

    def collections(self) -> dict[str, dict[Any, Document]]:
        return {
            "log": self.log, "checkpoints": self.checkpoints, "tiles": self.tiles,
            "heads": self.heads, "entries": self.entries, "accounts": self.accounts,
            "holds": self.holds,
        }  # fmt: skip


@dataclass
class World:
    """Documents after the last batch, and what others hold of it."""

    plan: Plan
    stored: Stored
    snapshots: list[Stored]
    """What was stored after each batch."""
    cosigned: dict[int, str]
    """Cosignature lines by size."""
    witness_newest: str
    receipts: dict[str, bytes]
    answers: list[tuple[str, str]]
    """(checkpoint, what the witness answered) for each time it was asked."""

    @property
    def witnessed_size(self) -> int:
        return max(self.cosigned, default=0)


class Builder:
    """Commits a plan's batches one after another, with the commit's own code."""

    def __init__(self, key: LogKey = LOG_KEY) -> None:
        self._key = key
        self._head = Head(0, (), 0, STARTED_AT, "")
        self._accounts: dict[str, tuple[Account, int]] = {}
        self._book = Book()
        self.hashes: list[bytes] = []
        self.stored = Stored()
        self.snapshots: list[Stored] = []

    def commit(self, steps: Sequence[Step]) -> None:
        number = len(self.snapshots) + 1
        at = STARTED_AT + timedelta(seconds=number)
        known = [account for account, _ in self._accounts.values()]
        book = Book(known, self._book.holds.values())
        batch = Batch(ReadState(self._head, self._accounts, book, {}), now=at, shard=SHARD)
        for kind, what in steps:
            work = _work(kind, what, at)
            refusal = batch.apply(work)
            assert refusal is None, refusal
        writes, self._head, _, accounts = batch.compose(self._key, ORIGIN)
        self._accounts |= accounts
        self._book = book
        stored = self.stored
        for name, documents in writes.inserts.items():
            collection = {"audit_log": stored.log, "audit_checkpoints": stored.checkpoints,
                          "transactions": stored.entries}.get(name)  # fmt: skip
            if collection is not None:
                collection.update({document["_id"]: _as_read(document) for document in documents})
        self.hashes += [document["hash"] for document in writes.inserts.get("audit_log", [])]
        stored.accounts = {
            id: account_document(account, version=version, shard=SHARD)
            for id, (account, version) in self._accounts.items()
        }
        stored.holds = {id: hold_document(hold) for id, hold in book.holds.items()}
        head = {**writes.head, "range": [bytes(node) for node in writes.head["range"]]}
        stored.heads = {SHARD: {"_id": SHARD, **head}}
        self.snapshots.append(stored.copy())

    def build_tiles(self) -> None:
        builder = TileBuilder()
        for digest in self.hashes:
            for tile in builder.push(digest):
                name = f"{tile.level}/{tile.index}"
                self.stored.tiles[name] = {
                    "_id": name, "level": tile.level, "index": tile.index, "data": tile.data,
                    "root": tile.root,
                }  # fmt: skip

    def node(self, level: int, index: int) -> bytes:
        return CompactRange().append(self.hashes[index << level : (index + 1) << level]).root()


def build(plan: Plan, key: LogKey = LOG_KEY) -> Builder:
    """The plan's documents, with nobody watching."""
    builder = Builder(key)
    for steps in plan.batches:
        builder.commit(steps)
    builder.build_tiles()
    return builder


def make_world(plan: Plan, *, witness_every: int = 3) -> World:
    """The plan's documents as they are when an honest witness saw each third batch and the last."""
    builder = build(plan)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder, "witness.db"))
        witness = Witness(
            key=WITNESS_KEY, logs=[LOG_KEY.verifier], store=store, clock=lambda: 1_793_000_000
        )
        answers, cosigned, last = [], {}, 0
        for number, snapshot in enumerate(builder.snapshots, 1):
            if number % witness_every and number != len(builder.snapshots):
                continue
            head = snapshot.heads[SHARD]
            path = consistency_path(last, head["size"], builder.node) if last else []
            answer = witness.add_checkpoint(_request(last, path, head["checkpoint"]))
            answers.append((head["checkpoint"], answer))
            last = head["size"]
            cosigned[last] = accepted_cosignature(
                answer, checkpoint=head["checkpoint"], witness=WITNESS_KEY.verifier
            )
        newest = witness.newest_note(hashlib.sha256(ORIGIN.encode()).hexdigest())
        assert newest is not None
        store.close()
    for stored in (builder.stored, *builder.snapshots):
        add_cosignatures(stored, cosigned)
    receipts = {
        payment.id: a_receipt(builder, payment, min(s for s in cosigned if s > index), cosigned)
        for payment in plan.payments
        if (index := _leaf_of(builder.stored, payment)) is not None
    }
    return World(plan, builder.stored, builder.snapshots, cosigned, newest, receipts, answers)


def add_cosignatures(stored: Stored, lines: dict[int, str]) -> None:
    """Put cosignature lines on the checkpoints of these sizes, where there are such."""
    for size, line in lines.items():
        if size in stored.checkpoints:
            document = stored.edit("checkpoints", size)
            document["text"] += line
            document["witnessed"] = True


def a_receipt(builder: Builder, payment: Planned, size: int, cosigned: dict[int, str]) -> bytes:
    """The payment's receipt with its proof at ``size``, whoever signed that."""
    index = _leaf_of(builder.stored, payment)
    assert index is not None
    checkpoint = next(
        snapshot.heads[SHARD]["checkpoint"]
        for snapshot in builder.snapshots
        if snapshot.heads[SHARD]["size"] == size
    )
    path = tuple(inclusion_path(index, size, builder.node))
    text = checkpoint + cosigned.get(size, "")
    leaf = bytes(builder.stored.log[index]["leaf"])
    return receipt_file(payment.details, payment.salt, ProofBundle(leaf, index, size, path, text))


def _leaf_of(stored: Stored, payment: Planned) -> int | None:
    entry = stored.entries.get(funds_flow.success_id(payment.id))
    return None if entry is None else int(entry["leaf_index"])


def _request(old: int, path: Sequence[bytes], checkpoint: str) -> bytes:

    lines = "".join(f"{base64.b64encode(node).decode()}\n" for node in path)
    return f"old {old}\n{lines}\n{checkpoint}".encode()


def _as_read(document: Document) -> Document:
    """As the driver gives it back: binary fields are bytes."""
    return {
        name: bytes(value) if isinstance(value, bytes) else value
        for name, value in document.items()
    }


def _work(kind: str, what: Planned | str, at: datetime) -> Work:
    if isinstance(what, str):
        event = {
            "_id": what, "type": "user.signed_in", "subject": "usr_1", "actor": "usr_1",
            "data": {"method": "password"}, "at": at - timedelta(milliseconds=400),
        }  # fmt: skip
        return Work(UnitOfWork(), None, events=(event,), request_id=None)  # type: ignore[arg-type]
    entry = _entry(kind, what, at)
    return Work(UnitOfWork(entries=(entry,)), None, request_id=None)  # type: ignore[arg-type]


def _entry(kind: str, payment: Planned, at: datetime) -> EntryDraft:
    if kind == "start":
        return funds_flow.attempt_recorded(
            payment.id,
            shares=[Share(payment.biller, payment.amount)],
            fee_minor=payment.fee,
            currency="USD",
            at=at,
            expires_at=at + timedelta(days=1),
        )
    if kind == "fee":
        return funds_flow.processor_fee(
            payment.id, fee_minor=payment.processor_fee, currency="USD", at=at
        )
    if payment.fate == "void":
        return funds_flow.ended_without_money(payment.id, event="payment.failed", at=at)
    commitment = receipt_commitment(payment.details, payment.salt)
    return funds_flow.succeeded(payment.id, at=at, commitment=commitment)
