"""Which endpoint is told of which event, how late and how often, with the faults put in the way."""

from __future__ import annotations

import random
from typing import Any

from sandbox.store import JsonObject, Store

_PLAN = "webhook_faults"
WAYS = ("drop", "double", "late", "reorder")
EMPTY_PLAN: JsonObject = {
    "seed": 0,
    "rates": {},
    "counts": {},
    "types": ["*"],
    "late_seconds": 30.0,
    "reorder_seconds": 2.0,
}


class InvalidWebhookPlan(ValueError):
    """The plan names an unknown fault, or a rate or count out of range."""


def wants(endpoint: JsonObject, event_type: str) -> bool:
    """Whether this webhook endpoint is enabled and subscribed to the event type."""
    return endpoint["status"] == "enabled" and _matches(endpoint["enabled_events"], event_type)


def _matches(patterns: list[str], event_type: str) -> bool:
    return "*" in patterns or event_type in patterns


class WebhookPlan:
    """Queues deliveries in the transaction that records the event.

    Exact counts are used up first, in the order drop, double, late, reorder; then the seeded rates
    decide. The state of the random source is the seed and the number of draws, which is stored.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.reload()

    def reload(self) -> None:
        self.plan: JsonObject = {**EMPTY_PLAN, **self._store.setting(_PLAN, {})}
        self._random = random.Random(self.plan["seed"])  # noqa: S311 (chance on purpose)
        for _ in range(int(self.plan.get("draws", 0))):
            self._random.random()

    def change(self, values: JsonObject) -> JsonObject:
        """Replace the plan; what ``values`` does not name takes its default."""
        unknown = set(values) - set(EMPTY_PLAN) - {"draws"}
        if unknown:
            raise InvalidWebhookPlan(f"Unknown field: {', '.join(sorted(unknown))}.")
        plan = {**EMPTY_PLAN, **values, "draws": 0}
        for field in ("rates", "counts"):
            if not isinstance(plan[field], dict) or set(plan[field]) - set(WAYS):
                raise InvalidWebhookPlan(f"{field} may name {', '.join(WAYS)} only.")
        if not all(_is_number(rate) and 0 <= rate <= 1 for rate in plan["rates"].values()):
            raise InvalidWebhookPlan("A rate lies between 0 and 1.")
        if not all(type(count) is int and count >= 0 for count in plan["counts"].values()):
            raise InvalidWebhookPlan("A count is a whole number, 0 or more.")
        for field in ("late_seconds", "reorder_seconds"):
            if not _is_number(plan[field]) or plan[field] < 0:
                raise InvalidWebhookPlan(f"{field} is a number of seconds, 0 or more.")
        self._store.change_setting(_PLAN, plan)
        self.reload()
        return self.plan

    def queue(self, event: JsonObject, now: float) -> int:
        """Queue one delivery per subscribed endpoint; returns how many endpoints are waiting."""
        waiting = 0
        for endpoint in self._store.select("webhook_endpoint", oldest_first=True):
            if wants(endpoint, event["type"]):
                waiting += self._queue_for(endpoint["id"], event, now)
        return waiting

    def _queue_for(self, endpoint_id: str, event: JsonObject, now: float) -> int:
        way = self._choose(event["type"])
        if way == "drop":
            self.add(event, endpoint_id, now, state="dropped", note="dropped by plan")
            return 0
        delay, note = 0.0, ""
        if way == "late":
            delay, note = float(self.plan["late_seconds"]), "late by plan"
        elif way == "reorder":
            delay = float(self.plan["reorder_seconds"]) * self._draw()
            note = "reordered by plan"
        self.add(event, endpoint_id, now + delay, note=note)
        if way == "double":
            self.add(event, endpoint_id, now, note="doubled by plan")
        return 1

    def add(
        self,
        event: JsonObject,
        endpoint_id: str,
        due: float,
        *,
        state: str = "pending",
        note: str = "",
    ) -> None:
        self._store.rows.execute(
            "INSERT INTO deliveries (event, endpoint, type, state, note, attempts, due)"
            " VALUES (?,?,?,?,?,0,?)",
            (event["id"], endpoint_id, event["type"], state, note, due),
        )

    def _choose(self, event_type: str) -> str | None:
        if not _matches(self.plan["types"], event_type):
            return None
        counts: dict[str, int] = self.plan["counts"]
        for way in WAYS:
            if counts.get(way, 0) > 0:
                self.plan["counts"] = {**counts, way: counts[way] - 1}
                self._store.change_setting(_PLAN, self.plan)
                return way
        if not any(self.plan["rates"].values()):
            return None
        chance = self._draw()
        for way in WAYS:
            chance -= float(self.plan["rates"].get(way, 0))
            if chance < 0:
                return way
        return None

    def _draw(self) -> float:
        self.plan["draws"] = int(self.plan.get("draws", 0)) + 1
        self._store.change_setting(_PLAN, self.plan)
        return self._random.random()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
