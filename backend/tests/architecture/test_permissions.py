"""Every route names its permission and says so. Who gets what is in tests/authorization."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import RouteContext
from starlette.routing import Route

from paymentus.app.api_docs import api_routes, permission_of
from paymentus.app.main import create_app
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Permission, requires

from support.api import Api

# Served by the framework: the document itself, which names no data.
NOT_OF_OURS = {"/api/openapi.json"}


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


def documented(app: FastAPI) -> list[RouteContext]:
    return [route for route in api_routes(app) if route.include_in_schema]


def operations(app: FastAPI) -> dict[str, dict[str, Any]]:
    return {
        operation["operationId"]: operation
        for path in app.openapi()["paths"].values()
        for operation in path.values()
    }


class TestEveryRoute:
    def test_names_a_permission(self, api: Api) -> None:
        routes = list(api_routes(api.app))

        assert len(routes) > 50
        assert [route.path for route in routes if permission_of(route) is None] == []

    def test_is_ours_or_the_documents(self, api: Api) -> None:
        plain = {route.path for route in api.app.routes if type(route) is Route}

        assert plain == NOT_OF_OURS

    def test_states_its_permission_summary_and_problems(self, api: Api) -> None:
        described = operations(api.app)

        lacking = []
        for route in documented(api.app):
            operation = described[str(route.operation_id)]
            permission = permission_of(route)
            refusals = {"401", "403"} if permission is not Permission.PUBLIC else set()
            if operation.get("x-permission") != permission:
                lacking.append((route.path, "permission"))
            if not operation.get("summary") or not operation.get("tags"):
                lacking.append((route.path, "summary"))
            if not refusals <= operation["responses"].keys():
                lacking.append((route.path, "401 and 403"))
            if "{" in str(route.path) and not {"404", "403"} & operation["responses"].keys():
                lacking.append((route.path, "404"))
            for code, response in operation["responses"].items():
                problem = "application/problem+json" in response.get("content", {})
                if int(code) >= 400 and int(code) != 503 and not problem:
                    lacking.append((route.path, code))
                if not response.get("description"):
                    lacking.append((route.path, f"words for {code}"))
        assert lacking == []

    def test_has_an_operation_id_of_its_own_in_camel_case(self, api: Api) -> None:
        ids = [str(route.operation_id) for route in documented(api.app)]

        assert len(ids) == len(set(ids))
        assert [id for id in ids if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", id)] == []

    def test_points_at_schemas_that_are_there(self, api: Api) -> None:
        document = api.app.openapi()

        named = set(re.findall(r"#/components/schemas/([\w.\-]+)", str(document)))

        assert named <= document["components"]["schemas"].keys()

    def test_that_forgets_its_permission_is_found(self, platform: Platform) -> None:
        careless = APIRouter(prefix="/api/v1/careless")

        @careless.get("/open-door")
        async def open_door() -> None: ...

        app = create_app(platform.settings, platform)
        app.include_router(careless)

        assert [str(route.path) for route in api_routes(app) if permission_of(route) is None] == [
            "/api/v1/careless/open-door"
        ]
        with pytest.raises(AssertionError, match="names no permission"):
            app.openapi()

    def test_with_two_permissions_counts_as_the_stricter(self) -> None:
        router = APIRouter(dependencies=[requires(Permission.SESSION_READ)])

        @router.get("/x", dependencies=[requires(Permission.LEDGER_READ)])
        async def strict() -> None: ...

        app = FastAPI()
        app.include_router(router)

        route = next(api_routes(app))
        assert permission_of(route) is Permission.LEDGER_READ
