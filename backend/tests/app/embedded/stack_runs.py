"""Run `paymentus up` as a person does, for the tests of the whole stack."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paymentus.app.embedded.ports import free_ports, is_free

# The command alone, so that a refusal can be tested without the rest of the CLI.
ONLY_UP = "import typer; from paymentus.app.cli.up import up; typer.run(up)"


def environment(**more: str) -> dict[str, str]:
    """This process's environment without servers of its own, plus what a test wants."""
    unwanted = {"MONGO_URL", "REDIS_URL", "PAYMENTUS_EMBEDDED", "PUBLIC_URL", "AUDIT_POLICY_FILE"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PYTHONPATH": os.pathsep.join(sys.path), **more}


def port_options() -> list[str]:
    """Free ports for every server, as options."""
    mongo = free_ports(1)[0]
    while not (is_free(mongo + 1) and is_free(mongo + 2)):  # three in a row, for a set of three
        mongo = free_ports(1)[0]
    port, sandbox, smtp, redis, witness = free_ports(5)
    return [
        *("--port", str(port), "--sandbox-port", str(sandbox), "--smtp-port", str(smtp)),
        *("--mongo-port", str(mongo), "--redis-port", str(redis), "--witness-port", str(witness)),
    ]


def up_and_refused(*arguments: str, env: Mapping[str, str] | None = None) -> str:
    """Run `up` where it must refuse; return what it said on standard error."""
    answer = subprocess.run(
        [sys.executable, "-c", ONLY_UP, *arguments],
        capture_output=True,
        text=True,
        env=environment() if env is None else dict(env),
        timeout=30,
        check=False,
    )
    assert answer.returncode == 1, answer.stderr
    assert answer.stdout == ""
    return answer.stderr


@dataclass
class RunningStack:
    """One `paymentus up --json` that is ready."""

    process: subprocess.Popen[str]
    ready: dict[str, Any]
    said: list[str] = field(default_factory=list)  # standard error so far

    @property
    def pids(self) -> dict[str, int]:
        found: dict[str, int] = self.ready["processes"]
        return found

    def stop(self, number: signal.Signals = signal.SIGINT) -> float:
        """Send the signal and wait for the end; return how long that took."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(timeout=30)
        return time.monotonic() - began


@contextlib.contextmanager
def running_stack(
    data_dir: Path, *arguments: str, env: Mapping[str, str] | None = None
) -> Iterator[RunningStack]:
    """Start the whole stack and yield once it says that it is ready."""
    command = [sys.executable, "-m", "paymentus.app.cli", "up", "--json"]
    said: list[str] = []
    with subprocess.Popen(
        [*command, "--data-dir", str(data_dir), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment() if env is None else dict(env),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        reader = threading.Thread(target=said.extend, args=(process.stderr,))
        reader.start()
        try:
            line = process.stdout.readline()
            assert line, "".join(said)
            yield RunningStack(process, json.loads(line), said)
        finally:
            process.kill()
            process.wait()
            reader.join()
