"""Run by tests as a program: small children under the real supervisor, signals and folder.

Prints one JSON line with the process ids when ready; events go to standard error.
Usage: small_stack.py DATA_DIR [CODE_OF_WORKER]
"""

from __future__ import annotations

import json
import sys

from paymentus.app.embedded.data_folder import DataFolder
from paymentus.app.embedded.processes import ChildProcess
from paymentus.app.embedded.stop_signals import run_until_stopped
from paymentus.app.embedded.supervisor import Event, ProcessService, Supervisor

SAYS_WHEN_IT_STOPS = """
import signal, sys, time
def stop(number, frame):
    print("stopped at", time.monotonic(), flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
print("up", flush=True)
while True:
    time.sleep(1)
"""


def main(data_dir: str, worker_code: str = SAYS_WHEN_IT_STOPS) -> None:
    folder = DataFolder(data_dir)

    def service(name: str, code: str) -> ProcessService:
        child = ChildProcess(
            name=name,
            command=[sys.executable, "-c", code],
            log_path=folder.logs / f"{name}.log",
            grace_seconds=30.0,
        )
        return ProcessService(child, is_ready=lambda: "up" in child.last_words(50))

    def say(what: Event | str) -> None:
        print(type(what).__name__ if not isinstance(what, str) else what, file=sys.stderr)

    with folder.held():
        stages = [[service("store", SAYS_WHEN_IT_STOPS)], [service("worker", worker_code)]]
        supervisor = Supervisor(stages, report=say)

        def when_ready() -> None:
            print(json.dumps({c.name: c.pid for c in supervisor.children}), flush=True)

        run_until_stopped(supervisor, when_ready=when_ready, say=say)


if __name__ == "__main__":
    main(*sys.argv[1:])
