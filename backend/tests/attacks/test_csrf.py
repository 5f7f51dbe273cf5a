"""Another site's page makes its visitor's browser send something, with the visitor's cookie."""

from __future__ import annotations

import re

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.identity.service import IdentityService

from support.api import PASSWORD, Api

_SAFE = {"get", "head", "options"}
FOREIGN = {
    "cross-site": {"Sec-Fetch-Site": "cross-site"},
    "same-site": {"Sec-Fetch-Site": "same-site"},
    "typed in": {"Sec-Fetch-Site": "none"},
    "another origin": {"Origin": "https://evil.example"},
    "origin of a sandboxed frame": {"Origin": "null"},
    "our name in another's": {"Origin": "http://localhost:8001.evil.example"},
    "nothing said": {},
}

OWN = [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost:8001"}]


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


@pytest.fixture
async def cookie(api: Api) -> str:
    identity: IdentityService = api.platform.get(IdentityService)
    signed_in = await identity.register(
        email="victim@people.example", password=PASSWORD, full_name="Victim"
    )
    return f"{SESSION_COOKIE}={signed_in.cookie}"


def unsafe_routes(api: Api) -> list[tuple[str, str]]:
    return [
        (method.upper(), re.sub(r"\{\w+\}", "x", path))
        for path, methods in api.app.openapi()["paths"].items()
        for method in methods
        if method not in _SAFE
    ]


async def codes(api: Api, cookie: str, headers: dict[str, str]) -> set[str]:
    """What every route that changes something answers, none of them named twice."""
    found = set()
    own_page = headers in OWN
    async with api.client({"Cookie": cookie, **headers}) as browser:
        for method, path in unsafe_routes(api):
            if path.endswith("/sign-out") and own_page:
                # It would end the session that the walk needs.
                continue
            answer = await browser.request(method, path, json={})
            found.add(answer.json().get("code") if answer.content else str(answer.status_code))
    return found


class TestEveryRouteThatChangesSomething:
    async def test_is_there_to_be_walked(self, api: Api) -> None:
        assert len(unsafe_routes(api)) > 20

    @pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN.keys())
    async def test_refuses_a_request_of_another_sites_page(
        self, api: Api, cookie: str, headers: dict[str, str]
    ) -> None:
        assert await codes(api, cookie, headers) == {"cross_origin_request"}

    @pytest.mark.parametrize("headers", OWN)
    async def test_lets_our_own_page_through(
        self, api: Api, cookie: str, headers: dict[str, str]
    ) -> None:
        """The control: nothing else refuses with this code."""
        assert "cross_origin_request" not in await codes(api, cookie, headers)


class TestCookie:
    async def test_is_not_sent_along_by_other_sites_nor_read_by_scripts(self, api: Api) -> None:
        async with api.client({"Sec-Fetch-Site": "same-origin"}) as browser:
            answer = await browser.post(
                "/api/v1/auth/register",
                json={
                    "email": "new@people.example", "password": PASSWORD, "full_name": "New Person",
                },
            )  # fmt: skip

        parts = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
        assert not any(part.startswith("domain=") for part in parts)
