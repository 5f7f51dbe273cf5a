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
    "audit_key_file": None,
    "public_url": "https://pay.riverton.gov",
    "smtp_url": "smtp://mail.riverton.gov:587",
    "mail_from": "Riverton <pay@riverton.gov>",
    "audit_origin": "riverton.gov/audit/shard-0",
    "security_contact": "mailto:security@riverton.gov",
    "support_email": "help@riverton.gov",
    "compliance_alert_email": "compliance@riverton.gov",
    "incident_team_email": "security@riverton.gov",
    "legal_counsel_email": "legal@riverton.gov",
    "compliance_officer_email": "compliance@riverton.gov",
    "devops_email": "devops@riverton.gov",
    "fincen_filer_file": None,
    "mongo_url": "mongodb://db-0,db-1/paymentus_production?replicaSet=rs0&tls=true",
    "redis_url": "rediss://cache:6380/0",
}


@pytest.fixture(scope="module", autouse=True)
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key that only its owner can read, for the settings that are fit."""
    file = tmp_path_factory.mktemp("keys") / "audit"
    file.write_text("key")
    file.chmod(0o600)
    PRODUCTION["audit_key_file"] = file
    PRODUCTION["fincen_filer_file"] = file
    return file


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
            ({"mongo_url": "mongodb://db/x"}, "MONGO_URL must ask for TLS"),
            ({"mongo_url": "mongodb+srv://db/x?tls=false"}, "MONGO_URL must ask for TLS"),
            (
                {"mongo_url": "mongodb://db/x?tls=true&tlsAllowInvalidCertificates=true"},
                "MONGO_URL must not switch off",
            ),
            ({"redis_url": "redis://cache/0"}, "REDIS_URL must ask for TLS"),
            ({"redis_url": "redis+cluster://a:1,b:2"}, "REDIS_URL must ask for TLS"),
            ({"redis_url": "rediss://cache/0?ssl_cert_reqs=none"}, "REDIS_URL must not switch off"),
            ({"jwt_secret_key": "short"}, "JWT_SECRET_KEY"),
            ({"stripe_secret_key": "sk_test_x"}, "STRIPE_SECRET_KEY"),
            ({"stripe_api_base": "http://127.0.0.1:1"}, "STRIPE_API_BASE"),
            ({"stripe_webhook_secret": "whsec_development"}, "STRIPE_WEBHOOK_SECRET"),
            ({"stripe_webhook_secret": ""}, "STRIPE_WEBHOOK_SECRET"),
            ({"fincen_filer_file": None}, "FINCEN_FILER_FILE"),
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

    @pytest.mark.parametrize("secret", [DEVELOPMENT_SECRET, "short"])
    @pytest.mark.parametrize("name", ["lookup_secret_key", "jwt_secret_key_previous"])
    def test_does_not_start_with_another_default_or_short_secret(
        self, name: str, secret: str
    ) -> None:
        long = "another-secret-of-our-own-that-is-long-enough"
        with pytest.raises(ValidationError, match=name.upper()):
            Settings(**{**PRODUCTION, "lookup_secret_key": long, name: secret})

    @pytest.mark.parametrize("level", ["DEBUG", "debug", "TRACE"])
    def test_does_not_start_with_debug(self, level: str) -> None:
        with pytest.raises(ValidationError, match=f"LOG_LEVEL must not be {level}"):
            Settings(**{**PRODUCTION, "log_level": level})

    @pytest.mark.parametrize("name", ["audit_key_file", "audit_policy_file", "encryption_key_file"])
    def test_does_not_start_with_a_key_file_that_is_missing(
        self, name: str, tmp_path: Path
    ) -> None:
        with pytest.raises(ValidationError, match=f"{name.upper()} names a file that is not"):
            Settings(**{**PRODUCTION, name: tmp_path / "none"})

    @pytest.mark.parametrize("name", ["audit_key_file", "encryption_key_file"])
    def test_does_not_start_with_a_key_file_that_everybody_can_read(
        self, name: str, tmp_path: Path
    ) -> None:
        file = tmp_path / "key"
        file.write_text("key")
        file.chmod(0o604)

        with pytest.raises(ValidationError, match=f"{name.upper()} names a file that everybody"):
            Settings(**{**PRODUCTION, name: file})

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("mail_from", "Paymentus <receipts@paymentus.example>"),
            ("audit_origin", "paymentus.example/audit/shard-0"),
            ("public_url", "https://localhost"),
            ("security_contact", "mailto:security@paymentus.example"),
            ("support_email", "support@example.com"),
        ],
    )
    def test_does_not_start_with_an_examples_address(self, name: str, value: str) -> None:
        with pytest.raises(ValidationError, match=f"{name.upper()} must not be an example"):
            Settings(**{**PRODUCTION, name: value})

    def test_does_not_start_with_the_mail_sink(self) -> None:
        with pytest.raises(ValidationError, match="SMTP_URL"):
            Settings(**{**PRODUCTION, "smtp_url": "smtp://127.0.0.1:8025"})


class TestSecurityContact:
    @pytest.mark.parametrize("contact", ["security@pay.gov", "http://pay.gov", "mailto:", ""])
    def test_is_an_address_that_can_be_followed(self, contact: str) -> None:
        with pytest.raises(ValidationError):
            Settings(security_contact=contact)


class TestAddresses:
    @pytest.mark.parametrize("address", ["mongodb+srv://db/x", "mongodb://db/x?ssl=true"])
    def test_of_mongodb_that_ask_for_tls_are_known(self, address: str) -> None:
        assert Settings(**(PRODUCTION | {"mongo_url": address})).mongo_url == address

    def test_get_the_certificates_of_the_settings(self) -> None:
        settings = Settings(
            **PRODUCTION
            | {
                "mongo_url": "mongodb://user:p%40ss@db-0:27017,db-1:27017/x?replicaSet=rs0",
                "mongo_tls_ca_file": Path("/keys/ca.pem"),
                "mongo_tls_certificate_file": Path("/keys/us.pem"),
                "redis_tls_ca_file": Path("/keys/ca.pem"),
                "redis_tls_certificate_file": Path("/keys/us.crt"),
                "redis_tls_key_file": Path("/keys/us.key"),
            }
        )

        assert settings.mongo_url == (
            "mongodb://user:p%40ss@db-0:27017,db-1:27017/x?replicaSet=rs0&tls=true"
            "&tlsCAFile=/keys/ca.pem&tlsCertificateKeyFile=/keys/us.pem"
        )
        assert settings.redis_url == (
            "rediss://cache:6380/0?ssl_ca_certs=/keys/ca.pem&ssl_certfile=/keys/us.crt"
            "&ssl_keyfile=/keys/us.key"
        )

    def test_of_a_cluster_do_so_for_all_its_nodes(self) -> None:
        address = "rediss+cluster://:p%40ss@redis:6379,redis-2:6379"
        given: dict[str, Any] = PRODUCTION | {"redis_url": address, "redis_tls_ca_file": "/keys/ca"}

        assert Settings(**given).redis_url == f"{address}/?ssl_ca_certs=/keys/ca"

    def test_without_certificates_stay_as_they_are(self) -> None:
        address = "mongodb://127.0.0.1:1/x?replicaSet=rs0"

        assert Settings(mongo_url=address).mongo_url == address


class TestMasterKeySource:
    @pytest.mark.parametrize(
        ("source", "lacks"), [("aws", "AWS_KMS_KEY_ARN"), ("kmip", "KMIP_ENDPOINT")]
    )
    def test_says_what_else_it_needs(self, source: str, lacks: str) -> None:
        with pytest.raises(ValidationError, match=lacks):
            Settings(master_key_source=source)
