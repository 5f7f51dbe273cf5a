from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from paymentus.foundation.settings import DEVELOPMENT_SECRET, Environment, Settings

PRODUCTION: dict[str, Any] = {
    "environment": Environment.PRODUCTION,
    "jwt_secret_key": "a-secret-of-our-own-that-is-long-enough",
    "stripe_secret_key": "sk_live_x",
    "stripe_webhook_secret": "whsec_x",
    "stripe_api_base": None,
    "audit_key_file": Path("/keys/audit"),
    "public_url": "https://pay.example",
}


class TestSettings:
    def test_are_read_from_the_names_of_the_guide(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in {
            "PAYMENTUS_ENV": "test",
            "MONGO_URL": "mongodb://db/x",
            "STRIPE_SECRET_KEY": "sk_test_1",
            "JWT_SECRET_KEY": "secret",
            "PAYMENTUS_DATA_DIR": "data",
        }.items():
            monkeypatch.setenv(name, value)

        settings = Settings()

        assert settings.environment is Environment.TEST
        assert settings.mongo_url == "mongodb://db/x"
        assert settings.stripe_secret_key.get_secret_value() == "sk_test_1"
        assert settings.audit_key_path == Path("data/audit_log_key")

    def test_do_not_show_secrets_when_they_are_printed(self) -> None:
        shown = repr(Settings(**PRODUCTION))

        for name in ("jwt_secret_key", "stripe_secret_key", "stripe_webhook_secret"):
            assert PRODUCTION[name] not in shown

    @pytest.mark.parametrize("key", ["sk_live_x", "rk_live_x"])
    @pytest.mark.parametrize("environment", [Environment.DEVELOPMENT, Environment.TEST])
    def test_refuse_a_live_key_outside_production(self, key: str, environment: Environment) -> None:
        with pytest.raises(ValidationError, match="only production may touch live rails"):
            Settings(environment=environment, stripe_secret_key=key)


class TestLookupSecret:
    def test_is_the_tokens_secret_where_no_other_is_named(self) -> None:
        assert Settings(jwt_secret_key="first").lookup_secret == "first"
        assert Settings(jwt_secret_key="first", lookup_secret_key="own").lookup_secret == "own"

    def test_must_be_named_before_the_tokens_secret_changes(self) -> None:
        with pytest.raises(ValidationError, match="LOOKUP_SECRET_KEY to what JWT_SECRET_KEY was"):
            Settings(jwt_secret_key="second", jwt_secret_key_previous="first")

        changed = Settings(
            jwt_secret_key="second", jwt_secret_key_previous="first", lookup_secret_key="first"
        )
        assert (changed.previous_jwt_secret, changed.lookup_secret) == ("first", "first")


class TestProduction:
    def test_starts_with_settings_of_its_own(self) -> None:
        assert Settings(**PRODUCTION).environment is Environment.PRODUCTION

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"jwt_secret_key": DEVELOPMENT_SECRET}, "JWT_SECRET_KEY"),
            ({"jwt_secret_key": "short"}, "JWT_SECRET_KEY"),
            ({"stripe_secret_key": "sk_test_x"}, "STRIPE_SECRET_KEY"),
            ({"stripe_api_base": "http://127.0.0.1:1"}, "STRIPE_API_BASE"),
            ({"stripe_webhook_secret": "whsec_development"}, "STRIPE_WEBHOOK_SECRET"),
            ({"audit_key_file": None}, "AUDIT_KEY_FILE"),
            ({"public_url": "http://pay.example"}, "PUBLIC_URL"),
        ],
    )
    def test_does_not_start_with_what_is_for_development(
        self, change: dict[str, Any], says: str
    ) -> None:
        with pytest.raises(ValidationError, match=says):
            Settings(**{**PRODUCTION, **change})

    def test_names_everything_that_is_wrong_at_once(self) -> None:
        with pytest.raises(ValidationError) as refused:
            Settings(environment=Environment.PRODUCTION)

        for name in ("JWT_SECRET_KEY", "STRIPE_SECRET_KEY", "AUDIT_KEY_FILE", "PUBLIC_URL"):
            assert name in str(refused.value)
