"""Every operation as everybody: each answer is what ``matrix.csv`` says."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi.routing import APIRoute, RouteContext

from authorization.callers import BAD_TOKENS, OWN_PAGE, Caller
from authorization.matrix import YES, Row, read_matrix
from authorization.requests import ask_for
from authorization.walk import Operation, answer_to, ask, operations, outcome, walk
from authorization.world import World, a_world
from paymentus.app.api_docs import api_routes
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Permission, Requires, Role, requirements_of
from paymentus.foundation.clock import utc_now
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.identity.domain import Session, limits_of
from paymentus.identity.repository import SessionStore
from paymentus.identity.service import IdentityService

from support.api import Api
from support.figures import Figures
from support.scene import Scene

# Answered by the app but not in its document: the document's own page, and "no such address".
UNDOCUMENTED = {"/api/docs", "/api/{path:path}"}


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


@pytest.fixture
async def world(api: Api, scene: Scene) -> World:
    return await a_world(api, scene)


@pytest.fixture(scope="module")
def matrix() -> dict[str, Row]:
    return read_matrix()


class TestMatrix:
    def test_has_a_row_for_every_operation_and_for_nothing_else(
        self, api: Api, matrix: dict[str, Row]
    ) -> None:
        described = {
            (found["operationId"], f"{method.upper()} {path.replace('/api/v1', '')}")
            for path, methods in api.app.openapi()["paths"].items()
            for method, found in methods.items()
        }

        assert {(row.operation, row.request) for row in matrix.values()} == described

    def test_names_the_permission_that_each_route_requires(
        self, api: Api, matrix: dict[str, Row]
    ) -> None:
        described = {
            found["operationId"]: (found["x-permission"], found.get("x-step-up", False))
            for methods in api.app.openapi()["paths"].values()
            for found in methods.values()
        }

        assert {
            row.operation: (row.permission, row.step_up) for row in matrix.values()
        } == described

    def test_leaves_out_no_route_of_the_app(self, api: Api) -> None:
        hidden = {str(route.path) for route in api_routes(api.app) if not route.include_in_schema}

        assert hidden == UNDOCUMENTED

    async def test_has_a_column_for_every_role(self, world: World, matrix: dict[str, Row]) -> None:
        columns = {caller.column for caller in world.callers.values()} - {"bad_token"}

        assert {frozenset(row.outcomes) for row in matrix.values()} == {frozenset(columns)}
        assert {caller.role for caller in world.callers.values()} >= set(Role)

    def test_with_another_word_in_a_cell_is_refused(self, tmp_path: Any) -> None:
        file = tmp_path / "matrix.csv"
        file.write_text("operation, request, permission, admin\nx, GET /x, public, perhaps\n")

        with pytest.raises(ValueError, match="perhaps"):
            read_matrix(file)


class TestEveryOperation:
    async def test_answers_everybody_as_the_matrix_says(
        self, world: World, matrix: dict[str, Row], figures: Figures
    ) -> None:
        walked = await walk(world, matrix)

        roles = {caller.role for caller in world.callers.values()} - {None}
        figures.add(
            f"{walked.cases:,} requests to {len(matrix)} operations, {len(world.callers)} callers"
            f" of {len(roles)} roles: {len(walked.wrong)} answered not as the matrix says.",
            routes=len(matrix),
            roles=len(roles),
            callers=len(world.callers),
            cases=walked.cases,
            wrong=len(walked.wrong),
        )
        assert walked.wrong == [], "\n".join(walked.wrong)
        assert walked.cases > len(matrix) * len(world.callers)

    async def test_that_loses_its_permission_is_found(
        self, world: World, matrix: dict[str, Row], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Takes each route's permission away in turn; somebody must then get another answer."""
        routes = {str(route.operation_id): route for route in api_routes(world.api.app)}
        guarded = [one for one in operations(world) if guards(one, matrix)]
        assert len(guarded) > 30

        unnoticed = []
        for operation in guarded:
            with monkeypatch.context() as without:
                for requirement in asked_for_by(routes[operation.id]):
                    without.setattr(requirement, "permission", Permission.PUBLIC)
                    without.setattr(requirement, "fresh", False)
                if not await noticed(world, matrix, operation):
                    unnoticed.append(operation.id)
        assert unnoticed == []

    async def test_refuses_before_it_reads_what_is_sent(
        self, world: World, matrix: dict[str, Row]
    ) -> None:
        """Nobody makes us take in half a gigabyte who may not send it."""
        anonymous = world.callers["anonymous"]
        read = []
        for operation in operations(world):
            if not operation.has_body or outcome(anonymous, operation, matrix) == YES:
                continue
            if await reads_the_body(world, operation):
                read.append(operation.id)
        assert read == []

    async def test_that_is_sensitive_wants_a_fresh_proof(
        self, world: World, matrix: dict[str, Row]
    ) -> None:
        sensitive = [one for one in operations(world) if matrix[one.id].step_up]
        assert len(sensitive) > 4

        for operation in sensitive:
            for caller in world.callers.values():
                if outcome(caller, operation, matrix) == YES:
                    stale = await not_fresh(world, caller)
                    request = ask_for(operation.id, world, caller.name)
                    got = await answer_to(world, stale, operation, request)
                    assert (got.status_code, got.json()["code"]) == (403, "step_up_needed")
                    assert got.json()["ways"] == ["passkey", "code"]


async def not_fresh(world: World, caller: Caller) -> Caller:
    """The same person, in a session in which they proved who they are six minutes ago."""
    identity: IdentityService = world.api.platform.get(IdentityService)
    assert caller.principal is not None
    user = await identity.person(caller.principal)
    now = utc_now()
    session = Session.of_user(
        user_id=user.id, epoch=user.epoch, limits=limits_of(user.role), second_factor=True, now=now
    )
    before = replace(session, proved_at=now - timedelta(minutes=6))
    cookie = await SessionStore(world.api.platform.redis, None).open(before, now=now)
    return replace(caller, headers={"Cookie": f"{SESSION_COOKIE}={cookie}", **OWN_PAGE})


def asked_for_by(route: RouteContext) -> list[Requires]:
    """As the route was written, and as the app has it: each has gates of its own."""
    written = route.original_route
    assert isinstance(written, APIRoute)
    return [*requirements_of(written.dependant), *requirements_of(route.dependant)]


def guards(operation: Operation, matrix: dict[str, Row]) -> bool:
    """Whether the route itself refuses anybody; some only hide what is another's."""
    refuses = {"no", "sign in"} & set(matrix[operation.id].outcomes.values())
    return bool(refuses) and operation.permission != Permission.SESSION_READ


async def noticed(world: World, matrix: dict[str, Row], operation: Operation) -> bool:
    for caller in world.callers.values():
        wanted = outcome(caller, operation, matrix)
        if wanted in ("no", "sign in") and caller.name not in BAD_TOKENS:
            got = await ask(world, caller, operation, ask_for(operation.id, world, caller.name))
            if got not in (401, 403):
                return True
    return False


async def reads_the_body(world: World, operation: Operation) -> bool:
    asked = asyncio.Event()
    answered = asyncio.Event()

    async def receive() -> dict[str, Any]:
        asked.set()
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        answered.set()

    path = operation.path.replace("{biller_id}", world.ids["biller_id"])
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": operation.method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [
            (b"host", b"localhost"),
            (b"content-type", b"multipart/form-data; boundary=x"),
            (b"content-length", b"500000000"),
        ],
        "client": ("10.9.9.9", 1),
        "server": ("127.0.0.1", 8001),
        "state": {},
    }
    await world.api.app(scope, receive, send)
    assert answered.is_set()
    return asked.is_set()
