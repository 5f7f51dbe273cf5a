"""What the callers hold and have begun, so that what they ask about second factors really works.

Everything that counts once is made once for each operation that uses it up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from authorization.callers import OWN_PAGE, Caller
from paymentus.foundation.authorization import Role
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.identity.domain import User
from paymentus.identity.service import IdentityService, PasskeysService, SecondFactorsService

from support.api import PASSWORD, Api
from support.second_factors import App, Device, an_app_of

Json = dict[str, Any]
# They work in a session only, and each ends the one it is asked with.
IN_BROWSER = ("confirmAuthenticator", "addPasskey", "stepUp", "stepUpWithPasskey")


@dataclass
class Holdings:
    """By caller. ``browsers`` are headers by caller and operation.

    Codes and answers to challenges are made when they are needed: they count for minutes only, and
    the walk may take longer.
    """

    api: Api

    apps: dict[str, App] = field(default_factory=dict)
    new_apps: dict[str, App] = field(default_factory=dict)
    passkeys: dict[str, str] = field(default_factory=dict)
    people: dict[str, tuple[User, Device]] = field(default_factory=dict)
    signs_in: list[Device] = field(default_factory=list)
    pending: dict[str, tuple[str, App]] = field(default_factory=dict)
    browsers: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def code(self, apps: dict[str, App], caller: str) -> str:
        """What a caller's app shows; who has none guesses."""
        return apps[caller].code() if caller in apps else "000000"

    async def new_passkey(self, caller: str) -> Json:
        """A passkey that was made for this caller just now."""
        credential: Json = {}
        if caller in self.people:
            options = await self._passkeys.begin_adding(self.people[caller][0])
            credential = a_device(self.api).create(options)
        return {"name": "Laptop", "credential": credential}

    async def step_up(self, caller: str) -> Json:
        """The caller's own passkey, shown to prove again who they are."""
        if caller not in self.people:
            return {"credential": {}}
        user, device = self.people[caller]
        return {"credential": device.get(await self._passkeys.begin_showing("step_up", user.id))}

    async def sign_in(self) -> Json:
        """The passkey of somebody, which signs them in."""
        options = await self._passkeys.begin_showing("sign_in", None)
        return {"credential": self.signs_in[0].get(options)}

    @property
    def _passkeys(self) -> PasskeysService:
        passkeys: PasskeysService = self.api.platform.get(PasskeysService)
        return passkeys

    def second_step(self, caller: str) -> Json:
        """What ends the sign-in that is pending for this caller."""
        pending, app = self.pending[caller]
        return {"pending": pending, "code": app.code()}


async def holdings_of(api: Api, callers: Iterable[Caller]) -> Holdings:
    held = Holdings(api)
    everybody = list(callers)
    for caller in everybody:
        if caller.app is not None:
            await _of_a_person(api, held, caller, caller.app)
    await _of_anyone(api, held, [caller.name for caller in everybody])
    return held


async def _of_a_person(api: Api, held: Holdings, caller: Caller, app: App) -> None:
    identity: IdentityService = api.platform.get(IdentityService)
    factors: SecondFactorsService = api.platform.get(SecondFactorsService)
    assert caller.principal is not None
    user = await identity.person(caller.principal)
    held.apps[caller.name] = app
    new = await factors.begin_authenticator(user)
    held.new_apps[caller.name] = App.of_base32(new.secret)
    device = await _a_device_of(api, user)
    held.passkeys[caller.name] = next(iter(device.keys))
    held.people[caller.name] = (user, device)
    for operation in IN_BROWSER:
        signed_in = await identity.sessions.open(user, second_factor=True)
        cookie = {"Cookie": f"{SESSION_COOKIE}={signed_in.cookie}"}
        held.browsers[caller.name, operation] = {**cookie, **OWN_PAGE}


async def _of_anyone(api: Api, held: Holdings, names: list[str]) -> None:
    identity: IdentityService = api.platform.get(IdentityService)
    held.signs_in.append(await _a_device_of(api, await _a_payer(api, "with-passkey")))
    for name in names:
        user = await _a_payer(api, f"signs-in-as-{name}")
        app = await an_app_of(user, api.platform.get(SecondFactorsService))
        needed = await identity.second_steps.begin(user, ("code",))
        held.pending[name] = (str(needed.extra["pending"]), app)


async def _a_device_of(api: Api, user: User) -> Device:
    passkeys: PasskeysService = api.platform.get(PasskeysService)
    device = a_device(api)
    made = device.create(await passkeys.begin_adding(user))
    await passkeys.add(user.id, name="Phone", credential=made)
    return device


def a_device(api: Api) -> Device:
    """One whose counter stands still, so that the order of its answers does not matter."""
    url = api.platform.settings.public_url
    return Device(origin=url, rp_id=str(urlsplit(url).hostname), counts=False)


async def _a_payer(api: Api, name: str) -> User:
    identity: IdentityService = api.platform.get(IdentityService)
    return await identity.create_user(
        email=f"{name}@walk.example",
        password=PASSWORD,
        full_name="Somebody",
        role=Role.PAYER,
        actor="test",
    )
