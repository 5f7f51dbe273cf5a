"""What every answer tells the browser, whatever made it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from paymentus.app.security_headers import SecurityHeadersMiddleware


def an_app(public_url: str) -> FastAPI:
    app = FastAPI(openapi_url=None)

    @app.get("/api/v1/kept")
    async def kept() -> JSONResponse:
        return JSONResponse({}, headers={"Cache-Control": "public, max-age=60"})

    @app.get("/api/v1/stream")
    async def stream() -> StreamingResponse:
        async def events() -> AsyncIterator[bytes]:
            yield b"event: first\n\n"
            await asyncio.sleep(0)
            yield b"event: second\n\n"

        return StreamingResponse(events(), media_type="text/event-stream")

    @app.get("/assets/{name}")
    async def asset(name: str) -> Response:
        if name == "gone.js":
            return HTMLResponse("<!doctype html>")
        if name == "same.js":
            return Response(status_code=304)
        if name == "missing.js":
            return Response(status_code=404, media_type="text/javascript")
        return Response("1", media_type="text/javascript")

    @app.get("/api/docs")
    @app.get("/api/docs/oauth")
    @app.get("/api/docsother")
    @app.get("/api/v1/plain")
    @app.get("/pay/{rest:path}")
    async def page(rest: str = "") -> HTMLResponse:
        return HTMLResponse("<!doctype html>")

    app.add_middleware(SecurityHeadersMiddleware, public_url=public_url)
    return app


async def headers_of(path: str, *, public_url: str = "https://pay.example") -> httpx.Headers:
    transport = httpx.ASGITransport(an_app(public_url))
    async with httpx.AsyncClient(transport=transport, base_url=public_url) as browser:
        return (await browser.get(path)).headers


class TestContentSecurityPolicy:
    async def test_lets_a_page_load_from_us_alone_and_nobody_frame_it(self):
        policy = (await headers_of("/pay/bill"))["Content-Security-Policy"]

        assert policy == (
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
            "form-action 'self'; object-src 'none'"
        )

    @pytest.mark.parametrize("path", ["/api/docs", "/api/docs/oauth"])
    async def test_lets_the_docs_page_have_its_own_style(self, path: str):
        assert (
            "style-src 'self' 'unsafe-inline'"
            in (await headers_of(path))["Content-Security-Policy"]
        )

    @pytest.mark.parametrize("path", ["/pay/api/docs", "/api/docsother", "/nowhere"])
    async def test_allows_inline_style_nowhere_else(self, path: str):
        assert "unsafe-inline" not in (await headers_of(path))["Content-Security-Policy"]


class TestSecurityHeaders:
    @pytest.mark.parametrize("path", ["/pay/bill", "/api/v1/kept", "/nowhere", "/assets/a.js"])
    async def test_are_on_every_answer(self, path: str):
        headers = await headers_of(path)

        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]

    async def test_ask_for_https_only_where_we_are_reached_by_it(self):
        secure = await headers_of("/pay/bill")
        local = await headers_of("/pay/bill", public_url="http://localhost:8001")

        assert secure["Strict-Transport-Security"].startswith("max-age=63072000")
        assert "Strict-Transport-Security" not in local


class TestCaching:
    @pytest.mark.parametrize(
        ("path", "rule"),
        [
            ("/assets/app-1a2b.js", "public, max-age=31536000, immutable"),
            ("/assets/gone.js", "no-cache"),
            ("/assets/missing.js", "no-cache"),
            ("/assets/same.js", None),
            ("/pay/bill", "no-cache"),
            ("/api/v1/plain", "no-store"),
            ("/api/v1/stream", "no-store"),
            ("/api/nowhere", "no-store"),
            ("/api/v1/kept", "public, max-age=60"),
        ],
    )
    async def test_keeps_built_assets_for_ever_and_answers_never(self, path: str, rule: str | None):
        assert (await headers_of(path)).get("Cache-Control") == rule


class TestStreaming:
    async def test_passes_each_event_on_as_it_comes(self):
        sent: list[dict] = []

        async def receive() -> dict:
            await asyncio.sleep(3600)
            return {}

        async def send(message: dict) -> None:
            sent.append(message)

        scope = {
            "type": "http", "method": "GET", "path": "/api/v1/stream", "headers": [],
            "query_string": b"", "http_version": "1.1", "raw_path": b"", "root_path": "",
            "scheme": "https", "server": ("pay.example", 443), "client": ("127.0.0.1", 1),
        }  # fmt: skip
        await an_app("https://pay.example")(scope, receive, send)

        bodies = [message["body"] for message in sent if message["type"] == "http.response.body"]
        assert bodies[:2] == [b"event: first\n\n", b"event: second\n\n"]
