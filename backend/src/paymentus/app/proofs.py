"""Proofs that need two capabilities which do not know each other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from paymentus.audit.domain.leaf import ENTRY_TYPE, LeafNotUnderstood, read_leaf
from paymentus.audit.repository import AuditRepository
from paymentus.foundation.mongo import Database


async def ledger_leaves(database: Database) -> AsyncIterator[tuple[str, str, int]]:
    """(entry id, entry hash, place) of every ledger leaf in the audit log, in order.

    A leaf that cannot be read is left out: its entry then counts as having none.
    """
    async for document in AuditRepository(database).documents(start=0):
        leaf = ledger_leaf(document)
        if leaf is not None:
            yield leaf


def ledger_leaf(document: Mapping[str, Any]) -> tuple[str, str, int] | None:
    """The same of one stored entry of the log; None when it is not of the ledger."""
    try:
        leaf = read_leaf(bytes(document["leaf"]))
    except (LeafNotUnderstood, TypeError, KeyError):
        return None
    if leaf["type"] != ENTRY_TYPE:
        return None
    return leaf["entry"], str(leaf.get("entry_hash")), document["_id"]
