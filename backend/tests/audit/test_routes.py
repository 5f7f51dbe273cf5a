"""The audit log over HTTP."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request

from audit.building import a_key, a_leaf, a_policy, batches, write_log
from paymentus.app import error_responses
from paymentus.audit.domain.checkpoint import verify_checkpoint
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.tree import leaf_hash, verify_consistency, verify_inclusion
from paymentus.audit.repository import AuditRepository
from paymentus.audit.routes import router
from paymentus.audit.service import AuditLog
from paymentus.foundation.authorization import Principal, Role
from paymentus.foundation.mongo import Database

SIZE = 600


def app_over(log: AuditLog) -> FastAPI:
    """The audit routes alone; the header ``X-Role`` says who asks."""
    app = FastAPI()
    app.include_router(router)
    app.state.services = {AuditLog: log}
    error_responses.register(app)

    @app.middleware("http")
    async def principal(request: Request, proceed: Any) -> Any:
        role = Role(request.headers.get("X-Role", "anonymous"))
        request.state.principal = Principal.of_role(role, id="usr_1")
        return await proceed(request)

    return app


@pytest.fixture
async def api(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    await write_log(database, batches(SIZE, 100))
    app = app_over(AuditLog(database, a_policy()))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test/api/v1/audit") as api:
        yield api


AUDITOR = {"X-Role": "auditor"}
ADMIN = {"X-Role": "admin"}


def decoded(texts: list[str]) -> list[bytes]:
    return [base64.b64decode(text) for text in texts]


class TestEveryone:
    async def test_gets_the_newest_checkpoint_as_text(self, api: httpx.AsyncClient) -> None:
        answer = await api.get("/log/checkpoint")

        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"
        checkpoint = verify_checkpoint(answer.text, a_key().verifier, origin=a_key().name)
        assert checkpoint.size == SIZE

    async def test_gets_tiles_that_may_be_kept_for_ever(self, api: httpx.AsyncClient) -> None:
        answer = await api.get("/log/tile/0/002.p/88")

        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/octet-stream"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.content == b"".join(leaf_hash(a_leaf(index)) for index in range(512, 600))

    async def test_can_check_the_proofs_it_gets(self, api: httpx.AsyncClient) -> None:
        inclusion = (await api.get("/proof/inclusion", params={"index": 33, "size": 200})).json()
        consistency = (await api.get("/proof/consistency", params={"from": 200, "to": 600})).json()

        root1, root2 = decoded([consistency["root1"], consistency["root2"]])
        verify_inclusion(
            index=33,
            size=200,
            leaf=leaf_hash(a_leaf(33)),
            path=decoded(inclusion["path"]),
            root=root1,
        )
        verify_consistency(
            size1=200, size2=600, root1=root1, root2=root2, path=decoded(consistency["path"])
        )
        checkpoint = verify_checkpoint(
            inclusion["checkpoint"], a_key().verifier, origin=a_key().name
        )
        assert checkpoint.root == root1

    async def test_gets_the_policy(self, api: httpx.AsyncClient) -> None:
        answer = await api.get("/policy.json")

        assert LogPolicy.from_document(answer.json()) == a_policy()

    @pytest.mark.parametrize(
        ("path", "status", "code"),
        [
            ("/log/tile/0/002", 404, "tile_not_found"),
            ("/log/tile/nonsense", 404, "tile_not_found"),
            ("/proof/inclusion?index=600", 404, "entry_not_found"),
            ("/proof/inclusion?index=0&size=601", 400, "tree_not_that_large"),
            ("/proof/consistency?from=2&to=1", 400, "tree_not_that_large"),
            ("/proof/consistency?from=0&to=1", 422, "invalid_request"),
            ("/proof/inclusion?index=-1", 422, "invalid_request"),
            ("/log/tile/entries/000", 401, "sign_in_needed"),
            ("/entries", 401, "sign_in_needed"),
        ],
    )
    async def test_is_told_why_there_is_no_answer(
        self, api: httpx.AsyncClient, path: str, status: int, code: str
    ) -> None:
        answer = await api.get(path)

        assert (answer.status_code, answer.json()["code"]) == (status, code)


class TestAnAuditor:
    async def test_gets_entry_bundles(self, api: httpx.AsyncClient) -> None:
        answer = await api.get("/log/tile/entries/000.p/1", headers=AUDITOR)

        assert answer.content == len(a_leaf(0)).to_bytes(2, "big") + a_leaf(0)
        assert "private" in answer.headers["cache-control"]

    async def test_lists_entries_page_by_page(self, api: httpx.AsyncClient) -> None:
        seen: list[int] = []
        parameters: dict[str, Any] = {"subject": "pay_2", "limit": 40}
        while True:
            page = (await api.get("/entries", params=parameters, headers=AUDITOR)).json()
            seen += [entry["index"] for entry in page["data"]]
            if page["next_cursor"] is None:
                break
            parameters["cursor"] = page["next_cursor"]

        assert seen == [index for index in reversed(range(SIZE)) if index % 7 == 2]
        assert page["data"][-1]["leaf"]["entry"] == "ent_00000002"
        assert page["data"][-1]["at"] == "2026-11-20T10:00:00.000Z"

    @pytest.mark.parametrize("cursor", ["x", "WyJ4Il0", "Wy0xXQ", "WzFlMzBd", "W251bGxd"])
    async def test_is_told_when_a_cursor_is_none_of_ours(
        self, api: httpx.AsyncClient, cursor: str
    ) -> None:
        answer = await api.get("/entries", params={"cursor": cursor}, headers=AUDITOR)

        assert (answer.status_code, answer.json()["code"]) == (400, "cursor_not_understood")


class TestAPayer:
    async def test_may_not_read_what_the_log_says_of_others(self, api: httpx.AsyncClient) -> None:
        for path in ("/entries", "/log/tile/entries/000"):
            answer = await api.get(path, headers={"X-Role": "payer"})

            assert answer.status_code == 403


class TestWatches:
    async def test_say_what_each_watcher_found_last(
        self, api: httpx.AsyncClient, database: Database
    ) -> None:
        repository = AuditRepository(database)
        at = datetime(2026, 3, 1, 12, tzinfo=UTC)
        found = {"problem": "a", "problems": ["a", "b"], "size": 7, "at": at}
        await repository.note_watch("monitor", found)
        await repository.note_watch("witness w", {"problem": None, "size": 9, "at": at})

        answer = await api.get("/watches", headers=AUDITOR)

        assert answer.json()["data"] == [
            {
                "name": "monitor",
                "at": "2026-03-01T12:00:00.000Z",
                "size": 7,
                "problems": ["a", "b"],
            },
            {"name": "witness w", "at": "2026-03-01T12:00:00.000Z", "size": 9, "problems": []},
        ]

    async def test_are_for_auditors(self, api: httpx.AsyncClient) -> None:
        assert (await api.get("/watches", headers={"X-Role": "payer"})).status_code == 403
