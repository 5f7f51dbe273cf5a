"""Databases and migrations for the tests of migrations."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bson import json_util
from pydantic import SecretStr

from paymentus.app.migrations.runner import Change
from paymentus.audit.service.key_files import create_log_key
from paymentus.foundation.mongo import Database, Document
from paymentus.foundation.settings import Settings

from support.commands import Done, place_of, python

SOURCE = Path(__file__).parents[3] / "src"
# What the release before wrote: one biller, four bills, a payment that succeeded, one that was
# declined, one that waits for its payer. Made by that release's own code, one file a collection.
PREVIOUS = Path(__file__).parent / "previous"
PREVIOUS_SECRET = "the-secret-of-the-previous-form-fixture"
PREVIOUS_PASSWORD = "three blue otters"
_DELETED_BY_AGE = {"quotes": "discard_at", "idempotency": "expires_at", "outbox": "done_at"}
PAYER, AUDITOR = "payer@people.example", "auditor@people.example"


def previous() -> dict[str, list[Document]]:
    """Every document of the release before, by collection."""
    return {
        file.stem: [
            json_util.loads(line, json_options=json_util.JSONOptions(tz_aware=True))
            for line in file.read_text(encoding="utf-8").splitlines()
        ]
        for file in sorted(PREVIOUS.glob("*.jsonl"))
    }


async def load_previous(database: Database) -> dict[str, list[Document]]:
    """Store them all; what MongoDB would delete by its age has just been made."""
    documents = previous()
    for collection, rows in documents.items():
        for row in rows:
            age = _DELETED_BY_AGE.get(collection)
            if age in row:
                row[age] = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
        await database[collection].insert_many(rows)
    return documents


def settings_of_previous(settings: Settings) -> Settings:
    """The settings that the release before ran with: its secret and its log's key."""
    create_log_key(settings.audit_key_path, origin=settings.audit_origin, seed=bytes(range(32)))
    return settings.model_copy(update={"jwt_secret_key": SecretStr(PREVIOUS_SECRET)})


def environment_of(settings: Settings) -> dict[str, str]:
    """For a process of ours that works with these settings."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(SOURCE),
        **place_of(settings),
        "STRIPE_API_BASE": settings.stripe_api_base or "",
        "STRIPE_SECRET_KEY": settings.stripe_secret_key.get_secret_value(),
        "STRIPE_WEBHOOK_SECRET": settings.stripe_webhook_secret.get_secret_value(),
        "SMTP_URL": settings.smtp_url,
        "JWT_SECRET_KEY": settings.jwt_secret_key.get_secret_value(),
        "PAYMENTUS_ENV": "test",
        # No worker is there to take a sanctions list, so payments would wait for a person.
        "COMPLIANCE": "false",
    }


async def run_module(settings: Settings, module: str, *arguments: str) -> Done:
    """A module of ours as a process of its own, until it ends."""
    environment = environment_of(settings)
    return await asyncio.to_thread(python, "-m", module, *arguments, **environment)


@dataclass
class Shouting:
    """Form 2 of bills has the name in capitals too; a real change that must follow the name."""

    number: int = 1
    title: str = "Keep names in capitals"
    oldest_reader: int = 0
    collections: Mapping[str, int] = field(default_factory=lambda: {"bills": 2})
    pause_seconds: float = 0.0

    async def change(self, collection: str, document: Document) -> Change:
        await asyncio.sleep(self.pause_seconds)
        return Change({"shouted": document["name"].upper()}, unset=("whispered",))


def a_bill(number: int, name: str = "river") -> Document:
    return {"_id": f"bill_{number:06d}", "name": name, "whispered": name, "version": 1}


async def bills(database: Database, count: int) -> None:
    await database.bills.insert_many([a_bill(number) for number in range(count)])
