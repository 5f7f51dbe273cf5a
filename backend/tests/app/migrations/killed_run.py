"""Run by a test as a program that is killed: the shouting migration, slowly. Takes MONGO_URL."""

from __future__ import annotations

import asyncio
import os

from app.migrations.building import Shouting
from paymentus.app.migrations.runner import Migrator
from paymentus.foundation import mongo


async def main() -> None:
    _, database = mongo.connect(os.environ["MONGO_URL"])
    slow = Shouting(pause_seconds=0.002)
    await Migrator(database, [slow], owner="killed", window=20, lease_seconds=1).run()


if __name__ == "__main__":
    asyncio.run(main())
