"""Scheduled work of the audit log. Safe to run anywhere, any number of times."""

from paymentus.audit.service import AuditLog

TILE_INTERVAL_SECONDS = 5.0
"""How often full tiles are looked for. Proofs do not wait for them, they only get cheaper."""


async def build_tiles(log: AuditLog) -> int:
    """Store every full tile that is not stored yet; returns how many."""
    built = 0
    while made := await log.build_tiles():
        built += made
    return built
