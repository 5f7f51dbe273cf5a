from __future__ import annotations

from pathlib import Path

import pytest

from paymentus.foundation.production_rules import problems_of
from paymentus.foundation.settings import DEVELOPMENT_SECRET, Settings


class TestProblems:
    def test_of_development_settings_are_named_one_by_one(self) -> None:
        found = list(problems_of(Settings(), development_secret=DEVELOPMENT_SECRET))

        assert [problem.partition(" ")[0] for problem in found] == [
            "SMTP_URL",
            "MAIL_FROM",
            "AUDIT_ORIGIN",
            "PUBLIC_URL",
            "SECURITY_CONTACT",
            "SUPPORT_EMAIL",
            "COMPLIANCE_ALERT_EMAIL",
            "INCIDENT_TEAM_EMAIL",
            "LEGAL_COUNSEL_EMAIL",
            "COMPLIANCE_OFFICER_EMAIL",
            "DEVOPS_EMAIL",
            "FINCEN_FILER_FILE",
        ]

    @pytest.mark.parametrize(
        "name",
        [
            "AUDIT_ORIGIN", "SMTP_URL", "MAIL_FROM", "SUPPORT_EMAIL", "COMPLIANCE_ALERT_EMAIL",
            "INCIDENT_TEAM_EMAIL", "LEGAL_COUNSEL_EMAIL", "COMPLIANCE_OFFICER_EMAIL",
            "DEVOPS_EMAIL", "LOOKUP_SECRET_KEY", "COMPANY_NAME", "ESCALATION",
        ],
    )  # fmt: skip
    def test_of_an_empty_setting_are_named(self, name: str) -> None:
        """The template for production leaves them empty, to be filled in."""
        empty = Settings(**{name.lower(): ""})  # type: ignore[arg-type]
        said = list(problems_of(empty, development_secret=DEVELOPMENT_SECRET))

        assert [problem for problem in said if problem.startswith(f"{name} must ")]

    def test_of_a_file_that_nobody_filled_in_are_named(self, tmp_path: Path) -> None:
        """Else filings would name an invented filer."""
        file = tmp_path / "filer"
        file.touch()
        said = problems_of(Settings(fincen_filer_file=file), development_secret=DEVELOPMENT_SECRET)

        assert "FINCEN_FILER_FILE names a file that is empty" in said
