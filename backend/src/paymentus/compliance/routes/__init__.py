"""Compliance over HTTP: for customers who say who they are, and for the desk. The desk's routes ask
for their permission before they look at anything, so that nobody else can tell what is there."""

from fastapi import APIRouter

from paymentus.compliance.routes import (
    alerts,
    case_filings,
    cases,
    customers,
    filing_batches,
    filings,
    freezes,
    kyc,
    rules,
    screening,
)

router = APIRouter()
router.include_router(kyc.router)
router.include_router(customers.router)
router.include_router(alerts.router)
router.include_router(cases.router)
router.include_router(freezes.router)
router.include_router(case_filings.router)
router.include_router(filings.router)
router.include_router(filing_batches.router)
router.include_router(rules.router)
router.include_router(screening.router)

__all__ = ["router"]
