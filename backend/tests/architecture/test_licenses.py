"""Whatever runs has a license that leaves our users free (docs/decisions/0009-libraries.md).

Python: the installed metadata of every package in requirements.lock. Web: the license that the npm
lock file has for every package that is not for development, and for the ones we copy into the app.
"""

from __future__ import annotations

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[3]
DECISION = ROOT / "docs" / "decisions" / "0009-libraries.md"
# (?<!L)GPL would let LGPL through; nothing that runs needs that exception.
FORBIDDEN = re.compile(r"GPL|General Public License|SSPL|Server Side Public", re.IGNORECASE)
# Copied into the built app although npm counts it as a development package.
SERVED = {"swagger-ui-dist"}


def _locked() -> set[str]:
    lock = (ROOT / "backend" / "requirements.lock").read_text(encoding="utf-8")
    return set(re.findall(r"^([A-Za-z0-9_.-]+)==", lock, re.MULTILINE))


def _license_of(package: str) -> str | None:
    """What the package says of itself; None where it is not for this machine."""
    try:
        said = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return None
    parts = [said.get("License-Expression"), (said.get("License") or "").split("\n")[0]]
    parts += [line for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    return "; ".join(part for part in parts if part)


def _named_in_decision() -> set[str]:
    rows = re.findall(r"^\| ([a-z@][^|]*) \|", DECISION.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.strip() for row in rows for name in row.split(",")}


class TestPythonPackagesThatRun:
    def test_say_under_which_license_they_are(self) -> None:
        licenses = {package: _license_of(package) for package in _locked()}

        assert len(licenses) > 40
        assert [package for package, text in licenses.items() if text == ""] == []

    def test_have_no_license_that_binds_the_whole_product(self) -> None:
        licenses = {package: _license_of(package) or "" for package in _locked()}

        assert {p: text for p, text in licenses.items() if FORBIDDEN.search(text)} == {}


class TestWebPackagesThatRun:
    def test_have_no_license_that_binds_the_whole_product(self) -> None:
        lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
        licenses = {
            path.removeprefix("node_modules/"): package.get("license", "")
            for path, package in lock["packages"].items()
            if path and (not package.get("dev") or path.removeprefix("node_modules/") in SERVED)
        }

        assert licenses.keys() > SERVED
        assert {p for p, text in licenses.items() if not text or FORBIDDEN.search(text)} == set()


class TestTheDecisionOnLibraries:
    def test_names_every_library_we_ask_for_and_no_other(self) -> None:
        project = tomllib.loads((ROOT / "backend" / "pyproject.toml").read_text(encoding="utf-8"))
        web = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))
        needs = {re.split(r"[<>=;\[ ]", need)[0] for need in project["project"]["dependencies"]}

        assert _named_in_decision() == needs | web["dependencies"].keys() | SERVED
