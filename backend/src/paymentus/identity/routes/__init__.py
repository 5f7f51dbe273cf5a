"""Identity over HTTP: sign-in of people, and the API keys of billers."""

from fastapi import APIRouter

from paymentus.identity.routes import api_keys, sign_in

router = APIRouter()
router.include_router(sign_in.router)
router.include_router(api_keys.router)

__all__ = ["router"]
