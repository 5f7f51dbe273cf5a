"""The replica set in Prometheus's form: who is up, who is primary, who lags, how busy each one is.

Debian's exporter gives nothing with MongoDB 6 and newer. One process of ours looks at the whole
set: it asks any member how the set is and then each member, directly, how it is itself. It needs
the role ``clusterMonitor`` and nothing else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from paymentus.foundation import mongo
from paymentus.foundation.mongo import Client, DatabaseTrouble, Document
from paymentus.foundation.settings import with_options

PATIENCE_SECONDS = 3.0
"""For each answer; Prometheus waits ten for all of them."""

PRIMARY, SECONDARY = 1, 2
_CACHE = {
    "bytes currently in the cache": "used",
    "tracked dirty bytes in the cache": "dirty",
    "maximum bytes configured": "max",
}


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """One member: as the set sees it, and what it says of itself; None where it did not answer."""

    name: str  # host:port
    seen: Document | None
    status: Document | None


class MongoFigures:
    """Reads the figures anew for each scrape. ``close`` it when done."""

    def __init__(self, url: str, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._url = url
        self._patience = patience_seconds
        self._set, _ = mongo.connect(url, app_name="paymentus-exporter")
        self._members: dict[str, Client] = {}

    async def read(self) -> list[Metric]:
        """Never raises: what does not answer is shown as down."""
        seen = await self._seen()
        names = sorted({*seen, *self._members})
        answers = await asyncio.gather(*(self._status_of(name) for name in names))
        members = [
            MemberFigures(name, seen.get(name), status)
            for name, status in zip(names, answers, strict=True)
        ]
        return list(metrics_of(members))

    async def close(self) -> None:
        await asyncio.gather(*(one.close() for one in (self._set, *self._members.values())))

    async def _seen(self) -> dict[str, Document]:
        """The members by name, as one that answers sees them; empty where none does."""
        with suppress(DatabaseTrouble, TimeoutError):
            async with asyncio.timeout(self._patience):
                status = await self._set.admin.command("replSetGetStatus")
                return {one["name"]: one for one in status["members"]}
        return {}

    async def _status_of(self, name: str) -> Document | None:
        if name not in self._members:
            url = member_url(self._url, name)
            self._members[name], _ = mongo.connect(url, app_name="paymentus-exporter")
        with suppress(DatabaseTrouble, TimeoutError):
            async with asyncio.timeout(self._patience):
                return await self._members[name].admin.command("serverStatus")
        return None


def member_url(url: str, name: str) -> str:
    """The address of one member, with the set's user and options."""
    parts = urlsplit(url)
    user, at, _ = parts.netloc.rpartition("@")
    direct = urlunsplit(parts._replace(scheme="mongodb", netloc=f"{user}{at}{name}"))
    tls = "true" if parts.scheme == "mongodb+srv" else None
    return with_options(direct, directConnection="true", tls=tls)


def metrics_of(members: list[MemberFigures]) -> Iterator[Metric]:
    """What is shown of these members. Lag is in seconds behind the primary."""
    up = _gauge("mongodb_up", "1 where the member answers.", "member")
    state = _gauge(
        "mongodb_member_state", "As the set sees it: 1 primary, 2 secondary, 8 down.", "member"
    )
    lag = _gauge("mongodb_replication_lag_seconds", "Behind the primary.", "member")
    applied = {
        one.name: one.seen["optimeDate"]
        for one in members
        if one.seen and one.seen["state"] in (PRIMARY, SECONDARY)
    }
    primaries = [one for one in members if one.seen and one.seen["state"] == PRIMARY]
    newest = max((applied[one.name] for one in primaries if one.name in applied), default=None)
    for one in members:
        up.add_metric([one.name], float(one.status is not None))
        if one.seen is not None:
            state.add_metric([one.name], one.seen["state"])
        if newest is not None and one.name in applied:
            behind = (newest - applied[one.name]).total_seconds()
            lag.add_metric([one.name], max(0.0, behind))
    # Whether there is one that says so of itself: those who are cut off see an old one for a while.
    leads = any(one.status and _own_state(one.status) for one in members)
    has_primary = _gauge("mongodb_has_primary", "1 where a member is the primary.")
    has_primary.add_metric([], float(leads))
    yield from (up, state, lag, has_primary)
    yield from _load_of([(one.name, one.status) for one in members if one.status is not None])


def _load_of(statuses: list[tuple[str, Document]]) -> Iterator[Metric]:
    connections = _gauge("mongodb_connections", "Open and still to be had.", "member", "state")
    cache = _gauge("mongodb_cache_bytes", "WiredTiger's cache.", "member", "kind")
    uptime = _gauge("mongodb_uptime_seconds", "Since the member started.", "member")
    operations = CounterMetricFamily(
        "mongodb_operations", "Operations by kind.", labels=["member", "kind"]
    )
    transactions = CounterMetricFamily(
        "mongodb_transactions", "Transactions by how they ended.", labels=["member", "end"]
    )
    for name, status in statuses:
        uptime.add_metric([name], status["uptime"])
        for kind in ("current", "available"):
            connections.add_metric([name, kind], status["connections"][kind])
        held: Mapping[str, Any] = status.get("wiredTiger", {}).get("cache", {})
        for key, kind in _CACHE.items():
            if key in held:
                cache.add_metric([name, kind], held[key])
        for kind, count in status["opcounters"].items():
            if isinstance(count, int):
                operations.add_metric([name, kind], count)
        ended: Mapping[str, Any] = status.get("transactions", {})
        for end in ("totalCommitted", "totalAborted"):
            if end in ended:
                transactions.add_metric([name, end.removeprefix("total").lower()], ended[end])
    yield from (connections, cache, uptime, operations, transactions)


def _own_state(status: Document) -> bool:
    return bool(status.get("repl", {}).get("isWritablePrimary"))


def _gauge(name: str, meaning: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, labels=labels)
