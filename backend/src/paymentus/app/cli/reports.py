"""Reports written to a folder and signed: what ``scripts/generate_monthly_reports.py`` and
``scripts/generate_compliance_report.py`` call."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa

from paymentus.app.keys import report_key_passphrase
from paymentus.app.opened import opened_platform
from paymentus.compliance.domain.filings.summary import ComplianceSummary, month_of
from paymentus.compliance.service.filings.reports import ComplianceReports, ReportType
from paymentus.foundation.errors import Rejected
from paymentus.foundation.settings import Settings
from paymentus.integrations.key_management.report_key import read_report_key
from paymentus.integrations.key_management.signed_files import signed


class ReportTypeUnknown(Rejected):
    """There is no report of this type."""


class MonthUnknown(Rejected):
    """Write the month as in 2026-10."""


def types_of(text: str) -> list[ReportType]:
    """``CTR,SAR,AML_SUMMARY``. Raises ``ReportTypeUnknown``."""
    known = {each.value: each for each in ReportType}
    names = [name.strip().upper() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise ReportTypeUnknown(
            f"{', '.join(unknown) or 'Nothing'} is no type of report: {', '.join(known)}."
        )
    return [known[name] for name in dict.fromkeys(names)]


async def monthly(types: str, month: str, folder: Path) -> list[Path]:
    """Write a month's reports and their signed manifest; returns what was written."""
    wanted = types_of(types)
    try:
        start, end = month_of(month)
    except ValueError:
        raise MonthUnknown() from None
    async with opened_platform(with_keys=True) as platform:
        key = _report_key(platform.settings)
        reports: ComplianceReports = platform.get(ComplianceReports)
        return write_signed(await reports.monthly(wanted, start, end), folder, key)


async def daily(day: date, folder: Path | None) -> tuple[ComplianceSummary, list[Path]]:
    """A day's figures; written and signed where a folder is named."""
    async with opened_platform(with_keys=True) as platform:
        reports: ComplianceReports = platform.get(ComplianceReports)
        summary, files = await reports.daily(day)
        if folder is None:
            return summary, []
        return summary, write_signed(files, folder, _report_key(platform.settings))


def _report_key(settings: Settings) -> rsa.RSAPrivateKey:
    return read_report_key(settings.rsa_private_key_path, report_key_passphrase(settings))


def write_signed(files: Mapping[str, bytes], folder: Path, key: rsa.RSAPrivateKey) -> list[Path]:
    """The files, a manifest of their SHA-256, its signature (RSA-PSS) and the public key.

    Readable by their owner only. ``openssl dgst -sha256 -verify report_key.pub.pem -sigopt
    rsa_padding_mode:pss -signature manifest.json.sig manifest.json`` checks it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return [_written(folder / name, content) for name, content in signed(files, key).items()]


def _written(path: Path, content: bytes) -> Path:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return path


def as_lines(summary: ComplianceSummary, written: Sequence[Path]) -> str:
    lines = [f"{section}: {what}: {count:,}" for section, what, count in summary.rows()]
    return "\n".join([*lines, *(f"✓ {path}" for path in written)])
