"""The page for a restore, command by command, and the guide's scripts, on real servers."""

from __future__ import annotations

import asyncio
import http.server
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.migrations.building import environment_of
from paymentus.commit.service import Deliveries
from paymentus.foundation import mongo
from paymentus.foundation.ids import new_id
from paymentus.foundation.mongo import Client
from recovery.building import SECRET

from support.scene import Scene

ROOT = Path(__file__).parents[3]
SCRIPTS = ROOT / "deployment" / "scripts"
PAGE = ROOT / "docs" / "runbooks" / "restore.md"
pytestmark = pytest.mark.slow


def commands_of(page: Path) -> list[str]:
    """The lines of its blocks for the shell."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    return [line for block in blocks for line in block.splitlines()]


@dataclass
class Shell:
    """Runs commands in the repository's root; `paymentus` is ours."""

    environment: dict[str, str]

    async def run(self, command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return await asyncio.to_thread(
            subprocess.run,
            ["/bin/bash", "-c", command],
            cwd=ROOT,
            env=self.environment | more,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.fixture
def shell(scene: Scene, tmp_path: Path) -> Shell:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, options in (("paymentus", "-m paymentus.app.cli "), ("python3", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec {sys.executable} {options}"$@"\n')
        (programs / name).chmod(0o755)
    key = tmp_path / "backup.key"
    key.write_text(SECRET + "\n")
    environment = environment_of(scene.platform.settings) | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHON": sys.executable,
        "BACKUP_DIR": str(tmp_path / "backups"),
        "BACKUP_ENCRYPTION_KEY_FILE": str(key),
        "BACKUP_S3_URL": "",
    }
    return Shell(environment)


@pytest.fixture
def healthy_server() -> Iterator[str]:
    """Answers every question with 200, as servers that stand by do."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.05))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


async def paid(scene: Scene, number: int) -> str:
    payer = await scene.payer()
    card = await scene.saved_card(payer)
    quote = await scene.quote(payer, (await scene.bill(number=number), None))
    answer = await scene.pay(payer, quote, card=card, key=f"key-{number}")
    return str(answer.body["id"])


def address_of(shell: Shell, database: str) -> str:
    return re.sub(r"/[\w.-]+\?", f"/{database}?", shell.environment["MONGO_URL"])


class TestTheRunbook:
    async def test_restores_and_names_what_came_after(
        self, scene: Scene, shell: Shell, client: Client
    ) -> None:
        await paid(scene, 1)
        made = await shell.run("deployment/scripts/backup.sh")
        assert made.returncode == 0, made.stderr
        after = await paid(scene, 2)
        target = new_id("restored")
        there = {"MONGO_URL": address_of(shell, target)}
        commands = commands_of(PAGE)
        told = {}
        try:
            for command in commands:
                told[command] = await shell.run(command, **there)
            restored = mongo.database_of(client, target)
            doors = await restored["emergency_mode"].find_one({})
            payments = [row["_id"] async for row in restored["payment_transactions"].find({})]
        finally:
            await client.drop_database(target)

        assert len(commands) == 7
        codes = {command: done.returncode for command, done in told.items()}
        [naming] = [command for command in commands if "reconcile" in command]
        differs = {command for command, code in codes.items() if code}
        assert differs == {naming}, [told[command].stderr for command in differs]
        rows = json.loads(told[naming].stdout)["differences"]
        assert after in {row["payment_id"] for row in rows if row["difference"] == "not_in_books"}
        assert len(payments) == 1
        assert doors is not None
        assert doors["is_on"], "whoever pays again what was paid after the backup is charged twice"
        order = " ".join(commands)
        assert order.index("reconcile") < order.index("verify_financial_data_integrity")
        assert after not in payments

    async def test_says_what_a_script_needs(self, shell: Shell) -> None:
        nothing = await shell.run("deployment/scripts/restore_database.sh")
        # The same set by another address: what two strings do not tell.
        production = await shell.run(
            "deployment/scripts/dr_test.sh", MONGO_DR_URL=address_of(shell, "another")
        )

        assert (nothing.returncode, production.returncode) == (2, 2)
        assert "--backup-date=latest" in nothing.stderr
        assert "production's replica set" in production.stderr


class TestTheEmergencyRecovery:
    async def test_names_what_the_books_lack_before_it_starts_the_servers_with_payments_paused(
        self, scene: Scene, shell: Shell, tmp_path: Path
    ) -> None:
        made = await shell.run("deployment/scripts/backup.sh")
        after = await paid(scene, 1)
        database = scene.platform.database
        await scene.platform.get(Deliveries).drain_audit_inbox()
        script = "deployment/scripts/emergency_recovery.sh inc_1 database_corruption"
        here = {"BACKUP_DATE": "latest", "STOP": "true", "START": f"date > {tmp_path}/started"}

        refused = await shell.run(script, **here)
        touched = await database["emergency_mode"].find_one({})
        done = await shell.run(f"{script} --let-go={database.name}", **here)
        # The page shows the first ones; the processor has charges of other tests.
        named = await shell.run("paymentus reconcile --since-backup latest --json", **here)

        assert made.returncode == 0, made.stderr
        assert refused.returncode == 1
        assert f"--let-go={database.name}" in refused.stderr
        assert touched is None
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "started").exists()
        assert "charges compared" in done.stdout.partition("servers are started")[0]
        assert after in named.stdout, "named at the processor, and gone from the books"
        assert "Deal with each of these" in done.stderr
        doors = await database["emergency_mode"].find_one({})
        assert doors is not None
        assert doors["is_on"]


class TestTheQuarterlyTest:
    async def test_ends_with_0_only_when_every_step_went_well(
        self, scene: Scene, shell: Shell, client: Client, healthy_server: str
    ) -> None:
        await scene.bill()
        made = await shell.run("deployment/scripts/backup.sh")
        assert made.returncode == 0, made.stderr
        target = new_id("standby")
        there = {
            "MONGO_DR_URL": address_of(shell, target),
            "DR_URL": healthy_server,
            "MONGO_URL": "",
            "DR_PATIENCE_SECONDS": "1",
        }
        try:
            went_well = await shell.run("deployment/scripts/dr_test.sh", **there)
            went_badly = await shell.run(
                "deployment/scripts/dr_test.sh", **there, BACKUP_DATE="20200101"
            )
        finally:
            await client.drop_database(target)

        assert went_well.returncode == 0, went_well.stdout + went_well.stderr
        assert went_well.stdout.count("✓") >= 5
        assert went_badly.returncode == 1
        assert "✗ restore the database" in went_badly.stderr
