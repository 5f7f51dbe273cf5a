"""What the routes of identity take and give."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, SecretStr

from paymentus.foundation.http import ApiModel
from paymentus.identity.service import SessionView

_PASSWORD = Field(max_length=1024, description="At least 10 characters.")
_EMAIL = Field(max_length=320, examples=["dana@example.com"])


class SignInBody(ApiModel):
    """Address and password of a person."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"email": "dana@example.com", "password": "correct horse"}]}
    )

    email: str = _EMAIL
    password: SecretStr = _PASSWORD


class RegistrationBody(ApiModel):
    """A new payer."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "email": "dana@example.com",
                    "password": "three blue otters",
                    "full_name": "Dana Reyes",
                }
            ]
        }
    )

    email: str = _EMAIL
    password: SecretStr = _PASSWORD
    full_name: str = Field(max_length=400, examples=["Dana Reyes"])


class SessionUser(ApiModel):
    """The person who is signed in. ``biller_*`` is set for a biller's staff."""

    id: str
    email: str
    full_name: str
    role: str
    biller_id: str | None
    biller_name: str | None


class SessionGuest(ApiModel):
    """The one biller account a guest sees."""

    biller_id: str
    biller_name: str
    account_number: str


class SessionOut(ApiModel):
    """Who is asking and what they may do."""

    kind: Literal["user", "guest", "anonymous"]
    user: SessionUser | None
    guest: SessionGuest | None
    permissions: list[str]

    @classmethod
    def of(cls, view: SessionView) -> SessionOut:
        user, guest = view.user, view.guest
        return cls(
            kind="user" if user else "guest" if guest else "anonymous",
            user=SessionUser(
                id=user.id,
                email=user.email_address,
                full_name=user.full_name,
                role=user.role.value,
                biller_id=user.biller_id,
                biller_name=view.biller_name,
            )
            if user
            else None,
            guest=SessionGuest(
                biller_id=guest.biller_id,
                biller_name=guest.biller_name,
                account_number=guest.account_number,
            )
            if guest
            else None,
            permissions=sorted(view.principal.permissions),
        )


class AccessTokenOut(ApiModel):
    """A bearer token; ask for a new one when it expires."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the scheme's name (RFC 6750)
    expires_in: int = Field(description="Seconds.")
