"""The shipped rolling update, run on servers that are our own children.

``deployment/scripts/rolling_update.sh`` decides everything: whom next, when the next, when to go
back. What it has no Docker for, replacing one server, it asks of us over a port of this process.
"""

from __future__ import annotations

import asyncio
import contextlib
import shlex
import sys
from collections.abc import AsyncIterator

from paymentus.app.embedded.ports import LOOPBACK
from production.keys import DEPLOYMENT
from production.stack import Say, Stack

NEW_VERSION = "drill-2"
_SCRIPT = DEPLOYMENT / "scripts" / "rolling_update.sh"


class UpdateTakenBack(Exception):
    """The script went back to the old version, or refused to begin; what it said."""


async def roll(stack: Stack, say: Say) -> None:
    """All API servers and workers to the new version. Raises :class:`UpdateTakenBack`."""
    product = stack.product
    async with _replacing(stack) as replacer:
        environment = {
            **product.environment,
            "NEW_VERSION": NEW_VERSION,
            "INSTANCES": " ".join(f"{name}={url}" for name, url in product.instances.items()),
            "REPLACE": f'curl -fsS --max-time 60 -X POST "{replacer}/$INSTANCE/$VERSION"',
            "MIGRATE": f"{shlex.quote(sys.executable)} -m paymentus.app.cli migrate",
        }
        script = await asyncio.create_subprocess_exec(
            str(_SCRIPT),
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        assert script.stdout is not None
        said = ""
        async for line in script.stdout:
            said = line.decode(errors="replace").strip()
            say(f"  > {said}")
        if await script.wait():
            raise UpdateTakenBack(said)


@contextlib.asynccontextmanager
async def _replacing(stack: Stack) -> AsyncIterator[str]:
    """Replaces a server for each ``POST /name/version``; the address."""

    async def replace(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readline()).split()[1].decode()
        while (await reader.readline()).strip():
            pass
        name, version = path.strip("/").split("/")
        await stack.product.replace(name, version)
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(replace, LOOPBACK, 0)
    async with server:
        yield f"http://{LOOPBACK}:{server.sockets[0].getsockname()[1]}"
