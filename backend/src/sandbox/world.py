"""What every act in the sandbox works with: the objects, the time, the fees, and the event feed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from sandbox import stripe_objects
from sandbox.clock import VirtualClock
from sandbox.refusals import NoSuchObject
from sandbox.settings import Behavior, StartOptions
from sandbox.store import JsonObject, Store
from sandbox.webhook_plan import WebhookPlan

_BEHAVIOR = "behavior"

# How an object is called in Stripe's "No such ..." sentence, where it is not its kind.
_SPOKEN = {"checkout.session": "checkout session", "payment_method": "PaymentMethod"}


@dataclass(frozen=True, slots=True)
class Cause:
    """Which API request an event came from; both None for what happened by itself."""

    request_id: str | None = None
    idempotency_key: str | None = None


class World:
    """State and time. All writes happen inside the caller's store transaction."""

    def __init__(
        self, options: StartOptions, store: Store, clock: VirtualClock, webhooks: WebhookPlan
    ) -> None:
        self.options = options
        self.store = store
        self.clock = clock
        self.webhooks = webhooks
        self.behavior = Behavior().changed(store.setting(_BEHAVIOR, {}))
        self.cause = Cause()

    def change_behavior(self, values: dict[str, Any]) -> Behavior:
        self.behavior = self.behavior.changed(values)
        self.store.change_setting(_BEHAVIOR, self.behavior.as_dict())
        return self.behavior

    def reset(self) -> None:
        """Forget everything: objects, keys, faults, deliveries, mail, settings, the clock."""
        self.store.clear()
        self.clock.back_to_real_time()
        self.behavior = Behavior()
        self.webhooks.reload()

    def new_id(self, prefix: str) -> str:
        return f"{prefix}_{secrets.token_hex(12)}"

    def need(self, kind: str, object_id: str, param: str = "id") -> JsonObject:
        """The object, or Stripe's "No such ..." refusal."""
        found = self.store.get(kind, object_id)
        if found is None:
            raise NoSuchObject(_SPOKEN.get(kind, kind), object_id, param)
        return found

    def save(self, body: JsonObject, *events: str, hidden: JsonObject | None = None) -> JsonObject:
        """Write the object, then record the events about it as it is now."""
        self.store.put(body, hidden)
        for event in events:
            self.emit(event, body)
        return body

    def emit(self, event_type: str, about: JsonObject) -> None:
        """Record an event with a snapshot of the object, and queue its deliveries."""
        event = stripe_objects.event(
            self.new_id("evt"),
            self.clock.seconds(),
            event_type,
            about,
            request_id=self.cause.request_id,
            idempotency_key=self.cause.idempotency_key,
        )
        event["pending_webhooks"] = self.webhooks.queue(event, self.clock.now())
        self.store.put(event)

    def plan(self, act: str, object_id: str, after_seconds: float) -> None:
        self.store.plan(act, object_id, self.clock.now() + after_seconds)
