"""The one cookie. ``__Host-`` makes browsers refuse it without Secure, Path=/ or with a Domain."""

from __future__ import annotations

from starlette.responses import Response

SESSION_COOKIE = "__Host-session"


def set_session_cookie(response: Response, value: str, *, max_age: int | None = None) -> None:
    """Hand the browser its session, for ``max_age`` seconds or else until it is closed."""
    response.set_cookie(
        SESSION_COOKIE, value, max_age=max_age, path="/", secure=True, httponly=True, samesite="lax"
    )


def clear_session_cookie(response: Response) -> None:
    response.set_cookie(
        SESSION_COOKIE, "", max_age=0, path="/", secure=True, httponly=True, samesite="lax"
    )
