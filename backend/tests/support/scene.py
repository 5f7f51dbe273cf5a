"""A platform with one biller, bills and people, for tests that pay.

Everything goes through the services, as in production; only the bill file is small.
"""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

import httpx

from paymentus.app.wiring import Platform
from paymentus.billers.domain import (
    AccountNumberFormat,
    Biller,
    BillFileRules,
    CutOff,
    FeeModel,
    FeeRule,
    Method,
    PaymentRules,
    SecondFactor,
    SecondFactorKind,
    Support,
)
from paymentus.billers.service import BillerSettings
from paymentus.bills.domain import Bill
from paymentus.bills.domain.bill_file import Mode
from paymentus.bills.service import BillFiles, BillsService, NewFile
from paymentus.customers.service import CustomersService
from paymentus.foundation.authorization import GuestAccount, Principal, Role
from paymentus.foundation.ids import new_id
from paymentus.payment_methods.service import PaymentMethodsService
from paymentus.payments.domain.quote import Quote
from paymentus.payments.service import (
    Answer,
    HostedCheckout,
    PaymentOrder,
    PaymentsService,
    SavedCard,
)

ACCOUNT = "1002003001"
POSTAL_CODE = "94110"


def biller_settings(slug: str, **changes: object) -> BillerSettings:
    settings = {
        "slug": slug,
        "name": "Riverton Water",
        "category": "Water",
        "currency": "USD",
        "logo_text": "RW",
        "statement_descriptor": "RIVERTON WATER",
        "support": Support("555-0100", "help@riverton.example", "https://riverton.example"),
        "fees": (FeeRule(Method.CARD, FeeModel.FLAT, flat_minor=150),),
        "cut_off": CutOff(time(17, 0), "America/Los_Angeles", ((Method.CARD, 1),)),
        "payment_rules": PaymentRules(partial=True, minimum_minor=500),
        "account_number": AccountNumberFormat(r"\d{10}", "Account number", "Ten digits", ACCOUNT),
        "second_factor": SecondFactor(
            SecondFactorKind.POSTAL_CODE, "ZIP code", "Of the service address"
        ),
        "bill_files": BillFileRules(),
    }
    return BillerSettings(**{**settings, **changes})


@dataclass
class Scene:
    platform: Platform
    sandbox_url: str
    biller: Biller

    async def bills(self, amounts: Sequence[int], *, first: int = 1) -> list[Bill]:
        """One bill an amount (minor units) on the demo account, by a bill file."""
        due = date.today() + timedelta(days=14)
        lines = ["account_number,bill_number,amount_due,due_on,second_factor"]
        numbers = [f"B{first + n:05d}" for n in range(len(amounts))]
        lines += [
            f"{ACCOUNT},{number},{amount / 100:.2f},{due.isoformat()},{POSTAL_CODE}"
            for number, amount in zip(numbers, amounts, strict=True)
        ]
        files: BillFiles = self.platform.get(BillFiles)
        new = NewFile("bills.csv", Mode.UPDATE, {}, "usr_test", claimed_by=files.importer.owner)
        file = await files.receive(self.biller.id, new, _block("\n".join(lines)))
        done = await files.importer.run(file)
        assert done.counts.get("rejected", 0) == 0, done
        assert done.counts["created"] == len(amounts), done
        service: BillsService = self.platform.get(BillsService)
        ids = [
            await service.id_of(self.biller.id, account_key=ACCOUNT, bill_number=number)
            for number in numbers
        ]
        return await service.get_many(ids)

    async def bill(self, amount_minor: int = 10_000, *, number: int = 1) -> Bill:
        return (await self.bills([amount_minor], first=number))[0]

    async def again(self, bill: Bill) -> Bill:
        """The bill as it is now."""
        service: BillsService = self.platform.get(BillsService)
        return (await service.get_many([bill.id]))[0]

    def guest(self) -> Principal:
        return Principal.of_role(
            Role.GUEST,
            id=new_id("gst"),
            guest_account=GuestAccount(self.biller.id, ACCOUNT),
        )

    async def payer(self, user_id: str | None = None) -> Principal:
        principal = Principal.of_role(Role.PAYER, id=user_id or new_id("usr"))
        customers: CustomersService = self.platform.get(CustomersService)
        await customers.link(
            user_id=principal.id,
            biller_id=self.biller.id,
            account_number=ACCOUNT,
            account_key=ACCOUNT,
        )
        return principal

    async def saved_card(self, payer: Principal, test_card: str = "pm_card_visa") -> str:
        """Attach one of the processor's test cards and keep it, as a hosted setup would."""
        methods: PaymentMethodsService = self.platform.get(PaymentMethodsService)
        customer = await methods.customer_of(payer.id)
        async with httpx.AsyncClient(base_url=self.sandbox_url, auth=("sk_test_x", "")) as http:
            answer = await http.post(
                f"/v1/payment_methods/{test_card}/attach", data={"customer": customer}
            )
            answer.raise_for_status()
        cards = await methods.collect(payer.id)
        return cards[0].id

    async def quote(self, who: Principal, *wanted: tuple[Bill, int | None]) -> Quote:
        payments: PaymentsService = self.platform.get(PaymentsService)
        return await payments.quote(
            who, [(bill.id, amount) for bill, amount in wanted], method=Method.CARD
        )

    async def pay(
        self,
        who: Principal,
        quote: Quote,
        *,
        card: str | None = None,
        key: str = "key-1",
        save_card: bool = False,
        email: str | None = "payer@example.com",
    ) -> Answer:
        """By saved card when one is named, else on the hosted page."""
        payments: PaymentsService = self.platform.get(PaymentsService)
        method = SavedCard(card) if card else HostedCheckout(save_card)
        body = {"quote_id": quote.id, "card": card, "save_card": save_card}
        order = PaymentOrder(quote.id, method, email, body)
        return await payments.pay(who, order, key=key)


async def _block(text: str) -> AsyncIterator[bytes]:
    yield io.BytesIO(text.encode()).read()
