"""Builds logs in a database as the commit writes them, and receipts over them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from paymentus.audit.domain.checkpoint import LogKey, WitnessKey, sign_checkpoint
from paymentus.audit.domain.leaf import entry_leaf, log_entry
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.receipt import ProofBundle, receipt_commitment
from paymentus.audit.domain.tree import CompactRange, inclusion_path, leaf_hash
from paymentus.audit.repository import entry_to_document
from paymentus.foundation.mongo import Database

ORIGIN = "paymentus.example/audit/test"
STARTED_AT = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def a_key(origin: str = ORIGIN, *, seed: int = 1) -> LogKey:
    return LogKey.from_seed(origin, bytes([seed]) * 32)


def a_witness(name: str = "witness.example/w1", *, seed: int = 101) -> WitnessKey:
    return WitnessKey.from_seed(name, bytes([seed]) * 32)


def a_policy(*witnesses: WitnessKey, quorum: int = 0) -> LogPolicy:
    key = a_key()
    return LogPolicy(key.name, key.verifier, tuple(one.verifier for one in witnesses), quorum)


def a_leaf(
    index: int,
    *,
    commitment: str | None = None,
    subject: str | None = None,
    at: datetime = STARTED_AT,
) -> bytes:
    return entry_leaf(
        at=at,
        entry_id=f"ent_{index:08d}",
        entry_hash=f"{index:064x}",
        event="payment.succeeded",
        subject=subject or f"pay_{index % 7}",
        commitment=commitment,
    )


def batches(total: int, width: int) -> list[int]:
    """Batch sizes that add up to ``total``."""
    return [width] * (total // width) + ([total % width] if total % width else [])


async def write_log(
    database: Database,
    sizes: Sequence[int],
    *,
    key: LogKey | None = None,
    subject: str | None = None,
    timed: bool = False,
) -> CompactRange:
    """Append batches of these sizes to an empty log, each with its checkpoint, as commit does.

    All at one moment; ``timed``: each as many seconds after the start as the log then has entries.
    """
    key = key or a_key()
    tree = CompactRange()
    text = ""
    for size in sizes:
        at = STARTED_AT + timedelta(seconds=(tree.size + size) if timed else 0)
        leaves = {
            index: a_leaf(index, subject=subject, at=at)
            for index in range(tree.size, tree.size + size)
        }
        entries = [log_entry(index=index, leaf=leaf, at=at) for index, leaf in leaves.items()]
        tree = tree.append([entry.hash for entry in entries])
        text = sign_checkpoint(key.name, tree.size, tree.root(), key)
        await database["audit_log"].insert_many([entry_to_document(entry) for entry in entries])
        await database["audit_checkpoints"].insert_one({"_id": tree.size, "text": text, "at": at})
    head = {
        **tree.to_document(), "sequence": len(sizes), "recorded_at": at, "checkpoint": text
    }  # fmt: skip
    await database["log_heads"].replace_one({"_id": "shard-0"}, head, upsert=True)
    return tree


def a_receipt(payment_id: str = "pay_01JD0000000000000000000001") -> dict[str, Any]:
    return {
        "payment_id": payment_id,
        "confirmation_number": "7KQ4-M3XD-9",
        "paid_at": "2026-11-23T10:00:00.000Z",
        "items": [
            {
                "biller": "City of Riverton Water — Æ😀",
                "account_number": "••••3001",
                "bill_number": "2026-11",
                "amount_minor": 10000,
                "fee_minor": 150,
                "delivery_date": "2026-11-24",
            },
            {
                "biller": "Northwind Energy",
                "account_number": "NE-123456",
                "bill_number": "77",
                "amount_minor": 5025,
                "fee_minor": 100,
                "delivery_date": "2026-11-25",
            },
        ],
        "amount_minor": 15025,
        "fee_minor": 250,
        "total_minor": 15275,
        "currency": "USD",
        "method": "visa ending 4242",
        "statement_descriptor": "PAYMENTUS*RIVERTON",
    }


class AnIssuedReceipt:
    """A receipt whose leaf is ``index`` of ``size``, and everything needed to issue it again."""

    def __init__(
        self,
        *,
        index: int = 5,
        size: int = 11,
        key: LogKey | None = None,
        witnesses: Sequence[WitnessKey] = (),
        receipt: dict[str, Any] | None = None,
        at: datetime = STARTED_AT,
    ) -> None:
        self.receipt = receipt or a_receipt()
        self.salt = bytes(range(32))
        self.leaf = a_leaf(
            index,
            commitment=receipt_commitment(self.receipt, self.salt),
            subject=self.receipt["payment_id"],
            at=at,
        )
        leaves = [self.leaf if at == index else a_leaf(at) for at in range(size)]
        hashes = [leaf_hash(leaf) for leaf in leaves]
        root = CompactRange().append(hashes).root()
        key = key or a_key()
        text = sign_checkpoint(key.name, size, root, key)
        body = text.partition("\n\n")[0] + "\n"
        for witness in witnesses:
            text += witness.cosignature_line(body, 1_795_000_000)

        def read_hash(level: int, place: int) -> bytes:
            return CompactRange().append(hashes[place << level : (place + 1) << level]).root()

        path = tuple(inclusion_path(index, size, read_hash))
        self.proof = ProofBundle(self.leaf, index, size, path, text)
