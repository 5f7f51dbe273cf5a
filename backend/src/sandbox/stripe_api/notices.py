"""Events and webhook endpoints over the API."""

from __future__ import annotations

import ipaddress
import secrets
from urllib.parse import urlsplit

from sandbox import stripe_objects
from sandbox.forms import Flag, Many, Text
from sandbox.refusals import InvalidParameters
from sandbox.store import JsonObject
from sandbox.stripe_api.lists import LISTING, PAGING, page
from sandbox.stripe_api.parameters import METADATA, check_url, merged_metadata
from sandbox.stripe_api.routing import Call, Route
from sandbox.world import World

# The endpoint that the command line asks for; a restart finds and renews it.
STARTUP_ENDPOINT = "we_startup"


def retrieve_event(world: World, call: Call) -> JsonObject:
    return world.need("event", call.args["id"])


def list_events(world: World, call: Call) -> JsonObject:
    one, several = call.params.get("type"), call.params.get("types") or []
    if one and several:
        raise InvalidParameters("You may only specify one of these parameters: type, types.")
    return page(
        world,
        call,
        "event",
        "/v1/events",
        labels=[one] if one else several,
        delivered=call.params.get("delivery_success"),
    )


def check_loopback(url: str) -> None:
    """The sandbox never calls another machine; raises InvalidParameters."""
    check_url(url, "url")
    host = urlsplit(url).hostname or ""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    if not local:
        raise InvalidParameters(
            "The sandbox delivers webhooks to this machine only: use 127.0.0.1, ::1 or localhost.",
            code="url_invalid",
            param="url",
        )


def create_endpoint(world: World, call: Call) -> JsonObject:
    given = call.params
    check_loopback(given["url"])
    if not given["enabled_events"]:
        raise InvalidParameters("You must enable at least one event.", param="enabled_events")
    body = stripe_objects.webhook_endpoint(
        world.new_id("we"), world.clock.seconds(), given["url"], given["enabled_events"], given
    )
    secret = f"whsec_{secrets.token_urlsafe(24)}"
    world.store.put(body, {"secret": secret})
    return {**body, "secret": secret}


def set_startup_endpoint(world: World, url: str, events: list[str], secret: str | None) -> str:
    """Create or renew the endpoint of the command line; returns its signing secret."""
    check_loopback(url)
    known = world.store.hidden(STARTUP_ENDPOINT).get("secret")
    chosen = secret or known or f"whsec_{secrets.token_urlsafe(24)}"
    body = stripe_objects.webhook_endpoint(STARTUP_ENDPOINT, world.clock.seconds(), url, events, {})
    world.store.put(body, {"secret": chosen})
    return str(chosen)


def retrieve_endpoint(world: World, call: Call) -> JsonObject:
    return world.need("webhook_endpoint", call.args["id"])


def update_endpoint(world: World, call: Call) -> JsonObject:
    body, given = retrieve_endpoint(world, call), call.params
    if given.get("url"):
        check_loopback(given["url"])
        body["url"] = given["url"]
    if given.get("enabled_events"):
        body["enabled_events"] = given["enabled_events"]
    if "description" in given:
        body["description"] = given["description"]
    if "disabled" in given:
        body["status"] = "disabled" if given["disabled"] else "enabled"
    body["metadata"] = merged_metadata(body["metadata"], given.get("metadata"))
    return world.save(body)


def delete_endpoint(world: World, call: Call) -> JsonObject:
    body = retrieve_endpoint(world, call)
    world.store.rows.execute("DELETE FROM objects WHERE id=?", (body["id"],))
    world.store.rows.execute(
        "UPDATE deliveries SET state='abandoned', note='endpoint deleted'"
        " WHERE endpoint=? AND state='pending'",
        (body["id"],),
    )
    return stripe_objects.deleted("webhook_endpoint", body["id"])


def list_endpoints(world: World, call: Call) -> JsonObject:
    return page(world, call, "webhook_endpoint", "/v1/webhook_endpoints")


_ENDPOINT = {
    "description": Text(),
    "enabled_events": Many(Text()),
    "metadata": METADATA,
    "url": Text(),
}
_NEW_ENDPOINT = {**_ENDPOINT, "api_version": Text()}
_PATH = "/v1/webhook_endpoints"
_EVENTS = {**LISTING, "type": Text(), "types": Many(Text()), "delivery_success": Flag()}

ROUTES = (
    Route("GET", "/v1/events", list_events, _EVENTS),
    Route("GET", "/v1/events/{id}", retrieve_event),
    Route("POST", _PATH, create_endpoint, _NEW_ENDPOINT, ("enabled_events", "url")),
    Route("GET", _PATH, list_endpoints, PAGING),
    Route("GET", f"{_PATH}/{{id}}", retrieve_endpoint),
    Route("POST", f"{_PATH}/{{id}}", update_endpoint, {**_ENDPOINT, "disabled": Flag()}),
    Route("DELETE", f"{_PATH}/{{id}}", delete_endpoint),
)
