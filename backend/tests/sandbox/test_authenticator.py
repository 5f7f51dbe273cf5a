"""The authenticator shows the codes of the secrets it was given, as the vendors' apps do."""

from __future__ import annotations

import time

import pyotp

from .conftest import Outside

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class TestAuthenticator:
    async def test_shows_the_code_of_now(self, outside: Outside) -> None:
        await outside.control("authenticators", {"label": "pat@example.com", "secret": SECRET})
        shown = await outside.control("authenticators", method="GET")

        near = {pyotp.TOTP(SECRET).at(time.time() - drift) for drift in (0, 5)}
        assert [each["label"] for each in shown["data"]] == ["pat@example.com"]
        assert shown["data"][0]["code"] in near
        assert 0 < shown["seconds_left"] <= 30

    async def test_keeps_one_secret_a_person_and_forgets_all_when_told(
        self, outside: Outside
    ) -> None:
        for secret in (SECRET[:24], SECRET):
            await outside.control("authenticators", {"label": "pat@example.com", "secret": secret})
        assert len((await outside.control("authenticators", method="GET"))["data"]) == 1

        await outside.control("authenticators", method="DELETE")

        assert (await outside.control("authenticators", method="GET"))["data"] == []

    async def test_takes_no_secret_that_an_app_would_refuse(self, outside: Outside) -> None:
        for secret in ("", SECRET[:16], SECRET[:25], SECRET.lower(), "0" * 32):
            body = {"label": "pat@example.com", "secret": secret}
            answer = await outside.http.post("/_sandbox/authenticators", json=body)
            assert answer.status_code == 400, secret
