"""Signs webhooks and carries them to their endpoints, at least once, never in a request's way.

Signature: ``t=<seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`` as on
https://docs.stripe.com/webhooks#verify-manually. The seconds are real time, however far the
virtual clock has moved: receivers hold them against their own clock.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from dataclasses import dataclass

import httpx

from sandbox.store import JsonObject
from sandbox.webhook_plan import wants
from sandbox.world import World

# Seconds on the virtual clock after each failed attempt; the last one is where it gives up.
BACKOFF = (1, 3, 10, 30, 60, 300, 1800, 7200, 18_000, 36_000, 72_000, 86_400)
_IDLE_SECONDS = 0.1
_AT_ONCE = 8
_TIMEOUT_SECONDS = 10.0
_SELECT = (
    "SELECT d.id, d.attempts, d.event, d.endpoint, e.body FROM deliveries d"
    " JOIN objects e ON e.id = d.event WHERE d.state = 'pending'"
)
_DUE = f"{_SELECT} AND d.due <= ? ORDER BY d.due LIMIT ?"
_ALL_THAT_WAIT = f"{_SELECT} AND d.id > ? ORDER BY d.id LIMIT ?"
_log = logging.getLogger("sandbox.webhooks")


def signature_header(body: bytes, secret: str, timestamp: int) -> str:
    signed = b"%d.%b" % (timestamp, body)
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


@dataclass(frozen=True, slots=True)
class Attempt:
    """Everything one try needs, read before the network is touched."""

    delivery: int
    attempts: int
    event: str
    url: str
    body: bytes
    secret: str


class Deliverer:
    """Takes what is due from the store and posts it, a few at a time, oldest first."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._client = httpx.AsyncClient(
            timeout=_TIMEOUT_SECONDS,
            follow_redirects=False,
            trust_env=False,
            limits=httpx.Limits(max_connections=_AT_ONCE * 2),
        )
        self._pass = asyncio.Lock()

    async def close(self) -> None:
        await self._client.aclose()

    async def run(self) -> None:
        """For ever. A failure of one pass is logged and the next pass goes on."""
        while True:
            try:
                sent = await self.deliver_due()
            except Exception:
                _log.exception("A pass of webhook delivery failed; it goes on.")
                sent = 0
            await asyncio.sleep(0 if sent else _IDLE_SECONDS)

    async def deliver_due(self, *, everything: bool = False) -> int:
        """Try what is due now, or with ``everything`` all that waits; returns how many tries."""
        async with self._pass:
            tried = 0
            horizon = float("inf") if everything else self._world.clock.now()
            last = 0
            while True:
                batch = self._take(horizon, after=last if everything else 0)
                if not batch:
                    return tried
                await asyncio.gather(*(self._try(each) for each in batch))
                tried += len(batch)
                last = max(each.delivery for each in batch)
                if not everything:
                    return tried

    def _take(self, horizon: float, after: int) -> list[Attempt]:
        everything = horizon == float("inf")
        rows = self._world.store.rows.execute(
            _ALL_THAT_WAIT if everything else _DUE, (after if everything else horizon, _AT_ONCE)
        ).fetchall()
        found = []
        for row in rows:
            endpoint = self._world.store.get("webhook_endpoint", row["endpoint"])
            if endpoint is None:
                self._finish(row["id"], "abandoned", row["attempts"], None, "endpoint deleted")
                continue
            secret = self._world.store.hidden(endpoint["id"])["secret"]
            found.append(
                Attempt(
                    row["id"],
                    row["attempts"],
                    row["event"],
                    endpoint["url"],
                    row["body"].encode(),
                    secret,
                )
            )
        return found

    async def _try(self, attempt: Attempt) -> None:
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "stripe-signature": signature_header(
                attempt.body, attempt.secret, self._world.clock.real_seconds()
            ),
        }
        try:
            answer = await self._client.post(attempt.url, content=attempt.body, headers=headers)
        except httpx.HTTPError as failed:
            self._note_failure(attempt, None, type(failed).__name__)
            return
        if 200 <= answer.status_code < 300:
            self._finish(attempt.delivery, "delivered", attempt.attempts + 1, answer.status_code)
        else:
            self._note_failure(attempt, answer.status_code, answer.text[:200])

    def _note_failure(self, attempt: Attempt, status: int | None, error: str) -> None:
        tries = attempt.attempts + 1
        if tries > len(BACKOFF):
            self._finish(attempt.delivery, "given_up", tries, status, error)
            return
        self._world.store.rows.execute(
            "UPDATE deliveries SET attempts=?, due=?, last_status=?, last_error=? WHERE id=?",
            (
                tries,
                self._world.clock.now() + BACKOFF[tries - 1],
                status,
                error,
                attempt.delivery,
            ),
        )

    def _finish(
        self, delivery: int, state: str, tries: int, status: int | None, error: str | None = None
    ) -> None:
        """Settle the delivery, and count its event's waiting deliveries again."""
        store = self._world.store
        with store.transaction():
            store.rows.execute(
                "UPDATE deliveries SET state=?, attempts=?, last_status=?, last_error=?,"
                " delivered=? WHERE id=?",
                (state, tries, status, error, self._world.clock.now(), delivery),
            )
            row = store.rows.execute(
                "SELECT event, (SELECT COUNT(*) FROM deliveries o WHERE o.event = d.event AND"
                " o.state = 'pending') AS waiting FROM deliveries d WHERE id=?",
                (delivery,),
            ).fetchone()
            event = None if row is None else store.get("event", row["event"])
            if event is not None:
                event["pending_webhooks"] = row["waiting"]
                store.put(event)


def listed(world: World, *, event: str | None, state: str | None, limit: int) -> list[JsonObject]:
    """Deliveries, newest first, for the control API."""
    rows = world.store.rows.execute(
        "SELECT * FROM deliveries WHERE (? IS NULL OR event=?) AND (? IS NULL OR state=?)"
        " ORDER BY id DESC LIMIT ?",
        (event, event, state, state, limit),
    ).fetchall()
    return [dict(row) for row in rows]


def queue_again(world: World, event: JsonObject) -> int:
    """A fresh delivery to every subscribed endpoint, past the fault plan; returns how many."""
    endpoints = [
        each
        for each in world.store.select("webhook_endpoint", oldest_first=True)
        if wants(each, event["type"])
    ]
    with world.store.transaction():
        for each in endpoints:
            world.webhooks.add(event, each["id"], world.clock.now(), note="redelivered")
    return len(endpoints)
