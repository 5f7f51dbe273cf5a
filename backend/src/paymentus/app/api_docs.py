"""The OpenAPI document: each route with its permission and the problems it may answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from paymentus.foundation.authorization import Permission, Role, requirements_of, roles_with

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_PROBLEM = {
    "type": "object",
    "description": "A problem document (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "examples": ["/problems/quote_expired"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for a person."},
        "code": {"type": "string", "description": "Stable; switch on this."},
        "instance": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
    "additionalProperties": True,
}
_DESCRIPTION = """\
Bill payment: look up bills, see the all-in price, pay, follow the payment, keep a receipt that
proves itself.

Browsers hold a session cookie. Programs exchange credentials for a bearer token at
`POST /api/v1/auth/token`; a biller's programs send an API key (`pk_…`) in the same way. Every
request that moves money needs an `Idempotency-Key`.
Amounts are integers of minor units with an ISO 4217 code. Errors are problem documents
(RFC 9457) with a stable `code`.
"""

DOCS_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Paymentus API</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/docs-assets/swagger-ui.css">
</head>
<body>
<div id="docs"><noscript>The document itself is at
<a href="/api/openapi.json">/api/openapi.json</a>.</noscript></div>
<script src="/docs-assets/swagger-ui-bundle.js"></script>
<script src="/docs-assets/start.js"></script>
</body>
</html>
"""


def api_routes(app: FastAPI) -> Iterator[RouteContext]:
    """Every route of the API, those of included routers too, as the app serves them."""
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute):
            yield route


def permission_of(route: APIRoute | RouteContext) -> Permission | None:
    """The permission a route requires; None means somebody forgot it, and a test fails."""
    found = [requirement.permission for requirement in requirements_of(route.dependant)]
    # The strictest is the one that fewest roles have.
    return min(found, key=lambda permission: len(roles_with(permission)), default=None)


def needs_step_up(route: APIRoute | RouteContext) -> bool:
    """Whether the route asks for a proof of who one is that is a few minutes old at most."""
    return any(requirement.fresh for requirement in requirements_of(route.dependant))


def describe(app: FastAPI, *additions: Callable[[dict[str, Any]], None]) -> None:
    """Replace the app's OpenAPI with one that names permissions and problem documents.

    ``additions`` change the finished document.
    """
    original = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema:
            return app.openapi_schema
        document = original()
        document["info"]["description"] = _DESCRIPTION
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = _PROBLEM
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        document["components"]["securitySchemes"] = {
            "session": {"type": "apiKey", "in": "cookie", "name": "__Host-session"},
            "bearer": {
                "type": "http",
                "scheme": "bearer",
                "description": "A short JWT of a person, or an API key of a biller (`pk_…`).",
            },
        }
        for route in api_routes(app):
            if route.include_in_schema:
                for method in route.methods or ():
                    _describe_route(document["paths"][route.path_format][method.lower()], route)
        for addition in additions:
            addition(document)
        app.openapi_schema = document
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _named(permission: Permission) -> str:
    roles = roles_with(permission)
    return "all" if len(roles) == len(Role) else ", ".join(f"`{role}`" for role in roles)


def _refusals_of_every(operation: dict[str, Any], route: RouteContext) -> dict[str, str]:
    """What stands in front of the route may answer, whichever route it is."""
    if not str(route.path_format).startswith("/api/v1/"):
        return {}
    found = {
        "401": "`token_not_valid`: the bearer token or key is not good; get a new one.",
        "429": "`too_many_requests`: wait `Retry-After` seconds.",
        "503": "`database_away` and the like: nothing was changed; try again.",
    }
    if "requestBody" in operation:
        found["400"] = "`body_not_readable`"
        found["413"] = "`body_too_large`"
    if any(parameter["name"] == "cursor" for parameter in operation.get("parameters", ())):
        found["400"] = "`cursor_not_understood`: start again from the first page."
    if not _SAFE_METHODS.issuperset(route.methods or ()):
        found["403"] = "`cross_origin_request`: sent by another site's page."
        found["408"] = "`body_too_slow`"
    return found


def _describe_route(operation: dict[str, Any], route: RouteContext) -> None:
    permission = permission_of(route)
    assert permission is not None, f"{route.path} names no permission"
    operation["x-permission"] = permission.value
    operation["x-roles"] = [role.value for role in roles_with(permission)]
    if permission is Permission.PUBLIC:
        note = "Open to everyone."
        operation["security"] = [{}]
    else:
        note = (
            f"Needs the permission `{permission.value}`. Roles that have it: {_named(permission)}."
        )
        operation["security"] = [{"session": []}, {"bearer": []}]
        if Role.ANONYMOUS in roles_with(permission):
            operation["security"].append({})
    if needs_step_up(route):
        operation["x-step-up"] = True
        note += (
            " A sensitive act: the person must have proved who they are within five minutes, else"
            " the answer is `step_up_needed`, and `ways` says how they can (`POST"
            " /api/v1/auth/step-up`)."
        )
    operation["description"] = f"{operation.get('description', '')}\n\n{note}".strip()
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses = operation["responses"]
    if permission is not Permission.PUBLIC:
        responses.setdefault("401", {"description": "`sign_in_needed`"})
        refusals = "`not_permitted` or `second_factor_missing`"
        if needs_step_up(route):
            refusals = "`step_up_needed`, `not_permitted` or `second_factor_missing`"
        responses.setdefault("403", {"description": refusals})
    for status, words in _refusals_of_every(operation, route).items():
        responses.setdefault(status, {"description": words})
    if "422" in responses:
        responses["422"] = {"description": responses["422"]["description"]}
    for status, response in responses.items():
        if int(status) >= 400 and "content" not in response:
            response["content"] = content
