"""What the routes of identity take and give."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, SecretStr

from paymentus.foundation.authorization import Permission
from paymentus.foundation.http import ApiModel, Timestamp
from paymentus.identity.domain.api_keys import DAYS_MAX, NAME_LENGTH_MAX
from paymentus.identity.domain.second_factors import PASSKEY_NAME_MAX
from paymentus.identity.service import (
    AccessToken,
    ApiKeyView,
    DeviceView,
    NewApiKey,
    NewAuthenticator,
    SecondFactorsView,
    SessionView,
)
from paymentus.identity.service.qr_code import qr_code

_PASSWORD = Field(
    max_length=1024, description="At least 12 characters, none that thieves try first."
)
_EMAIL = Field(max_length=320, examples=["dana@example.com"])


class SignInBody(ApiModel):
    """Address and password of a person."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"email": "dana@example.com", "password": "correct horse"}]}
    )

    email: str = _EMAIL
    password: SecretStr = _PASSWORD


class TokenBody(SignInBody):
    """``code`` is needed from people with a second factor."""

    code: SecretStr | None = Field(
        None, max_length=40, description="Of the authenticator app, or a recovery code."
    )


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
    email_confirmed: bool
    pending_email: str | None = Field(description="Asked for, and not confirmed yet.")


class SessionGuest(ApiModel):
    """The one biller account a guest sees."""

    biller_id: str
    biller_name: str
    account_number: str


class SessionOut(ApiModel):
    """Who is asking and what they may do.

    ``second_factor_missing``: until they set one up, the person may do nothing else.
    """

    kind: Literal["user", "guest", "api_key", "anonymous"]
    user: SessionUser | None
    guest: SessionGuest | None
    permissions: list[str]
    second_factor_missing: bool

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
                email_confirmed=user.is_confirmed,
                pending_email=user.pending.text if user.pending else None,
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
            second_factor_missing=view.principal.lacks_second_factor,
        )


class AccessTokenOut(ApiModel):
    """A bearer token; ask for a new one when it expires."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the scheme's name (RFC 6750)
    expires_in: int = Field(description="Seconds.")
    refresh_token: str | None = Field(description="Works once, at `POST /auth/token/refresh`.")

    @classmethod
    def of(cls, given: AccessToken) -> AccessTokenOut:
        token, seconds, following = given.token, given.expires_in, given.refresh_token
        return cls(access_token=token, expires_in=seconds, refresh_token=following)


class RefreshBody(ApiModel):
    refresh_token: SecretStr = Field(max_length=200)


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


_CODE = Annotated[
    SecretStr,
    Field(max_length=40, description="Of the authenticator app, or a recovery code."),
]
_PENDING = Field(max_length=100, description="`pending` of the answer to the password.")
_CREDENTIAL = Field(description="`PublicKeyCredential.toJSON()` of what the browser gave.")


class CodeBody(ApiModel):
    """What the authenticator app shows now."""

    code: _CODE


class SignInCodeBody(CodeBody):
    """The second step of a sign-in."""

    pending: str = _PENDING


class PasskeySignInOptionsBody(ApiModel):
    """``pending`` is left out by who signs in with a passkey alone."""

    pending: str | None = Field(None, max_length=100)


class PasskeyBody(ApiModel):
    """A passkey that was shown."""

    credential: dict[str, Any] = _CREDENTIAL


class PasskeySignInBody(PasskeyBody):
    pending: str | None = Field(None, max_length=100)


class StepUpBody(ApiModel):
    """A code; or the password, from people who have no second factor."""

    code: _CODE | None = None
    password: SecretStr | None = Field(None, max_length=1024)


class NewPasskeyBody(PasskeyBody):
    """A passkey that was made, with a name that says which device it is on."""

    name: str = Field(max_length=PASSKEY_NAME_MAX * 4, examples=["My phone"])


class PasskeyNameBody(ApiModel):
    name: str = Field(max_length=PASSKEY_NAME_MAX * 4, examples=["My phone"])


class PasskeyOptionsOut(ApiModel):
    """``public_key`` goes to ``PublicKeyCredential.parse…OptionsFromJSON``."""

    public_key: dict[str, Any]


class PasskeyOut(ApiModel):
    id: str
    name: str
    created_at: Timestamp
    last_used_at: Timestamp | None


class RecoveryCodesOut(ApiModel):
    """Each works once. They are shown here and nowhere again."""

    codes: list[str]


class NewAuthenticatorOut(ApiModel):
    """The secret as text and as a QR code: an SVG path on a square of ``qr_size`` units."""

    secret: str
    address: str
    qr_path: str
    qr_size: int

    @classmethod
    def of(cls, new: NewAuthenticator) -> NewAuthenticatorOut:
        code = qr_code(new.address)
        return cls(secret=new.secret, address=new.address, qr_path=code.path, qr_size=code.size)


class EnrolledOut(ApiModel):
    """``recovery_codes`` comes with a person's first second factor."""

    session: SessionOut
    recovery_codes: list[str] | None


class SecondFactorsOut(ApiModel):
    """``needed``: the role must have at least one."""

    needed: bool
    authenticator_since: Timestamp | None
    passkeys: list[PasskeyOut]
    recovery_codes_left: int
    recovery_codes_made_at: Timestamp | None

    @classmethod
    def of(cls, view: SecondFactorsView) -> SecondFactorsOut:
        return cls(
            needed=view.needed,
            authenticator_since=view.authenticator_since,
            passkeys=[
                PasskeyOut(
                    id=passkey.id,
                    name=passkey.name,
                    created_at=passkey.created_at,
                    last_used_at=passkey.last_used_at,
                )
                for passkey in view.passkeys
            ],
            recovery_codes_left=view.recovery_codes_left,
            recovery_codes_made_at=view.recovery_codes_made_at,
        )


_TOKEN = Field(max_length=200, description="What follows the `#` of the mailed link.")
_NEW_PASSWORD = Field(max_length=1024, description="At least 12 characters.")


class PasswordCheckBody(ApiModel):
    """A password somebody is typing, and what of theirs it must not be made of."""

    password: SecretStr = _PASSWORD
    email: str = Field(default="", max_length=320)
    full_name: str = Field(default="", max_length=400)


class PasswordCheckOut(ApiModel):
    problem: str | None = Field(description="Why it would be refused, in a sentence.")


class ForgottenBody(ApiModel):
    email: str = _EMAIL


class LinkBody(ApiModel):
    token: str = _TOKEN


class PasswordResetBody(LinkBody):
    new_password: SecretStr = _NEW_PASSWORD


class NewPasswordBody(ApiModel):
    password: SecretStr = _PASSWORD
    new_password: SecretStr = _NEW_PASSWORD


class AddressBody(SignInBody):
    """A new address, and the present password."""


class AddressOut(ApiModel):
    email: str


class ConfirmationBody(LinkBody):
    """``password`` is for a browser that is not signed in to the account."""

    password: SecretStr | None = Field(default=None, max_length=1024)


class DeviceOut(ApiModel):
    """One place where a person is signed in."""

    id: str
    device: str = Field(examples=["Firefox on Windows"])
    near: str = Field(description="The network without its last part.", examples=["203.0.113.x"])
    signed_in_at: Timestamp
    last_seen_at: Timestamp = Field(description="To within a minute.")
    expires_at: Timestamp = Field(description="When it ends if it is not used again.")
    is_this: bool

    @classmethod
    def of(cls, view: DeviceView) -> DeviceOut:
        return cls.model_validate(view)


class DevicesOut(ApiModel):
    data: list[DeviceOut]
