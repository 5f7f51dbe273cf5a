"""Identity over HTTP: sign-in of people, their second factors, and the API keys of billers."""

from fastapi import APIRouter

from paymentus.identity.routes import api_keys, passkeys, second_factors, sign_in

router = APIRouter()
router.include_router(sign_in.router)
router.include_router(second_factors.router)
router.include_router(passkeys.router)
router.include_router(api_keys.router)

__all__ = ["router"]
