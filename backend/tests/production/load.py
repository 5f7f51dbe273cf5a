"""The guide's payment stress, a program of its own: it speaks to nginx and the sandbox only."""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

from paymentus.app.embedded.processes import ChildProcess
from production.keys import DEPLOYMENT
from production.stack import Stack

PROGRAM = DEPLOYMENT / "tests" / "payment_stress_test.py"


class LoadFailed(Exception):
    """The program ended without its last line."""


class Load:
    """``seconds`` of load; ``records`` is what its clients saw."""

    def __init__(
        self, stack: Stack, *, users: int, seconds: float, think_seconds: float, seed: int
    ) -> None:
        self.records = stack.folder / "records.jsonl"
        self._child = ChildProcess(
            name="payment-stress",
            command=[
                sys.executable, str(PROGRAM), "--base-url", stack.url,
                "--ca-file", str(stack.keys.authority.ca_file),
                f"--concurrent-users={users}", f"--test-duration={seconds:.0f}s",
                f"--think-time={think_seconds:.0f}s", f"--seed={seed}",
                "--sandbox-url", stack.product.sandbox_url, "--records", str(self.records),
            ],
            log_path=stack.folder / "logs" / "payment-stress.log",
            environment={**os.environ, "PYTHONUNBUFFERED": "1"},
            separate_output=True,
        )  # fmt: skip

    def start(self) -> None:
        self._child.start()

    def stop(self) -> None:
        self._child.stop()

    def end_early(self) -> None:
        """As Ctrl-C: people finish what they have begun, and the program reconciles."""
        if self._child.is_running() and self._child.pid is not None:
            os.kill(self._child.pid, signal.SIGINT)

    @property
    def is_running(self) -> bool:
        return self._child.is_running()

    def said(self) -> str:
        return self._child.output()

    def result(self) -> dict[str, Any]:
        """What its last line says."""
        return result_in(self.said(), self._child.last_words(20))


def result_in(output: str, otherwise: str = "") -> dict[str, Any]:
    """The object of the line ``RESULT {...}``; raises :class:`LoadFailed` where there is none."""
    for line in reversed(output.splitlines()):
        if line.startswith("RESULT "):
            found: dict[str, Any] = json.loads(line.removeprefix("RESULT "))
            return found
    raise LoadFailed(f"the load ended without a result:\n{output[-2_000:]}\n{otherwise}")
