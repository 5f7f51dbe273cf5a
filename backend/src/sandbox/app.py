"""Builds the sandbox: one FastAPI application over one store."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.acts import planned
from sandbox.authenticator.routes import authenticator_routes
from sandbox.clock import VirtualClock
from sandbox.control.routes import REFUSED_BY, control_routes, refused, unreadable
from sandbox.faults import FaultPlan
from sandbox.hosted_pages.checkout import checkout_routes
from sandbox.hosted_pages.three_ds import three_ds_routes
from sandbox.idempotency import IdempotencyKeys
from sandbox.mail.routes import mail_routes
from sandbox.mail.server import InvalidMailRefusal, serve_mail
from sandbox.sanctions.invented_list import InventedList
from sandbox.sanctions.routes import sanctions_routes
from sandbox.settings import StartOptions
from sandbox.store import Store
from sandbox.stripe_api import notices
from sandbox.stripe_api.gateway import Gateway
from sandbox.webhook_delivery import Deliverer
from sandbox.webhook_plan import WebhookPlan
from sandbox.world import World

_TICK_SECONDS = 0.2
_STYLE = Path(__file__).parent / "hosted_pages" / "sandbox.css"
_LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


class LocalCallersOnly:
    """Keeps web pages of other origins away from this machine's sandbox.

    Another Host name is refused everywhere (a page cannot reach in under a name of its own), and
    the control API takes changes from a browser only when its page came from this machine.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal_of(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)


def _refusal_of(scope: Scope) -> Response | None:
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    if host_name(f"//{host}") not in _LOCAL_HOSTS:
        return PlainTextResponse("Use 127.0.0.1 or localhost.", 421)
    origin = headers.get(b"origin")
    changes = scope["method"] != "GET" and scope["path"].startswith("/_sandbox")
    if changes and origin and host_name(origin.decode("latin-1")) not in _LOCAL_HOSTS:
        return PlainTextResponse("The control API is for this machine only.", 403)
    return None


def host_name(url: str) -> str:
    """The host of an address, or nothing if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def create_app(options: StartOptions) -> FastAPI:
    """The whole sandbox; the store opens here and closes when the application stops."""
    store = Store(options.data_dir / "sandbox.db")
    world = World(options, store, VirtualClock(store), WebhookPlan(store))
    faults = FaultPlan(store)
    keys = IdempotencyKeys(store)
    keys.forget_old(world.clock.now())
    gateway = Gateway(world, keys, faults)
    deliverer = Deliverer(world)
    if options.webhook_url:
        with store.transaction():
            notices.set_startup_endpoint(
                world, options.webhook_url, list(options.webhook_events), options.webhook_secret
            )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        mail = await serve_mail(world, options.smtp_port) if options.smtp_port else None
        tasks = [asyncio.create_task(_keep_time(world)), asyncio.create_task(deliverer.run())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            await deliverer.close()
            if mail is not None:
                mail.close()
            store.close()

    app = FastAPI(
        title="Paymentus sandbox",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(LocalCallersOnly)

    async def stripe_api(request: Request) -> Response:
        return await gateway.answer(request)

    app.include_router(control_routes(world, faults, deliverer))
    app.include_router(mail_routes(world))
    app.include_router(authenticator_routes(world))
    app.include_router(checkout_routes(world))
    app.include_router(three_ds_routes(world))
    app.include_router(sanctions_routes(InventedList()))
    for kind in (*REFUSED_BY, InvalidMailRefusal):
        app.add_exception_handler(kind, refused)
    app.add_exception_handler(RequestValidationError, unreadable)

    @app.get("/favicon.ico")
    async def no_icon() -> Response:
        return Response(status_code=204)

    @app.get("/_sandbox/sandbox.css")
    async def style() -> Response:
        return Response(_STYLE.read_bytes(), media_type="text/css")

    app.add_route("/v1/{path:path}", stripe_api, methods=["GET", "POST", "DELETE", "PUT", "PATCH"])
    return app


async def _keep_time(world: World) -> None:
    """Do what is due even when no request comes."""
    while True:
        planned.run_due(world)
        await asyncio.sleep(_TICK_SECONDS)
