"""Signals: every way of ending the supervisor leaves nothing running."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from paymentus.app.embedded.processes import wait_until

SMALL_STACK = Path(__file__).with_name("small_stack.py")
IGNORES_SIGTERM = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('up', flush=True); time.sleep(60)"
)
NEVER_READY = "import time; time.sleep(60)"


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@contextlib.contextmanager
def small_stack(data_dir: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, str(SMALL_STACK), str(data_dir), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def pids_when_ready(process: subprocess.Popen[str]) -> dict[str, int]:
    assert process.stdout is not None
    found: dict[str, int] = json.loads(process.stdout.readline())
    return found


def stopped_at(data_dir: Path, name: str) -> float:
    return float((data_dir / "logs" / f"{name}.log").read_text().split("stopped at")[1])


class TestEverySignalThatEnds:
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_stops_all_children_in_reverse_order_and_succeeds(
        self, tmp_path: Path, number: signal.Signals
    ) -> None:
        with small_stack(tmp_path) as process:
            pids = pids_when_ready(process)

            process.send_signal(number)
            _, said = process.communicate(timeout=10)

        assert process.returncode == 0
        assert not any(is_alive(pid) for pid in pids.values())
        assert stopped_at(tmp_path, "worker") < stopped_at(tmp_path, "store")
        assert said.endswith("Stopping.\nEverything has stopped.\n")

    def test_while_things_still_start_leaves_nothing_either(self, tmp_path: Path) -> None:
        with small_stack(tmp_path, NEVER_READY) as process:
            log = tmp_path / "logs" / "store.log"
            wait_until(
                lambda: log.exists() and "up" in log.read_text(), what="it", timeout_seconds=10
            )

            process.send_signal(signal.SIGINT)
            process.communicate(timeout=10)

        assert process.returncode == 0
        assert stopped_at(tmp_path, "store") > 0


class TestASecondSignal:
    def test_does_not_wait_for_a_child_that_will_not_stop(self, tmp_path: Path) -> None:
        with small_stack(tmp_path, IGNORES_SIGTERM) as process:
            pids = pids_when_ready(process)
            process.send_signal(signal.SIGINT)
            time.sleep(1.2)
            assert process.poll() is None, "the child has 30 s of grace"

            process.send_signal(signal.SIGINT)
            process.communicate(timeout=5)

        assert not any(is_alive(pid) for pid in pids.values())

    def test_right_after_the_first_is_the_same_wish(self, tmp_path: Path) -> None:
        with small_stack(tmp_path) as process:
            pids_when_ready(process)
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=10)

        assert process.returncode == 0
        assert stopped_at(tmp_path, "store") > 0, "it was asked, not killed"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux only")
class TestASupervisorKilledWithoutWarning:
    def test_leaves_no_child_and_a_folder_that_can_be_used_again(self, tmp_path: Path) -> None:
        with small_stack(tmp_path, IGNORES_SIGTERM) as process:
            pids = pids_when_ready(process)
            process.kill()
            process.wait()
        wait_until(
            lambda: not any(is_alive(pid) for pid in pids.values()), what="it", timeout_seconds=5
        )

        with small_stack(tmp_path) as again:
            assert pids_when_ready(again)
            again.send_signal(signal.SIGTERM)
            again.communicate(timeout=10)
        assert again.returncode == 0
