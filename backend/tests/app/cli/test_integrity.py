"""`paymentus verify` and the guide's two scripts, as people run them."""

from __future__ import annotations

import asyncio
import json

from app.migrations.building import environment_of
from paymentus.app.wiring import Platform

from support.commands import BACKEND, Done, python
from support.scene import Scene


async def run(platform: Platform, *command: str) -> Done:
    environment = environment_of(platform.settings)
    return await asyncio.to_thread(python, *command, cwd=BACKEND, **environment)


class TestTheScripts:
    async def test_prove_the_books_and_the_rest(self, scene: Scene) -> None:
        await scene.bill()

        financial, data = await asyncio.gather(
            run(
                scene.platform,
                "scripts/verify_financial_data_integrity.py",
                "--environment=disaster_recovery",
            ),
            run(scene.platform, "scripts/verify_data_integrity.py", "--json"),
        )

        assert financial.returncode == 0, financial.stdout + financial.stderr
        assert "All of it is right in disaster_recovery." in financial.stdout
        assert json.loads(data.stdout)["is_valid"] is True, data.stdout
        assert json.loads(data.stdout)["checks"]["indexes"]["checked"] > 50

    async def test_end_with_1_and_name_what_is_wrong(self, scene: Scene) -> None:
        await scene.bill()
        await scene.platform.database["bills"].update_one({}, {"$set": {"amount_paid": 1}})

        told = await run(scene.platform, "-m", "paymentus.app.cli", "verify", "finances")

        assert told.returncode == 1
        assert "says 1 paid, its payments say 0" in told.stdout
