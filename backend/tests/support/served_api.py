"""The API of this very process on a port, for other programs to ask."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import uvicorn

from paymentus.app.embedded.ports import free_ports
from paymentus.app.main import server_config
from paymentus.app.wiring import Platform

from support.api import Api


@contextlib.asynccontextmanager
async def served_api(platform: Platform) -> AsyncIterator[str]:
    """Yields ``host:port``."""
    port = free_ports(1)[0]
    server = uvicorn.Server(server_config(Api.of(platform).app, host="127.0.0.1", port=port))
    serving = asyncio.create_task(server._serve())  # without its signal handlers
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await serving
