"""People to be used up by what ends sessions, spends links or changes passwords, one set a caller.

Asked as the caller's own self these would end what the caller still needs for the other requests.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from authorization.callers import BAD_TOKENS, OWN_PAGE, Caller
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import BILLER_BOUND, Role
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.identity.domain.devices import Place
from paymentus.identity.service import IdentityService, SignedIn

from support.api import PASSWORD
from support.identities import Mailbox

NEW_PASSWORD = "seven green herons"
_OF_ONES_OWN = ("changeEmail", "resendConfirmation", "endSession", "listSessions")


@dataclass
class Accounts:
    """What to send by operation and caller; the browser to send it from by caller and operation;
    the session to end by caller."""

    bodies: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    browsers: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    def body(self, operation: str, caller: str) -> dict[str, Any]:
        return self.bodies.get((operation, caller), {})


async def accounts_for(platform: Platform, callers: Iterable[Caller]) -> Accounts:
    identity: IdentityService = platform.get(IdentityService)
    mailbox = Mailbox(platform.database, identity)
    await mailbox.mails()
    made = Accounts()
    for caller in callers:
        if caller.name in BAD_TOKENS:
            continue
        one = await _spent_by_anyone(identity, mailbox, made, caller)
        if caller.app is None:
            continue
        for operation in _OF_ONES_OWN:
            made.browsers[caller.name, operation] = _browser(one)
        for operation in ("endOtherSessions", "changePassword"):
            other = await _person(identity, f"{operation}-{caller.name}", caller)
            made.browsers[caller.name, operation] = _browser(other)
    return made


async def _spent_by_anyone(
    identity: IdentityService, mailbox: Mailbox, made: Accounts, caller: Caller
) -> SignedIn:
    """Links and refresh tokens of somebody else, which whoever holds them may use."""
    name = caller.name
    one = await _person(identity, f"spent-{name}", caller)
    there = await _person(identity, f"spent-{name}", caller)
    made.sessions[name] = str(there.principal.session_id)
    email = f"spent-{name}@walk.example".lower()
    await identity.devices.arrived(one.principal, Place())
    made.bodies["disownSignIn", name] = {"token": await mailbox.link("new_device")}
    await identity.password_reset.ask(email)
    made.bodies["resetPassword", name] = {
        "token": await mailbox.link("reset"), "new_password": NEW_PASSWORD,
    }  # fmt: skip
    await identity.verification.change_address(
        one.principal, email=f"new-{email}", password=PASSWORD, place=Place(network=f"n-{name}")
    )
    made.bodies["confirmEmail", name] = {
        "token": await mailbox.link("confirm"), "password": PASSWORD,
    }  # fmt: skip
    for operation in ("refreshToken", "revokeToken"):
        given = await identity.issue_token(email=email, password=PASSWORD, client=f"n-{name}")
        made.bodies[operation, name] = {"refresh_token": given.refresh_token}
    await mailbox.mails()
    return one


async def _person(identity: IdentityService, name: str, caller: Caller) -> SignedIn:
    """Somebody of the caller's role, signed in as by a second factor."""
    role = caller.role
    if role is None or role in (Role.ANONYMOUS, Role.GUEST):
        role = Role.PAYER
    bound = role in BILLER_BOUND and caller.principal is not None
    biller = caller.principal.biller_id if bound and caller.principal else None
    user = await identity.create_user(
        email=f"{name}@walk.example",
        password=PASSWORD,
        full_name="Somebody",
        role=role,
        biller_id=biller,
        actor="test",
    )
    return await identity.sessions.open(user, second_factor=True)


def _browser(signed_in: SignedIn) -> dict[str, str]:
    return {"Cookie": f"{SESSION_COOKIE}={signed_in.cookie}", **OWN_PAGE}
