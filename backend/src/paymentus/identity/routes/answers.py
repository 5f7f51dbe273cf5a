"""What routes that open a session answer with."""

from __future__ import annotations

from fastapi import Request, Response

from paymentus.foundation.cookies import set_session_cookie
from paymentus.foundation.rate_limits import network_of
from paymentus.identity.schemas import SessionOut
from paymentus.identity.service import IdentityService, SignedIn


async def session_answer(
    signed_in: SignedIn, response: Response, identity: IdentityService
) -> SessionOut:
    """Hand the browser its session, and say whose it is."""
    set_session_cookie(response, signed_in.cookie, max_age=signed_in.cookie_max_age)
    return SessionOut.of(await identity.describe(signed_in.principal))


def network(request: Request) -> str:
    """What counts as one place that a request comes from."""
    return network_of(request.client.host if request.client else None)
