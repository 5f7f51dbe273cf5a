"""What other capabilities and the app use of identity."""

from paymentus.identity.service.access_tokens import AccessToken, AccessTokens, TokenNotValid
from paymentus.identity.service.api_keys import (
    ApiKeyNotValid,
    ApiKeysService,
    ApiKeyView,
    NewApiKey,
)
from paymentus.identity.service.identity import BillerName, IdentityService, SessionView
from paymentus.identity.service.keys import IdentityKeys
from paymentus.identity.service.lost_factors import LostFactors
from paymentus.identity.service.passkeys import PasskeysService
from paymentus.identity.service.password_hashing import PasswordHashing, TooManySignInsAtOnce
from paymentus.identity.service.people import EmailAlreadyRegistered, EmailOrPasswordWrong
from paymentus.identity.service.sealing import SecretSealer
from paymentus.identity.service.second_factors import (
    NewAuthenticator,
    SecondFactorsService,
    SecondFactorsView,
)
from paymentus.identity.service.second_steps import SecondFactorNeeded
from paymentus.identity.service.sessions import SignedIn
from paymentus.identity.service.step_up import StepUpService

__all__ = [
    "AccessToken",
    "AccessTokens",
    "ApiKeyNotValid",
    "ApiKeyView",
    "ApiKeysService",
    "BillerName",
    "EmailAlreadyRegistered",
    "EmailOrPasswordWrong",
    "IdentityKeys",
    "IdentityService",
    "LostFactors",
    "NewApiKey",
    "NewAuthenticator",
    "PasskeysService",
    "PasswordHashing",
    "SecondFactorNeeded",
    "SecondFactorsService",
    "SecondFactorsView",
    "SecretSealer",
    "SessionView",
    "SignedIn",
    "StepUpService",
    "TokenNotValid",
    "TooManySignInsAtOnce",
]
