"""The rolling update for real, over small servers that start, stop and say what they are as ours
do; and the page about it, command by command."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deployment.files import DEPLOYMENT, ROOT, RUNBOOKS, documents
from paymentus.app.embedded.ports import free_ports

SCRIPT = DEPLOYMENT / "scripts" / "rolling_update.sh"
PAGE = RUNBOOKS / "rolling-update.md"
OLD, NEW = "1.0.0", "2.0.0"

# Its health is ours as far as the script asks. A version may be sick at once, or a moment later, or
# be too busy for every second look of the script (not of the test, which looks too).
SERVER = """
import http.server, itertools, sys, time
name, port, version = sys.argv[1], int(sys.argv[2]), sys.argv[3]
began, looks = time.monotonic(), itertools.count()

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        late = "late" in version and time.monotonic() - began < 0.5
        sick = version.endswith(f"-sick-{name}") and not late
        if "busy" in version and self.headers["User-Agent"].startswith("curl"):
            sick = "health" in self.path and next(looks) % 2 == 1
        status = 503 if sick and "health" in self.path else 200
        self.send_response(status)
        self.end_headers()
        self.wfile.write(f'paymentus_build_info{{version="{version}"}} 1.0\\n'.encode())

    def log_message(self, *_): pass

http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""

# Stops $INSTANCE and starts it as $VERSION, as an operator's own command would.
REPLACE = """
echo "$INSTANCE $VERSION" >>done
if [ -e "$INSTANCE.pid" ]; then
  kill "$(cat "$INSTANCE.pid")"
  while kill -0 "$(cat "$INSTANCE.pid")" 2>/dev/null; do sleep 0.02; done
fi
nohup {python} server.py "$INSTANCE" "${{ADDRESS##*:}}" "$VERSION" >/dev/null 2>&1 &
echo $! >"$INSTANCE.pid"
"""


@dataclass
class Servers:
    """Three of them, in a folder with their pids and what was done."""

    folder: Path
    addresses: dict[str, str]
    least_healthy: int = 3
    _over: threading.Event = field(default_factory=threading.Event)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "INSTANCES": " ".join(f"{name}={url}" for name, url in self.addresses.items()),
            "REPLACE": f". {self.folder}/replace.sh",
            "MIGRATE": 'echo "migrate $VERSION" >>done',
            "GATE_SECONDS": "4",
            "STEADY_SECONDS": "0",
            "POLL_SECONDS": "0.05",
        }

    def start(self, version: str = OLD) -> None:
        for name, url in self.addresses.items():
            self.replace(name, url, version)
        deadline = time.monotonic() + 20
        while self.versions() != [version] * 3 and time.monotonic() < deadline:
            time.sleep(0.05)
        (self.folder / "done").write_text("")

    def replace(self, name: str, url: str, version: str) -> None:
        words = {"INSTANCE": name, "ADDRESS": url, "VERSION": version}
        subprocess.run(
            ["/bin/bash", "-c", f". {self.folder}/replace.sh"],
            cwd=self.folder, env={**self.environment, **words}, check=True, timeout=20,
        )  # fmt: skip

    def stop(self) -> None:
        for path in self.folder.glob("*.pid"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(path.read_text()), signal.SIGKILL)

    def update(self, version: str = NEW, **more: str) -> subprocess.CompletedProcess[str]:
        with self._watched():
            return subprocess.run(
                ["/bin/bash", str(SCRIPT)],
                cwd=self.folder, env={**self.environment, "NEW_VERSION": version, **more},
                capture_output=True, text=True, check=False, timeout=60,
            )  # fmt: skip

    def versions(self) -> list[str]:
        return [self._ask(url, "/api/metrics") for url in self.addresses.values()]

    def done(self) -> list[str]:
        return (self.folder / "done").read_text().splitlines()

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """As nginx sees them: how many take requests at the worst moment."""

        def watch() -> None:
            while not self._over.wait(0.02):
                healthy = sum(
                    self._ask(url, "/api/health?probe=ready") != ""
                    for url in self.addresses.values()
                )
                self.least_healthy = min(self.least_healthy, healthy)

        self._over.clear()
        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    @staticmethod
    def _ask(url: str, path: str) -> str:
        """The version, or nothing."""
        try:
            with urllib.request.urlopen(f"{url}{path}", timeout=2) as answer:
                return str(answer.read().decode().split('"')[1])
        except OSError:
            return ""


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[Servers]:
    (tmp_path / "server.py").write_text(SERVER)
    (tmp_path / "replace.sh").write_text(REPLACE.format(python=sys.executable))
    names = ("api-1", "api-2", "api-3")
    ports = free_ports(3)
    running = Servers(
        tmp_path,
        {name: f"http://127.0.0.1:{port}" for name, port in zip(names, ports, strict=True)},
    )
    try:
        running.start()
        yield running
    finally:
        running.stop()


class TestTheUpdate:
    def test_replaces_one_after_the_other_and_two_always_go_on(self, servers: Servers) -> None:
        told = servers.update()

        assert told.returncode == 0, told.stdout + told.stderr
        assert servers.versions() == [NEW] * 3
        assert servers.done() == [f"migrate {NEW}", *(f"api-{n} {NEW}" for n in (1, 2, 3))]
        assert servers.least_healthy == 2
        assert f"Rolling update completed: {NEW} on 3 servers" in told.stdout

        again = servers.update()

        assert again.returncode == 0
        assert servers.done()[4:] == [f"migrate {NEW}"]

    def test_goes_back_when_a_new_server_is_sick(self, servers: Servers) -> None:
        sick = f"{NEW}-sick-api-2"

        told = servers.update(sick)

        assert told.returncode == 1
        assert servers.versions() == [OLD] * 3
        assert servers.done()[1:] == [
            f"api-1 {sick}", f"api-2 {sick}", f"api-2 {OLD}", f"api-1 {OLD}",
        ]  # fmt: skip
        assert servers.least_healthy == 2
        assert f"The update to {sick} was taken back: api-2 was not healthy" in told.stderr

    def test_goes_back_when_a_new_server_falls_sick_after_a_moment(self, servers: Servers) -> None:
        sick = f"{NEW}-late-sick-api-1"

        told = servers.update(sick, STEADY_SECONDS="2")

        assert told.returncode == 1
        assert servers.versions() == [OLD] * 3
        assert "for 2 s after" in told.stderr

    def test_takes_a_late_answer_of_a_busy_server_for_no_sickness(self, servers: Servers) -> None:
        busy = f"{NEW}-busy"

        told = servers.update(busy, STEADY_SECONDS="1")

        assert told.returncode == 0, told.stdout + told.stderr
        assert servers.versions() == [busy] * 3

    def test_calls_somebody_when_the_old_one_does_not_come_back(self, servers: Servers) -> None:
        stays_away = f'[ "$VERSION" = {OLD} ] && exit 1; {servers.environment["REPLACE"]}'

        told = servers.update(f"{NEW}-sick-api-1", REPLACE=stays_away, GATE_SECONDS="1")

        assert told.returncode == 3
        assert "LOOK AT ONCE: api-1 did not come back" in told.stderr

    def test_goes_back_when_somebody_ends_it(self, servers: Servers) -> None:
        sick = f"{NEW}-sick-api-2"
        environment = {**servers.environment, "NEW_VERSION": sick, "GATE_SECONDS": "30"}
        with subprocess.Popen(
            ["/bin/bash", str(SCRIPT)], cwd=servers.folder, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        ) as update:  # fmt: skip
            deadline = time.monotonic() + 20
            while f"api-2 {sick}" not in servers.done() and time.monotonic() < deadline:
                time.sleep(0.05)
            update.send_signal(signal.SIGTERM)
            said, _ = update.communicate(timeout=30)

        assert update.returncode == 1
        assert servers.versions() == [OLD] * 3
        assert "It was interrupted" in said

    def test_touches_no_server_when_the_migration_fails(self, servers: Servers) -> None:
        told = servers.update(MIGRATE="exit 1")

        assert told.returncode == 1
        assert servers.done() == []
        assert "The migration failed" in told.stdout

    def test_does_not_begin_while_a_server_is_away(self, servers: Servers) -> None:
        os.kill(int((servers.folder / "api-3.pid").read_text()), signal.SIGKILL)

        told = servers.update()

        assert told.returncode == 2
        assert servers.done() == []
        assert "api-3 does not say which version it runs. Nothing was changed." in told.stderr

    @pytest.mark.parametrize(
        ("missing", "words"),
        [("NEW_VERSION", "Say which version"), ("REPLACE", "needs REPLACE and MIGRATE")],
    )
    def test_says_what_it_was_not_told(self, missing: str, words: str, servers: Servers) -> None:
        told = servers.update(**{missing: ""})

        assert (told.returncode, words in told.stderr) == (2, True)


# --- Compose and Kubernetes: programs in the place of docker and kubectl, which keep what they did.

DOCKER = """#!/bin/bash
echo "docker $*" >>{folder}/commands
words=" $* "
case "$words" in
  *" ps -q "*) echo "${{@: -1}}" ;;
  *" inspect "*"Config.Image"*) echo "paymentus/api:$(cat "{folder}/${{@: -1}}.version")" ;;
  *" inspect "*"Health"*)
    version="$(cat "{folder}/${{@: -1}}.version")"
    case "$version" in *-sick) echo unhealthy ;; *) echo healthy ;; esac ;;
  *" up -d "*) echo "$NEW_VERSION" >"{folder}/${{@: -1}}.version" ;;
esac
"""
KUBECTL = '#!/bin/sh\necho "kubectl $*" >>{folder}/commands\n'
SERVICES = (
    *("paymentus-api-1", "paymentus-api-2", "paymentus-api-3"),
    *("paymentus-worker-1", "paymentus-worker-2", "schedule", "compliance-monitor"),
    *("mongodb-exporter", "files-exporter", "paymentus-frontend"),
)


@dataclass(frozen=True)
class Programs:
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
            "ENV_FILE": str(self.folder / ".env.production"),
            **{"GATE_SECONDS": "1", "STEADY_SECONDS": "0", "POLL_SECONDS": "0.05"},
        }

    def run(self, command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/bash", "-c", command],
            cwd=ROOT, env={**self.environment, **more}, capture_output=True, text=True,
            check=False, timeout=60,
        )  # fmt: skip

    def versions(self) -> dict[str, str]:
        return {name: (self.folder / f"{name}.version").read_text().strip() for name in SERVICES}

    def commands(self) -> list[str]:
        return (self.folder / "commands").read_text().splitlines()


@pytest.fixture
def programs(tmp_path: Path) -> Programs:
    (tmp_path / "bin").mkdir()
    for name, words in (("docker", DOCKER), ("kubectl", KUBECTL)):
        (tmp_path / "bin" / name).write_text(words.format(folder=tmp_path))
        (tmp_path / "bin" / name).chmod(0o755)
    for service in SERVICES:
        (tmp_path / f"{service}.version").write_text(f"{OLD}\n")
    (tmp_path / ".env.production").write_text("DOMAIN=pay.example\nNEW_VERSION=1.0.0\n")
    return Programs(tmp_path)


class TestWithCompose:
    def test_builds_migrates_and_replaces_each_service(self, programs: Programs) -> None:
        told = programs.run(str(SCRIPT), NEW_VERSION=NEW)

        assert told.returncode == 0, told.stdout + told.stderr
        assert set(programs.versions().values()) == {NEW}
        acts = [
            command for command in programs.commands()
            if re.search(r" (build|run|up) ", command) and " inspect " not in command
        ]  # fmt: skip
        assert [act.split()[-1] for act in acts[3:]] == list(SERVICES)
        assert f"-t paymentus/api:{NEW}" in acts[0]
        assert f"VERSION={NEW}" in acts[0]
        assert f"-t paymentus/frontend:{NEW}" in acts[1]
        assert acts[2].endswith("run --rm --no-deps migrate")
        # The next `docker compose up` starts this version too.
        kept = (programs.folder / ".env.production").read_text()
        assert kept == f"DOMAIN=pay.example\nNEW_VERSION={NEW}\n"

    def test_asks_api_servers_whether_they_can_take_a_payment(self, programs: Programs) -> None:
        programs.run(str(SCRIPT), NEW_VERSION=NEW, BUILD="0")

        asked = [command for command in programs.commands() if "probe=ready" in command]
        assert {re.search(r"paymentus-[\w-]+", one[one.index("exec"):])[0] for one in asked} == {  # type: ignore[index]
            "paymentus-api-1", "paymentus-api-2", "paymentus-api-3",
        }  # fmt: skip

    def test_goes_back_and_leaves_the_environment_file(self, programs: Programs) -> None:
        told = programs.run(str(SCRIPT), NEW_VERSION=f"{NEW}-sick", BUILD="0")

        assert told.returncode == 1
        assert set(programs.versions().values()) == {OLD}
        assert "NEW_VERSION=1.0.0" in (programs.folder / ".env.production").read_text()

    def test_leaves_out_no_service_that_runs_our_images(self) -> None:
        services = documents(DEPLOYMENT / "docker-compose.production.yml")[0]["services"]
        once = {"init-database", "migrate"}
        ours = {
            name for name, one in services.items()
            if str(one.get("image", "")).startswith("paymentus/") and name not in once
        }  # fmt: skip

        assert ours == set(SERVICES)
        assert " ".join(SERVICES) in SCRIPT.read_text()


def blocks_of(page: Path) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)


class TestThePage:
    def test_updates_with_compose(self, programs: Programs) -> None:
        command = next(one for one in blocks_of(PAGE) if one.startswith("NEW_VERSION="))

        told = programs.run(command)

        assert told.returncode == 0, told.stdout + told.stderr
        assert set(programs.versions().values()) == {"2.4.0"}

    def test_updates_without_docker(self, servers: Servers, tmp_path: Path) -> None:
        """Its own command, with this test's folder, ports and systemctl."""
        command = next(one for one in blocks_of(PAGE) if "INSTANCES=" in one)
        for number, url in enumerate(servers.addresses.values(), start=1):
            command = command.replace(f"http://10.0.0.{number}:8001", url)
        command = command.replace("/opt/paymentus", str(tmp_path / "opt"))
        assert "10.0.0." not in command
        program = tmp_path / "opt" / "2.4.0" / "bin" / "paymentus"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\necho "paymentus $*" >>{tmp_path}/done\n')
        program.chmod(0o755)
        # Restarts what the link of this server points to.
        systemctl = tmp_path / "bin" / "systemctl"
        systemctl.parent.mkdir()
        addresses = " ".join(f"[{name}]={url}" for name, url in servers.addresses.items())
        systemctl.write_text(
            f"#!/bin/bash\ndeclare -A addresses=({addresses})\ncd {tmp_path}\n"
            'INSTANCE="${2#paymentus@}" ADDRESS="${addresses[${2#paymentus@}]}"\n'
            f'VERSION="$(basename "$(readlink {tmp_path}/opt/"$INSTANCE")")"\n. ./replace.sh\n'
        )
        systemctl.chmod(0o755)

        told = subprocess.run(
            ["/bin/bash", "-c", command],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
            env={"PATH": f"{systemctl.parent}:{os.environ['PATH']}", "STEADY_SECONDS": "0",
                 "POLL_SECONDS": "0.05"},
        )  # fmt: skip

        assert told.returncode == 0, told.stdout + told.stderr
        assert servers.versions() == ["2.4.0"] * 3
        assert servers.done()[0] == "paymentus migrate"

    def test_asks_a_server_what_it_is(self, servers: Servers) -> None:
        block = next(one for one in blocks_of(PAGE) if one.startswith("curl"))
        url = servers.addresses["api-1"]

        for command in block.replace("http://localhost:8001", url).splitlines():
            told = subprocess.run(
                ["/bin/bash", "-c", command], capture_output=True, text=True, check=True, timeout=10
            )
            assert OLD in told.stdout

    def test_names_what_the_manifests_have(self, programs: Programs) -> None:
        """There is no cluster here: each command is run with a kubectl that notes its words."""
        blocks = [one for one in blocks_of(PAGE) if "kubectl" in one]
        for block in blocks:
            told = programs.run(f"set -e\n{block}")
            assert told.returncode == 0, told.stderr
        there = {
            f"{document['kind'].lower()}/{document['metadata']['name']}"
            for document in documents(*(DEPLOYMENT / "kubernetes" / "base").glob("*.yaml"))
            if document.get("kind") in ("Deployment", "Job")
        }

        said = " ".join(programs.commands()).replace("job paymentus", "job/paymentus")
        named = set(re.findall(r"\b(?:deployment|job)/paymentus-[a-z-]+", said))
        folders = set(re.findall(r"-k (\S+)", said))
        assert len(blocks) == 2
        assert named
        assert named <= there
        assert all((ROOT / folder / "kustomization.yaml").exists() for folder in folders)
