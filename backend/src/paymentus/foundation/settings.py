"""Every setting, read once at start and passed down. There is no global settings object.

Names are the deployment guide's where it names one. In production a default
secret, a test key or debug stops the start with a sentence.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_SECRET = "development-only-secret-change-me-0123456789"  # noqa: S105 (refused in production)


class Environment(StrEnum):
    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True)

    environment: Environment = Field(
        Environment.DEVELOPMENT, validation_alias=AliasChoices("PAYMENTUS_ENV", "environment")
    )
    data_dir: Path = Field(
        Path(".data"), validation_alias=AliasChoices("PAYMENTUS_DATA_DIR", "data_dir")
    )
    web_dir: Path | None = Field(
        None, validation_alias=AliasChoices("PAYMENTUS_WEB_DIR", "web_dir")
    )
    mongo_url: str = Field(
        "mongodb://127.0.0.1:27117/paymentus_production?replicaSet=rs0",
        validation_alias=AliasChoices("MONGO_URL", "mongo_url"),
    )
    redis_url: str = Field(
        "redis://127.0.0.1:6479/0", validation_alias=AliasChoices("REDIS_URL", "redis_url")
    )
    public_url: str = Field(
        "http://localhost:8001", validation_alias=AliasChoices("PUBLIC_URL", "public_url")
    )
    jwt_secret_key: SecretStr = Field(
        SecretStr(DEVELOPMENT_SECRET),
        validation_alias=AliasChoices("JWT_SECRET_KEY", "jwt_secret_key"),
    )
    jwt_secret_key_previous: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("JWT_SECRET_KEY_PREVIOUS", "jwt_secret_key_previous"),
    )
    lookup_secret_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("LOOKUP_SECRET_KEY", "lookup_secret_key")
    )
    stripe_secret_key: SecretStr = Field(
        SecretStr("sk_test_sandbox"),
        validation_alias=AliasChoices("STRIPE_SECRET_KEY", "stripe_secret_key"),
    )
    stripe_webhook_secret: SecretStr = Field(
        SecretStr("whsec_development"),
        validation_alias=AliasChoices("STRIPE_WEBHOOK_SECRET", "stripe_webhook_secret"),
    )
    stripe_api_base: str | None = Field(
        None, validation_alias=AliasChoices("STRIPE_API_BASE", "stripe_api_base")
    )
    smtp_url: str = Field(
        "smtp://127.0.0.1:8025", validation_alias=AliasChoices("SMTP_URL", "smtp_url")
    )
    mail_from: str = Field(
        "Paymentus <receipts@paymentus.example>",
        validation_alias=AliasChoices("MAIL_FROM", "mail_from"),
    )
    audit_origin: str = Field(
        "paymentus.example/audit/shard-0",
        validation_alias=AliasChoices("AUDIT_ORIGIN", "audit_origin"),
    )
    audit_key_file: Path | None = Field(
        None, validation_alias=AliasChoices("AUDIT_KEY_FILE", "audit_key_file")
    )
    audit_policy_file: Path | None = Field(
        None, validation_alias=AliasChoices("AUDIT_POLICY_FILE", "audit_policy_file")
    )
    encryption_key_file: Path | None = Field(
        None, validation_alias=AliasChoices("ENCRYPTION_KEY_FILE", "encryption_key_file")
    )
    password_list_file: Path | None = Field(
        None, validation_alias=AliasChoices("PASSWORD_LIST_FILE", "password_list_file")
    )
    worker_metrics_port: int | None = Field(
        None, validation_alias=AliasChoices("WORKER_METRICS_PORT", "worker_metrics_port")
    )
    shard: str = "shard-0"
    quote_lifetime_seconds: int = 900
    log_level: str = Field("INFO", validation_alias=AliasChoices("LOG_LEVEL", "log_level"))

    @property
    def audit_key_path(self) -> Path:
        return self.audit_key_file or self.data_dir / "audit_log_key"

    @property
    def password_list_path(self) -> Path:
        return self.password_list_file or self.data_dir / "stolen-passwords"

    @property
    def lookup_secret(self) -> str:
        """What look-up keys are derived from. It must not change with ``JWT_SECRET_KEY``."""
        return (self.lookup_secret_key or self.jwt_secret_key).get_secret_value()

    @property
    def previous_jwt_secret(self) -> str | None:
        previous = self.jwt_secret_key_previous
        return previous.get_secret_value() or None if previous else None

    @model_validator(mode="after")
    def _a_changed_key_leaves_people_findable(self) -> Settings:
        if self.previous_jwt_secret and not self.lookup_secret_key:
            raise ValueError(
                "JWT_SECRET_KEY_PREVIOUS is set but LOOKUP_SECRET_KEY is not: nobody would be "
                "found by their address. Set LOOKUP_SECRET_KEY to what JWT_SECRET_KEY was."
            )
        return self

    @property
    def encryption_key_path(self) -> Path:
        return self.encryption_key_file or self.data_dir / ".encryption_key"

    @model_validator(mode="after")
    def _production_is_guarded(self) -> Settings:
        if self.environment is not Environment.PRODUCTION:
            if self.stripe_secret_key.get_secret_value().startswith(("sk_live_", "rk_live_")):
                raise ValueError(
                    "STRIPE_SECRET_KEY is a live key but PAYMENTUS_ENV is not production: "
                    "only production may touch live rails."
                )
            return self
        problems = []
        secret = self.jwt_secret_key.get_secret_value()
        if secret == DEVELOPMENT_SECRET or len(secret) < 32:
            problems.append("JWT_SECRET_KEY must be your own, 32 characters or more")
        if not self.stripe_secret_key.get_secret_value().startswith(("sk_live_", "rk_live_")):
            problems.append("STRIPE_SECRET_KEY must be a live key")
        if self.stripe_api_base:
            problems.append("STRIPE_API_BASE must not be set")
        if self.stripe_webhook_secret.get_secret_value() == "whsec_development":
            problems.append("STRIPE_WEBHOOK_SECRET must be your endpoint's")
        if self.audit_key_file is None:
            problems.append("AUDIT_KEY_FILE must name the log's signing key")
        if not self.public_url.startswith("https://"):
            problems.append("PUBLIC_URL must begin with https://")
        if problems:
            raise ValueError("Not fit for production: " + "; ".join(problems) + ".")
        return self
