"""Small runs against the real API, worker jobs and sandbox."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import dataclasses
import http.server
import io
import json
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from paymentus.app.wiring import Platform
from paymentus.bills.jobs import run_pending_imports
from paymentus.bills.service import BillFiles
from paymentus.foundation.authorization import Role
from paymentus.identity.service import IdentityService, SecondFactorsService
from stress.options import Operator, Options, read_options
from stress.preparing import NotFit
from stress.run import run

from support.api import PASSWORD
from support.scene import Scene
from support.second_factors import an_app_of
from support.served_api import served_api

PROGRAM = Path(__file__).parents[3] / "deployment" / "tests" / "payment_stress_test.py"


async def _operator(platform: Platform, biller_id: str) -> Operator:
    identity: IdentityService = platform.get(IdentityService)
    factors: SecondFactorsService = platform.get(SecondFactorsService)
    email = "operator@riverton.example"
    user = await identity.create_user(
        email=email,
        password=PASSWORD,
        full_name="Dana Frost",
        role=Role.BILLER_ADMIN,
        biller_id=biller_id,
        actor="test",
    )
    app = await an_app_of(user, factors)
    return Operator(email, PASSWORD, base64.b32encode(app.secret).decode())


@contextlib.asynccontextmanager
async def installation(scene: Scene) -> AsyncIterator[Options]:
    """The API on a port with the worker's imports beside it, and options for a short run."""
    stop = asyncio.Event()
    importing = asyncio.create_task(run_pending_imports(scene.platform.get(BillFiles), stop))
    operator = await _operator(scene.platform, scene.biller.id)
    async with served_api(scene.platform) as address:
        given = read_options(
            ["--concurrent-users=4", "--test-duration=2s", "--think-time=0.3s", "--seed=7",
             "--saved-card-share=0.5", "--patience=30s", "--base-url", f"http://{address}",
             "--sandbox-url", scene.sandbox_url]
        )  # fmt: skip
        try:
            yield dataclasses.replace(given, operator=operator)
        finally:
            stop.set()
            await importing


class TestARun:
    async def test_pays_and_finds_every_payment_again(self, scene: Scene) -> None:
        said: list[str] = []
        records = io.StringIO()

        async with installation(scene) as options:
            outcome = await run(options, said.append, records)
            stored = scene.platform.database["payment_transactions"]
            succeeded = await stored.count_documents({"state": "succeeded"})
            ways = set(await stored.distinct("method_kind"))

        figures = outcome.figures()
        assert outcome.problems == []
        assert (figures["lost"], figures["doubled"], figures["errors"]) == (0, 0, 0)
        assert figures["payments"] == figures["succeeded"] >= 4
        assert 0 < figures["p50_ms"] <= figures["p99_ms"]
        lines = [json.loads(line) for line in records.getvalue().splitlines()]
        paid = {line["payment_id"] for line in lines if line["state"] == "succeeded"}
        assert len(paid) == figures["payments"]
        assert succeeded == figures["succeeded"]
        assert ways == {"saved_card", "checkout"}  # people with a card, and guests
        assert "lost 0, doubled 0, errors 0" in outcome.as_lines()


class TestAnInstallation:
    async def test_with_another_processor_is_left_alone(self, scene: Scene) -> None:
        """A sandbox is there, but it is not this installation's: it knows none of its pages."""

        class Stranger(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def do_POST(self) -> None:
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as other:
            thread = threading.Thread(target=lambda: other.serve_forever(poll_interval=0.02))
            thread.start()
            url = f"http://127.0.0.1:{other.server_address[1]}"
            async with installation(scene) as options:
                with pytest.raises(NotFit, match="works only where this sandbox"):
                    await run(dataclasses.replace(options, sandbox_url=url), print)
                database = scene.platform.database
                files = await database["bill_files"].count_documents({})
                payments = await database["payment_transactions"].count_documents({})
            other.shutdown()
            thread.join()

        assert (files, payments) == (0, 0)


class TestTheProgram:
    def test_says_where_it_may_be_used(self) -> None:
        told = subprocess.run(
            [sys.executable, str(PROGRAM), "--help"],
            capture_output=True, text=True, check=True, timeout=30,
        )  # fmt: skip

        assert "Only for an installation that uses the sandbox" in told.stdout

    def test_ends_with_2_where_there_is_no_sandbox(self) -> None:
        told = subprocess.run(
            [sys.executable, str(PROGRAM), "--sandbox-url", "http://127.0.0.1:9",
             "--concurrent-users=1"],
            capture_output=True, text=True, check=False, timeout=30,
        )  # fmt: skip

        assert told.returncode == 2
        assert "There is no sandbox at http://127.0.0.1:9" in told.stderr
