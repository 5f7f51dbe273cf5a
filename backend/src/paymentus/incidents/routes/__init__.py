"""The HTTP face of incidents."""

from fastapi import APIRouter

from paymentus.incidents.routes import emergency, incidents

router = APIRouter()
router.include_router(emergency.router)
router.include_router(incidents.router)

__all__ = ["router"]
