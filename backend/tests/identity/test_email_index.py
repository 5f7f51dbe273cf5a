"""The key of the address index outlives the settings it once came from."""

from __future__ import annotations

from pydantic import SecretStr

from paymentus.app.audit_key import load_or_create_log_key
from paymentus.app.wiring import Platform, build
from paymentus.foundation.authorization import Role
from paymentus.foundation.settings import Settings
from paymentus.identity.service import IdentityKeys, IdentityService

OLD, NEW = "the first secret, long enough for us", "another secret, long enough for us too"


def with_secret(settings: Settings, secret: str) -> Platform:
    mine = settings.model_copy(update={"jwt_secret_key": SecretStr(secret)})
    return build(mine, load_or_create_log_key(mine))


async def finds(platform: Platform, email: str) -> bool:
    service: IdentityService = platform.get(IdentityService)
    return await service.user_by_email(email) is not None


class TestEmailIndex:
    async def test_finds_people_after_the_secret_was_changed(
        self, platform: Platform, settings: Settings
    ) -> None:
        service: IdentityService = platform.get(IdentityService)
        await service.create_user(
            email="jane@example.com", password="three blue otters", full_name="Jane Roe",
            role=Role.PAYER, biller_id=None, actor="test",
        )  # fmt: skip

        changed = with_secret(settings, NEW)

        assert await finds(changed, "jane@example.com")
        await changed.close()

    async def test_of_a_database_of_before_is_taken_over(
        self, platform: Platform, settings: Settings
    ) -> None:
        """People were indexed by the key derived from the setting, and no secret was kept."""
        index = await IdentityKeys.derived_from(OLD).email_index("jane@example.com")
        await platform.database["users"].insert_one(
            {
                "_id": "usr_1", "id": "usr_1", "email": index, "version": 1,
                "email_address": "jane@example.com", "full_name": "Jane Roe", "role": "payer",
                "biller_id": None, "password_hash": "x", "epoch": 1, "status": "active",
                "created_at": None,
            }
        )  # fmt: skip

        first_start = with_secret(settings, OLD)
        assert await finds(first_start, "jane@example.com")
        changed = with_secret(settings, NEW)
        assert await finds(changed, "jane@example.com")

        await first_start.close()
        await changed.close()
