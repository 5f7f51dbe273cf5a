"""Bills over HTTP: for payers and guests, for billers' staff, and the files between them."""

from fastapi import APIRouter

from paymentus.bills.routes import bill_files, payer_bills, staff_bills

router = APIRouter()
router.include_router(payer_bills.router)
router.include_router(staff_bills.router)
router.include_router(bill_files.router)

__all__ = ["router"]
