"""Scheduled work of the audit log. Safe to run anywhere, any number of times."""

from paymentus.audit.service import AuditLog, Witnessing

TILE_INTERVAL_SECONDS = 5.0
"""How often full tiles are looked for. Proofs do not wait for them, they only get cheaper."""

WITNESS_INTERVAL_SECONDS = 1.0
"""How often the newest checkpoint is shown to the witnesses, when there is a new one."""


async def submit_to_witnesses(witnessing: Witnessing) -> int:
    """Show the newest checkpoint to every witness. Says that nothing is left to do, because a
    busy log has a newer checkpoint at once, and one a second is enough."""
    await witnessing.submit_newest()
    return 0


async def build_tiles(log: AuditLog) -> int:
    """Store every full tile that is not stored yet; returns how many."""
    built = 0
    while made := await log.build_tiles():
        built += made
    return built
