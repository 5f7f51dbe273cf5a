"""Headers on every answer: what a page may load, who may frame it, what may be kept.

Pure ASGI, so that server-sent events pass through unbuffered.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'; object-src 'none'"
)
# The docs page brings a style element and pictures of its own; nothing else of ours does.
_DOCS_POLICY = f"{_POLICY}; style-src 'self' 'unsafe-inline'; img-src 'self' data:"

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Receipt addresses carry a token: no other site is told where a visitor came from.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_TWO_YEARS = 63_072_000

_FOREVER = "public, max-age=31536000, immutable"


class SecurityHeadersMiddleware:
    """``public_url`` decides whether browsers are told to use HTTPS only, from now on."""

    def __init__(self, app: ASGIApp, *, public_url: str) -> None:
        self._app = app
        self._always = always(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._always.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = content_policy(path)
                if "cache-control" not in headers:
                    kept = caching(
                        path,
                        status=message["status"],
                        content_type=headers.get("content-type", ""),
                    )
                    if kept is not None:
                        headers["Cache-Control"] = kept
            await send(message)

        await self._app(scope, receive, send_with_headers)


def always(public_url: str) -> dict[str, str]:
    """The headers that stand on every answer, whatever it is."""
    headers = dict(_ALWAYS)
    if public_url.startswith("https://"):
        headers["Strict-Transport-Security"] = f"max-age={_TWO_YEARS}; includeSubDomains"
    return headers


def content_policy(path: str) -> str:
    return _DOCS_POLICY if _is_under(path, "/api/docs") else _POLICY


def caching(path: str, *, status: int, content_type: str) -> str | None:
    """``Cache-Control`` of an answer whose route set none; None leaves it out.

    Built assets carry their hash in their name. They are kept for ever only when the answer is
    one: the page that is served in place of a missing one must not be kept under its name.
    """
    if _is_under(path, "/api"):
        return "no-store"
    if path.startswith("/assets/"):
        if status == 304:
            # What the browser has keeps the rule it came with.
            return None
        if status == 200 and not content_type.startswith("text/html"):
            return _FOREVER
    return "no-cache"


def _is_under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")
