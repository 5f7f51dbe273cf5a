"""Everybody who may ask something, by the names that the columns of ``matrix.csv`` have."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import jwt

from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Permission, Principal, Role
from paymentus.foundation.clock import utc_now
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.identity.domain import User
from paymentus.identity.domain.api_keys import GRANTABLE, key_text
from paymentus.identity.service import (
    ApiKeysService,
    IdentityService,
    SecondFactorsService,
    TokenNotValid,
)

from support.api import PASSWORD, Api, token_of
from support.second_factors import App, an_app_of

# Column, role, and whether they belong to the other biller (None: to no biller).
PEOPLE: tuple[tuple[str, Role, bool | None], ...] = (
    ("payer", Role.PAYER, None),
    ("other_payer", Role.PAYER, None),
    ("biller_staff", Role.BILLER_STAFF, False),
    ("biller_admin", Role.BILLER_ADMIN, False),
    ("other_staff", Role.BILLER_STAFF, True),
    ("other_admin", Role.BILLER_ADMIN, True),
    ("compliance", Role.COMPLIANCE_OFFICER, None),
    ("treasury", Role.TREASURY, None),
    ("auditor", Role.AUDITOR, None),
    ("admin", Role.ADMIN, None),
)
# Column, what the key may do, and whether it is the other biller's.
KEYS: tuple[tuple[str, tuple[Permission, ...], bool], ...] = (
    ("key_bills", (Permission.BILLS_READ, Permission.BILLS_IMPORT), False),
    ("key_payments", (Permission.PAYMENTS_READ,), False),
    ("other_key", GRANTABLE, True),
)
# A bearer that is refused before anybody asks what it may do; all answer as this column says.
BAD_TOKENS = (
    "expired_token",
    "revoked_token",
    "forged_token",
    "unsigned_token",
    "revoked_key",
    "expired_key",
    "guessed_key",
)
# A cookie whose session was ended counts as none.
ENDED_SESSION = "ended_session"

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Caller:
    """``headers`` make a request theirs; ``column`` is the one that says what they get.

    A person has an authenticator ``app``.
    """

    name: str
    column: str
    headers: Mapping[str, str]
    principal: Principal | None = None
    role: Role | None = None
    app: App | None = None


async def everybody(
    api: Api, *, biller_id: str, other_biller_id: str, account: str
) -> dict[str, Caller]:
    """One caller of each kind, all of them made through the services."""
    platform = api.platform
    identity: IdentityService = platform.get(IdentityService)
    found = {"anonymous": Caller("anonymous", "anonymous", {}, role=Role.ANONYMOUS)}
    for name, number in (("guest", account), ("other_guest", "9990000009")):
        headers = await api.guest(biller_id, number)
        cookie = headers["Cookie"].partition("=")[2]
        principal = await identity.principal_of_session(cookie)
        found[name] = Caller(name, name, headers, principal, Role.GUEST)
    for name, role, of_other in PEOPLE:
        biller = None if of_other is None else other_biller_id if of_other else biller_id
        user = await _a_new_person(identity, name, role, biller)
        app = await an_app_of(user, platform.get(SecondFactorsService))
        token = await token_of(platform, user, app)
        principal = await identity.principal_of_token(token)
        found[name] = Caller(name, name, _bearer(token), principal, role, app)
    keys: ApiKeysService = platform.get(ApiKeysService)
    for name, scope, of_other in KEYS:
        biller = other_biller_id if of_other else biller_id
        made = await keys.create(biller_id=biller, name=name, scope=scope, days=1, actor="usr_test")
        principal = await keys.principal_of_key(made.text)
        found[name] = Caller(name, name, _bearer(made.text), principal, principal.role)
    bad = await _bad_tokens(platform, biller_id) | await _bad_keys(platform, biller_id)
    for name, token in bad.items():
        found[name] = Caller(name, "bad_token", _bearer(token))
    ended = await _ended_session(identity)
    found[ENDED_SESSION] = Caller(ENDED_SESSION, "anonymous", ended)
    return found


async def _a_new_person(
    identity: IdentityService, name: str, role: Role, biller_id: str | None
) -> User:
    return await identity.create_user(
        email=f"{name}@walk.example",
        password=PASSWORD,
        full_name="Somebody",
        role=role,
        biller_id=biller_id,
        actor="test",
    )


async def _bad_tokens(platform: Platform, biller_id: str) -> dict[str, str]:
    """Of somebody who may do much, so that an answer other than 401 would be noticed."""
    identity: IdentityService = platform.get(IdentityService)
    person = await _a_new_person(identity, "revoked", Role.ADMIN, None)
    revoked = await token_of(platform, person)
    await identity.end_all_sessions(person.id, actor="test")
    good = await token_of(platform, await _a_new_person(identity, "bad", Role.ADMIN, None))
    secret = platform.settings.jwt_secret_key.get_secret_value()
    claims = jwt.decode(good, options={"verify_signature": False})
    header = {k: v for k, v in jwt.get_unverified_header(good).items() if k != "alg"}
    past = int((utc_now() - timedelta(minutes=1)).timestamp())
    expired = {**claims, "iat": past - 600, "exp": past}
    return {
        "expired_token": jwt.encode(expired, secret, algorithm="HS256", headers=header),
        "revoked_token": revoked,
        "forged_token": jwt.encode(claims, "x" * 64, algorithm="HS256", headers=header),
        "unsigned_token": jwt.encode(claims, "", algorithm="none", headers=header),
    }


async def _bad_keys(platform: Platform, biller_id: str) -> dict[str, str]:
    keys: ApiKeysService = platform.get(ApiKeysService)
    made = [
        await keys.create(
            biller_id=biller_id, name="bad", scope=GRANTABLE, days=1, actor="usr_test"
        )
        for _ in range(3)
    ]
    await keys.revoke(made[0].key.id, biller_id=biller_id, actor="usr_test")
    past = utc_now() - timedelta(seconds=1)
    await platform.database["api_keys"].update_one(
        {"_id": made[1].key.id}, {"$set": {"expires_at": past}}
    )
    guessed = key_text(made[2].key.id, "A" * 43)
    for text in (made[0].text, made[1].text, guessed):
        # What is written about a refusal is written at most once a minute: not during the walk.
        with contextlib.suppress(TokenNotValid):
            await keys.principal_of_key(text)
    return {"revoked_key": made[0].text, "expired_key": made[1].text, "guessed_key": guessed}


async def _ended_session(identity: IdentityService) -> dict[str, str]:
    person = await _a_new_person(identity, "gone", Role.PAYER, None)
    signed_in = await identity.sessions.open(person, second_factor=False)
    await identity.end_all_sessions(signed_in.principal.id, actor="test")
    return {"Cookie": f"{SESSION_COOKIE}={signed_in.cookie}", **OWN_PAGE}


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
