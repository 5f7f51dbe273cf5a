"""What the routes of identity take and give."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field, SecretStr

from paymentus.foundation.authorization import Permission
from paymentus.foundation.http import ApiModel, Timestamp
from paymentus.identity.domain.api_keys import DAYS_MAX, NAME_LENGTH_MAX
from paymentus.identity.service import ApiKeyView, NewApiKey, SessionView

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

    kind: Literal["user", "guest", "api_key", "anonymous"]
    user: SessionUser | None
    guest: SessionGuest | None
    permissions: list[str]

    @classmethod
    def of(cls, view: SessionView) -> SessionOut:
        user, guest = view.user, view.guest
        kind: Literal["user", "guest", "api_key", "anonymous"] = "anonymous"
        if view.principal.is_key:
            kind = "api_key"
        elif user or guest:
            kind = "user" if user else "guest"
        return cls(
            kind=kind,
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


class ApiKeyBody(ApiModel):
    """A new key: a name that says which program has it, and what that program may do."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"name": "Nightly bill upload", "scope": ["bills.import"], "expires_in_days": 90}
            ]
        }
    )

    name: str = Field(max_length=NAME_LENGTH_MAX * 4)
    scope: list[Permission] = Field(max_length=20, description="Of what a biller's admin may do.")
    expires_in_days: int = Field(ge=1, le=DAYS_MAX)


class ApiKeyOut(ApiModel):
    """What is kept of a key. ``id`` is what the key begins with."""

    id: str
    name: str
    scope: list[Permission]
    state: Literal["live", "expired", "revoked"]
    created_by: str
    created_at: Timestamp
    expires_at: Timestamp
    last_used_at: Timestamp | None = Field(description="To within five minutes.")

    @classmethod
    def of(cls, view: ApiKeyView) -> ApiKeyOut:
        key = view.key
        return cls(
            id=key.id,
            name=key.name,
            scope=sorted(key.scope),
            state=view.state,
            created_by=key.created_by,
            created_at=key.created_at,
            expires_at=key.expires_at,
            last_used_at=key.last_used_at,
        )


class ApiKeysOut(ApiModel):
    data: list[ApiKeyOut]


class NewApiKeyOut(ApiModel):
    """``key`` is shown here and nowhere again."""

    key: str
    details: ApiKeyOut

    @classmethod
    def of(cls, made: NewApiKey) -> NewApiKeyOut:
        return cls(key=made.text, details=ApiKeyOut.of(ApiKeyView(made.key, "live")))
