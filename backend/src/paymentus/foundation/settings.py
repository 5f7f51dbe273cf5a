"""Every setting, read once at start and passed down. There is no global settings object.

Names are the deployment guide's where it names one. In production a default
secret, a test key or debug stops the start with a sentence.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import AliasChoices, Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from paymentus import __version__
from paymentus.foundation.contact_settings import ContactSettings
from paymentus.foundation.production_rules import lines_in_the_clear, problems_of
from paymentus.foundation.tracing_settings import TracingSettings

DEVELOPMENT_SECRET = "development-only-secret-change-me-0123456789"  # noqa: S105 (refused in production)


class Environment(StrEnum):
    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class MasterKeyPlace(StrEnum):
    """Where the master key of field encryption is kept."""

    FILE = "file"
    AWS = "aws"
    KMIP = "kmip"


class SafeSide(StrEnum):
    """What becomes of a payment that nobody could be screened for."""

    HOLD = "hold"
    BLOCK = "block"


class Settings(ContactSettings, TracingSettings):
    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True)

    environment: Environment = Field(
        Environment.DEVELOPMENT, validation_alias=AliasChoices("PAYMENTUS_ENV", "environment")
    )
    version: str = Field(__version__, validation_alias=AliasChoices("PAYMENTUS_VERSION", "version"))
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
    mongo_tls_ca_file: Path | None = Field(
        None, validation_alias=AliasChoices("MONGO_TLS_CA_FILE", "mongo_tls_ca_file")
    )
    mongo_tls_certificate_file: Path | None = Field(
        None,
        validation_alias=AliasChoices("MONGO_TLS_CERTIFICATE_FILE", "mongo_tls_certificate_file"),
    )
    redis_url: str = Field(
        "redis://127.0.0.1:6479/0", validation_alias=AliasChoices("REDIS_URL", "redis_url")
    )
    redis_tls_ca_file: Path | None = Field(
        None, validation_alias=AliasChoices("REDIS_TLS_CA_FILE", "redis_tls_ca_file")
    )
    redis_tls_certificate_file: Path | None = Field(
        None,
        validation_alias=AliasChoices("REDIS_TLS_CERTIFICATE_FILE", "redis_tls_certificate_file"),
    )
    redis_tls_key_file: Path | None = Field(
        None, validation_alias=AliasChoices("REDIS_TLS_KEY_FILE", "redis_tls_key_file")
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
    compliance_alert_email: str = Field(
        "compliance@paymentus.example",
        validation_alias=AliasChoices("COMPLIANCE_ALERT_EMAIL", "compliance_alert_email"),
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
    master_key_source: MasterKeyPlace = Field(
        MasterKeyPlace.FILE,
        validation_alias=AliasChoices("MASTER_KEY_SOURCE", "master_key_source"),
    )
    encryption_key_file: Path | None = Field(
        None, validation_alias=AliasChoices("ENCRYPTION_KEY_FILE", "encryption_key_file")
    )
    password_list_file: Path | None = Field(
        None, validation_alias=AliasChoices("PASSWORD_LIST_FILE", "password_list_file")
    )
    aws_kms_key_arn: str = Field(
        "", validation_alias=AliasChoices("AWS_KMS_KEY_ARN", "aws_kms_key_arn")
    )
    aws_region: str = Field("", validation_alias=AliasChoices("AWS_REGION", "aws_region"))
    aws_access_key_id: str = Field(
        "", validation_alias=AliasChoices("AWS_ACCESS_KEY_ID", "aws_access_key_id")
    )
    aws_secret_access_key: SecretStr = Field(
        SecretStr(""),
        validation_alias=AliasChoices("AWS_SECRET_ACCESS_KEY", "aws_secret_access_key"),
    )
    aws_session_token: SecretStr | None = Field(
        None, validation_alias=AliasChoices("AWS_SESSION_TOKEN", "aws_session_token")
    )
    aws_kms_endpoint: str | None = Field(
        None, validation_alias=AliasChoices("AWS_KMS_ENDPOINT", "aws_kms_endpoint")
    )
    aws_kms_ca_file: Path | None = Field(
        None, validation_alias=AliasChoices("AWS_KMS_CA_FILE", "aws_kms_ca_file")
    )
    kmip_endpoint: str = Field("", validation_alias=AliasChoices("KMIP_ENDPOINT", "kmip_endpoint"))
    kmip_certificate_file: Path | None = Field(
        None, validation_alias=AliasChoices("KMIP_CERTIFICATE_FILE", "kmip_certificate_file")
    )
    kmip_ca_file: Path | None = Field(
        None, validation_alias=AliasChoices("KMIP_CA_FILE", "kmip_ca_file")
    )
    kmip_key_id: str | None = Field(
        None, validation_alias=AliasChoices("KMIP_KEY_ID", "kmip_key_id")
    )
    rsa_private_key_file: Path | None = Field(
        None, validation_alias=AliasChoices("RSA_PRIVATE_KEY_FILE", "rsa_private_key_file")
    )
    rsa_private_key_passphrase: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("RSA_PRIVATE_KEY_PASSPHRASE", "rsa_private_key_passphrase"),
    )
    rsa_private_key_passphrase_file: Path | None = Field(
        None,
        validation_alias=AliasChoices(
            "RSA_PRIVATE_KEY_PASSPHRASE_FILE", "rsa_private_key_passphrase_file"
        ),
    )
    compliance: bool = Field(True, validation_alias=AliasChoices("COMPLIANCE", "compliance"))
    sanctions_list_url: str = Field(
        "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports",
        validation_alias=AliasChoices("SANCTIONS_LIST_URL", "sanctions_list_url"),
    )
    sanctions_list_dir: Path | None = Field(
        None, validation_alias=AliasChoices("SANCTIONS_LIST_DIR", "sanctions_list_dir")
    )
    sanctions_refresh_seconds: float = Field(
        3_600.0,
        gt=0,
        validation_alias=AliasChoices("SANCTIONS_REFRESH_SECONDS", "sanctions_refresh_seconds"),
    )
    sanctions_list_max_age_hours: float = Field(
        48.0,
        gt=0,
        validation_alias=AliasChoices(
            "SANCTIONS_LIST_MAX_AGE_HOURS", "sanctions_list_max_age_hours"
        ),
    )
    ofac_api_key: SecretStr | None = Field(
        None, validation_alias=AliasChoices("OFAC_API_KEY", "ofac_api_key")
    )
    ofac_api_url: str = Field(
        "https://api.compliance-system.com/ofac",
        validation_alias=AliasChoices("OFAC_API_URL", "ofac_api_url"),
    )
    screening_timeout_ms: int = Field(
        500,
        gt=0,
        le=10_000,
        validation_alias=AliasChoices("SCREENING_TIMEOUT_MS", "screening_timeout_ms"),
    )
    screening_unavailable: SafeSide = Field(
        SafeSide.HOLD,
        validation_alias=AliasChoices("SCREENING_UNAVAILABLE", "screening_unavailable"),
    )
    fincen_schema_dir: Path | None = Field(
        None, validation_alias=AliasChoices("FINCEN_SCHEMA_DIR", "fincen_schema_dir")
    )
    fincen_filer_file: Path | None = Field(
        None, validation_alias=AliasChoices("FINCEN_FILER_FILE", "fincen_filer_file")
    )
    worker_metrics_port: int | None = Field(
        None, validation_alias=AliasChoices("WORKER_METRICS_PORT", "worker_metrics_port")
    )
    worker_metrics_host: str = Field(
        "127.0.0.1", validation_alias=AliasChoices("WORKER_METRICS_HOST", "worker_metrics_host")
    )
    company_name: str = Field(
        "Paymentus (demonstration)", validation_alias=AliasChoices("COMPANY_NAME", "company_name")
    )
    company_address: str = Field(
        "1 Example Street, Springfield",
        validation_alias=AliasChoices("COMPANY_ADDRESS", "company_address"),
    )
    support_email: str = Field(
        "support@paymentus.example",
        validation_alias=AliasChoices("SUPPORT_EMAIL", "support_email"),
    )
    support_phone: str = Field(
        "+1 555 0199", validation_alias=AliasChoices("SUPPORT_PHONE", "support_phone")
    )
    privacy_contact: str = Field(
        "", validation_alias=AliasChoices("PRIVACY_CONTACT", "privacy_contact")
    )
    security_contact: str = Field(
        "mailto:security@paymentus.example",
        pattern=r"^(mailto:|https://|tel:)\S+$",
        validation_alias=AliasChoices("SECURITY_CONTACT", "security_contact"),
    )
    shard: str = "shard-0"
    quote_lifetime_seconds: int = 900
    compliance_profile: Literal["msb", "bank"] = "msb"
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
    def rsa_private_key_path(self) -> Path:
        return self.rsa_private_key_file or self.data_dir / ".rsa_private_key.pem"

    @property
    def fincen_schema_path(self) -> Path:
        return self.fincen_schema_dir or self.data_dir / "schemas" / "fincen"

    @property
    def encryption_key_path(self) -> Path:
        return self.encryption_key_file or self.data_dir / ".encryption_key"

    @model_validator(mode="after")
    def _addresses_name_their_certificates(self) -> Settings:
        """What speaks to MongoDB or Redis needs the address alone."""
        self.mongo_url = with_options(
            self.mongo_url,
            tls="true" if self.mongo_tls_ca_file else None,
            tlsCAFile=self.mongo_tls_ca_file,
            tlsCertificateKeyFile=self.mongo_tls_certificate_file,
        )
        self.redis_url = with_options(
            self.redis_url,
            ssl_ca_certs=self.redis_tls_ca_file,
            ssl_certfile=self.redis_tls_certificate_file,
            ssl_keyfile=self.redis_tls_key_file,
        )
        return self

    @model_validator(mode="after")
    def _master_key_can_be_reached(self) -> Settings:
        needs: dict[MasterKeyPlace, dict[str, object]] = {
            MasterKeyPlace.FILE: {},
            MasterKeyPlace.AWS: {
                "AWS_KMS_KEY_ARN": self.aws_kms_key_arn,
                "AWS_REGION": self.aws_region,
                "AWS_ACCESS_KEY_ID": self.aws_access_key_id,
                "AWS_SECRET_ACCESS_KEY": self.aws_secret_access_key.get_secret_value(),
            },
            MasterKeyPlace.KMIP: {
                "KMIP_ENDPOINT": self.kmip_endpoint,
                "KMIP_CERTIFICATE_FILE": self.kmip_certificate_file,
            },
        }
        lacking = [name for name, value in needs[self.master_key_source].items() if not value]
        if lacking:
            raise ValueError(
                f"MASTER_KEY_SOURCE is {self.master_key_source}, which also needs "
                f"{', '.join(lacking)}."
            )
        return self

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
        if self.stripe_webhook_secret.get_secret_value() in ("", "whsec_development"):
            problems.append("STRIPE_WEBHOOK_SECRET must be your endpoint's")
        if self.audit_key_file is None:
            problems.append("AUDIT_KEY_FILE must name the log's signing key")
        if not self.public_url.startswith("https://"):
            problems.append("PUBLIC_URL must begin with https://")
        problems += lines_in_the_clear(self.mongo_url, self.redis_url)
        problems += problems_of(self, development_secret=DEVELOPMENT_SECRET)
        if problems:
            raise ValueError("Not fit for production: " + "; ".join(problems) + ".")
        return self


def with_options(url: str, **options: object) -> str:
    """The address with these options in its query; those that are None or already there stay."""
    parts = urlsplit(url)
    given = parse_qsl(parts.query, keep_blank_values=True)
    there = {name.lower() for name, _ in given}
    more = [
        (name, str(value))
        for name, value in options.items()
        if value is not None and name.lower() not in there
    ]
    if not more:
        return url
    path = parts.path or "/"
    return urlunsplit(parts._replace(path=path, query=urlencode([*given, *more], safe="/:")))
