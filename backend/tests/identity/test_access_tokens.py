"""Tokens of API clients: what is believed, and how the key changes without cutting anyone off."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import jwt
import pytest

from paymentus.commit.service import Committer
from paymentus.foundation.authorization import Role
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.identity.service import IdentityKeys, TokenNotValid
from paymentus.identity.service.access_tokens import AccessTokens, key_id_of

from support.identities import PASSWORD, PUBLIC_URL, MovableClock, an_identity_service

OLD = "the-secret-of-last-year-that-is-long-enough-for-every-hmac-there-is"
NEW = "the-secret-of-this-year-that-is-long-enough-for-every-hmac-there-is"

CLAIMS: dict[str, Any] = {
    "user_id": "usr_1",
    "epoch": 1,
    "proved_at": datetime(2026, 11, 23, tzinfo=UTC),
    "second_factor": False,
}


def tokens(
    clock: MovableClock, secret: str = NEW, previous: str | None = None, issuer: str = PUBLIC_URL
) -> AccessTokens:
    return AccessTokens(secret=secret, previous=previous, issuer=issuer, clock=clock)


def forged(clock: MovableClock, *, key: str | None = NEW, algorithm: str = "HS256", **changes: Any):
    """A token that is right but for ``changes`` of its claims, or of ``kid`` and ``typ``."""
    now = int(clock().timestamp())
    claims = {
        "iss": PUBLIC_URL, "aud": "paymentus-api", "sub": "usr_1", "epoch": 1, "iat": now,
        "exp": now + 600,
    }  # fmt: skip
    headers = {"kid": key_id_of(NEW), "typ": "at+jwt"}
    headers |= {name: changes.pop(name) for name in ("kid", "typ") if name in changes}
    return jwt.encode({**claims, **changes}, key, algorithm=algorithm, headers=headers)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


class TestForgery:
    def test_that_changes_nothing_is_no_forgery(self, clock: MovableClock):
        assert tokens(clock).read(forged(clock)).user_id == "usr_1"

    def test_with_algorithm_none_is_refused(self, clock: MovableClock):
        with pytest.raises(TokenNotValid):
            tokens(clock).read(forged(clock, key=None, algorithm="none"))

    @pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
    def test_with_another_algorithm_is_refused(self, clock: MovableClock, algorithm: str):
        with pytest.raises(TokenNotValid):
            tokens(clock).read(forged(clock, algorithm=algorithm))

    @pytest.mark.parametrize("kid", ["", "other", key_id_of(OLD), "../../etc/passwd", "' or 1"])
    def test_with_a_wrong_kid_is_refused(self, clock: MovableClock, kid: str):
        with pytest.raises(TokenNotValid):
            tokens(clock).read(forged(clock, kid=kid))

    def test_with_a_wrong_key_is_refused_under_a_right_kid(self, clock: MovableClock):
        with pytest.raises(TokenNotValid):
            tokens(clock, previous=OLD).read(forged(clock, key=OLD))
        with pytest.raises(TokenNotValid):
            tokens(clock, previous=OLD).read(forged(clock, kid=key_id_of(OLD)))

    @pytest.mark.parametrize(
        "claim",
        [
            {"aud": "somebody-else"},
            {"aud": None},
            {"iss": "https://evil.example"},
            {"iss": f"{PUBLIC_URL}.evil.example"},
        ],
    )
    def test_for_another_audience_or_of_another_issuer_is_refused(
        self, clock: MovableClock, claim: dict[str, Any]
    ):
        with pytest.raises(TokenNotValid):
            tokens(clock).read(forged(clock, **claim))

    def test_that_has_expired_is_refused(self, clock: MovableClock):
        token = forged(clock)
        clock.move(minutes=10)

        with pytest.raises(TokenNotValid, match="expired"):
            tokens(clock).read(token)

    def test_of_a_time_to_come_is_refused_but_for_the_difference_of_clocks(
        self, clock: MovableClock
    ):
        now = int(clock().timestamp())

        tokens(clock).read(forged(clock, iat=now + 60))
        with pytest.raises(TokenNotValid, match="time to come"):
            tokens(clock).read(forged(clock, iat=now + 61))

    @pytest.mark.parametrize("name", ["iat", "exp", "epoch"])
    @pytest.mark.parametrize("value", ["1", 1.5, True, None])
    def test_with_a_number_that_is_none_is_refused(
        self, clock: MovableClock, name: str, value: object
    ):
        with pytest.raises(TokenNotValid):
            tokens(clock).read(forged(clock, **{name: value}))


class TestChangeOfKey:
    def test_believes_the_key_of_before_and_signs_with_the_new_one(self, clock: MovableClock):
        before = tokens(clock, OLD).issue(**CLAIMS).token

        changed = tokens(clock, NEW, previous=OLD)

        assert changed.read(before).user_id == "usr_1"
        after = changed.issue(**CLAIMS).token
        assert jwt.get_unverified_header(after)["kid"] == key_id_of(NEW)
        assert tokens(clock, NEW).read(after).user_id == "usr_1"

    def test_lets_a_server_that_does_not_know_the_new_key_yet_be_given_it_first(
        self, clock: MovableClock
    ):
        """Step one of a change over several servers: the new key counts before anyone signs."""
        not_changed = tokens(clock, OLD, previous=NEW)

        assert not_changed.read(tokens(clock, NEW).issue(**CLAIMS).token)

    def test_ends_the_old_key_when_it_is_taken_away(self, clock: MovableClock):
        before = tokens(clock, OLD).issue(**CLAIMS).token

        with pytest.raises(TokenNotValid):
            tokens(clock, NEW).read(before)

    async def test_leaves_people_findable_and_their_tokens_good(
        self, database: Database, redis: RedisClient, committer: Committer, clock: MovableClock
    ):
        def server(keys: IdentityKeys):
            return an_identity_service(
                database=database, redis=redis, committer=committer, clock=clock, keys=keys
            )

        before = server(IdentityKeys.derived_from(OLD))
        person = {"email": "dana@example.com", "password": PASSWORD}
        await before.create_user(**person, full_name="Dana", role=Role.PAYER, actor="test")
        token = await before.issue_token(**person, client="203.0.113.7")

        after = server(IdentityKeys.derived_from(NEW, previous=OLD, lookup_secret=OLD))

        assert (await after.principal_of_token(token.token)).role is Role.PAYER
        await after.sign_in(**person, client="203.0.113.7")
