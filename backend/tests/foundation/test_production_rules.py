from __future__ import annotations

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
        ]
