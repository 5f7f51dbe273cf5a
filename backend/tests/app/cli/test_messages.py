"""``paymentus messages``, as a person types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from paymentus.app.wiring import Platform
from paymentus.commit.domain import OutboxMessage, UnitOfWork

BACKEND = Path(__file__).parents[3]


def messages(platform: Platform, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "paymentus.app.cli", "messages", *arguments],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(BACKEND / "src"),
            "MONGO_URL": platform.settings.mongo_url,
            "REDIS_URL": platform.settings.redis_url,
            "PAYMENTUS_DATA_DIR": str(platform.settings.data_dir),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


class TestCommands:
    async def test_show_what_was_given_up_and_send_it_again(self, platform: Platform) -> None:
        message = OutboxMessage("receipt_mail", "pay_1", {"payment_id": "pay_1"}, id="out_1")
        await platform.committer.commit(UnitOfWork(outbox=(message,)))
        given_up = {"state": "given_up", "problem": "MailRefused"}
        await platform.database["outbox"].update_one({"_id": "out_1"}, {"$set": given_up})

        listed = messages(platform, "list")
        sent = messages(platform, "retry")
        after = messages(platform, "list")

        assert "receipt_mail: MailRefused" in listed
        assert "1 on the way again" in sent
        assert "None" in after
