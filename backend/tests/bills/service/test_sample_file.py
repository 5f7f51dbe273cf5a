"""docs/samples/riverton-bills.csv does what the README says: half of it loads, half is reported."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

from paymentus.app.seed import RIVERTON
from paymentus.app.wiring import Platform
from paymentus.billers.service import BillersService
from paymentus.bills.domain import Mode
from paymentus.bills.service import BillFiles, NewFile

SAMPLE = Path(__file__).parents[4] / "docs" / "samples" / "riverton-bills.csv"


async def _sample() -> AsyncIterator[bytes]:
    yield SAMPLE.read_bytes()


class TestTheSampleFile:
    async def test_loads_six_rows_and_shows_six_reasons(self, platform: Platform) -> None:
        billers: BillersService = platform.get(BillersService)
        biller = await billers.create(RIVERTON, actor="test")
        files: BillFiles = platform.get(BillFiles)
        new = NewFile(SAMPLE.name, Mode.UPDATE, {}, "test", claimed_by=files.importer.owner)

        done = await files.importer.run(await files.receive(biller.id, new, _sample()))

        assert (done.rows_done, done.count("created"), done.count("rejected")) == (12, 6, 6)
        assert len(done.problems_by_reason) == 6
