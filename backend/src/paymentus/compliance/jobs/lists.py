"""Keeping the sanctions lists up to date."""

from __future__ import annotations

from paymentus.compliance.service.screening.list_in_force import ListInForce
from paymentus.compliance.service.screening.list_store import ListStore


async def refresh_list(store: ListStore) -> int:
    """Fetch the lists. What is refused is logged by the worker, and the list in force stays.

    Always 0: there is nothing more to do before the next time.
    """
    await store.refresh()
    return 0


async def follow_list(in_force: ListInForce) -> int:
    """Take the newest version in this process."""
    await in_force.follow()
    return 0
