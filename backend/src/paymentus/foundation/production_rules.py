"""What settings must not be in production, beyond the secrets and keys that ``settings`` judges.

Each rule is a sentence for whoever starts the servers: what to set, and to what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from paymentus.foundation.settings import Settings

SECRET_LENGTH_MIN = 32
_KEYS = ("AUDIT_KEY_FILE", "ENCRYPTION_KEY_FILE")
DEVELOPMENT_MAIL = "smtp://127.0.0.1:8025"
# RFC 2606 and RFC 6761: names that are nobody's.
_EXAMPLE = re.compile(
    r"(\.(example|test|invalid|localhost)|([@./]|^)(example\.(com|org|net)|localhost))(?![\w.-])",
    re.IGNORECASE,
)


def problems_of(settings: Settings, *, development_secret: str) -> Iterator[str]:
    """A sentence for each setting that is not fit; none when all are."""
    for name, value in (
        ("JWT_SECRET_KEY_PREVIOUS", settings.jwt_secret_key_previous),
        ("LOOKUP_SECRET_KEY", settings.lookup_secret_key),
    ):
        secret = value.get_secret_value() if value else ""
        if secret and (secret == development_secret or len(secret) < SECRET_LENGTH_MIN):
            yield f"{name} must be your own, {SECRET_LENGTH_MIN} characters or more"
    if settings.log_level.upper() in ("DEBUG", "TRACE", "NOTSET"):
        yield f"LOG_LEVEL must not be {settings.log_level}: logs would hold what they should not"
    lookup = settings.lookup_secret_key
    if lookup is not None and not lookup.get_secret_value():
        yield "LOOKUP_SECRET_KEY must not be empty"
    if settings.smtp_url in ("", DEVELOPMENT_MAIL):
        yield "SMTP_URL must be your mail server's"
    yield from _problems_of_names(settings)
    if not settings.compliance:
        yield "COMPLIANCE must not be off: no payment is made without a verdict"
    for name, url in (
        ("SANCTIONS_LIST_URL", settings.sanctions_list_url),
        ("OFAC_API_URL", settings.ofac_api_url),
    ):
        if not url.startswith("https://"):
            yield f"{name} must begin with https://"
    for name, path in (
        ("AUDIT_KEY_FILE", settings.audit_key_file),
        ("AUDIT_POLICY_FILE", settings.audit_policy_file),
        ("ENCRYPTION_KEY_FILE", settings.encryption_key_file),
        ("FINCEN_FILER_FILE", settings.fincen_filer_file),
    ):
        if path is not None:
            yield from _file_problems(name, path, is_key=name in _KEYS)


def _problems_of_names(settings: Settings) -> Iterator[str]:
    """Who we are and whom to tell: neither empty nor of documentation, nor invented."""
    for name, text in (
        ("MAIL_FROM", settings.mail_from),
        ("AUDIT_ORIGIN", settings.audit_origin.partition("/")[0]),
        ("PUBLIC_URL", settings.public_url),
        ("SECURITY_CONTACT", settings.security_contact),
        ("SUPPORT_EMAIL", settings.support_email),
        ("COMPLIANCE_ALERT_EMAIL", settings.compliance_alert_email),
        ("INCIDENT_TEAM_EMAIL", settings.incident_team_email),
        ("LEGAL_COUNSEL_EMAIL", settings.legal_counsel_email),
        ("COMPLIANCE_OFFICER_EMAIL", settings.compliance_officer_email),
        ("DEVOPS_EMAIL", settings.devops_email),
        ("COMPANY_NAME", settings.company_name),
        ("COMPANY_ADDRESS", settings.company_address),
        ("SUPPORT_PHONE", settings.support_phone),
        ("ESCALATION", settings.escalation),
    ):
        if not text.strip():
            yield f"{name} must not be empty"
        elif is_of_an_example(text):
            yield f"{name} must not be an example's"
    if settings.fincen_filer_file is None:
        yield (
            "FINCEN_FILER_FILE must name the file that says who files with FinCEN "
            "(`paymentus filings filer` shows its form)"
        )


def is_of_an_example(text: str) -> bool:
    """Whether an address or host is one of documentation, which is nobody's."""
    return _EXAMPLE.search(text) is not None


def _file_problems(name: str, path: Path, *, is_key: bool) -> Iterator[str]:
    if not path.is_file():
        yield f"{name} names a file that is not there"
    elif path.stat().st_size == 0:
        yield f"{name} names a file that is empty"
    elif is_key and path.stat().st_mode & 0o007:
        yield f"{name} names a file that everybody on this machine can read; chmod 600 it"


def lines_in_the_clear(mongo_url: str, redis_url: str) -> list[str]:
    """What is wrong with the addresses of MongoDB and Redis where others may listen."""
    problems = []
    mongo = urlsplit(mongo_url)
    options = {name.lower(): value.lower() for name, value in parse_qsl(mongo.query)}
    tls = options.get("tls", options.get("ssl", "true" if "+srv" in mongo.scheme else "false"))
    weak = ("tlsinsecure", "tlsallowinvalidcertificates", "tlsallowinvalidhostnames")
    if tls != "true":
        problems.append("MONGO_URL must ask for TLS (tls=true, or set MONGO_TLS_CA_FILE)")
    if any(options.get(name) == "true" for name in weak):
        problems.append("MONGO_URL must not switch off the check of certificates")
    redis = urlsplit(redis_url)
    checks = {name.lower(): value.lower() for name, value in parse_qsl(redis.query)}
    if redis.scheme not in ("rediss", "rediss+cluster"):
        problems.append("REDIS_URL must ask for TLS (rediss:// or rediss+cluster://)")
    if checks.get("ssl_cert_reqs", "required") != "required" or (
        checks.get("ssl_check_hostname", "true") in ("false", "0", "no")
    ):
        problems.append("REDIS_URL must not switch off the check of certificates")
    return problems
