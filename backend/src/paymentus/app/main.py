"""The API server. ``python -m paymentus.app.main --port 8001`` starts it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp

from paymentus import __version__
from paymentus.app import about, error_responses, event_loop, health, permissions
from paymentus.app.api_docs import DOCS_PAGE, describe
from paymentus.app.api_links import add_links
from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.authentication import AuthenticationMiddleware
from paymentus.app.database import open_database, require_known_form
from paymentus.app.load_shedding import LoadSheddingMiddleware
from paymentus.app.open_streams import SignedOutStreams
from paymentus.app.rate_limit import RateLimitMiddleware
from paymentus.app.request_limits import RequestLimitsMiddleware
from paymentus.app.request_log import RequestLogMiddleware
from paymentus.app.security_headers import SecurityHeadersMiddleware
from paymentus.app.wiring import Platform, build
from paymentus.approvals.routes import router as approval_routes
from paymentus.audit.routes import router as audit_routes
from paymentus.billers.routes import router as biller_routes
from paymentus.bills.routes import router as bill_routes
from paymentus.compliance.routes import router as compliance_routes
from paymentus.compliance.service.screening.list_in_force import ListInForce
from paymentus.foundation import logging as platform_logging
from paymentus.foundation.authorization import Permission, requires
from paymentus.foundation.errors import DomainError
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.settings import Settings
from paymentus.foundation.tracing import Tracing
from paymentus.identity.routes import router as identity_routes
from paymentus.identity.service import Erasures
from paymentus.incidents.routes import router as incident_routes
from paymentus.ledger.routes import router as ledger_routes
from paymentus.payment_methods.routes import router as payment_method_routes
from paymentus.payments.routes import router as payment_routes
from paymentus.payments.webhooks import router as webhook_routes
from paymentus.privacy.routes import router as privacy_routes
from paymentus.schedule.routes import router as schedule_routes
from paymentus.status.routes import router as status_routes

SERVICE = "paymentus-api"
ROUTERS = (
    health.router,
    about.router,
    permissions.router,
    identity_routes,
    approval_routes,
    biller_routes,
    bill_routes,
    payment_routes,
    payment_method_routes,
    webhook_routes,
    compliance_routes,
    privacy_routes,
    incident_routes,
    schedule_routes,
    status_routes,
    ledger_routes,
    audit_routes,
)


def create_app(settings: Settings, platform: Platform | None = None) -> FastAPI:
    """The application; ``platform`` is built from ``settings`` unless a test brings its own."""
    platform = platform or build(settings, load_or_create_log_key(settings))

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await open_database(platform.database)
        await platform.keys.open()
        await platform.get(Erasures).replay()
        await platform.committer.initialise()
        listed: ListInForce = platform.get(ListInForce)
        await listed.open()
        following = asyncio.create_task(listed.keep_following())
        yield
        following.cancel()
        await platform.close()

    app = FastAPI(
        title="Paymentus",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        separate_input_output_schemas=False,
    )
    app.state.services = platform.services
    error_responses.register(app)
    for router in ROUTERS:
        app.include_router(router)
    describe(app, add_links)
    _serve_web_app(app, settings)
    # The last added is the outermost.
    app.add_middleware(RequestLimitsMiddleware)
    app.add_middleware(SignedOutStreams)
    app.add_middleware(AuthenticationMiddleware, public_url=settings.public_url)
    app.add_middleware(RateLimitMiddleware)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    metrics, tracing = platform.get(Metrics), platform.get(Tracing)
    app.add_middleware(LoadSheddingMiddleware, metrics=metrics)
    app.add_middleware(error_responses.UnexpectedErrors)
    app.add_middleware(SecurityHeadersMiddleware, public_url=settings.public_url)
    app.add_middleware(RequestLogMiddleware, metrics=metrics, tracing=tracing)
    return app


def _serve_web_app(app: FastAPI, settings: Settings) -> None:
    """The built web app at ``/``; mistyped API addresses stay problems, not pages."""

    @app.get("/api/docs", include_in_schema=False, dependencies=[requires(Permission.PUBLIC)])
    async def api_docs() -> Response:
        return HTMLResponse(DOCS_PAGE)

    @app.get(
        "/api/{path:path}", include_in_schema=False, dependencies=[requires(Permission.PUBLIC)]
    )
    async def no_such_api(path: str, request: Request) -> None:
        raise HTTPException(404, "There is no such API address")

    web = settings.web_dir or _default_web_dir()
    if web is not None and (web / "index.html").exists():
        app.frontend("/", directory=str(web), fallback="index.html")


def _default_web_dir() -> Path | None:
    """``frontend/dist`` of the checkout this code runs from, if it is one."""
    for parent in Path(__file__).parents:
        if (parent / "frontend" / "package.json").exists():
            return parent / "frontend" / "dist"
    return None


class _Server(uvicorn.Server):
    """Ends open event streams as soon as it is asked to stop; browsers reconnect elsewhere."""

    def __init__(self, config: uvicorn.Config, closing: Callable[[], None]) -> None:
        super().__init__(config)
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing()
        super().handle_exit(sig, frame)


async def serve(settings: Settings, *, host: str, port: int) -> None:
    platform = build(settings, load_or_create_log_key(settings), service=SERVICE)
    await require_known_form(platform.database)
    await platform.keys.open()
    app = create_app(settings, platform)
    loop = asyncio.get_running_loop()

    def close_streams() -> None:
        loop.call_soon_threadsafe(lambda: loop.create_task(platform.stream.close()))

    await _Server(server_config(app, host=host, port=port), close_streams).serve()


def server_config(app: ASGIApp, *, host: str, port: int) -> uvicorn.Config:
    """Believes ``X-Forwarded-For`` only of the proxies that ``FORWARDED_ALLOW_IPS`` names."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        # Less than whoever stops us waits (30 s). With 5, a payment that a busy machine was still
        # working on was answered 500 when its server was updated.
        timeout_graceful_shutdown=25,
        proxy_headers=bool(os.environ.get("FORWARDED_ALLOW_IPS")),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="The Paymentus API server.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    arguments = parser.parse_args()
    settings = Settings()
    platform_logging.configure(service=SERVICE, level=settings.log_level)
    event_loop.collect_rarely()
    with contextlib.suppress(KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            event_loop.run(serve(settings, host=arguments.host, port=arguments.port))
        except DomainError as refusal:
            raise SystemExit(f"✗ {refusal.detail}") from None


if __name__ == "__main__":
    main()
