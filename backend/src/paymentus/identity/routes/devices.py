"""Where I am signed in: the list, ending one or all others, and the news of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response, status
from fastapi.sse import EventSourceResponse, ServerSentEvent

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.event_stream import EventStream
from paymentus.foundation.http import provided
from paymentus.identity.routes.answers import session_answer
from paymentus.identity.schemas import DeviceOut, DevicesOut, SessionOut
from paymentus.identity.service import IdentityService

router = APIRouter(prefix="/api/v1/auth", tags=["account"], route_class=GuardedRoute)

_Identity = Annotated[IdentityService, provided(IdentityService)]
_Owner = Annotated[Principal, requires(Permission.ACCOUNT_MANAGE_OWN)]
_Asker = Annotated[Principal, requires(Permission.SESSION_READ)]
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "`device_not_found`"}}


@router.get(
    "/sessions",
    operation_id="listSessions",
    summary="Where I am signed in",
    description="This device first, then the one used last.",
)
async def list_sessions(owner: _Owner, identity: _Identity) -> DevicesOut:
    return DevicesOut(data=[DeviceOut.of(one) for one in await identity.devices.of_person(owner)])


@router.delete(
    "/sessions/{session_id}",
    operation_id="endSession",
    summary="Sign out there",
    description="Ends one session of mine within a second, its open event streams too.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=_NOT_FOUND,
)
async def end_session(
    session_id: Annotated[str, Path(pattern="^[0-9a-f]{64}$")], owner: _Owner, identity: _Identity
) -> None:
    await identity.devices.end_one(owner, session_id)


@router.post(
    "/sessions/end-others",
    operation_id="endOtherSessions",
    summary="Sign out everywhere else",
    description="Ends every other session and every token of mine. This browser gets a new one.",
)
async def end_other_sessions(
    request: Request, response: Response, owner: _Owner, identity: _Identity
) -> SessionOut:
    signed_in = await identity.end_other_sessions(owner)
    if signed_in is None:
        return SessionOut.of(await identity.describe(owner))
    return await session_answer(signed_in, request, response, identity, is_no_news=True)


@router.get(
    "/events",
    operation_id="watchSession",
    summary="Tell me when I am signed out",
    description="Server-sent events; the only one is `signed_out`, and the stream ends with it.",
    response_class=EventSourceResponse,
)
async def watch_session(
    asker: _Asker, stream: Annotated[EventStream, provided(EventStream)]
) -> AsyncIterator[ServerSentEvent]:
    yield ServerSentEvent(comment="listening", retry=1000)
    # Nothing is ever said here: the end comes from whoever ends all streams of a session.
    async for _ in stream.listen(f"nothing:{asker.id}", None):
        pass
