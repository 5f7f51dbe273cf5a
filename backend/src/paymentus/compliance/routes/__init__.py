"""Compliance over HTTP: for customers who say who they are, and for the desk."""

from fastapi import APIRouter

from paymentus.compliance.routes import customers, kyc

router = APIRouter()
router.include_router(kyc.router)
router.include_router(customers.router)

__all__ = ["router"]
