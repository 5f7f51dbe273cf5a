"""Revokes every API key: what ``scripts/revoke_all_api_keys.py`` calls in an emergency."""

from __future__ import annotations

from paymentus.app.opened import opened_platform
from paymentus.identity.service import ApiKeysService


async def revoke_all(*, reason: str) -> int:
    """How many keys were live. They count nowhere after five seconds."""
    async with opened_platform() as platform:
        keys: ApiKeysService = platform.get(ApiKeysService)
        return await keys.revoke_all(actor="script", reason=reason)
