"""Cursor lists, as every Stripe collection has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sandbox.forms import Integer, Kind, Moment, Text
from sandbox.refusals import InvalidParameters, NoSuchObject
from sandbox.store import JsonObject
from sandbox.stripe_api.routing import Call
from sandbox.world import World

PAGING: Mapping[str, Kind] = {
    "limit": Integer(1, 100),
    "starting_after": Text(),
    "ending_before": Text(),
}
LISTING: Mapping[str, Kind] = {**PAGING, "created": Moment()}


def page(
    world: World,
    call: Call,
    kind: str,
    url: str,
    *,
    where: Mapping[str, str | None] | None = None,
    labels: Sequence[str] = (),
    delivered: bool | None = None,
) -> JsonObject:
    """One page, newest first. Filters whose value is None do not apply."""
    limit = call.params.get("limit") or 10
    after, before = call.params.get("starting_after"), call.params.get("ending_before")
    if after and before:
        raise InvalidParameters("Use starting_after or ending_before, not both.")
    found = world.store.select(
        kind,
        where={name: value for name, value in (where or {}).items() if value is not None},
        labels=labels,
        delivered=delivered,
        created=call.params.get("created"),
        after=_position(world, kind, after, "starting_after"),
        before=_position(world, kind, before, "ending_before"),
        limit=limit + 1,
    )
    more = len(found) > limit
    shown = found[-limit:] if before else found[:limit]
    return {"object": "list", "data": shown, "has_more": more, "url": url}


def _position(world: World, kind: str, object_id: str | None, param: str) -> int | None:
    if object_id is None:
        return None
    position = world.store.position(kind, object_id)
    if position is None:
        raise NoSuchObject(kind, object_id, param)
    return position
