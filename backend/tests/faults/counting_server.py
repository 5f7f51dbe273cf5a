"""An API server of which tests want one thing: that it monitors transfers and counts them.

``python -m faults.counting_server --port 8001``. The platform is the product's own; a transfer is
known by its number, so that every server makes the same one of it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from datetime import UTC, datetime, timedelta

import uvicorn
from fastapi import FastAPI

from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.database import open_database
from paymentus.app.wiring import Platform, build
from paymentus.commit.domain import AlreadyExists
from paymentus.compliance.domain.transfer import CashDirection, Channel, Party, Transfer
from paymentus.compliance.repository.monitoring import ENHANCED_TRANSACTIONS, MonitoringRepository
from paymentus.compliance.service.monitoring import MonitoringService, is_lost_race
from paymentus.foundation.errors import Conflict
from paymentus.foundation.settings import Settings

CUSTOMERS = 12
# A few hours around midnight in New York.
START = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)


def transfer_of(number: int) -> Transfer:
    """A bill, money for another customer, or cash, at times brought by somebody else."""
    rng = random.Random(number)
    people = [Party(f"usr_{n}", "") for n in range(CUSTOMERS)]
    sender, other = rng.sample(people, 2)
    cash = rng.choice((None, None, None, CashDirection.IN, CashDirection.OUT))
    to = {None: other, CashDirection.IN: None, CashDirection.OUT: None}[cash]
    if cash is None and rng.random() < 0.5:
        to = Party("bil_1", "", is_biller=True)
    return Transfer(
        id=f"trf_{number}",
        at=START + timedelta(seconds=rng.randrange(6 * 3_600)),
        sender=sender,
        receivers=(to,) if to else (),
        amount_minor=rng.randrange(1, 400_000),
        currency="USD",
        channel=Channel.CASH if cash else Channel.BANK,
        cash=cash,
        conductor=other if cash and rng.random() < 0.4 else None,
    )


def counting_app(platform: Platform) -> FastAPI:
    app = FastAPI()
    service: MonitoringService = platform.get(MonitoringService)
    stored = MonitoringRepository(platform.database)

    @app.get("/api/health")
    async def healthy() -> dict[str, bool]:
        return {"ok": True}

    @app.post("/record/{number}")
    async def record(number: int) -> dict[str, int]:
        """Once, however often it is asked: as a payment's id makes a retry safe."""
        transfer, judged = transfer_of(number), 0
        while await stored.find(transfer.id) is None:
            judged += 1
            monitored = await service.judge(transfer)
            try:
                await platform.committer.commit(monitored.unit)
            except AlreadyExists as there:
                if there.collection == ENHANCED_TRANSACTIONS:
                    break
            except Conflict as race:
                if not is_lost_race(race):
                    raise
                await asyncio.sleep(random.uniform(0, 0.02))
        return {"judged": judged}

    @app.post("/withdraw/{number}")
    async def withdraw(number: int) -> dict[str, bool]:
        return {"withdrawn": await service.withdraw(transfer_of(number).id)}

    return app


async def serve(port: int) -> None:
    settings = Settings()
    platform = build(settings, load_or_create_log_key(settings))
    await open_database(platform.database)
    await platform.keys.open()
    await platform.committer.initialise()
    app = counting_app(platform)
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
    await uvicorn.Server(config).serve()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    asyncio.run(serve(parser.parse_args().port))


if __name__ == "__main__":
    main()
