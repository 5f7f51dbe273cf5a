"""What payers need before they can pay: a biller, bills, people with linked accounts and cards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

from paymentus.app.wiring import Platform
from paymentus.billers.domain import Biller, PaymentRules
from paymentus.billers.service import BillersService
from paymentus.bills.domain.bill_file import Mode
from paymentus.bills.service import BillFiles, BillsService, NewFile

from support.scene import POSTAL_CODE, biller_settings

AMOUNT_MINOR = 10_000


class Ground:
    """Makes billers and bills through the services; everything payers do goes over HTTP."""

    def __init__(self, platform: Platform, biller: Biller) -> None:
        self._platform = platform
        self.biller = biller
        self._numbers = 0

    @classmethod
    async def prepare(cls, platform: Platform, slug: str) -> Ground:
        billers: BillersService = platform.get(BillersService)
        settings = biller_settings(slug, payment_rules=PaymentRules())
        return cls(platform, await billers.create(settings, actor="test"))

    async def bills(self, account: str, count: int) -> list[str]:
        """Ids of ``count`` new bills on an account, by a bill file as billers send it."""
        due = (date.today() + timedelta(days=14)).isoformat()
        lines = ["account_number,bill_number,amount_due,due_on,second_factor"]
        numbers = []
        for _ in range(count):
            self._numbers += 1
            numbers.append(f"B{self._numbers:06d}")
            amount = f"{AMOUNT_MINOR // 100}.{AMOUNT_MINOR % 100:02d}"
            lines.append(f"{account},{numbers[-1]},{amount},{due},{POSTAL_CODE}")
        files: BillFiles = self._platform.get(BillFiles)
        new = NewFile("bills.csv", Mode.UPDATE, {}, "usr_test", claimed_by=files.importer.owner)

        async def content() -> AsyncIterator[bytes]:
            yield "\n".join(lines).encode()

        file = await files.receive(self.biller.id, new, content())
        done = await files.importer.run(file)
        assert done.counts["created"] == count, done
        bills: BillsService = self._platform.get(BillsService)
        return [
            await bills.id_of(self.biller.id, account_key=account, bill_number=number)
            for number in numbers
        ]
