"""Billers on the wire: the public card, and the settings their staff edit."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from paymentus.billers.domain import (
    AccountNumberFormat,
    Biller,
    BillFileRules,
    CutOff,
    DateOrder,
    DecimalMark,
    FeeModel,
    FeeRule,
    Holidays,
    Method,
    PaymentRules,
    SecondFactor,
    SecondFactorKind,
    Support,
    fee_summary,
)
from paymentus.billers.service import BillerSettings
from paymentus.foundation.http import ApiModel

_Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
_LocalTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
_Minor = Annotated[int, Field(ge=0, le=10**12)]


class SupportModel(ApiModel):
    phone: _Text = ""
    email: _Text = ""
    url: Annotated[_Text, StringConstraints(pattern=r"^(https?://\S+)?$")] = ""


class AccountNumberHint(ApiModel):
    label: str
    hint: str
    example: str


class AccountNumberModel(ApiModel):
    """`pattern` is a simple regular expression; see the biller guide for the subset."""

    pattern: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    label: _Text
    hint: _Text
    example: _Text


class SecondFactorModel(ApiModel):
    kind: SecondFactorKind
    label: _Text
    hint: _Text


class FeeMethodOut(ApiModel):
    method: Method
    summary: str = Field(examples=["No fee", "$1.50", "2% (at least $1.00, at most $9.95)"])


class FeeModelIn(ApiModel):
    """`flat` uses `flat_minor`; `percent` uses `basis_points` and the caps, rounded half up."""

    method: Method
    model: FeeModel
    flat_minor: _Minor = 0
    basis_points: Annotated[int, Field(ge=0, le=1000)] = 0
    minimum_minor: _Minor = 0
    maximum_minor: _Minor | None = None


class CutOffModel(ApiModel):
    local_time: _LocalTime = Field(examples=["17:00"])
    time_zone: _Text = Field(examples=["America/Los_Angeles"])
    banking_days_to_deliver: dict[Method, Annotated[int, Field(ge=0, le=10)]]
    holidays: Holidays = Holidays.US_FEDERAL_RESERVE


class PaymentRulesModel(ApiModel):
    """`maximum_minor` is the most that may be paid on one bill where over-payment is allowed."""

    partial: bool = False
    minimum_minor: _Minor = 0
    over_payment: bool = False
    maximum_minor: _Minor = 0


class BillFileRulesModel(ApiModel):
    """How 03/04/2026 and 1,234 are meant in this biller's files."""

    date_order: DateOrder = DateOrder.MONTH_FIRST
    decimal_mark: DecimalMark = DecimalMark.POINT


class BillerOut(ApiModel):
    """What anyone may know of a biller."""

    id: str
    slug: str
    name: str
    category: str
    currency: str
    time_zone: str
    logo_text: str
    statement_descriptor: str
    account_number: AccountNumberHint
    second_factor: SecondFactorModel
    fee_methods: list[FeeMethodOut]
    partial_payment: bool
    over_payment: bool
    cut_off: str
    support: SupportModel

    @classmethod
    def of(cls, biller: Biller) -> BillerOut:
        form, factor = biller.account_number, biller.second_factor
        return cls(
            id=biller.id,
            slug=biller.slug,
            name=biller.name,
            category=biller.category,
            currency=biller.currency,
            time_zone=biller.time_zone,
            logo_text=biller.logo_text,
            statement_descriptor=biller.statement_descriptor,
            account_number=AccountNumberHint(
                label=form.label, hint=form.hint, example=form.example
            ),
            second_factor=SecondFactorModel(kind=factor.kind, label=factor.label, hint=factor.hint),
            fee_methods=[
                FeeMethodOut(method=rule.method, summary=fee_summary(rule, biller.currency))
                for rule in biller.fees
            ],
            partial_payment=biller.payment_rules.partial,
            over_payment=biller.payment_rules.over_payment,
            cut_off=biller.cut_off.local_time.isoformat("minutes"),
            support=SupportModel.model_validate(biller.support),
        )


class BillerSettingsIn(ApiModel):
    slug: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    name: _Text
    category: _Text = ""
    currency: str = "USD"
    logo_text: Annotated[str, StringConstraints(min_length=1, max_length=4)]
    statement_descriptor: _Text
    support: SupportModel = SupportModel()
    fees: Annotated[list[FeeModelIn], Field(max_length=10)]
    cut_off: CutOffModel
    payment_rules: PaymentRulesModel = PaymentRulesModel()
    account_number: AccountNumberModel
    second_factor: SecondFactorModel
    bill_files: BillFileRulesModel = BillFileRulesModel()

    def to_domain(self) -> BillerSettings:
        names = type(self).model_fields
        return BillerSettings(**{name: _section(getattr(self, name)) for name in names})


class BillerSettingsChange(ApiModel):
    """Only what changes; each section whole. `version` is the one you read."""

    version: Annotated[int, Field(ge=1)]
    slug: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None
    name: _Text | None = None
    category: _Text | None = None
    currency: str | None = None
    logo_text: Annotated[str, StringConstraints(min_length=1, max_length=4)] | None = None
    statement_descriptor: _Text | None = None
    support: SupportModel | None = None
    fees: Annotated[list[FeeModelIn], Field(max_length=10)] | None = None
    cut_off: CutOffModel | None = None
    payment_rules: PaymentRulesModel | None = None
    account_number: AccountNumberModel | None = None
    second_factor: SecondFactorModel | None = None
    bill_files: BillFileRulesModel | None = None

    def sections(self) -> dict[str, Any]:
        given = {name: getattr(self, name) for name in self.model_fields_set - {"version"}}
        return {name: _section(value) for name, value in given.items() if value is not None}


class BillerSettingsOut(BillerSettingsIn):
    id: str
    version: int
    time_zone: str

    @classmethod
    def of(cls, biller: Biller) -> BillerSettingsOut:
        cut_off = biller.cut_off
        return cls(
            id=biller.id,
            version=biller.version,
            time_zone=biller.time_zone,
            slug=biller.slug,
            name=biller.name,
            category=biller.category,
            currency=biller.currency,
            logo_text=biller.logo_text,
            statement_descriptor=biller.statement_descriptor,
            support=SupportModel.model_validate(biller.support),
            fees=[FeeModelIn.model_validate(rule) for rule in biller.fees],
            cut_off=CutOffModel(
                local_time=cut_off.local_time.isoformat("minutes"),
                time_zone=cut_off.time_zone,
                banking_days_to_deliver=dict(cut_off.days_to_deliver),
                holidays=cut_off.holidays,
            ),
            payment_rules=PaymentRulesModel.model_validate(biller.payment_rules),
            account_number=AccountNumberModel.model_validate(biller.account_number),
            second_factor=SecondFactorModel.model_validate(biller.second_factor),
            bill_files=BillFileRulesModel.model_validate(biller.bill_files),
        )


_SAME_SHAPE: dict[type, type] = {
    SupportModel: Support,
    PaymentRulesModel: PaymentRules,
    AccountNumberModel: AccountNumberFormat,
    SecondFactorModel: SecondFactor,
    BillFileRulesModel: BillFileRules,
    FeeModelIn: FeeRule,
}


def _section(value: Any) -> Any:
    """A section as the domain has it."""
    if isinstance(value, list):
        return tuple(_section(item) for item in value)
    if isinstance(value, CutOffModel):
        return CutOff(
            local_time=time.fromisoformat(value.local_time),
            time_zone=value.time_zone,
            days_to_deliver=tuple(sorted(value.banking_days_to_deliver.items())),
            holidays=value.holidays,
        )
    if (shape := _SAME_SHAPE.get(type(value))) is not None:
        return shape(**{name: getattr(value, name) for name in type(value).model_fields})
    return value
