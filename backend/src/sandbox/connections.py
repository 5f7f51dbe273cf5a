"""Closing a client's connection without an answer: what a lost answer looks like on the wire."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol


class ConnectionClosed(ConnectionError):
    """Raised when there is no socket to close, as with an in-process client: it sees an error."""


class ClosableProtocol(H11Protocol):
    """Lets an answer reach the connection it is on, through the request's state."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


class NoAnswer(Response):
    """Aborts the connection instead of sending anything."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        state: dict[str, Any] = request.scope.get("state") or {}
        self._transport: asyncio.Transport | None = state.get("transport")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._transport is None:
            raise ConnectionClosed("The sandbox was told to close this connection.")
        self._transport.abort()
        # The server notices the loss on its next turn; answering before it would be logged.
        await asyncio.sleep(0)
