"""What the tests of the deployment read, and the tools that judge it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[3]
DEPLOYMENT = ROOT / "deployment"
RUNBOOKS = ROOT / "docs" / "runbooks"


def run(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """The tool as an operator would run it, from the root. Debian has some of them in sbin."""
    environment = {**os.environ, "PATH": f"{os.environ['PATH']}:/usr/sbin"}
    environment |= options.pop("env", {})
    return subprocess.run(
        [str(word) for word in command],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120,
        **options,
    )  # fmt: skip


def passes(*command: str | Path, **options: Any) -> str:
    """Run it, require success, and return all that it printed."""
    done = run(*command, **options)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"[-4_000:]
    return done.stdout + done.stderr


def documents(*paths: Path) -> list[dict[str, Any]]:
    """Every document of these YAML files."""
    return [
        document
        for path in paths
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8"))
        if document
    ]


def rules() -> Iterator[dict[str, Any]]:
    for document in documents(*sorted((DEPLOYMENT / "prometheus" / "rules").glob("*.yml"))):
        for group in document["groups"]:
            yield from group["rules"]


def alerts() -> dict[str, dict[str, Any]]:
    return {rule["alert"]: rule for rule in rules() if "alert" in rule}


def alert_pages() -> list[Path]:
    """The runbooks of alerts; the others begin with a small letter and have tests of their own."""
    return sorted(page for page in RUNBOOKS.glob("*.md") if page.stem[0].isupper())


def named(paths: Sequence[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]
