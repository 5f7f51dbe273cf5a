from __future__ import annotations

from typing import Any

import pytest
from fastapi import APIRouter, FastAPI

from paymentus.app.api_docs import api_routes, describe, permission_of
from paymentus.foundation.authorization import Permission, requires


def an_app(*permissions: Permission, **route: Any) -> FastAPI:
    inner = APIRouter(prefix="/inner")

    @inner.get("/thing/{id}", dependencies=[requires(p) for p in permissions], **route)
    async def thing(id: str) -> None: ...

    outer = APIRouter(prefix="/api")
    outer.include_router(inner)
    app = FastAPI()
    app.include_router(outer)
    describe(app)
    return app


def operation(app: FastAPI) -> dict[str, Any]:
    found: dict[str, Any] = app.openapi()["paths"]["/api/inner/thing/{id}"]["get"]
    return found


class TestRoutes:
    def test_of_routers_within_routers_are_found(self) -> None:
        app = an_app(Permission.PUBLIC)

        (route,) = api_routes(app)

        assert route.path == "/api/inner/thing/{id}"
        assert permission_of(route) is Permission.PUBLIC


class TestDocument:
    def test_names_the_permission_and_the_refusals(self) -> None:
        described = operation(an_app(Permission.LEDGER_READ))

        assert described["x-permission"] == "ledger.read"
        assert "Needs the permission `ledger.read`." in described["description"]
        assert "`compliance_officer`, `treasury`, `auditor`, `admin`." in described["description"]
        assert described["x-roles"] == ["compliance_officer", "treasury", "auditor", "admin"]
        assert described["security"] == [{"session": []}, {"bearer": []}]
        assert {"401", "403", "422"} <= described["responses"].keys()

    def test_says_what_is_open_to_everyone(self) -> None:
        described = operation(an_app(Permission.PUBLIC))

        assert described["security"] == [{}]
        assert "Open to everyone." in described["description"]
        assert "401" not in described["responses"]

    def test_gives_every_problem_its_form(self) -> None:
        app = an_app(Permission.PUBLIC, responses={404: {"description": "`thing_not_found`"}})

        for status in ("404", "422"):
            content = operation(app)["responses"][status]["content"]
            assert content == {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
        assert "Problem" in app.openapi()["components"]["schemas"]
        assert "HTTPValidationError" not in str(app.openapi())

    def test_is_made_once(self) -> None:
        app = an_app(Permission.PUBLIC)

        assert app.openapi() is app.openapi()

    def test_cannot_be_made_with_a_route_that_names_no_permission(self) -> None:
        with pytest.raises(AssertionError, match="names no permission"):
            an_app().openapi()
