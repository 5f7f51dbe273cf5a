"""What other capabilities and the app use of identity."""

from paymentus.identity.service.access_tokens import AccessToken, AccessTokens, TokenNotValid
from paymentus.identity.service.api_keys import (
    ApiKeyNotValid,
    ApiKeysService,
    ApiKeyView,
    NewApiKey,
)
from paymentus.identity.service.identity import IdentityService, SessionView
from paymentus.identity.service.keys import IdentityKeys
from paymentus.identity.service.password_hashing import PasswordHashing, TooManySignInsAtOnce
from paymentus.identity.service.people import EmailAlreadyRegistered, EmailOrPasswordWrong
from paymentus.identity.service.sessions import SignedIn

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
