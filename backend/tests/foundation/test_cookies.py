from __future__ import annotations

from starlette.responses import Response

from paymentus.foundation.cookies import (
    SESSION_COOKIE,
    clear_session_cookie,
    set_session_cookie,
)


def parts(response: Response) -> set[str]:
    return set(response.headers["set-cookie"].split("; "))


class TestSessionCookie:
    def test_has_all_that_browsers_ask_of_a_host_cookie(self) -> None:
        response = Response()

        set_session_cookie(response, "opaque", max_age=60)

        assert parts(response) == {
            f"{SESSION_COOKIE}=opaque", "HttpOnly", "Max-Age=60", "Path=/", "SameSite=lax", "Secure"
        }  # fmt: skip

    def test_goes_with_the_browser_when_no_time_is_given(self) -> None:
        response = Response()

        set_session_cookie(response, "opaque")

        assert not any(part.startswith(("Max-Age", "expires")) for part in parts(response))

    def test_is_cleared_by_one_of_the_same_form(self) -> None:
        response = Response()

        clear_session_cookie(response)

        assert {"Max-Age=0", "Path=/", "Secure", "HttpOnly"} <= parts(response)
