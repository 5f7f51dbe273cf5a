"""What a runbook tells somebody to type at night does something, and names what there is.

Commands in blocks are run against a platform that has taken a payment. Those of Docker are read:
there is no engine here, so the services they name must be in the compose file.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deployment.files import DEPLOYMENT, alert_pages, documents
from paymentus.audit.service import AuditLog
from paymentus.foundation.settings import Settings

from support.certificates import Authority
from support.scene import Scene
from support.served_api import served_api

# Needs a folder for backups, and is run with one by the tests of recovery.
RUN_ELSEWHERE = {"deployment/scripts/backup.sh"}
PAGES = alert_pages()
SERVICES = documents(DEPLOYMENT / "docker-compose.production.yml")[0]["services"].keys()


def commands_in_blocks() -> list[str]:
    """Every line of every block, once."""
    blocks = [
        block
        for page in PAGES
        for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)
    ]
    lines = {line for block in blocks for line in block.splitlines() if line.strip()}
    return sorted(lines - RUN_ELSEWHERE)


def services_named() -> set[str]:
    """Whom the commands of Docker Compose are about."""
    found: set[str] = set()
    for page in PAGES:
        text = " ".join(page.read_text().split())
        for words in re.findall(r"docker-compose\.production\.yml ([^`]+)`", text):
            verb, *rest = words.split()
            names = [word for word in rest if re.fullmatch(r"[a-z][a-z0-9-]+", word)]
            found |= set(names if verb == "up" else names[:1])
    return found


def environment_of(settings: Settings, folder: Path) -> dict[str, str]:
    """What our containers have: settings, and ``paymentus`` on the path."""
    program = folder / "bin" / "paymentus"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m paymentus.app.cli "$@"\n')
    program.chmod(0o700)
    return {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PAYMENTUS_ENV": "test",
        "PAYMENTUS_DATA_DIR": str(settings.data_dir),
        "MONGO_URL": settings.mongo_url,
        "REDIS_URL": settings.redis_url,
        "STRIPE_API_BASE": settings.stripe_api_base or "",
        "SANCTIONS_LIST_URL": settings.sanctions_list_url,
        "OFAC_API_URL": settings.ofac_api_url,
    }


class TestCommands:
    @pytest.mark.skipif(shutil.which("redis-cli") is None, reason="redis-cli is not installed")
    async def test_in_blocks_do_what_they_say(
        self, scene: Scene, settings: Settings, tmp_path: Path
    ) -> None:
        guest, bill = scene.guest(), await scene.bill()
        await scene.pay(guest, await scene.quote(guest, (bill, None)))
        log: AuditLog = scene.platform.get(AuditLog)
        assert await log.newest_checkpoint() is not None
        environment = environment_of(settings, tmp_path)
        certificate = Authority(tmp_path / "ca").issue("web").certificate
        (tmp_path / "nginx" / "ssl").mkdir(parents=True)
        shutil.copy(certificate, tmp_path / "nginx" / "ssl" / "fullchain.pem")
        redis_port = urlsplit(settings.redis_url).port
        commands = commands_in_blocks()
        # The night's first steps: a list is there before somebody asks for its state.
        commands.insert(0, "paymentus screening refresh")
        failed = []

        async with served_api(scene.platform) as api:
            for command in commands:
                here = command.replace("127.0.0.1:8001", api)
                here = here.replace("redis-cli ", f"redis-cli -p {redis_port} ")
                done = await asyncio.to_thread(_run, here, environment, tmp_path)
                if done.returncode != 0:
                    failed.append(f"{command}: {done.returncode}: {done.stdout}{done.stderr}"[:600])

        assert len(commands) >= 7
        assert not failed, "\n".join(failed)

    def test_of_docker_name_services_that_there_are(self) -> None:
        named = services_named()

        assert {"certbot", "nginx", "paymentus-api-1", "mongodb-exporter"} <= named
        assert named - SERVICES == set()


class TestQuestionsToTheData:
    @pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
    def test_are_asked_where_an_answer_is(self, page: Path) -> None:
        """No port of theirs is open, and without TLS and a password they do not answer."""
        text = page.read_text()
        codes = re.findall(r"`([^`]+)`", text.replace("```sh", "`").replace("```", "`"))
        asked = [code for code in codes if re.search(r"mongosh|redis-cli|:909[03]", code)]

        for code in asked:
            assert code.startswith("docker compose -f docker-compose.production.yml exec "), code
            assert ":909" in code or "--tls" in code, code


def _run(
    command: str, environment: dict[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", command], env=environment, cwd=folder, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
