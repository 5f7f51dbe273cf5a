"""Child processes: they start, end, say why, and never outlive their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from paymentus.app.embedded.processes import (
    ChildProcess,
    NotReadyInTime,
    ProcessEnded,
    stop_together,
    wait_until,
)

IGNORES_SIGTERM = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('up', flush=True); time.sleep(60)"
)
SLEEPS = "import time; print('up', flush=True); time.sleep(60)"

MakeChild = Callable[..., ChildProcess]


@pytest.fixture
def make_child(tmp_path: Path) -> Iterator[MakeChild]:
    made: list[ChildProcess] = []

    def make(code: str, **settings: float | bool) -> ChildProcess:
        child = ChildProcess(
            name="small",
            command=[sys.executable, "-c", code],
            log_path=tmp_path / "logs" / f"small-{len(made)}.log",
            **settings,  # type: ignore[arg-type]
        )
        made.append(child)
        return child

    yield make
    for child in made:
        child.kill()


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended and was not collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def started(child: ChildProcess) -> ChildProcess:
    child.start()
    wait_until(lambda: "up" in child.last_words(), what="it", timeout_seconds=10, needs=[child])
    return child


class TestStopping:
    def test_a_child_that_listens_ends_by_itself(self, make_child: MakeChild) -> None:
        child = started(make_child(SLEEPS))

        assert child.stop() is True
        assert child.exit_reason() == "killed by SIGTERM"

    def test_a_child_that_does_not_is_killed_after_its_grace_time(
        self, make_child: MakeChild
    ) -> None:
        child = started(make_child(IGNORES_SIGTERM, grace_seconds=0.3))

        assert child.stop() is False
        assert child.exit_reason() == "killed by SIGKILL"

    def test_several_share_one_grace_time(self, make_child: MakeChild) -> None:
        children = [started(make_child(IGNORES_SIGTERM, grace_seconds=0.5)) for _ in range(3)]

        began = time.monotonic()
        killed = stop_together(children)

        assert killed == children
        assert time.monotonic() - began < 1.2

    def test_takes_grandchildren_too(self, make_child: MakeChild) -> None:
        code = (
            "import subprocess, sys, time; "
            "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
            "print('up', p.pid, flush=True); time.sleep(60)"
        )
        child = started(make_child(code))
        grandchild = int(child.last_words().split()[1])

        child.stop()

        wait_until(lambda: not is_alive(grandchild), what="its end", timeout_seconds=5)


class TestAnUnexpectedEnd:
    def test_is_reported_at_once_with_the_end_of_the_log(self, make_child: MakeChild) -> None:
        child = make_child("print('no such table'); raise SystemExit(3)")
        child.start()

        began = time.monotonic()
        with pytest.raises(ProcessEnded, match=r"exit code 3.*\n.*no such table"):
            wait_until(lambda: False, what="the service", timeout_seconds=30, needs=[child])
        assert time.monotonic() - began < 5

    def test_and_never_becoming_ready_are_told_apart(self, make_child: MakeChild) -> None:
        child = started(make_child(SLEEPS))

        with pytest.raises(NotReadyInTime, match="the service was not ready after 0 s"):
            wait_until(lambda: False, what="the service", timeout_seconds=0.2, needs=[child])


class TestOutput:
    def test_goes_to_the_log_and_a_second_run_adds_to_it(self, make_child: MakeChild) -> None:
        child = make_child("import os; print('run of', os.getpid())")
        for _ in range(2):
            child.start()
            child.wait(10)

        assert child.log_path.read_text().count("run of") == 2

    def test_can_be_kept_apart_from_errors(self, make_child: MakeChild) -> None:
        child = make_child(
            "import sys; print('the answer'); print('a warning', file=sys.stderr)",
            separate_output=True,
        )
        child.start()
        child.wait(10)

        assert child.output() == "the answer\n"
        assert child.last_words() == "a warning"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux only")
class TestAParentKilledWithoutWarning:
    def test_leaves_no_child(self, tmp_path: Path) -> None:
        parent_code = f"""
import sys, time
from pathlib import Path
from paymentus.app.embedded.processes import ChildProcess
child = ChildProcess(name="c", command=[sys.executable, "-c", {IGNORES_SIGTERM!r}],
                     log_path=Path({str(tmp_path)!r}) / "c.log")
child.start()
print(child.pid, flush=True)
time.sleep(60)
"""
        with subprocess.Popen(
            [sys.executable, "-c", parent_code],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        ) as parent:
            assert parent.stdout is not None
            child = int(parent.stdout.readline())
            assert is_alive(child)

            parent.send_signal(signal.SIGKILL)
            parent.wait()

        wait_until(lambda: not is_alive(child), what="its end", timeout_seconds=5)
