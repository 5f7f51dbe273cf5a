"""What looks at the code and at what it is built from, without running it.

bandit finds dangerous calls; ruff's S rules are the same tests line by line, so that what is low
there is judged by ``make check``, and here what is medium or high. The audits ask the public
advisory feeds; where none answers that is said, and is no pass. The search for secrets knows the
forms of keys; detectors of mere disorder are for files that nobody writes by hand.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detect_secrets.core import scan
from detect_secrets.settings import transient_settings

BACKEND = Path(__file__).parents[2]
ROOT = BACKEND.parent
_BIN = Path(sys.executable).parent

# What a scan finds and somebody has read, with why it is good: (file, rule) -> reason.
REVIEWED: Mapping[tuple[str, str], str] = {
    ("backend/src/sandbox/store.py", "B608"): "table names are constants of the sandbox's own",
    ("backend/src/paymentus/compliance/domain/lists/un.py", "B314"): (
        "a document with a DTD is refused before it is parsed"
    ),
}
_KEY_FORMS = (
    "ArtifactoryDetector", "AWSKeyDetector", "AzureStorageKeyDetector", "BasicAuthDetector",
    "DiscordBotTokenDetector", "GitHubTokenDetector", "GitLabTokenDetector", "JwtTokenDetector",
    "MailchimpDetector", "NpmDetector", "OpenAIDetector", "PrivateKeyDetector",
    "PypiTokenDetector", "SendGridDetector", "SlackDetector", "SquareOAuthDetector",
    "StripeDetector", "TelegramBotTokenDetector", "TwilioKeyDetector",
)  # fmt: skip
# (file, kind of secret) -> why it is none.
NO_SECRETS: Mapping[tuple[str, str], str] = {
    (
        "docs/settings.md",
        "Basic Auth Credentials",
    ): "the form of an address, with words for the parts",
    (
        "deployment/kubernetes/secrets.env.template",
        "Basic Auth Credentials",
    ): "the form of an address, with words for the parts",
    ("backend/tests/audit/domain/test_note_words.py", "Private Key"): "made for the test",
    ("backend/tests/app/exporters/test_mongodb.py", "Basic Auth Credentials"): "made for the test",
    ("backend/tests/deployment/test_compose.py", "Basic Auth Credentials"): "made for the test",
    ("backend/tests/foundation/test_settings.py", "Basic Auth Credentials"): "made for the test",
    ("backend/tests/integrations/test_smtp.py", "Basic Auth Credentials"): "made for the test",
}


@dataclass(frozen=True)
class Scan:
    """``answered`` is False when the scan could not judge; then no findings mean nothing."""

    name: str
    findings: tuple[str, ...]
    answered: bool = True

    def sentence(self) -> str:
        if not self.answered:
            return f"{self.name}: no advisory feed answered. This is NOT a pass; ask again online."
        return f"{self.name}: {len(self.findings)} findings"


def dangerous_calls() -> Scan:
    """bandit over what we ship, medium severity and up."""
    ran = subprocess.run(
        [
            str(_BIN / "bandit"), "-q", "-r", "-ll", "-f", "json",
            "backend/src", "backend/scripts",
        ],
        check=False, cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    report = json.loads(ran.stdout)
    found = [
        f"{one['filename']}:{one['line_number']} {one['test_id']} {one['issue_text']}"
        for one in report["results"]
        if (one["filename"], one["test_id"]) not in REVIEWED
    ]
    found += [f"{error['filename']}: {error['reason']}" for error in report["errors"]]
    return Scan("bandit", tuple(found))


def python_advisories() -> Scan:
    ran = subprocess.run(
        [
            str(_BIN / "pip-audit"), "--no-deps", "--disable-pip", "--format", "json",
            "--progress-spinner", "off", "--timeout", "10", "-r", "backend/requirements.lock",
        ],
        check=False, cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    return judge_pip_audit(ran.stdout)


def judge_pip_audit(output: str) -> Scan:
    try:
        packages = json.loads(output)["dependencies"]
    except (ValueError, KeyError):
        return Scan("pip-audit", (), answered=False)
    judged = [one for one in packages if "skip_reason" not in one]
    found = [
        f"{one['name']} {one['version']}: {weakness['id']}"
        for one in judged
        for weakness in one["vulns"]
    ]
    # A feed that knows only some of the packages has not judged the others.
    return Scan("pip-audit", tuple(found), answered=bool(packages) and len(judged) == len(packages))


def web_advisories() -> Scan:
    ran = subprocess.run(
        ["npm", "--prefix", "frontend", "audit", "--json"],
        check=False, cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    return judge_npm_audit(ran.stdout)


def judge_npm_audit(output: str) -> Scan:
    try:
        report: dict[str, Any] = json.loads(output)
    except ValueError:
        return Scan("npm audit", (), answered=False)
    if "vulnerabilities" not in report:
        return Scan("npm audit", (), answered=False)
    found = [
        f"{name}: {one['severity']}"
        for name, one in report["vulnerabilities"].items()
        if one["severity"] in ("moderate", "high", "critical")
    ]
    return Scan("npm audit", tuple(found))


def secrets(files: Sequence[Path] | None = None) -> Scan:
    """Keys of known forms in every file of the repository."""
    found = []
    with transient_settings({"plugins_used": [{"name": name} for name in _KEY_FORMS]}):
        for path in tracked_files() if files is None else files:
            name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
            found += [
                f"{name}:{one.line_number} {one.type}"
                for one in scan.scan_file(str(path))
                if (name, one.type) not in NO_SECRETS
            ]
    return Scan("secrets", tuple(found))


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], check=True, cwd=ROOT, capture_output=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
