"""The whole application over HTTP, without a socket, and people of every role to ask it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from fastapi import FastAPI

from paymentus.app.main import create_app
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import BILLER_BOUND, SECOND_FACTOR_NEEDED, Role
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.identity.domain import User
from paymentus.identity.service import IdentityService, SecondFactorsService

from support.second_factors import App, an_app_of

PASSWORD = "three blue otters"
_OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Api:
    platform: Platform
    app: FastAPI
    people: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, platform: Platform) -> Api:
        return cls(platform, create_app(platform.settings, platform))

    def client(self, headers: Mapping[str, str] | None = None) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url=self.platform.settings.public_url,
            headers=dict(headers or {}),
        )

    async def person(self, role: Role, *, biller_id: str | None = None) -> dict[str, str]:
        """Headers that make a request one of a person of this role, the same one each time."""
        if role is Role.ANONYMOUS:
            return {}
        if role is Role.GUEST:
            return await self.guest(biller_id or "bil_none", "1002003001")
        email = f"{role.value}@people.example"
        bound = biller_id if role in BILLER_BOUND else None
        if email not in self.people:
            identity: IdentityService = self.platform.get(IdentityService)
            user = await identity.create_user(
                email=email,
                password=PASSWORD,
                full_name="Somebody",
                role=role,
                biller_id=bound,
                actor="test",
            )
            token = await token_of(self.platform, user)
            self.people[email] = {"Authorization": f"Bearer {token}"}
        return self.people[email]

    async def guest(self, biller_id: str, account_number: str) -> dict[str, str]:
        identity: IdentityService = self.platform.get(IdentityService)
        cookie = await identity.open_guest_session(
            biller_id=biller_id, account_number=account_number, biller_name="Riverton Water"
        )
        return {"Cookie": f"{SESSION_COOKIE}={cookie}", **_OWN_PAGE}


async def token_of(platform: Platform, user: User, app: App | None = None) -> str:
    """A person's bearer token, by a code of ``app``; staff without one get one here."""
    identity: IdentityService = platform.get(IdentityService)
    if app is None and user.role in SECOND_FACTOR_NEEDED:
        app = await an_app_of(user, platform.get(SecondFactorsService))
    code = app.code() if app else None
    issued = await identity.issue_token(
        email=user.email_address, password=PASSWORD, client="test", code=code
    )
    return issued.token


@dataclass
class Answer:
    """What an application sent so far; a stream goes on, so its end is not waited for."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    chunk_came: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, text: str, *, seconds: float = 5.0) -> str:
        """The body once ``text`` is in it."""
        async with asyncio.timeout(seconds):
            while text.encode() not in self.body:
                self.chunk_came.clear()
                await self.chunk_came.wait()
        return self.body.decode()


@contextlib.asynccontextmanager
async def streaming(
    app: Any,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    query: str = "",
) -> AsyncIterator[Answer]:
    """Ask, and have the answer as soon as its first line is there; then hang up."""
    answer = Answer()
    started, hung_up = asyncio.Event(), asyncio.Event()
    body_sent = False

    async def receive() -> dict[str, Any]:
        nonlocal body_sent
        if not body_sent:
            body_sent = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {k.decode().lower(): v.decode() for k, v in message["headers"]}
            started.set()
        else:
            answer.body += message.get("body", b"")
            answer.chunk_came.set()
            if not message.get("more_body", False):
                answer.ended.set()

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (name.lower().encode(), value.encode())
            for name, value in {"host": "localhost:8001", **(headers or {})}.items()
        ],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8001),
        "state": {},
    }
    task = asyncio.create_task(app(scope, receive, send))
    try:
        waiting = asyncio.create_task(started.wait())
        await asyncio.wait({task, waiting}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        yield answer
    finally:
        hung_up.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(5):
                await task
