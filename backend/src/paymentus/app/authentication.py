"""Puts the principal on ``request.state``, and refuses what other sites make browsers send.

A bearer token comes first, and then no cookie counts. Only ``/api/v1/`` is looked at: health,
metrics, the API's docs and the web app answer without knowing who asks, also while Redis is away.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from enum import Enum
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from paymentus.app.error_responses import problem_response
from paymentus.app.open_streams import StillGood
from paymentus.foundation.authorization import ANONYMOUS, Principal, WaysToProve
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.foundation.errors import DomainError, Forbidden
from paymentus.identity.domain.api_keys import looks_like_a_key
from paymentus.identity.service import (
    ApiKeysService,
    IdentityService,
    StepUpService,
    TokenNotValid,
)

_log = logging.getLogger(__name__)

_API = "/api/v1/"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class CrossOriginRequest(Forbidden):
    """This request was sent by another site's page."""


class Sender(Enum):
    """Which page sent a request, as far as the browser says."""

    OWN_PAGE = "own page"
    OTHER_PAGE = "other page"
    NOT_SAID = "not said"


class AuthenticationMiddleware:
    """``public_url`` is where browsers reach us; its origin is our own."""

    def __init__(self, app: ASGIApp, *, public_url: str) -> None:
        self._app = app
        self._own_origin = _origin(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(_API):
            await self._app(scope, receive, send)
            return
        try:
            principal, still_good = await self._principal(scope)
        except DomainError as refusal:
            response = problem_response(refusal, instance=scope["path"])
            if isinstance(refusal, TokenNotValid):
                # RFC 6750, 3: tells the client to get a new token.
                response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
            await response(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["principal"] = principal
        state["ways_to_prove"] = self._ways_to_prove(scope)
        state["still_good"] = still_good
        await self._app(scope, receive, send)

    def _ways_to_prove(self, scope: Scope) -> WaysToProve | None:
        """Asked only by a route that wants a fresh proof and does not have one."""
        step_up: StepUpService | None = scope["app"].state.services.get(StepUpService)
        return step_up.ways_of if step_up else None

    async def _principal(self, scope: Scope) -> tuple[Principal, StillGood | None]:
        """Who asks, and how to ask later whether they still may."""
        connection = HTTPConnection(scope)
        identity: IdentityService = connection.app.state.services[IdentityService]
        token = _bearer_token(connection.headers)
        if token is not None:
            read: Callable[[str], Awaitable[Principal]] = identity.principal_of_token
            if looks_like_a_key(token):
                keys: ApiKeysService = connection.app.state.services[ApiKeysService]
                read = keys.principal_of_key
            return await read(token), lambda: _is_read(read, token)
        cookie = connection.cookies.get(SESSION_COOKIE)
        if scope["method"] not in _SAFE_METHODS:
            self._refuse_other_pages(connection.headers, has_cookie=bool(cookie))
        if not cookie:
            return ANONYMOUS, None
        principal = await identity.principal_of_session(cookie)
        if principal is None:
            return ANONYMOUS, None
        return principal, lambda: identity.is_signed_in(cookie)

    def _refuse_other_pages(self, headers: Headers, *, has_cookie: bool) -> None:
        """Also without a cookie: a page must not sign its visitor in as somebody else."""
        sender = sender_of(headers, own_origin=self._own_origin)
        if sender is Sender.OTHER_PAGE or (sender is Sender.NOT_SAID and has_cookie):
            _log.warning(
                "refused a request from another origin",
                extra={"event.action": "cross-origin-request", "http.sender": sender.value},
            )
            raise CrossOriginRequest(
                "Requests with a session must come from our own pages. "
                "Programs send a bearer token instead."
            )


def sender_of(headers: Headers, *, own_origin: str) -> Sender:
    """Judge by ``Sec-Fetch-Site``, which only browsers set, else by ``Origin``.

    The host a request was sent to counts as our own too: a page cannot choose another, and a
    development server that forwards to us keeps it.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return Sender.OWN_PAGE if site == "same-origin" else Sender.OTHER_PAGE
    origin = headers.get("origin")
    if origin is None:
        return Sender.NOT_SAID
    own_host = origin.partition("://")[2] == headers.get("host", "")
    return Sender.OWN_PAGE if origin == own_origin or own_host else Sender.OTHER_PAGE


async def _is_read(read: Callable[[str], Awaitable[Principal]], token: str) -> bool:
    try:
        await read(token)
    except TokenNotValid:
        return False
    return True


def _bearer_token(headers: Headers) -> str | None:
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    return credentials.strip() if scheme.lower() == "bearer" else None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
