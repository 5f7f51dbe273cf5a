"""What a browser is told on every page and answer: no script of others, no frame, no guessing."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from paymentus.app.main import create_app
from paymentus.app.wiring import Platform

from support.api import Api

FRONTEND = Path(__file__).parents[3] / "frontend"
# One of each kind: web pages, files, the docs, the API with its answers and refusals.
PLACES = (
    "/", "/sign-in", "/register", "/bills", "/verify", "/privacy", "/terms", "/operations",
    "/operations/approvals", "/biller", "/no/such/page", "/assets/app.js", "/assets/none.js",
    "/api/docs", "/api/openapi.json", "/api/health", "/api/metrics", "/api/v1/billers",
    "/api/v1/auth/session", "/api/v1/payments", "/api/v1/nothing", "/.well-known/security.txt",
)  # fmt: skip


@pytest.fixture
def api(platform: Platform, tmp_path: Path) -> Api:
    web = tmp_path / "web"
    (web / "assets").mkdir(parents=True)
    (web / "index.html").write_text((FRONTEND / "index.html").read_text())
    (web / "assets" / "app.js").write_text("1")
    settings = platform.settings.model_copy(update={"web_dir": web})
    return Api(platform, create_app(settings, platform))


async def ask(api: Api, place: str) -> httpx.Response:
    async with api.client({"Origin": "https://evil.example"}) as client:
        return await client.get(place)


def directives(policy: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}


class TestEveryPage:
    @pytest.mark.parametrize("place", PLACES)
    async def test_lets_in_our_own_scripts_only(self, api: Api, place: str) -> None:
        policy = directives((await ask(api, place)).headers["content-security-policy"])

        assert policy["default-src"] == ["'self'"]
        assert policy.get("script-src", ["'self'"]) == ["'self'"]
        for name in ("frame-ancestors", "base-uri", "object-src"):
            assert policy[name] == ["'none'"]
        assert policy["form-action"] == ["'self'"]
        everything = {source for sources in policy.values() for source in sources}
        assert not everything & {"*", "http:", "https:", "'unsafe-eval'", "blob:"}
        if place != "/api/docs":
            assert "'unsafe-inline'" not in everything

    @pytest.mark.parametrize("place", PLACES)
    async def test_has_the_headers_of_the_guide_and_none_that_opens_it(
        self, api: Api, place: str
    ) -> None:
        headers = (await ask(api, place)).headers

        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert "content-type" in headers
        assert not [name for name in headers if name.startswith("access-control-")]
        assert "server" not in headers

    @pytest.mark.parametrize("place", PLACES)
    async def test_knows_no_trace(self, api: Api, place: str) -> None:
        async with api.client() as client:
            answer = await client.request("TRACE", place, headers={"X-Secret": "echo"})

        assert answer.status_code in (404, 405)
        assert "echo" not in answer.text


class TestOurOwnPages:
    @pytest.mark.parametrize("place", ["/", "/api/docs"])
    async def test_need_no_inline_script_and_no_other_site(self, api: Api, place: str) -> None:
        page = (await ask(api, place)).text

        assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", page) == []
        assert re.findall(r"""\bon[a-z]+\s*=\s*["']""", page) == []
        assert re.findall(r"""(?:src|href)=["'](?:https?:)?//""", page) == []
