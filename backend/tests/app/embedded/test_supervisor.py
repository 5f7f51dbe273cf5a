"""The supervisor: order, readiness, and what falls comes back."""

from __future__ import annotations

import itertools
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from paymentus.app.embedded.mongod import EmbeddedMongo
from paymentus.app.embedded.processes import (
    ChildProcess,
    NotReadyInTime,
    ProcessEnded,
    wait_until,
)
from paymentus.app.embedded.supervisor import (
    Event,
    Fell,
    OneTimeTask,
    ProcessService,
    Ready,
    Service,
    StartedAgain,
    Starting,
    Supervisor,
)

RUNS = "import time; print('up', flush=True); time.sleep(60)"
MakeService = Callable[[str, str], ProcessService]


@pytest.fixture
def make_service(tmp_path: Path) -> MakeService:
    def make(name: str, code: str) -> ProcessService:
        child = ChildProcess(
            name=name, command=[sys.executable, "-c", code], log_path=tmp_path / f"{name}.log"
        )
        return ProcessService(child, is_ready=lambda: "up" in child.last_words(), ready_seconds=10)

    return make


class _Run:
    """A supervisor at work in the background, and what it reported."""

    def __init__(self, stages: list[list[Service]]) -> None:
        self.events: list[Event] = []
        self.supervisor = Supervisor(stages, report=self.events.append, first_backoff_seconds=0.2)
        self._stop = threading.Event()
        self._ready = threading.Event()
        # One thread for its whole life: the kernel ties the children to it.
        self._thread = threading.Thread(target=self._work)

    def __enter__(self) -> _Run:
        self._thread.start()
        assert self._ready.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _work(self) -> None:
        try:
            self.supervisor.start()
            self._ready.set()
            self.supervisor.watch(self._stop)
        finally:
            self.supervisor.stop()

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    def wait_for(self, kind: type[Event], count: int = 1) -> None:
        wait_until(lambda: len(self.of(kind)) >= count, what=kind.__name__, timeout_seconds=15)


class TestAOneTimeTask:
    def task(self, folder: Path, code: str, *, seconds: float = 10) -> OneTimeTask:
        child = ChildProcess(
            name="once", command=[sys.executable, "-c", code], log_path=folder / "once.log"
        )
        return OneTimeTask(child, limit_seconds=seconds)

    def test_ends_before_the_next_stage_starts_and_is_not_started_again(
        self, tmp_path: Path, make_service: MakeService
    ) -> None:
        done = tmp_path / "done"
        task = self.task(tmp_path, f"import time; time.sleep(0.3); open({str(done)!r}, 'x')")
        after = make_service("after", f"open({str(done)!r}); {RUNS}")

        with _Run([[task], [after]]) as run:
            time.sleep(0.6)

        assert done.exists()
        assert run.of(Fell) == []

    def test_that_fails_stops_the_start_with_its_last_words(self, tmp_path: Path) -> None:
        task = self.task(tmp_path, "import sys; sys.exit('the cupboard is bare')")
        task.launch()

        with pytest.raises(ProcessEnded, match=r"once did not end well(?s:.*)the cupboard is bare"):
            task.wait_ready()

    def test_may_take_its_time_but_not_for_ever(self, tmp_path: Path) -> None:
        task = self.task(tmp_path, RUNS, seconds=0.5)
        task.launch()

        with pytest.raises(NotReadyInTime):
            task.wait_ready()

        task.children[0].kill()
        assert task.children == ()


class TestStarting:
    def test_a_stage_waits_until_the_one_before_it_is_ready(
        self, make_service: MakeService
    ) -> None:
        slow = "import time; time.sleep(0.5); print('up', flush=True); time.sleep(60)"
        with _Run([[make_service("store", slow)], [make_service("api", RUNS)]]) as run:
            names = [
                event.names if isinstance(event, Starting) else event.name
                for event in run.events
                if isinstance(event, Starting | Ready)
            ]

        assert names == [("store",), "store", ("api",), "api"]

    def test_fails_with_the_log_of_the_child_that_ended(self, make_service: MakeService) -> None:
        supervisor = Supervisor(
            [[make_service("store", RUNS)], [make_service("api", "raise SystemExit('no key')")]],
            report=lambda event: None,
        )
        try:
            with pytest.raises(ProcessEnded, match=r"api ended .*\n.*no key"):
                supervisor.start()
        finally:
            supervisor.stop()

        assert not any(child.is_running() for child in supervisor.children)

    def test_can_be_stopped_before_it_ever_started(self, make_service: MakeService) -> None:
        supervisor = Supervisor([[make_service("store", RUNS)]], report=lambda event: None)

        supervisor.stop()

        assert supervisor.children[0].pid is None


class TestAChildThatFalls:
    def test_is_started_again_and_said(self, make_service: MakeService) -> None:
        service = make_service("worker", RUNS)
        with _Run([[service]]) as run:
            child = service.children[0]
            before = child.pid
            child._process.kill()  # type: ignore[union-attr]
            run.wait_for(StartedAgain)

            assert child.is_running()
            assert child.pid != before
            (fell,) = run.of(Fell)
            assert isinstance(fell, Fell)
            assert fell.reason == "killed by SIGKILL"

    def test_again_and_again_is_given_longer_pauses(self, make_service: MakeService) -> None:
        falls = "import time; print('up', flush=True); time.sleep(0.1); raise SystemExit(1)"
        with _Run([[make_service("worker", falls)]]) as run:
            run.wait_for(Fell, count=4)

        pauses = [event.again_in_seconds for event in run.of(Fell) if isinstance(event, Fell)]
        assert all(later == 2 * earlier for earlier, later in itertools.pairwise(pauses))


class TestADatabaseThatIsKilled:
    @pytest.fixture
    def mongo(self, tmp_path: Path) -> Iterator[EmbeddedMongo]:
        yield EmbeddedMongo(tmp_path / "mongo", base_port=0)

    def test_comes_back_by_itself_and_takes_writes(self, mongo: EmbeddedMongo) -> None:
        with _Run([[mongo]]) as run:
            began = time.monotonic()
            mongo.kill_member(0)
            run.wait_for(StartedAgain)
            mongo.wait_for_primary(10)

            assert time.monotonic() - began < 5
