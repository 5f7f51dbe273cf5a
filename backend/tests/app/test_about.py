from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from paymentus.app.about import About
from paymentus.app.wiring import Platform
from paymentus.foundation.settings import Settings

from support.api import Api

NOW = datetime(2026, 11, 23, 10, 20, 30, tzinfo=UTC)


def fields(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines())  # type: ignore[misc]


class TestSecurityTxt:
    def test_has_the_fields_of_rfc_9116(self) -> None:
        settings = Settings(
            security_contact="mailto:security@riverton.gov", public_url="https://pay.riverton.gov/"
        )

        found = fields(About.of(settings, lambda: NOW).security_txt())

        assert found["Contact"] == "mailto:security@riverton.gov"
        assert found["Canonical"] == "https://pay.riverton.gov/.well-known/security.txt"

    @pytest.mark.parametrize("later", [0, 400, 4_000])
    def test_has_never_expired(self, later: int) -> None:
        now = NOW + timedelta(days=later)

        found = fields(About.of(Settings(), lambda: now).security_txt())

        expires = datetime.fromisoformat(found["Expires"])
        assert timedelta(days=30) < expires - now < timedelta(days=365)

    async def test_is_served_as_plain_text_where_it_is_looked_for(self, platform: Platform) -> None:
        async with Api.of(platform).client() as client:
            answer = await client.get("/.well-known/security.txt")

        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert "Contact: mailto:" in answer.text


class TestAbout:
    async def test_says_who_runs_it(self, platform: Platform) -> None:
        async with Api.of(platform).client() as client:
            answer = (await client.get("/api/v1/about")).json()

        assert answer["company_name"] == platform.settings.company_name
        assert answer["privacy_contact"] == platform.settings.support_email
