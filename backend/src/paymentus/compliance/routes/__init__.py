"""Compliance over HTTP: for customers who say who they are, and for the desk. The desk's routes ask
for their permission before they look at anything, so that nobody else can tell what is there."""

from fastapi import APIRouter

from paymentus.compliance.routes import alerts, cases, customers, freezes, kyc

router = APIRouter()
router.include_router(kyc.router)
router.include_router(customers.router)
router.include_router(alerts.router)
router.include_router(cases.router)
router.include_router(freezes.router)

__all__ = ["router"]
