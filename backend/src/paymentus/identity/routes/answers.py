"""What routes that open a session answer with, and where a request comes from."""

from __future__ import annotations

from fastapi import Request, Response

from paymentus.foundation.cookies import DEVICE_COOKIE, set_device_cookie, set_session_cookie
from paymentus.foundation.rate_limits import network_of
from paymentus.identity.domain.devices import Place, device_in_words
from paymentus.identity.schemas import SessionOut
from paymentus.identity.service import IdentityService, SignedIn


async def session_answer(
    signed_in: SignedIn,
    request: Request,
    response: Response,
    identity: IdentityService,
    *,
    is_no_news: bool = False,
) -> SessionOut:
    """Hand the browser its session and its mark, and say whose it is.

    Every way to sign in ends here, so that none opens a session which the list of devices does not
    have, or which nobody is told of.
    """
    mark = await identity.devices.arrived(
        signed_in.principal, place(request), is_no_news=is_no_news
    )
    if mark is not None:
        set_device_cookie(response, mark)
    set_session_cookie(response, signed_in.cookie, max_age=signed_in.cookie_max_age)
    return SessionOut.of(await identity.describe(signed_in.principal))


def network(request: Request) -> str:
    """What counts as one place that a request comes from."""
    return network_of(request.client.host if request.client else None)


def place(request: Request) -> Place:
    return Place(
        network=network(request),
        device=device_in_words(request.headers.get("user-agent", "")),
        mark=request.cookies.get(DEVICE_COOKIE),
    )
