"""What every API request passes: key, route, parameters, faults, idempotency, one transaction."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import logging
import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from sandbox.acts import planned
from sandbox.connections import NoAnswer
from sandbox.faults import Fault, FaultPlan
from sandbox.forms import Tree, parse_form, read_fields
from sandbox.idempotency import Claim, IdempotencyKeys, SavedAnswer, fingerprint
from sandbox.refusals import Refusal, Unauthenticated
from sandbox.settings import ACCOUNT, API_VERSION
from sandbox.store import JsonObject
from sandbox.stripe_api import (
    checkout_sessions,
    customers,
    money,
    notices,
    payment_intents,
    payouts,
    setup_intents,
)
from sandbox.stripe_api.expansion import expand
from sandbox.stripe_api.routing import Call, Route, RouteTable
from sandbox.stripe_api.versions import fixes_types, types_no_longer_supported
from sandbox.world import Cause, World

ROUTES: tuple[Route, ...] = (
    *customers.ROUTES,
    *setup_intents.ROUTES,
    *payment_intents.ROUTES,
    *money.ROUTES,
    *payouts.ROUTES,
    *checkout_sessions.ROUTES,
    *notices.ROUTES,
)
_log = logging.getLogger("sandbox.stripe")


@dataclass(frozen=True, slots=True)
class Job:
    """One request once its key, route and parameters have been found good."""

    route: Route
    call: Call
    tree: Tree
    claim: Claim | None
    request_id: str


class Gateway:
    """Answers /v1. The work of a request runs without a pause, so requests never interleave."""

    def __init__(self, world: World, keys: IdempotencyKeys, faults: FaultPlan) -> None:
        self._world = world
        self._keys = keys
        self._faults = faults
        self._routes = RouteTable(ROUTES)

    async def answer(self, request: Request) -> Response:
        request_id = f"req_{secrets.token_hex(7)}"
        raw = await request.body()
        try:
            check_key(request.headers.get("authorization"))
            job = self._read(request, raw, request_id)
        except Refusal as refusal:
            return _respond(refusal.status, json.dumps(refusal.body()), request_id)
        key = job.claim.key if job.claim else None
        fault = self._faults.strike(request.method, request.url.path, job.tree, key)
        if fault is not None and fault.kind in ("before_close", "before", "409", "429"):
            return self._instead(request, job, fault)
        return await self._claimed(request, job, fault)

    def _read(self, request: Request, raw: bytes, request_id: str) -> Job:
        method, path = request.method, request.url.path
        route, spec, args = self._routes.find(method, path)
        tree = parse_form(request.url.query)
        tree |= parse_form(raw.decode("utf-8", "replace"))
        older = fixes_types(request.headers.get("stripe-version"))
        if not older and not tree.keys().isdisjoint(route.older):
            raise types_no_longer_supported()
        params = read_fields(spec, tree)
        key = request.headers.get("idempotency-key")
        account = request.headers.get("stripe-account", ACCOUNT)
        claim = (
            Claim(account, key, f"{method} {path}", fingerprint(tree))
            if key and method == "POST"
            else None
        )
        return Job(route, Call(args, params), tree, claim, request_id)

    def _instead(self, request: Request, job: Job, fault: Fault) -> Response:
        """A fault that comes before any work."""
        if fault.kind == "before_close":
            return NoAnswer(request)
        status, body = _FAULT_ANSWERS[fault.kind]
        if fault.kind == "before" and fault.saves_error() and job.claim:
            with self._world.store.transaction():
                saved = SavedAnswer(status, body, job.request_id)
                self._keys.save(job.claim, saved, self._world.clock.now())
        return _respond(status, body, job.request_id)

    async def _claimed(self, request: Request, job: Job, fault: Fault | None) -> Response:
        """Hold the key while working, so that a second request with it is told to wait."""
        claim = job.claim
        try:
            saved = self._keys.claim(claim, self._world.clock.now()) if claim else None
        except Refusal as refusal:
            return _respond(refusal.status, json.dumps(refusal.body()), job.request_id)
        if saved is not None:
            response = _respond(saved.status, saved.body, job.request_id, original=saved.request_id)
            return await self._after(request, response, fault, replayed=True)
        try:
            if fault is not None and fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
            status, body = self._work(job, fault)
            response = _respond(status, body, job.request_id)
            return await self._after(request, response, fault, replayed=False)
        finally:
            if claim:
                self._keys.release(claim)

    def _work(self, job: Job, fault: Fault | None) -> tuple[int, str]:
        """Run the endpoint and keep its answer under the key, all in one transaction."""
        planned.run_due(self._world)
        world = self._world
        world.cause = Cause(job.request_id, job.claim.key if job.claim else None)
        try:
            with world.store.transaction():
                status, body = self._run(job)
                kept = (status, body)
                if fault is not None and fault.kind == "after_500" and fault.saves_error():
                    kept = _FAULT_ANSWERS["after_500"]
                self._keep(job, *kept)
        except Refusal as refusal:
            world.webhooks.reload()
            status, body = refusal.status, json.dumps(refusal.body())
            if refusal.reached_endpoint:
                with world.store.transaction():
                    self._keep(job, status, body)
        return status, body

    def _run(self, job: Job) -> tuple[int, str]:
        """Raises what undoes the transaction; returns what is kept, a card's refusal included."""
        try:
            body: JsonObject = job.route.handler(self._world, job.call)
            paths = job.call.params.get("expand") or []
            return 200, json.dumps(expand(self._world, body, paths))
        except Refusal as refusal:
            if not refusal.keeps_changes:
                raise
            return refusal.status, json.dumps(refusal.body())

    def _keep(self, job: Job, status: int, body: str) -> None:
        if job.claim:
            saved = SavedAnswer(status, body, job.request_id)
            self._keys.save(job.claim, saved, self._world.clock.now())

    async def _after(
        self, request: Request, response: Response, fault: Fault | None, *, replayed: bool
    ) -> Response:
        """A fault that comes once the work is done."""
        if fault is None:
            return response
        if fault.kind == "after":
            return NoAnswer(request)
        if fault.kind == "slow_after":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "malformed":
            return Response(b'{"id": "pi_', media_type="application/json")
        if fault.kind == "after_500" and not replayed:
            status, body = _FAULT_ANSWERS["after_500"]
            return _respond(status, body, response.headers["request-id"])
        return response


def check_key(header: str | None) -> None:
    """Only a test secret key passes, as Basic user name or Bearer token; raises Unauthenticated."""
    key = _key_in(header)
    if not key:
        raise Unauthenticated(
            "You did not provide an API key. You need to provide your API key in the Authorization"
            " header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        )
    if key.startswith(("sk_live_", "rk_live_", "pk_live_")):
        _log.error("A LIVE Stripe key was sent to the sandbox. It was refused; rotate that key.")
        raise Unauthenticated(
            "A live key was sent to the sandbox and was refused. The sandbox takes keys that start"
            " with sk_test_ only. Check which environment this process is configured for, and"
            " consider rotating the key."
        )
    if not key.startswith("sk_test_") or len(key) < 9:
        raise Unauthenticated(f"Invalid API Key provided: {key[:7]}{'*' * 8}")


def _key_in(header: str | None) -> str:
    scheme, _, rest = (header or "").partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(rest).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _error(message: str, kind: str, code: str | None = None) -> str:
    return json.dumps(
        {"error": {"message": message, "type": kind, **({"code": code} if code else {})}}
    )


_BROKEN = "An unknown error occurred. (The sandbox was told to fail.)"
_FAULT_ANSWERS = {
    "before": (500, _error(_BROKEN, "api_error")),
    "after_500": (500, _error(_BROKEN, "api_error")),
    "409": (409, _error("This object cannot be accessed right now because another request is"
                        " accessing it.", "invalid_request_error", "lock_timeout")),
    "429": (429, _error("Request rate limit exceeded.", "invalid_request_error", "rate_limit")),
}  # fmt: skip


def _respond(status: int, body: str, request_id: str, original: str | None = None) -> Response:
    headers = {"request-id": request_id, "stripe-version": API_VERSION}
    if original is not None:
        headers |= {"idempotent-replayed": "true", "original-request": original}
    return Response(body, status, headers, "application/json")
