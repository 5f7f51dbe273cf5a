"""An open event stream ends with the session that it was opened with."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.requests import Request

from paymentus.app.authentication import AuthenticationMiddleware
from paymentus.app.main import create_app
from paymentus.app.open_streams import SignedOutStreams
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.foundation.event_stream import EventStream
from paymentus.identity.domain.devices import Place
from paymentus.identity.service import IdentityService, SignedIn

from support.api import Api, streaming
from support.identities import PASSWORD

PERSON = {"email": "dana@example.com", "password": PASSWORD}
FAREWELL = "event: signed_out"


@pytest.fixture
async def identity(platform: Platform) -> IdentityService:
    identity: IdentityService = platform.get(IdentityService)
    await identity.create_user(**PERSON, full_name="Dana", role=Role.PAYER, actor="test")
    return identity


async def sign_in(identity: IdentityService) -> SignedIn:
    signed_in = await identity.sign_in(**PERSON, client="203.0.113.7")
    await identity.devices.arrived(signed_in.principal, Place())
    return signed_in


def cookie(signed_in: SignedIn) -> dict[str, str]:
    return {"Cookie": f"{SESSION_COOKIE}={signed_in.cookie}"}


class TestAnOpenStream:
    async def test_ends_within_a_second_when_its_session_is_ended_from_another_device(
        self, platform: Platform, identity: IdentityService
    ):
        app = create_app(platform.settings, platform)
        here, there = await sign_in(identity), await sign_in(identity)

        async with streaming(app, "/api/v1/auth/events", headers=cookie(there)) as answer:
            await answer.until("listening")
            async with streaming(app, "/api/v1/auth/events", headers=cookie(here)) as mine:
                await mine.until("listening")
                started = time.monotonic()
                await identity.devices.end_one(here.principal, str(there.principal.session_id))
                await answer.until(FAREWELL, seconds=1.0)
                took = time.monotonic() - started
                await asyncio.wait_for(answer.ended.wait(), 1)

                assert took < 1
                assert not mine.ended.is_set()

    @pytest.mark.parametrize("by_token", [True, False])
    async def test_ends_when_everything_is_ended(
        self, platform: Platform, identity: IdentityService, by_token: bool
    ):
        app = create_app(platform.settings, platform)
        here = await sign_in(identity)
        headers = cookie(here)
        if by_token:
            given = await identity.issue_token(**PERSON, client="203.0.113.7")
            headers = {"Authorization": f"Bearer {given.token}"}

        async with streaming(app, "/api/v1/auth/events", headers=headers) as answer:
            await answer.until("listening")
            await identity.end_all_sessions(here.principal.id, actor="test")
            await answer.until(FAREWELL, seconds=1.0)

    async def test_ends_without_any_news_when_the_session_is_found_gone(
        self, platform: Platform, identity: IdentityService
    ):
        app = FastAPI()
        app.state.services = platform.services

        @app.get("/api/v1/some/events", response_class=EventSourceResponse)
        async def some(request: Request) -> AsyncIterator[ServerSentEvent]:
            yield ServerSentEvent(comment="listening")
            await asyncio.sleep(60)

        app.add_middleware(SignedOutStreams, look_again_seconds=0.1)
        app.add_middleware(AuthenticationMiddleware, public_url=platform.settings.public_url)
        here = await sign_in(identity)

        async with streaming(app, "/api/v1/some/events", headers=cookie(here)) as answer:
            await answer.until("listening")
            await asyncio.sleep(0.5)
            assert not answer.ended.is_set()
            await platform.redis.delete(f"session:{here.principal.session_id}")
            await answer.until(FAREWELL, seconds=2.0)

    async def test_goes_on_while_redis_cannot_say(
        self, platform: Platform, identity: IdentityService
    ):
        app = create_app(platform.settings, platform)
        here = await sign_in(identity)

        async with streaming(app, "/api/v1/auth/events", headers=cookie(here)) as answer:
            await answer.until("listening")
            stream: EventStream = platform.get(EventStream)
            await stream.publish([f"person:{here.principal.id}"], "something_else", {})
            await asyncio.sleep(0.3)

            assert not answer.ended.is_set()


class TestEveryStream:
    def test_has_a_path_that_is_watched(self, platform: Platform):
        paths = Api.of(platform).app.openapi()["paths"]

        streams = [
            path
            for path, operations in paths.items()
            for operation in operations.values()
            if "text/event-stream" in str(operation["responses"].get("200"))
        ]

        assert len(streams) >= 3
        assert [path for path in streams if not path.endswith("/events")] == []
