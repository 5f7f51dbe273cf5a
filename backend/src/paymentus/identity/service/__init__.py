"""What other capabilities and the app use of identity."""

from paymentus.identity.service.access_tokens import AccessToken, AccessTokens, TokenNotValid
from paymentus.identity.service.api_keys import (
    ApiKeyNotValid,
    ApiKeysService,
    ApiKeyView,
    NewApiKey,
)
from paymentus.identity.service.identity import (
    EmailAlreadyRegistered,
    EmailOrPasswordWrong,
    IdentityService,
    SessionView,
    SignedIn,
)
from paymentus.identity.service.keys import IdentityKeys
from paymentus.identity.service.password_hashing import PasswordHashing, TooManySignInsAtOnce

__all__ = [
    "AccessToken",
    "AccessTokens",
    "ApiKeyNotValid",
    "ApiKeyView",
    "ApiKeysService",
    "EmailAlreadyRegistered",
    "EmailOrPasswordWrong",
    "IdentityKeys",
    "IdentityService",
    "NewApiKey",
    "PasswordHashing",
    "SessionView",
    "SignedIn",
    "TokenNotValid",
    "TooManySignInsAtOnce",
]
