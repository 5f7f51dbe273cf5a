"""A payer's saved cards over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response, status

from paymentus.foundation.authorization import GuardedRoute, Permission, Principal, requires
from paymentus.foundation.http import IdempotencyKey, provided
from paymentus.payment_methods.domain import Card
from paymentus.payment_methods.schemas import (
    CardSetupBody,
    CardSetupOut,
    PaymentMethodOut,
    PaymentMethodsOut,
)
from paymentus.payment_methods.service import PaymentMethodsService

router = APIRouter(
    prefix="/api/v1/payment-methods", tags=["payment methods"], route_class=GuardedRoute
)

_Owner = Annotated[Principal, requires(Permission.PAYMENT_METHODS_MANAGE_OWN)]
_Service = Annotated[PaymentMethodsService, provided(PaymentMethodsService)]
_Id = Annotated[str, Path(max_length=255)]

_PROCESSOR: dict[int | str, dict[str, Any]] = {
    503: {"description": "`processor_unavailable`: the card processor does not answer. Try again."}
}


@router.get(
    "",
    operation_id="listPaymentMethods",
    summary="List my saved cards",
    description="Newest first. Card numbers are not here: they never reach us.",
)
async def list_payment_methods(principal: _Owner, methods: _Service) -> PaymentMethodsOut:
    return _faces(await methods.cards_of(principal.id), methods)


@router.post(
    "/setup",
    operation_id="startCardSetup",
    summary="Start to add a card",
    description=(
        "Answers the card processor's page. The payer comes back to `return_path` with `setup=<id>`"
        " added; then call `completeCardSetup`."
    ),
    status_code=status.HTTP_201_CREATED,
    responses={
        400: {"description": "`idempotency_key_missing`, or `return_path_not_ours`."},
        409: {"description": "`request_in_progress`: the same key is being worked on."},
        422: {"description": "`idempotency_key_reused`, or `invalid_request`."},
        **_PROCESSOR,
    },
)
async def start_card_setup(
    body: CardSetupBody,
    key: IdempotencyKey,
    response: Response,
    principal: _Owner,
    methods: _Service,
) -> CardSetupOut:
    started = await methods.start_setup(
        principal.id, return_path=body.return_path, idempotency_key=key
    )
    if started.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return CardSetupOut(id=started.id, redirect_url=started.redirect_url)


@router.post(
    "/setup/{id}/complete",
    operation_id="completeCardSetup",
    summary="Keep the card that was added",
    description=(
        "Asks the card processor what became of the page and answers all saved cards. Safe to"
        " repeat; while the page is open, or after it was left, the list is simply unchanged."
    ),
    responses={404: {"description": "`card_setup_not_found`"}, **_PROCESSOR},
)
async def complete_card_setup(
    id: _Id,
    principal: _Owner,
    methods: _Service,
) -> PaymentMethodsOut:
    return _faces(await methods.complete_setup(principal.id, id), methods)


@router.delete(
    "/{id}",
    operation_id="removePaymentMethod",
    summary="Remove a saved card",
    description="Final: to use the card again, add it again. Removing it twice is no error.",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={404: {"description": "`payment_method_not_found`"}, **_PROCESSOR},
)
async def remove_payment_method(
    id: _Id,
    principal: _Owner,
    methods: _Service,
) -> None:
    await methods.remove(principal.id, id)


def _faces(cards: Iterable[Card], methods: PaymentMethodsService) -> PaymentMethodsOut:
    return PaymentMethodsOut(
        data=[PaymentMethodOut.of(card, expired=methods.has_expired(card)) for card in cards]
    )
