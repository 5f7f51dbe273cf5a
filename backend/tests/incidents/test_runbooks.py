"""The drill: two API servers and a worker, a breach, and the commands of the runbooks as they are
written, from detection to normal service."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from paymentus.app.database import open_database
from paymentus.app.wiring import Platform
from paymentus.billers.service import BillersService
from paymentus.compliance.service.cases import Freezes
from paymentus.foundation.authorization import Permission, Role
from paymentus.identity.service import ApiKeysService, IdentityService, SecondFactorsService
from paymentus.integrations.key_management.report_key import make_report_key

from support.figures import Figures
from support.payer import PASSWORD
from support.product import Product, until
from support.scene import biller_settings
from support.second_factors import App, an_app_of

ROOT = Path(__file__).parents[3]
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
# Everywhere: what a server believes, and a little for a busy machine.
REVOKED_WITHIN_SECONDS = 30.0


def commands(runbook: str) -> list[str]:
    """The code blocks of a page, in their order."""
    text = (ROOT / "docs/runbooks" / f"{runbook}.md").read_text(encoding="utf-8")
    return _BLOCK.findall(text)


@dataclass
class Drill:
    """Runs a page's commands as somebody on call would, in a folder of their own."""

    product: Product
    folder: Path
    apps: dict[str, App]
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, block: str) -> str:
        who = next((name for name in ("FIRST", "SECOND") if f'"${name}"' in block), None)
        signing_in = {}
        if who is not None:
            code = self.apps[self.variables[who]].code()
            signing_in = {"PAYMENTUS_USER_PASSWORD": PASSWORD, "PAYMENTUS_USER_CODE": code}
        environment = self.product.environment
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block],
            cwd=self.folder,
            env={
                **environment,
                **self.variables,
                **signing_in,
                "PATH": f"{self.folder}/bin:{environment['PATH']}",
                "APP": str(ROOT),
                "PYTHON": sys.executable,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def declare(self, block: str) -> str:
        said = self.run(block)
        self.variables["INCIDENT"] = said.split()[0]
        assert self.variables["INCIDENT"].startswith("inc_")
        return said


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    product = Product(tmp_path_factory.mktemp("drill"), apis=2, workers=1)
    make_report_key(product.folder / ".rsa_private_key.pem", None)
    with product.running():
        yield product


@pytest.fixture(scope="module")
async def platform(product: Product) -> AsyncIterator[Platform]:
    platform = product.platform()
    await open_database(platform.database)
    await platform.keys.open()
    await platform.committer.initialise()
    yield platform
    await platform.close()


@pytest.fixture
async def drill(product: Product, platform: Platform, tmp_path: Path) -> Drill:
    """With the commands on the PATH, and two people who may let payments go on."""
    for name, command in (("paymentus", "-m paymentus.app.cli"), ("python3", "")):
        shim = tmp_path / "bin" / name
        shim.parent.mkdir(exist_ok=True)
        shim.write_text(f'#!/bin/sh\nexec {sys.executable} {command} "$@"\n')
        shim.chmod(0o755)
    for name in ("deployment", "backend"):
        os.symlink(ROOT / name, tmp_path / name)
    identity: IdentityService = platform.get(IdentityService)
    apps = {}
    for email, role in (
        (f"ada-{tmp_path.name}@people.example", Role.ADMIN),
        (f"olga-{tmp_path.name}@people.example", Role.COMPLIANCE_OFFICER),
    ):
        user = await identity.create_user(
            email=email, password=PASSWORD, full_name="Somebody", role=role, actor="test"
        )
        apps[email] = await an_app_of(user, platform.get(SecondFactorsService))
    first, second = apps
    return Drill(product, tmp_path, apps, {"FIRST": first, "SECOND": second})


async def a_payer(platform: Platform, email: str) -> str:
    identity: IdentityService = platform.get(IdentityService)
    user = await identity.create_user(
        email=email, password=PASSWORD, full_name="Pat Payer", role=Role.PAYER, actor="test"
    )
    return user.id


async def status(client: httpx.AsyncClient) -> str:
    return str((await client.get("/api/v1/service-status")).json()["payments"])


class TestSecurityBreach:
    async def test_is_contained_in_seconds_and_ended_by_the_runbook(
        self, drill: Drill, platform: Platform, figures: Figures
    ) -> None:
        blocks = commands("security-breach")
        declare, look, lock_down, verify, ledger, *back = blocks
        await a_payer(platform, "pat@people.example")
        key = await a_key(platform)
        clients = [
            httpx.AsyncClient(base_url=api.url, headers=_OWN_PAGE) for api in drill.product.apis
        ]
        signed_in = await clients[0].post(
            "/api/v1/auth/sign-in", json={"email": "pat@people.example", "password": PASSWORD}
        )
        assert signed_in.status_code == 200, signed_in.text
        cookies = signed_in.headers["set-cookie"].partition(";")[0]

        async def everything_is_shut() -> bool:
            for client in clients:
                person = await client.get("/api/v1/auth/session", headers={"Cookie": cookies})
                program = await client.get(
                    "/api/v1/auth/session", headers={"Authorization": f"Bearer {key}"}
                )
                if person.json().get("kind") == "user" or program.status_code != 401:
                    return False
                if await status(client) != "paused":
                    return False
            return True

        assert not await everything_is_shut()

        detected = time.monotonic()
        said = await asyncio.to_thread(drill.declare, declare)
        await until("all is shut", everything_is_shut, seconds=REVOKED_WITHIN_SECONDS)
        seconds = time.monotonic() - detected

        assert said.count("✓") == 6, said
        shown = await asyncio.to_thread(drill.run, look)
        assert "Emergency mode is on" in shown
        await asyncio.to_thread(drill.run, lock_down)
        assert "Nothing was changed" in await asyncio.to_thread(drill.run, verify)
        await asyncio.to_thread(drill.run, ledger)
        for block in back:
            await asyncio.to_thread(drill.run, block)
        for client in clients:
            await until("payments are taken", lambda c=client: is_open(c), seconds=5)
        again = await clients[1].post(
            "/api/v1/auth/sign-in", json={"email": "pat@people.example", "password": PASSWORD}
        )
        assert again.status_code == 200, again.text
        mails = await platform.database["notifications"].count_documents(
            {"subject": drill.variables["INCIDENT"], "state": "sent"}
        )
        assert mails == 2
        for client in clients:
            await client.aclose()
        figures.add(
            f"Security breach: {seconds:.1f} s from the command until every session and key was "
            "refused and payments were stopped on both servers.",
            test="breach_drill",
            contained_s=round(seconds, 1),
        )


class TestComplianceViolation:
    async def test_freezes_the_account_and_is_ended_by_the_runbook(
        self, drill: Drill, platform: Platform
    ) -> None:
        payer = await a_payer(platform, "vic@people.example")
        drill.variables["ACCOUNT"] = payer
        declare, *rest = commands("compliance-violation")

        said = await asyncio.to_thread(drill.declare, declare)
        for block in rest:
            await asyncio.to_thread(drill.run, block)

        assert "1 account frozen." in said
        freezes: Freezes = platform.get(Freezes)
        frozen, _ = await freezes.page(active=True, below=None, limit=10)
        assert [freeze.party_id for freeze in frozen] == [payer]
        stored: Any = await platform.database["incidents"].find_one(
            {"_id": drill.variables["INCIDENT"]}
        )
        assert stored["state"] == "resolved"


async def a_key(platform: Platform) -> str:
    billers: BillersService = platform.get(BillersService)
    biller = await billers.create(biller_settings("riverton-water"), actor="test")
    keys: ApiKeysService = platform.get(ApiKeysService)
    made = await keys.create(
        biller_id=biller.id, name="Upload", scope=[Permission.BILLS_IMPORT], days=1, actor="usr_1"
    )
    return made.text


async def is_open(client: httpx.AsyncClient) -> bool:
    return await status(client) == "open"
