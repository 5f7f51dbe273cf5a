"""Proofs that need two capabilities which do not know each other."""

from __future__ import annotations

from collections.abc import AsyncIterator

from paymentus.audit.domain.leaf import ENTRY_TYPE, LeafNotUnderstood, read_leaf
from paymentus.audit.repository import AuditRepository
from paymentus.foundation.mongo import Database


async def ledger_leaves(database: Database) -> AsyncIterator[tuple[str, str]]:
    """(entry id, entry hash) of every ledger leaf in the audit log, in order.

    A leaf that cannot be read is left out: its entry then counts as having none.
    """
    async for document in AuditRepository(database).documents(start=0):
        if document.get("type") != ENTRY_TYPE:
            continue
        try:
            leaf = read_leaf(bytes(document["leaf"]))
        except (LeafNotUnderstood, TypeError):
            continue
        yield str(leaf.get("entry")), str(leaf.get("entry_hash"))
