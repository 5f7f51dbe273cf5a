"""The deployment guide's reporting scripts, as cron runs them."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pypdf import PdfReader

from paymentus.app.cli.reports import ReportTypeUnknown, types_of, write_signed
from paymentus.app.wiring import Platform
from paymentus.commit.domain import UnitOfWork
from paymentus.compliance.domain.filings.filing import FilingKind, new_filing
from paymentus.compliance.domain.filings.summary import month_of
from paymentus.compliance.repository.filings import insert_filing
from paymentus.compliance.service.filings.reports import ReportType
from paymentus.integrations.key_management.report_key import make_report_key

from support.commands import Done, place_of, script
from support.made_filings import a_good_sar

AT = datetime(2026, 6, 11, 12, 0, tzinfo=UTC)


def run(platform: Platform, name: str, *arguments: str) -> Done:
    return script(name, *arguments, **place_of(platform.settings))


def check_signature(folder: Path) -> dict[str, str]:
    """The manifest, once its signature was found good."""
    manifest = (folder / "manifest.json").read_bytes()
    key = serialization.load_pem_public_key((folder / "report_key.pub.pem").read_bytes())
    assert isinstance(key, rsa.RSAPublicKey)
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
    key.verify((folder / "manifest.json.sig").read_bytes(), manifest, pss, hashes.SHA256())
    return dict(json.loads(manifest))


@pytest.fixture
async def a_month(platform: Platform) -> Platform:
    make_report_key(platform.settings.rsa_private_key_path, None)
    filing = new_filing(FilingKind.SAR, a_good_sar(), due=date(2026, 7, 1), by="usr_1", at=AT)
    await platform.committer.commit(UnitOfWork(inserts=(insert_filing(filing),)))
    return platform


class TestMonthlyReports:
    async def test_are_written_and_signed(self, a_month: Platform, tmp_path: Path) -> None:
        folder = tmp_path / "2026-06"

        done = run(
            a_month, "generate_monthly_reports.py", "--report-types=CTR,SAR,AML_SUMMARY",
            f"--output-dir={folder}", "--month=2026-06",
        )  # fmt: skip

        assert done.returncode == 0, done.stderr
        manifest = check_signature(folder)
        assert sorted(manifest) == [
            "AML_SUMMARY-2026-06.csv", "AML_SUMMARY-2026-06.pdf", "CTR-2026-06.csv",
            "SAR-2026-06.csv",
        ]  # fmt: skip
        for name, digest in manifest.items():
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
            assert (folder / name).stat().st_mode & 0o077 == 0
        rows = (folder / "SAR-2026-06.csv").read_text().splitlines()
        assert len(rows) == 2
        assert ",sar,draft,2026-07-01," in rows[1]
        summary = (folder / "AML_SUMMARY-2026-06.csv").read_text()
        assert '"Filings begun, by kind and state",sar draft,1' in summary
        pages = PdfReader(io.BytesIO((folder / "AML_SUMMARY-2026-06.pdf").read_bytes()))
        assert "Anti-money-laundering summary" in pages.pages[0].extract_text()

    async def test_of_an_unknown_type_are_refused(self, a_month: Platform, tmp_path: Path) -> None:
        done = run(
            a_month, "generate_monthly_reports.py", "--report-types=CTR,XYZ",
            f"--output-dir={tmp_path}",
        )  # fmt: skip

        assert done.returncode == 1
        assert "XYZ is no type of report: CTR, SAR, AML_SUMMARY." in done.stderr

    def test_have_types_in_any_case_once_each(self) -> None:
        assert types_of(" sar,CTR,sar ") == [ReportType.SAR, ReportType.CTR]
        with pytest.raises(ReportTypeUnknown):
            types_of("")
        assert month_of("2026-12") == (date(2026, 12, 1), date(2027, 1, 1))


class TestTheDailyReport:
    async def test_says_what_happened(self, a_month: Platform, tmp_path: Path) -> None:
        done = run(
            a_month, "generate_compliance_report.py", "--date=2026-06-11",
            f"--output-dir={tmp_path / 'day'}",
        )  # fmt: skip

        assert done.returncode == 0, done.stderr
        assert "Filings begun, by kind and state: sar draft: 1" in done.stdout
        assert sorted(check_signature(tmp_path / "day")) == [
            "compliance-2026-06-11.json", "compliance-2026-06-11.pdf",
        ]  # fmt: skip


def test_a_changed_manifest_is_seen(tmp_path: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    write_signed({"a.csv": b"1"}, tmp_path, key)
    (tmp_path / "manifest.json").write_text('{"a.csv": "0"}')

    with pytest.raises(InvalidSignature):
        check_signature(tmp_path)
