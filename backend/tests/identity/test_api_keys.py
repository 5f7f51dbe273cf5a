"""API keys of billers: what they are made of, what they open, and how they end."""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from paymentus.app.wiring import Platform
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Permission, Principal, Role
from paymentus.foundation.errors import TooManyRequests
from paymentus.foundation.mongo import Database
from paymentus.foundation.rate_limits import RateLimiter
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain.api_keys import (
    GRANTABLE,
    ApiKeyNotAccepted,
    check_new_key,
    id_in,
    key_text,
)
from paymentus.identity.service import ApiKeyNotValid, ApiKeysService
from paymentus.identity.service.api_keys import (
    REQUESTS_OF_A_KEY,
    ApiKeyNotFound,
    NewApiKey,
    NoSuchBiller,
    TooManyApiKeys,
)

from support.api import Api
from support.identities import MovableClock, riverton
from support.scene import Scene

BILLER = "bil_riverton"
SCOPE = (Permission.BILLS_IMPORT,)


@pytest.fixture
def keys(
    database: Database, redis: RedisClient, committer: Committer, clock: MovableClock
) -> ApiKeysService:
    return a_service(database, redis, committer, clock)


def a_service(
    database: Database,
    redis: RedisClient,
    committer: Committer,
    clock: MovableClock,
    monotonic: Callable[[], float] = time.monotonic,
) -> ApiKeysService:
    return ApiKeysService(
        database=database,
        committer=committer,
        clock=clock,
        limiter=RateLimiter(redis, clock, b"key"),
        biller_name=riverton,
        monotonic=monotonic,
    )


async def made(keys: ApiKeysService, days: int = 30) -> NewApiKey:
    return await keys.create(
        biller_id=BILLER, name="Nightly upload", scope=SCOPE, days=days, actor="usr_1"
    )


async def events(database: Database) -> list[tuple[str, str]]:
    rows = await database["audit_inbox"].find().sort("_id").to_list()
    return [(row["type"], row["subject"]) for row in rows]


class TestAKey:
    async def test_begins_with_its_id_and_has_256_random_bits(self, keys: ApiKeysService) -> None:
        first, second = [await made(keys) for _ in range(2)]

        secrets = [key.text.removeprefix(f"{key.key.id}_") for key in (first, second)]
        assert [len(base64.urlsafe_b64decode(f"{text}=")) for text in secrets] == [32, 32]
        assert secrets[0] != secrets[1]
        assert id_in(first.text) == first.key.id

    @pytest.mark.parametrize("text", ["pk_", "pk_01JD0000000000000000000000", "pk_x_y", "eyJ"])
    def test_of_another_form_has_no_id(self, text: str) -> None:
        assert id_in(text) is None

    def test_cannot_be_given_rights_over_keys_or_those_of_others(self) -> None:
        assert Permission.API_KEYS_MANAGE not in GRANTABLE
        for permission in (Permission.API_KEYS_MANAGE, Permission.LEDGER_READ):
            with pytest.raises(ApiKeyNotAccepted) as refusal:
                check_new_key(name="x", scope=[permission], days=1)
            assert [problem.field for problem in refusal.value.fields] == ["scope"]

    def test_names_every_field_that_needs_another_answer(self) -> None:
        with pytest.raises(ApiKeyNotAccepted) as refusal:
            check_new_key(name=" ", scope=[], days=366)

        fields = [problem.field for problem in refusal.value.fields]
        assert fields == ["name", "scope", "expires_in_days"]


class TestUse:
    async def test_is_what_the_role_and_the_scope_both_allow(self, keys: ApiKeysService) -> None:
        key = await made(keys)

        who = await keys.principal_of_key(key.text)

        assert (who.id, who.biller_id) == (key.key.id, BILLER)
        assert who.permissions == {
            Permission.PUBLIC,
            Permission.SESSION_READ,
            Permission.BILLS_IMPORT,
        }

    def test_beyond_the_role_is_nothing(self) -> None:
        wide = frozenset(Permission)

        who = Principal.of_key(Role.BILLER_STAFF, id="pk_1", biller_id=BILLER, scope=wide)

        assert not who.may(Permission.BILLERS_MANAGE)
        assert not who.may(Permission.LEDGER_READ)

    async def test_leaves_nothing_in_the_database_that_opens(
        self, keys: ApiKeysService, database: Database
    ) -> None:
        key = await made(keys)

        stored = str(await database["api_keys"].find().to_list())

        assert key.key.id in stored
        assert key.text.removeprefix(f"{key.key.id}_") not in stored
        assert key.text not in str(await database["audit_inbox"].find().to_list())

    async def test_with_another_secret_is_refused_and_recorded_once_a_minute(
        self, keys: ApiKeysService, database: Database
    ) -> None:
        key = await made(keys)
        for _ in range(3):
            with pytest.raises(ApiKeyNotValid):
                await keys.principal_of_key(key_text(key.key.id, "A" * 43))

        assert (await events(database)).count(("api_key.refused", key.key.id)) == 1

    async def test_of_an_unknown_key_writes_nothing(
        self, keys: ApiKeysService, database: Database
    ) -> None:
        with pytest.raises(ApiKeyNotValid):
            await keys.principal_of_key(key_text("pk_01JD0000000000000000000000", "A" * 43))

        assert await events(database) == []

    async def test_after_its_time_is_refused(
        self, keys: ApiKeysService, clock: MovableClock
    ) -> None:
        key = await made(keys, days=1)
        clock.move(days=1)

        with pytest.raises(ApiKeyNotValid):
            await keys.principal_of_key(key.text)

        assert (await keys.of_biller(BILLER))[0].state == "expired"

    async def test_is_noted_at_most_every_five_minutes(
        self, keys: ApiKeysService, clock: MovableClock, database: Database
    ) -> None:
        key = await made(keys)
        for _ in range(10):
            await keys.principal_of_key(key.text)
            clock.move(seconds=29)
        early = await database["api_keys"].find_one({"_id": key.key.id})
        clock.move(seconds=30)
        await keys.principal_of_key(key.text)
        late = await database["api_keys"].find_one({"_id": key.key.id})

        assert early is not None
        assert late is not None
        assert (early["version"], late["version"]) == (2, 3)
        assert (await keys.of_biller(BILLER))[0].key.last_used_at == clock()

    async def test_too_often_is_refused_for_a_while(
        self, keys: ApiKeysService, clock: MovableClock
    ) -> None:
        key = await made(keys)
        for _ in range(REQUESTS_OF_A_KEY.quota):
            await keys.principal_of_key(key.text)

        with pytest.raises(TooManyRequests):
            await keys.principal_of_key(key.text)
        clock.move(minutes=1)
        await keys.principal_of_key(key.text)


class TestRevoking:
    async def test_ends_a_key_at_once_and_may_be_repeated(
        self, keys: ApiKeysService, database: Database
    ) -> None:
        key = await made(keys)
        await keys.principal_of_key(key.text)

        for _ in range(2):
            await keys.revoke(key.key.id, biller_id=BILLER, actor="usr_1")

        with pytest.raises(ApiKeyNotValid):
            await keys.principal_of_key(key.text)
        assert [event for event, _ in await events(database)] == [
            "api_key.created",
            "api_key.revoked",
            "api_key.refused",
        ]

    async def test_of_another_billers_key_finds_none(self, keys: ApiKeysService) -> None:
        key = await made(keys)

        with pytest.raises(ApiKeyNotFound):
            await keys.revoke(key.key.id, biller_id="bil_other", actor="usr_1")
        await keys.principal_of_key(key.text)

    async def test_wins_over_a_use_at_the_same_moment(self, keys: ApiKeysService) -> None:
        key = await made(keys)

        await asyncio.gather(
            keys.revoke(key.key.id, biller_id=BILLER, actor="usr_1"),
            *(keys.principal_of_key(key.text) for _ in range(5)),
            return_exceptions=True,
        )

        assert (await keys.of_biller(BILLER))[0].state == "revoked"

    async def test_of_all_ends_every_key_and_new_ones_count(
        self, keys: ApiKeysService, database: Database
    ) -> None:
        old = [await made(keys) for _ in range(3)]
        await keys.principal_of_key(old[0].text)

        counts = [await keys.revoke_all(actor="script", reason="inc_1") for _ in range(2)]

        for key in old:
            with pytest.raises(ApiKeyNotValid):
                await keys.principal_of_key(key.text)
        assert counts == [3, 0]
        assert {view.state for view in await keys.of_biller(BILLER)} == {"revoked"}
        assert (await events(database)).count(("api_key.all_revoked", "api_keys")) == 2
        await keys.principal_of_key((await made(keys)).text)

    async def test_reaches_another_server_within_five_seconds(
        self,
        keys: ApiKeysService,
        database: Database,
        redis: RedisClient,
        committer: Committer,
        clock: MovableClock,
    ) -> None:
        key = await made(keys)
        seconds = [100.0]
        other = a_service(database, redis, committer, clock, monotonic=lambda: seconds[0])
        await other.principal_of_key(key.text)
        await other.principal_of_key(key.text)
        await keys.revoke(key.key.id, biller_id=BILLER, actor="usr_1")
        seconds[0] += 4.9
        await other.principal_of_key(key.text)
        seconds[0] += 0.1

        with pytest.raises(ApiKeyNotValid):
            await other.principal_of_key(key.text)


class TestMaking:
    async def test_is_for_billers_there_are(self, keys: ApiKeysService) -> None:
        with pytest.raises(NoSuchBiller):
            await keys.create(biller_id="bil_none", name="x", scope=SCOPE, days=1, actor="usr_1")

    async def test_stops_at_fifty_live_keys(self, keys: ApiKeysService) -> None:
        first, *_ = [await made(keys) for _ in range(50)]

        with pytest.raises(TooManyApiKeys):
            await made(keys)
        await keys.revoke(first.key.id, biller_id=BILLER, actor="usr_1")
        await made(keys)

    async def test_keeps_the_day_it_ends(self, keys: ApiKeysService) -> None:
        key = await made(keys, days=7)

        assert key.key.expires_at == datetime(2026, 11, 23, 10, 0, tzinfo=UTC) + timedelta(days=7)


class TestOverHttp:
    async def test_a_key_is_shown_once_and_then_opens_what_it_may(
        self, platform: Platform, scene: Scene
    ) -> None:
        api = Api.of(platform)
        url = f"/api/v1/billers/{scene.biller.id}/api-keys"
        body = {"name": "Reports", "scope": ["payments.read"], "expires_in_days": 30}
        admin = await api.person(Role.BILLER_ADMIN, biller_id=scene.biller.id)
        async with api.client(admin) as browser:
            answer = await browser.post(url, json=body)
            text = answer.json()["key"]
            listed = await browser.get(url)
        async with api.client({"Authorization": f"Bearer {text}"}) as program:
            seen = await program.get(f"/api/v1/billers/{scene.biller.id}/payments")
            session = (await program.get("/api/v1/auth/session")).json()
            refused = await program.get(f"/api/v1/billers/{scene.biller.id}/bills")
            another = await program.post(url, json=body)
        async with api.client(admin) as browser:
            gone = await browser.delete(f"{url}/{answer.json()['details']['id']}")
        async with api.client({"Authorization": f"Bearer {text}"}) as program:
            late = await program.get(f"/api/v1/billers/{scene.biller.id}/payments")

        assert answer.status_code == 201
        assert text not in listed.text
        assert listed.json()["data"][0]["state"] == "live"
        assert (seen.status_code, refused.status_code, another.status_code) == (200, 403, 403)
        assert (session["kind"], session["user"]) == ("api_key", None)
        assert session["permissions"] == ["payments.read", "public", "session.read"]
        assert gone.status_code == 204
        assert (late.status_code, late.json()["code"]) == (401, "api_key_not_valid")
        assert late.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'

    async def test_wrong_fields_are_named(self, platform: Platform, scene: Scene) -> None:
        api = Api.of(platform)
        admin = await api.person(Role.BILLER_ADMIN, biller_id=scene.biller.id)
        body = {"name": "x", "scope": ["ledger.read"], "expires_in_days": 30}
        async with api.client(admin) as browser:
            answer = await browser.post(f"/api/v1/billers/{scene.biller.id}/api-keys", json=body)

        assert (answer.status_code, answer.json()["code"]) == (422, "api_key_not_accepted")
        assert [problem["field"] for problem in answer.json()["errors"]] == ["scope"]
