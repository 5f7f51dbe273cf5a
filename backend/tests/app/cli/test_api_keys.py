"""``scripts/revoke_all_api_keys.py`` as the deployment guide runs it."""

from __future__ import annotations

import pytest

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Permission
from paymentus.identity.service import ApiKeyNotValid, ApiKeysService

from support.commands import place_of, script
from support.scene import Scene


class TestRevokeAllApiKeys:
    async def test_ends_every_key(self, platform: Platform, scene: Scene) -> None:
        keys: ApiKeysService = platform.get(ApiKeysService)
        made = [
            await keys.create(
                biller_id=scene.biller.id,
                name="Upload",
                scope=[Permission.BILLS_IMPORT],
                days=30,
                actor="usr_1",
            )
            for _ in range(2)
        ]

        place = place_of(platform.settings)
        done = script("revoke_all_api_keys.py", "--incident", "inc_1", **place)

        assert done.returncode == 0, done.stderr
        assert done.stdout == "✓ 2 API keys revoked. None counts any more.\n"
        for key in made:
            with pytest.raises(ApiKeyNotValid):
                await keys.principal_of_key(key.text)
        event = await platform.database["audit_inbox"].find_one({"type": "api_key.all_revoked"})
        assert event is not None
        assert event["data"] == {"live": 2, "reason": "inc_1"}
