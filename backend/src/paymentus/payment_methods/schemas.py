"""What the routes of payment methods take and give."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from paymentus.foundation.http import ApiModel
from paymentus.payment_methods.domain import Card


class PaymentMethodOut(ApiModel):
    """The face of a saved card."""

    id: str
    kind: Literal["card"]
    brand: str
    last4: str
    exp_month: int
    exp_year: int
    expired: bool = Field(description="An expired card cannot be used; it may be removed.")

    @classmethod
    def of(cls, card: Card, *, expired: bool) -> PaymentMethodOut:
        return cls(
            id=card.id,
            kind="card",
            brand=card.brand,
            last4=card.last4,
            exp_month=card.exp_month,
            exp_year=card.exp_year,
            expired=expired,
        )


class PaymentMethodsOut(ApiModel):
    """All cards of a payer, newest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "data": [
                        {
                            "id": "pm_1QxK2b",
                            "kind": "card",
                            "brand": "visa",
                            "last4": "4242",
                            "exp_month": 12,
                            "exp_year": 2030,
                            "expired": False,
                        }
                    ]
                }
            ]
        }
    )

    data: list[PaymentMethodOut]


class CardSetupBody(ApiModel):
    """Where on this site the payer comes back to."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"return_path": "/cards"}]})

    return_path: str = Field(max_length=300, description="A path on this site.")


class CardSetupOut(ApiModel):
    """The page to send the payer to. On return the address carries ``setup=<id>``."""

    id: str
    redirect_url: str
