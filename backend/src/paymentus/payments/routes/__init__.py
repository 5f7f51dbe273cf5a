"""Payments over HTTP: by card, and in cash at a counter."""

from fastapi import APIRouter

from paymentus.payments.routes import cash, payments

router = APIRouter()
router.include_router(payments.router)
router.include_router(cash.router)

__all__ = ["router"]
