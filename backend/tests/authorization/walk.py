"""Asks every operation of the OpenAPI document as every caller and compares with the matrix.

First everything that is to be refused, with the whole database hashed before and after: a refusal
has no effect. Then everything that is allowed, which must really work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import httpx

from authorization.callers import BAD_TOKENS, Caller
from authorization.matrix import HIDDEN, NOT_NOW, STATUS_OF, YES, Row
from authorization.requests import LAST, STREAMS, Ask, ask_for
from authorization.world import World

from support.api import streaming

_PARAMETER = re.compile(r"\{(\w+)\}")
# Answered before anybody asks who it is: load balancers and Prometheus have no token.
_NOBODY_ASKS = ("/api/health", "/api/metrics", "/.well-known/security.txt")
_BROKEN = Ask(content=b'{"not": json', headers={"Content-Type": "application/json"})


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    permission: str
    has_body: bool


@dataclass
class Walked:
    """``wrong`` has a sentence for each answer that the matrix does not say."""

    cases: int = 0
    wrong: list[str] = field(default_factory=list)

    def judge(self, caller: Caller, operation: Operation, got: int, wanted: str) -> None:
        self.cases += 1
        right = 200 <= got < 300 if wanted == YES else got == STATUS_OF[wanted]
        if not right:
            self.wrong.append(f"{operation.id} as {caller.name}: {got}, the matrix says {wanted}")


def operations(world: World) -> list[Operation]:
    """Every operation of the OpenAPI document, those that end something last."""
    found = [
        Operation(
            id=described["operationId"],
            method=method.upper(),
            path=path,
            permission=described["x-permission"],
            has_body="requestBody" in described,
        )
        for path, methods in world.api.app.openapi()["paths"].items()
        for method, described in methods.items()
    ]
    return sorted(found, key=lambda one: LAST.index(one.id) if one.id in LAST else -1)


async def walk(world: World, matrix: dict[str, Row]) -> Walked:
    """Every operation as everybody; the world is used up by it."""
    walked = Walked()
    found = [operation for operation in operations(world) if operation.id in matrix]
    await ask_what_is_refused(world, matrix, found, walked)
    for caller in world.callers.values():
        for operation in found:
            if outcome(caller, operation, matrix) == YES:
                got = await ask(world, caller, operation, ask_for(operation.id, world, caller.name))
                walked.judge(caller, operation, got, YES)
    return walked


async def ask_what_is_refused(
    world: World, matrix: dict[str, Row], found: Iterable[Operation], walked: Walked
) -> None:
    before = await _hashes(world)
    for caller, operation, wanted in refusals(world, matrix, found):
        got = await ask(world, caller, operation, ask_for(operation.id, world, caller.name))
        walked.judge(caller, operation, got, wanted)
        may_ask = wanted in (NOT_NOW, HIDDEN) or _may_ask_of_their_own(caller, operation, matrix)
        if operation.has_body and not may_ask:
            # Who may not ask is told that, and nothing about what they sent.
            got = await ask(world, caller, operation, _BROKEN)
            walked.judge(caller, operation, got, wanted)
    after = await _hashes(world)
    changed = sorted(name for name in after if after[name] != before.get(name))
    walked.wrong += [f"refused requests changed the collection {name}" for name in changed]


def _may_ask_of_their_own(caller: Caller, operation: Operation, matrix: dict[str, Row]) -> bool:
    """Whether another thing of the same kind would be theirs: then what they send is read."""
    alike = {
        "other_staff": "biller_staff",
        "other_admin": "biller_admin",
        "other_guest": "guest",
        "other_payer": "payer",
        "other_key": "biller_admin",
        "compliance": "admin",
    }
    column = alike.get(caller.column, "")
    return matrix[operation.id].outcomes.get(column) == YES


def refusals(
    world: World, matrix: dict[str, Row], found: Iterable[Operation]
) -> Iterator[tuple[Caller, Operation, str]]:
    for operation in found:
        for caller in world.callers.values():
            wanted = outcome(caller, operation, matrix)
            if wanted != YES:
                yield caller, operation, wanted


def outcome(caller: Caller, operation: Operation, matrix: dict[str, Row]) -> str:
    if caller.name in BAD_TOKENS:
        return YES if operation.path in _NOBODY_ASKS else "sign in"
    return matrix[operation.id].outcomes[caller.column]


async def ask(world: World, caller: Caller, operation: Operation, it: Ask) -> int:
    """The status of the answer."""
    if operation.id in STREAMS:
        path, headers = _addressed(world, caller, operation, it)
        async with streaming(
            world.api.app, path, method=operation.method, headers=headers, query=it.query
        ) as answer:
            return answer.status
    return (await answer_to(world, caller, operation, it)).status_code


async def answer_to(world: World, caller: Caller, operation: Operation, it: Ask) -> httpx.Response:
    """The whole answer of an operation that does not stream."""
    path, headers = _addressed(world, caller, operation, it)
    # Each from a place of their own, so that what guards against guessing does not answer first.
    place = (f"10.0.{list(world.callers).index(caller.name)}.1", 1)
    transport = httpx.ASGITransport(world.api.app, client=place)
    url = world.api.platform.settings.public_url
    async with httpx.AsyncClient(transport=transport, base_url=url, headers=headers) as client:
        address = f"{path}?{it.query}" if it.query else path
        answer = await client.request(operation.method, address, **await it.sent())
    if it.afterwards is not None:
        await it.afterwards()
    return answer


def _addressed(
    world: World, caller: Caller, operation: Operation, it: Ask
) -> tuple[str, dict[str, str]]:
    values = {**world.ids, **it.path}
    path = _PARAMETER.sub(lambda name: values.get(name[1], "none"), operation.path)
    own = world.held.browsers.get((caller.name, operation.id), caller.headers)
    return path, {"Idempotency-Key": f"walk-{caller.name}", **it.headers, **own}


async def _hashes(world: World) -> dict[str, str]:
    answer = await world.api.platform.database.command("dbHash")
    return dict(answer["collections"])
