"""Limits by client address for the routes that a stranger can guess at.

The limits themselves are kept in ``foundation.rate_limits``; capabilities put narrower ones on
what is guessed (a person's password, an account's second factor). A client is an IPv4 address or
an IPv6 /64. Behind a proxy the server must be told to trust it for the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paymentus.app.error_responses import problem_response
from paymentus.foundation.rate_limits import (
    Allowance,
    Limit,
    RateLimiter,
    network_of,
    too_many_requests,
)

# Wide enough for an office or a library behind one address.
_SIGN_IN = Limit("sign-in", 60, timedelta(minutes=5), guards_secrets=True)
_SECOND_STEP = Limit("second-step", 120, timedelta(minutes=5), guards_secrets=True)
_REFRESH = Limit("refresh-token", 300, timedelta(minutes=5))
_REGISTER = Limit("register", 30, timedelta(minutes=10))
# Mails, and passwords that are judged while they are typed.
_ACCOUNT_MAIL = Limit("account-mail", 20, timedelta(minutes=10))
_LINK = Limit("mailed-link", 60, timedelta(minutes=10), guards_secrets=True)
_PASSWORD_CHECK = Limit("password-check", 120, timedelta(minutes=5))
_GUEST_LOOK_UP = Limit("guest-look-up", 60, timedelta(minutes=5))

Rules = Mapping[tuple[str, str], Limit]

DEFAULT_RULES: Rules = {
    ("POST", "/api/v1/auth/sign-in"): _SIGN_IN,
    ("POST", "/api/v1/auth/token"): _SIGN_IN,
    ("POST", "/api/v1/auth/sign-in/code"): _SECOND_STEP,
    ("POST", "/api/v1/auth/sign-in/passkey"): _SECOND_STEP,
    ("POST", "/api/v1/auth/sign-in/passkey/options"): _SECOND_STEP,
    ("POST", "/api/v1/auth/step-up"): _SECOND_STEP,
    ("POST", "/api/v1/auth/token/refresh"): _REFRESH,
    ("POST", "/api/v1/auth/token/revoke"): _REFRESH,
    ("POST", "/api/v1/auth/register"): _REGISTER,
    ("POST", "/api/v1/auth/password/forgot"): _ACCOUNT_MAIL,
    ("POST", "/api/v1/auth/password/reset"): _LINK,
    ("POST", "/api/v1/auth/password/check"): _PASSWORD_CHECK,
    ("POST", "/api/v1/auth/email/confirm"): _LINK,
    ("POST", "/api/v1/auth/not-me"): _LINK,
    ("POST", "/api/v1/guest/lookup"): _GUEST_LOOK_UP,
}


class RateLimitMiddleware:
    """Answers 429 by itself, and tells every client of a limited route how much is left."""

    def __init__(self, app: ASGIApp, *, rules: Rules = DEFAULT_RULES) -> None:
        self._app = app
        self._rules = dict(rules)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = (
            self._rules.get((scope["method"], scope["path"].rstrip("/")))
            if scope["type"] == "http"
            else None
        )
        if limit is None:
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        limiter: RateLimiter = connection.app.state.services[RateLimiter]
        host = connection.client.host if connection.client else None
        allowance = await limiter.take(limit, network_of(host))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _tell(MutableHeaders(scope=message), message["status"], limit, allowance)
            await send(message)

        if allowance.allowed:
            await self._app(scope, receive, send_with_headers)
            return
        response = problem_response(too_many_requests(allowance), instance=scope["path"])
        response.headers["Retry-After"] = str(allowance.reset_seconds)
        await response(scope, receive, send_with_headers)


def _tell(headers: MutableHeaders, status: int, limit: Limit, allowance: Allowance) -> None:
    """``RateLimit`` fields as the IETF draft (httpapi-ratelimit-headers-10) has them."""
    remaining, reset = allowance.remaining, allowance.reset_seconds
    wait = headers.get("retry-after", "")
    if status == 429 and wait.isdigit():
        # A narrower limit further in has refused: nothing is left until then.
        remaining, reset = 0, int(wait)
    headers["RateLimit-Policy"] = f'"{limit.name}";q={limit.quota};w={limit.window_seconds}'
    headers["RateLimit"] = f'"{limit.name}";r={remaining};t={reset}'
