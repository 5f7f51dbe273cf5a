"""One child process that cannot outlive us.

Invariants: a child runs in its own session, so Ctrl-C in the terminal reaches only the parent,
which then decides the order; on Linux the kernel kills the child when the parent dies, however it
dies; output goes to a log file and never to the parent's terminal.

The kernel ties that kill to the *thread* that started the child (prctl(2), PR_SET_PDEATHSIG), so
start children from a thread that lives as long as they should.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from paymentus.foundation.errors import Unavailable

_PR_SET_PDEATHSIG = 1
_POLL_SECONDS = 0.02
_LARGEST_LOG_BYTES = 20 * 1024 * 1024


class ProcessEnded(Unavailable):
    """A child ended while we were waiting for it to become ready."""


class NotReadyInTime(Unavailable):
    """A child runs but did not become ready within its limit."""


class ChildProcess:
    """A command that can be started, watched, stopped and started again.

    ``grace_seconds`` is how long it may take to end after SIGTERM before it is killed. With
    ``separate_output`` standard output goes to a file of its own, new at each start.
    ``read_log`` finds what matters in the end of a log that people cannot read as it is.
    """

    def __init__(
        self,
        *,
        name: str,
        command: Sequence[str],
        log_path: Path,
        environment: Mapping[str, str] | None = None,
        grace_seconds: float = 5.0,
        separate_output: bool = False,
        read_log: Callable[[str], str] | None = None,
    ) -> None:
        self.name = name
        self.command = tuple(command)
        self.log_path = log_path
        self.grace_seconds = grace_seconds
        self._environment = environment
        self._output_path = log_path.with_suffix(".out") if separate_output else None
        self._read_log = read_log
        self._process: subprocess.Popen[bytes] | None = None
        self._collected = False

    @property
    def pid(self) -> int | None:
        """Process id of the running or last run, None before the first start."""
        return self._process.pid if self._process else None

    @property
    def exit_code(self) -> int | None:
        """Exit code of the last run; None while it runs or before the first start."""
        return self._process.poll() if self._process else None

    def is_running(self) -> bool:
        """Whether the process was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the command, appending its output to the log. Does nothing while it runs."""
        if self.is_running():
            return
        self.kill()  # what an earlier run left in its group
        self.log_path.parent.mkdir(parents=True, exist_ok=True)
        _rotate(self.log_path)
        with contextlib.ExitStack() as files:
            log = files.enter_context(self.log_path.open("ab"))
            output = files.enter_context(self._output_path.open("wb")) if self._output_path else log
            self._process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=log,
                env=dict(self._environment) if self._environment is not None else None,
                start_new_session=True,
                preexec_fn=_die_with_parent(),  # noqa: PLW1509 - only system calls
            )
            self._collected = False

    def request_stop(self) -> None:
        """Send SIGTERM if it runs; returns at once."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """Send SIGKILL to the child and everything it started, and collect it.

        Once for each run: later the number could belong to somebody else's processes.
        """
        if self._process is None or self._collected:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)  # its session makes pid the group's id
        self._process.wait()
        self._collected = True

    def wait(self, timeout_seconds: float) -> bool:
        """Wait for the end; False when it still runs after the limit."""
        if self._process is None:
            return True
        try:
            self._process.wait(timeout=timeout_seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def stop(self) -> bool:
        """SIGTERM, wait for the grace time, then SIGKILL. False when it had to be killed."""
        self.request_stop()
        ended_by_itself = self.wait(self.grace_seconds)
        self.kill()  # also takes what a child left in its group
        return ended_by_itself

    def exit_reason(self) -> str:
        """How the last run ended, in words."""
        code = self.exit_code
        if code is None:
            return "still running"
        if code < 0:
            return f"killed by {signal.Signals(-code).name}"
        return f"exit code {code}"

    def output(self) -> str:
        """What the last run wrote to standard output, when that is kept apart from the log."""
        if self._output_path is None:
            raise RuntimeError(f"the output of {self.name} is in its log")
        return self._output_path.read_text(encoding="utf-8", errors="replace")

    def last_words(self, lines: int = 5) -> str:
        """What its log says at the end, to show beside an error."""
        if self._read_log is not None:
            told = self._read_log(tail(self.log_path, lines=200))
            return "\n".join(told.splitlines()[-lines:])
        return tail(self.log_path, lines=lines)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)


def stop_together(children: Sequence[ChildProcess]) -> list[ChildProcess]:
    """Stop all at once, each within its own grace time; return those that had to be killed."""
    for child in children:
        child.request_stop()
    started = time.monotonic()
    killed: list[ChildProcess] = []
    for child in children:
        left = child.grace_seconds - (time.monotonic() - started)
        if not child.wait(max(left, 0.0)):
            killed.append(child)
        child.kill()
    return killed


def wait_until(
    is_true: Callable[[], bool],
    *,
    what: str,
    timeout_seconds: float,
    needs: Sequence[ChildProcess] = (),
) -> None:
    """Poll until ``is_true()``; raise `ProcessEnded` at once when a needed child has ended.

    Raises `NotReadyInTime` after the limit. ``what`` finishes the sentence "... was not ready".
    """
    deadline = time.monotonic() + timeout_seconds
    pause = _POLL_SECONDS
    while not is_true():
        for child in needs:
            if not child.is_running():
                raise ProcessEnded(
                    f"{child.name} ended while {what} was starting ({child.exit_reason()}). "
                    f"Its log is {child.log_path}; it ends with:\n{child.last_words()}"
                )
        if time.monotonic() > deadline:
            logs = ", ".join(str(child.log_path) for child in needs)
            raise NotReadyInTime(
                f"{what} was not ready after {timeout_seconds:.0f} s. "
                f"Look into {logs or 'its log'}."
            )
        time.sleep(pause)
        pause = min(pause * 1.3, 0.2)


def tail(path: Path, *, lines: int) -> str:
    """The last lines of a file, read from its end; an empty string when there is none."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(file.tell() - 65_536, 0))
            text = file.read().decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(line for line in text.splitlines()[-lines:])


def _rotate(path: Path) -> None:
    """Keep one older log beside a large one, so that logs never fill the disk unseen."""
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size > _LARGEST_LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))


def _die_with_parent() -> Callable[[], None] | None:
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl  # resolved before the fork: only the call happens after it
    parent = os.getpid()

    def in_child() -> None:
        prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the request took effect
            os._exit(1)

    return in_child
