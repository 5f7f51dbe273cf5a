"""A client that costs little, so that the load takes few of the processor's cycles.

HTTP/1.1 over one kept connection, JSON in and out, answers with a Content-Length only. Payers in
the other tests use httpx; here it would take as long as the server does.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]


class Connection:
    """One request at a time. ``headers`` go with each."""

    def __init__(self, url: str, headers: dict[str, str]) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 80
        lines = {"Host": parts.netloc, "Content-Type": "application/json", **headers}
        self._headers = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def post(self, path: str, body: Json, *, key: str = "") -> tuple[int, Json]:
        """Status and JSON of the answer."""
        content = json.dumps(body).encode()
        extra = f"Idempotency-Key: {key}\r\n" if key else ""
        head = f"POST {path} HTTP/1.1\r\n{self._headers}{extra}Content-Length: {len(content)}\r\n"
        if self._writer is None or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        self._writer.write(head.encode() + b"\r\n" + content)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = answer.split("\r\n")
        length = 0
        for line in lines:
            name, _, value = line.partition(":")
            if name.lower() == "content-length":
                length = int(value)
        said = await self._reader.readexactly(length)
        return int(first.split(" ", 2)[1]), json.loads(said)

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            await self._writer.wait_closed()
