"""Wire forms of quotes and payments."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from paymentus.compliance.domain.kyc.addresses import Address
from paymentus.compliance.domain.kyc.facts import Identification
from paymentus.compliance.domain.kyc.identification_numbers import NumberKind, bare
from paymentus.foundation.clock import rfc3339
from paymentus.foundation.http import ApiModel, MoneyOut
from paymentus.ledger.schemas import EntryOut
from paymentus.payments.domain.cash import CashPerson
from paymentus.payments.domain.states import PaymentState
from paymentus.payments.service import Story
from paymentus.payments.service.cash_days import CashDayView, CashLine
from paymentus.payments.service.cash_files import LoadedRows, RowOutcome
from paymentus.payments.service.view import payment_view

EMAIL = r"^[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+$"
Id = Annotated[str, Field(min_length=5, max_length=60)]


class QuoteItemIn(ApiModel):
    bill_id: Id
    amount_minor: int | None = Field(
        None,
        gt=0,
        le=99_999_999,
        description="Leave out to pay all that is open. Minor units of the bill's currency.",
    )


class QuoteIn(ApiModel):
    items: list[QuoteItemIn] = Field(min_length=1, max_length=20)
    method: Literal["card"] = "card"


class ItemOut(ApiModel):
    bill_id: str
    biller_id: str
    biller_name: str
    bill_number: str
    account_number: str
    amount: MoneyOut
    fee: MoneyOut
    delivery_date: date = Field(description="When the biller has the money, in its own zone.")
    cut_off_at: str


class QuoteOut(ApiModel):
    """The all-in price. It binds until ``expires_at``."""

    id: str
    items: list[ItemOut]
    amount: MoneyOut
    fee: MoneyOut
    total: MoneyOut
    method: str
    delivery_date: date
    expires_at: str


class SavedCardIn(ApiModel):
    kind: Literal["saved_card"]
    payment_method_id: Id


class CheckoutIn(ApiModel):
    kind: Literal["checkout"]
    save_card: bool = False


class PaymentIn(ApiModel):
    quote_id: Id
    method: Annotated[SavedCardIn | CheckoutIn, Field(discriminator="kind")]
    email: str | None = Field(
        None,
        max_length=254,
        pattern=EMAIL,
        description="Where the receipt goes. A guest must give one.",
    )


class ReasonOut(ApiModel):
    code: str
    message: str


class MethodOut(ApiModel):
    """``brand`` and ``last4`` are a card's; of cash ``brand`` is `cash` too."""

    kind: Literal["card", "cash"]
    brand: str | None
    last4: str | None


class NextActionOut(ApiModel):
    kind: Literal["redirect"]
    url: str


class ReceiptLinksOut(ApiModel):
    url: str
    pdf_url: str
    token: str


class StepOut(ApiModel):
    state: PaymentState
    at: str


class PaymentOut(ApiModel):
    """One attempt to pay one or several bills with one charge."""

    id: str
    confirmation_number: str
    state: PaymentState
    reason: ReasonOut | None
    items: list[ItemOut]
    amount: MoneyOut
    fee: MoneyOut
    total: MoneyOut
    method: MethodOut
    email: str | None
    created_at: str
    updated_at: str
    succeeded_at: str | None
    delivery_date: date
    next_action: NextActionOut | None
    receipt: ReceiptLinksOut | None
    history: list[StepOut]
    statement_descriptor: str


class CashAddressIn(ApiModel):
    line1: Annotated[str, Field(max_length=120)]
    line2: Annotated[str, Field(max_length=120)] = ""
    city: Annotated[str, Field(max_length=120)]
    region: Annotated[str, Field(max_length=120)] = ""
    postal_code: Annotated[str, Field(max_length=20)] = ""
    country: Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["US"])]


class CashIdentificationIn(ApiModel):
    """The document shown at the counter, or the number named by law."""

    kind: NumberKind
    number: Annotated[str, Field(max_length=40)]
    country: Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["US"])]


class CashPersonIn(ApiModel):
    """Somebody who pays in cash, or on whose behalf it is paid."""

    given_names: Annotated[str, Field(max_length=120)] = ""
    family_name: Annotated[str, Field(max_length=120)]
    birth_date: date
    address: CashAddressIn
    identification: CashIdentificationIn

    def person(self) -> CashPerson:
        given = self.identification
        return CashPerson(
            given_names=" ".join(self.given_names.split()),
            family_name=" ".join(self.family_name.split()),
            birth_date=self.birth_date,
            address=Address(**self.address.model_dump()),
            identification=Identification(given.kind, bare(given.number), given.country),
        )


class CashIn(ApiModel):
    """``location`` names the counter, such as `main-office`. The conductor stands there."""

    items: list[QuoteItemIn] = Field(min_length=1, max_length=20)
    tendered_minor: int = Field(gt=0, le=10**11, description="The cash handed over.")
    location: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9-]{0,39}$", examples=["main-office"])]
    conductor: CashPersonIn | None = None
    on_behalf_of: CashPersonIn | None = Field(
        None, description="Whose money it is, when not the conductor's."
    )
    email: str | None = Field(None, max_length=254, pattern=EMAIL)


class CashOut(ApiModel):
    """Cash that was taken: the payment with its receipt, and the change."""

    payment: PaymentOut
    location: str
    taken_at: str
    tendered: MoneyOut
    change: MoneyOut
    conductor_recorded: bool


class CounterOut(ApiModel):
    """What one counter took."""

    location: str
    count: int
    total: MoneyOut


class CashDayOut(ApiModel):
    """Whoever pays is recorded from ``identify_from`` on, and when the cash of one account and day
    goes over ``report_over``."""

    business_day: date
    time_zone: str
    identify_from: MoneyOut
    report_over: MoneyOut
    counters: list[CounterOut]

    @classmethod
    def of(cls, view: CashDayView) -> Self:
        currency = view.biller.currency
        return cls(
            business_day=view.day,
            time_zone=view.biller.time_zone,
            identify_from=MoneyOut(amount_minor=view.identify_from_minor, currency=currency),
            report_over=MoneyOut(amount_minor=view.report_over_minor, currency=currency),
            counters=[
                CounterOut(
                    location=one.location,
                    count=one.count,
                    total=MoneyOut(amount_minor=one.total_minor, currency=one.currency),
                )
                for one in view.counters
            ],
        )


class CashLineOut(ApiModel):
    """``taken_by`` is the name of who took it, or their id once they are gone."""

    payment_id: str
    confirmation_number: str
    account_numbers: list[str]
    bill_numbers: list[str]
    taken_at: str
    location: str
    taken_by: str
    total: MoneyOut
    tendered: MoneyOut
    conductor_recorded: bool

    @classmethod
    def of(cls, line: CashLine) -> Self:
        taken, payment = line.taken, line.payment
        return cls(
            payment_id=payment.id,
            confirmation_number=payment.confirmation_number,
            account_numbers=sorted({item.account_number for item in payment.items}),
            bill_numbers=[item.bill_number for item in payment.items],
            taken_at=rfc3339(taken.taken_at),
            location=taken.location,
            taken_by=line.taken_by_name or taken.taken_by,
            total=MoneyOut(amount_minor=taken.total_minor, currency=taken.currency),
            tendered=MoneyOut(amount_minor=taken.tendered_minor, currency=taken.currency),
            conductor_recorded=taken.conductor is not None,
        )


class CashRowOut(ApiModel):
    """``line`` is where the row ends in the file. ``words`` say why a row was refused."""

    line: int
    reference: str
    outcome: RowOutcome
    payment_id: str | None
    code: str | None
    words: str


class CashFileOut(ApiModel):
    """``next_after`` is null at the end of the file's ``total`` rows."""

    rows: list[CashRowOut]
    total: int
    next_after: int | None

    @classmethod
    def of(cls, loaded: LoadedRows) -> Self:
        rows = [CashRowOut.model_validate(row) for row in loaded.rows]
        return cls(rows=rows, total=loaded.total, next_after=loaded.next_after)


class StoryLineOut(ApiModel):
    at: str
    kind: Literal["state", "entry", "leaf", "webhook", "mail"]
    title: str
    detail: str


class LeafOut(ApiModel):
    index: int
    type: str
    at: str
    leaf: str = Field(description="The leaf's canonical JSON, as hashed.")


class StoryOut(ApiModel):
    """Everything that happened to one payment, and where it is proved."""

    payment: PaymentOut
    timeline: list[StoryLineOut]
    entries: list[EntryOut]
    leaves: list[LeafOut]

    @classmethod
    def of(cls, story: Story) -> StoryOut:
        return cls(
            payment=PaymentOut.model_validate(
                staff_view(story.payment, for_compliance=story.for_compliance)
            ),
            timeline=[
                StoryLineOut.model_validate(
                    {"at": rfc3339(line.at), "kind": line.kind, "title": line.title,
                     "detail": line.detail}
                )
                for line in story.timeline
            ],
            entries=[EntryOut.of(recorded, story.owners) for recorded in story.entries],
            leaves=[
                LeafOut(
                    index=leaf.index, type=leaf.type, at=rfc3339(leaf.at), leaf=leaf.leaf.decode()
                )
                for leaf in story.leaves
            ],
        )  # fmt: skip


def staff_view(payment: Any, *, for_compliance: bool = False) -> dict[str, Any]:
    """Staff see the payment, not the keys to the payer's receipt or checkout page."""
    view = payment_view(payment, for_compliance=for_compliance)
    return {**view, "receipt": None, "next_action": None, "email": None}
