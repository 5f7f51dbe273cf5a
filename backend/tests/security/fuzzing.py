"""Schemathesis against a running product: every operation, examples, edge cases, random requests
and sequences of them along the document's links.

All of its checks are on. One is told more: a request that fits the schema may still be refused
for its content (400, 422), because a schema cannot say that a password is too common; that it is
never refused for its form is a check of our own (``fuzz_hooks``).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from security.callers import Caller

HERE = Path(__file__).parent
# Server-sent events go on for ever; ``tests/authorization`` asks them as everybody.
STREAMS = ("watchPayment", "watchBiller", "watchSession")
_COUNTED = re.compile(r'^http_requests_total\{.*status="(\d+)"\} ([0-9.e+]+)$', re.MULTILINE)
_REFUSALS_OF_CONTENT = ["2xx", "3xx", "400", "401", "403", "404", "409", "422", "429", "503"]


@dataclass
class Found:
    """``requests`` and ``server_errors`` as the server itself counts them."""

    requests: int = 0
    server_errors: int = 0
    schema_violations: list[str] = field(default_factory=list)

    def add(self, other: Found) -> None:
        self.requests += other.requests
        self.server_errors += other.server_errors
        self.schema_violations += other.schema_violations


def fuzz(
    url: str,
    caller: Caller,
    folder: Path,
    *,
    examples: int,
    seed: int,
    phases: Sequence[str] = ("examples", "coverage", "fuzzing", "stateful"),
    seconds: int = 900,
) -> Found:
    """Ask as one caller; ``examples`` is the most for an operation and phase."""
    settings = folder / f"{caller.name}.toml"
    settings.write_text(_settings(caller))
    report = folder / f"{caller.name}.json"
    before = _counted(url)
    run = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            *("--config-file", str(settings), "run", f"{url}/api/openapi.json"),
            *("--max-examples", str(examples), "--seed", str(seed), "--no-shrink"),
            *("--phases", ",".join(phases), "--continue-on-failure"),
            *("--report", "json", "--report-json-path", str(report)),
            *(part for name in STREAMS for part in ("--exclude-operation-id", name)),
            *(part for name in caller.operations for part in ("--include-operation-id", name)),
        ],
        check=False,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    after = _counted(url)
    (folder / f"{caller.name}.txt").write_text(run.stdout + run.stderr)
    if run.returncode not in (0, 1) or not report.exists():
        raise RuntimeError(f"schemathesis did not run: {run.stdout[-2000:]}{run.stderr[-2000:]}")
    return _judged(caller, json.loads(report.read_text()), before, after)


def _settings(caller: Caller) -> str:
    lines = [
        f"hooks = {json.dumps(str(HERE / 'fuzz_hooks.py'))}",
        "request-timeout = 30.0",
        "[checks.positive_data_acceptance]",
        f"expected-statuses = {json.dumps(_REFUSALS_OF_CONTENT)}",
    ]
    if caller.requests_a_minute:
        lines.insert(1, f'rate-limit = "{caller.requests_a_minute}/m"')
    if caller.bearer is not None:
        lines += ["[auth.openapi.bearer]", f"bearer = {json.dumps(caller.bearer)}"]
    return "\n".join(lines) + "\n"


def _counted(url: str) -> dict[str, float]:
    """Requests so far by status, but for those that ask about the server itself."""
    page = httpx.get(f"{url}/api/metrics", timeout=30, trust_env=False).text
    found: dict[str, float] = {}
    for status, count in _COUNTED.findall(page):
        found[status] = found.get(status, 0.0) + float(count)
    return found


def _judged(
    caller: Caller, report: dict[str, Any], before: dict[str, float], after: dict[str, float]
) -> Found:
    answered = {status: count - before.get(status, 0.0) for status, count in after.items()}
    # A 503 says that nothing was changed and when to try again; it is no bug, but none is due.
    failed = sum(count for status, count in answered.items() if status.startswith("5"))
    violations = [
        f"{caller.name}: {failure['title']}: {operation}"
        for failure in report["failures"]
        if failure["type"] != "ServerError"
        for operation in failure["operations"]
    ]
    violations += [f"{caller.name}: {error}" for error in report["errors"]]
    return Found(int(sum(answered.values())), int(failed), violations)
