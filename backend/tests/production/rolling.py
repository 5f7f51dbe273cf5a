"""A rolling update: each API server and worker is replaced by a new one, one at a time,
and the next only when the one before takes payments."""

from __future__ import annotations

import asyncio

from production.stack import Say, Stack


async def roll(stack: Stack, say: Say) -> None:
    """Raises ``NotReadyInTime`` where a new one does not come up; those not yet asked stay."""
    for server in (*stack.product.apis, *stack.product.workers):
        await asyncio.to_thread(server.child.stop)
        server.start()
        await server.ready()
        say(f"  {server.name} is new")
