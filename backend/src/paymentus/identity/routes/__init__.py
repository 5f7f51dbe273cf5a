"""Identity over HTTP: sign-in, accounts, devices, second factors, API keys, and administration."""

from fastapi import APIRouter

from paymentus.identity.routes import (
    account,
    administration,
    api_keys,
    devices,
    passkeys,
    second_factors,
    sign_in,
)

router = APIRouter()
router.include_router(sign_in.router)
router.include_router(account.router)
router.include_router(devices.router)
router.include_router(second_factors.router)
router.include_router(passkeys.router)
router.include_router(api_keys.router)
router.include_router(api_keys.all_keys)
router.include_router(administration.router)

__all__ = ["router"]
