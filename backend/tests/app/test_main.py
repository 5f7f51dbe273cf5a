"""The application as a whole: what is served where, and in which order things judge a request."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from paymentus.app.main import create_app
from paymentus.app.wiring import Platform, build
from paymentus.audit.domain.checkpoint import LogKey
from paymentus.foundation.mongo import Database
from paymentus.foundation.settings import Settings

PAGE = "<!doctype html><title>Pay</title>"
BROWSER = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def web(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "assets" / "app-1a2b.js").write_text("export {}")
    (folder / "icon.svg").write_text("<svg/>")
    return folder


@pytest.fixture
async def browser(
    settings: Settings, platform: Platform, web: Path
) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(settings.model_copy(update={"web_dir": web}), platform)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=settings.public_url) as client:
        yield client


class TestWebApp:
    @pytest.mark.parametrize(
        "path", ["/", "/bills", "/payments/pay_1?returned=1", "/receipts/pay_1", "/deep/er/page"]
    )
    async def test_is_served_at_every_address_of_a_page(
        self, path: str, browser: httpx.AsyncClient
    ) -> None:
        answer = await browser.get(path, headers=BROWSER)

        assert (answer.status_code, answer.text) == (200, PAGE)
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-cache"

    async def test_brings_its_assets_to_be_kept(self, browser: httpx.AsyncClient) -> None:
        script = await browser.get("/assets/app-1a2b.js")

        assert script.text == "export {}"
        assert "javascript" in script.headers["content-type"]
        assert "immutable" in script.headers["cache-control"]

    @pytest.mark.parametrize("path", ["/assets/gone-3c4d.js", "/assets/gone.css", "/gone.png"])
    async def test_is_not_served_in_place_of_a_missing_file(
        self, path: str, browser: httpx.AsyncClient
    ) -> None:
        """A script tag asks with ``Accept: */*``; a page in its place would be run or kept."""
        answer = await browser.get(path)

        assert answer.status_code == 404
        assert PAGE not in answer.text

    @pytest.mark.parametrize("path", ["/../settings.py", "/..%2fsettings.py", "/%2e%2e/main.py"])
    async def test_stays_within_its_folder(
        self, path: str, browser: httpx.AsyncClient, web: Path
    ) -> None:
        (web.parent / "settings.py").write_text("secret")
        (web.parent / "main.py").write_text("secret")

        assert "secret" not in (await browser.get(path, headers=BROWSER)).text

    async def test_need_not_be_there(self, settings: Settings, platform: Platform) -> None:
        empty = settings.data_dir / "no-web"
        app = create_app(settings.model_copy(update={"web_dir": empty}), platform)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            page = await client.get("/", headers=BROWSER)
            health = await client.get("/api/health?probe=live")

        assert page.status_code == 404
        assert health.status_code == 200


class TestApi:
    @pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
    @pytest.mark.parametrize("path", ["/api/v1/biils", "/api/nothing", "/api/v1/payments/x/y/z"])
    async def test_answers_a_mistyped_address_with_a_problem_and_never_a_page(
        self, method: str, path: str, browser: httpx.AsyncClient
    ) -> None:
        answer = await browser.request(method, path, headers=BROWSER)

        assert answer.status_code in (404, 405)
        assert answer.headers["content-type"] == "application/problem+json"
        if method == "GET":
            assert answer.json()["code"] == "no_such_page"

    async def test_serves_its_document_and_its_docs(self, browser: httpx.AsyncClient) -> None:
        document = await browser.get("/api/openapi.json")
        docs = await browser.get("/api/docs", headers=BROWSER)

        assert document.json()["info"]["title"] == "Paymentus"
        assert docs.headers["content-type"].startswith("text/html")
        assert "http://" not in docs.text
        assert "https://" not in docs.text

    @pytest.mark.parametrize("path", ["/api/health", "/api/v1/none", "/", "/assets/gone.js"])
    async def test_puts_request_id_and_security_headers_on_every_answer(
        self, path: str, browser: httpx.AsyncClient
    ) -> None:
        answer = await browser.get(path, headers=BROWSER)

        assert answer.headers["x-request-id"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]

    async def test_packs_large_answers(self, browser: httpx.AsyncClient) -> None:
        document = await browser.get("/api/openapi.json", headers={"Accept-Encoding": "gzip"})

        assert document.headers["content-encoding"] == "gzip"

    async def test_refuses_another_sites_page_before_anything_is_done(
        self, browser: httpx.AsyncClient, database: Database
    ) -> None:
        answer = await browser.post(
            "/api/v1/auth/register",
            json={"email": "a@b.example", "password": "three blue otters", "full_name": "A"},
            headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        )

        assert (answer.status_code, answer.json()["code"]) == (403, "cross_origin_request")
        assert await database.users.count_documents({}) == 0


class TestLifespan:
    async def test_makes_the_database_ready_and_lets_go_of_it(
        self, settings: Settings, log_key: LogKey, database: Database
    ) -> None:
        platform = build(settings, log_key)
        app = create_app(settings, platform)
        await database.log_heads.delete_many({})

        async with app.router.lifespan_context(app):
            head = await database.log_heads.find_one({"_id": "shard-0"})

        assert head is not None
        assert head["checkpoint"].startswith(log_key.name)
