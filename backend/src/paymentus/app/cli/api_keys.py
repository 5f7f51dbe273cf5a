"""Revokes every API key: what ``scripts/revoke_all_api_keys.py`` calls in an emergency."""

from __future__ import annotations

from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.database import open_database
from paymentus.app.wiring import build
from paymentus.foundation.settings import Settings
from paymentus.identity.service import ApiKeysService


async def revoke_all(*, reason: str) -> int:
    """How many keys were live. They count nowhere after five seconds."""
    settings = Settings()
    platform = build(settings, load_or_create_log_key(settings))
    try:
        await open_database(platform.database)
        await platform.committer.initialise()
        keys: ApiKeysService = platform.get(ApiKeysService)
        return await keys.revoke_all(actor="script", reason=reason)
    finally:
        await platform.close()
