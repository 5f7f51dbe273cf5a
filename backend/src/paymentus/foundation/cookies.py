"""The two cookies: a session, and the mark by which a browser is known again.

``__Host-`` makes browsers refuse them without Secure, without Path=/ or with a Domain.
"""

from __future__ import annotations

from starlette.responses import Response

SESSION_COOKIE = "__Host-session"
DEVICE_COOKIE = "__Host-device"
_DEVICE_SECONDS = 400 * 86_400
"""As long as browsers keep a cookie at most."""


def set_session_cookie(response: Response, value: str, *, max_age: int | None = None) -> None:
    """Hand the browser its session, for ``max_age`` seconds or else until it is closed."""
    response.set_cookie(
        SESSION_COOKIE, value, max_age=max_age, path="/", secure=True, httponly=True, samesite="lax"
    )


def clear_session_cookie(response: Response) -> None:
    response.set_cookie(
        SESSION_COOKIE, "", max_age=0, path="/", secure=True, httponly=True, samesite="lax"
    )


def set_device_cookie(response: Response, mark: str) -> None:
    """Let the browser be known again. Its mark proves nobody's identity."""
    response.set_cookie(
        DEVICE_COOKIE, mark, max_age=_DEVICE_SECONDS, path="/", secure=True, httponly=True,
        samesite="lax",
    )  # fmt: skip
