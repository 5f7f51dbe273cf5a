"""The control API's routes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from sandbox import webhook_delivery
from sandbox.acts import checkout, disputes, payments, payouts, planned, refunds
from sandbox.acts.outside import answer_authentication, from_outside, typed_card
from sandbox.clock import ImpossibleStep
from sandbox.control.guide import ENTRIES
from sandbox.faults import FaultPlan, InvalidFault, read_fault
from sandbox.hosted_pages import layout
from sandbox.refusals import NoSuchObject, Refusal
from sandbox.settings import InvalidSetting
from sandbox.store import JsonObject
from sandbox.stripe_api import notices
from sandbox.stripe_api.gateway import ROUTES
from sandbox.webhook_delivery import Deliverer
from sandbox.webhook_plan import InvalidWebhookPlan
from sandbox.world import World


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Advance(Body):
    seconds: float


class Endpoint(Body):
    url: str
    secret: str | None = None
    events: list[str] = ["*"]


class Pay(Body):
    card: str | None = None
    payment_method: str | None = None
    email: str | None = "payer@example.com"
    name: str | None = "Pat Payer"


class NewDispute(Body):
    charge: str
    reason: str = "fraudulent"
    amount: int | None = Field(default=None, gt=0)


class Verdict(Body):
    verdict: Literal["won", "lost"]


class RefundFailure(Body):
    reason: Literal["lost_or_stolen_card", "expired_or_canceled_card", "unknown"] = "unknown"


class NewPayout(Body):
    currency: str = "usd"


class PayoutFailure(Body):
    code: Literal["account_closed", "no_account", "debit_not_authorized"] = "account_closed"


async def refused(_: Request, problem: Exception) -> Response:
    """Plain answers for what the control API cannot do."""
    status = problem.status if isinstance(problem, Refusal) else 400
    message = problem.message if isinstance(problem, Refusal) else str(problem)
    return JSONResponse({"error": message}, status)


async def unreadable(_: Request, problem: Exception) -> Response:
    """What does not fit a route's body or query, as one sentence for each mistake."""
    assert isinstance(problem, RequestValidationError)
    said = [
        f"{'.'.join(str(step) for step in mistake['loc'][1:]) or 'body'}: {mistake['msg']}."
        for mistake in problem.errors()
    ]
    return JSONResponse({"error": " ".join(said)}, 400)


REFUSED_BY = (Refusal, ImpossibleStep, InvalidFault, InvalidSetting, InvalidWebhookPlan)


def control_routes(world: World, faults: FaultPlan, deliverer: Deliverer) -> APIRouter:
    """Every route but those of the mail sink."""
    router = APIRouter(prefix="/_sandbox")
    _add_clock_and_state(router, world, faults)
    _add_faults(router, world, faults)
    _add_webhooks(router, world, deliverer)
    _add_outside_acts(router, world)
    return router


def _add_clock_and_state(router: APIRouter, world: World, faults: FaultPlan) -> None:
    def clock() -> JsonObject:
        return {"now": world.clock.now(), "offset": world.clock.offset}

    @router.get("", response_class=HTMLResponse)
    async def index() -> Response:
        return layout.page("Sandbox", _guide_html(), wide=True)

    @router.get("/health")
    async def health() -> JsonObject:
        pending = world.store.rows.execute(
            "SELECT COUNT(*) FROM deliveries WHERE state='pending'"
        ).fetchone()[0]
        return {"status": "ok", **clock(), "pending_deliveries": pending}

    @router.get("/clock")
    async def read_clock() -> JsonObject:
        return clock()

    @router.post("/clock/advance")
    async def advance(body: Advance) -> JsonObject:
        world.clock.advance(body.seconds)
        return {**clock(), "acts": planned.run_due(world)}

    @router.post("/reset")
    async def reset() -> JsonObject:
        kept = world.store.get("webhook_endpoint", notices.STARTUP_ENDPOINT)
        secret = world.store.hidden(notices.STARTUP_ENDPOINT)
        with world.store.transaction():
            world.reset()
            faults.reload()
            if kept is not None:
                world.store.put(kept, secret)
        return {"status": "ok"}

    @router.get("/settings")
    async def read_settings() -> JsonObject:
        return world.behavior.as_dict()

    @router.post("/settings")
    async def change_settings(values: dict[str, Any]) -> JsonObject:
        return world.change_behavior(values).as_dict()

    @router.get("/objects/{kind}")
    async def dump(
        kind: str,
        request: Request,
        limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
        after: str | None = None,
    ) -> JsonObject:
        where = {
            name: value
            for name, value in request.query_params.items()
            if name in ("customer", "payment_intent", "charge", "status", "type", "source")
        }
        for name, value in request.query_params.items():
            if name.startswith("metadata[") and name.endswith("]"):
                quoted = name[9:-1].replace('"', "")
                where[f'metadata."{quoted}"'] = value
        start = None if after is None else world.store.position(kind, after)
        if after is not None and start is None:
            raise NoSuchObject(kind, after)
        found = world.store.select(
            kind, where=where, limit=limit + 1, newer_than=start, oldest_first=True
        )
        total = world.store.rows.execute(
            "SELECT COUNT(*) FROM objects WHERE kind=?", (kind,)
        ).fetchone()[0]
        return {"data": found[:limit], "has_more": len(found) > limit, "total": total}


def _add_faults(router: APIRouter, world: World, faults: FaultPlan) -> None:
    @router.get("/faults")
    async def read_faults() -> JsonObject:
        return {"data": faults.listed()}

    @router.post("/faults")
    async def add_fault(values: dict[str, Any]) -> JsonObject:
        fault = read_fault(values, world.new_id("flt"))
        faults.add(fault)
        return faults.listed()[-1]

    @router.delete("/faults")
    async def clear_faults() -> JsonObject:
        faults.clear()
        return {"status": "ok"}

    @router.delete("/faults/{fault_id}")
    async def remove_fault(fault_id: str) -> JsonObject:
        if not faults.remove(fault_id):
            raise NoSuchObject("fault", fault_id)
        return {"status": "ok"}

    @router.get("/webhook-faults")
    async def read_webhook_faults() -> JsonObject:
        return world.webhooks.plan

    @router.post("/webhook-faults")
    async def set_webhook_faults(values: dict[str, Any]) -> JsonObject:
        return world.webhooks.change(values)

    @router.delete("/webhook-faults")
    async def clear_webhook_faults() -> JsonObject:
        return world.webhooks.change({})


def _add_webhooks(router: APIRouter, world: World, deliverer: Deliverer) -> None:
    @router.get("/webhooks")
    async def endpoints() -> JsonObject:
        found = world.store.select("webhook_endpoint", oldest_first=True)
        return {"data": [{**each, **world.store.hidden(each["id"])} for each in found]}

    @router.post("/webhooks")
    async def set_endpoint(body: Endpoint) -> JsonObject:
        with world.store.transaction():
            secret = notices.set_startup_endpoint(
                world, body.url, body.events, body.secret or world.options.webhook_secret
            )
        return {"id": notices.STARTUP_ENDPOINT, "url": body.url, "secret": secret}

    @router.get("/deliveries")
    async def deliveries(
        event: str | None = None,
        state: str | None = None,
        limit: Annotated[int, Query(ge=1, le=10_000)] = 100,
    ) -> JsonObject:
        found = webhook_delivery.listed(
            world, event=event or None, state=state or None, limit=limit
        )
        return {"data": found}

    @router.post("/deliveries/now")
    async def deliver_now() -> JsonObject:
        return {"tried": await deliverer.deliver_due(everything=True)}

    @router.post("/events/{event_id}/redeliver")
    async def redeliver(event_id: str) -> JsonObject:
        event = world.need("event", event_id)
        return {"queued": webhook_delivery.queue_again(world, event)}


def _add_outside_acts(router: APIRouter, world: World) -> None:
    @router.post("/checkout/{session_id}/pay")
    async def pay(session_id: str, body: Pay) -> JsonObject:
        entered: JsonObject = {"email": body.email, "name": body.name}
        if body.payment_method:
            entered["payment_method"] = body.payment_method
        else:
            entered["method"] = typed_card(body.card or "4242424242424242", "123", 12, 2040)
        with from_outside(world):
            session = world.need("checkout.session", session_id)
            outcome, said = checkout.submit(world, session, entered)
            session = world.need("checkout.session", session_id)
        words = {"url": said} if outcome == "authenticate" else {"message": said}
        return {"outcome": outcome, **words, "session": session}

    @router.post("/3ds/{intent_id}/{answer}")
    async def authenticate(intent_id: str, answer: Literal["complete", "fail"]) -> JsonObject:
        with from_outside(world):
            return answer_authentication(world, intent_id, answer == "complete")

    @router.post("/disputes")
    async def open_dispute(body: NewDispute) -> JsonObject:
        with from_outside(world):
            charge = world.need("charge", body.charge, "charge")
            return disputes.open_dispute(world, charge, reason=body.reason, amount=body.amount)

    @router.post("/disputes/{dispute_id}/close")
    async def close_dispute(dispute_id: str, body: Verdict) -> JsonObject:
        with from_outside(world):
            return disputes.close(world, world.need("dispute", dispute_id), body.verdict)

    @router.post("/refunds/{refund_id}/fail")
    async def fail_refund(refund_id: str, body: RefundFailure) -> JsonObject:
        with from_outside(world):
            return refunds.fail_refund(world, world.need("refund", refund_id), body.reason)

    @router.post("/payouts")
    async def pay_out(body: NewPayout) -> JsonObject:
        with from_outside(world):
            return payouts.pay_out_everything(world, body.currency)

    @router.post("/payouts/{payout_id}/fail")
    async def fail_payout(payout_id: str, body: PayoutFailure) -> JsonObject:
        with from_outside(world):
            return payouts.fail(world, world.need("payout", payout_id), body.code)

    @router.post("/payment_intents/{intent_id}/settle")
    async def settle(intent_id: str) -> JsonObject:
        with from_outside(world):
            intent = world.need("payment_intent", intent_id)
            if intent["status"] == "processing":
                intent = payments.settle_bank_debit(world, intent)
                checkout.follow_intent(world, intent)
            return intent


def _guide_html() -> layout.Html:
    rows = [(each.method, each.path, each.body, each.says) for each in ENTRIES]
    api = [(route.method, route.path) for route in ROUTES]
    return layout.guide(rows, api)
