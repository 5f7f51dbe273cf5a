"""What other capabilities and the app use of identity."""

from paymentus.identity.service.access_tokens import AccessToken, AccessTokens, TokenNotValid
from paymentus.identity.service.account_mail import ACCOUNT_MAIL
from paymentus.identity.service.administration import Administration, SignInView, UserView
from paymentus.identity.service.api_keys import (
    ApiKeyNotValid,
    ApiKeysService,
    ApiKeyView,
    NewApiKey,
)
from paymentus.identity.service.devices import DeviceView
from paymentus.identity.service.erasures import Erasures
from paymentus.identity.service.farewells import channel_of, concerns
from paymentus.identity.service.identity import BillerName, IdentityService, SessionView
from paymentus.identity.service.keys import IdentityKeys
from paymentus.identity.service.lost_factors import LostFactors
from paymentus.identity.service.passkeys import PasskeysService
from paymentus.identity.service.password_hashing import PasswordHashing, TooManySignInsAtOnce
from paymentus.identity.service.password_lists import PasswordLists
from paymentus.identity.service.people import PERSON_NAMED, EmailOrPasswordWrong, PasswordWrong
from paymentus.identity.service.refresh_tokens import RefreshTokenNotValid
from paymentus.identity.service.sealing import SecretSealer
from paymentus.identity.service.second_factors import (
    NewAuthenticator,
    SecondFactorsService,
    SecondFactorsView,
)
from paymentus.identity.service.second_steps import SecondFactorNeeded
from paymentus.identity.service.session_epoch import SessionEpoch
from paymentus.identity.service.sessions import SignedIn
from paymentus.identity.service.step_up import StepUpService

__all__ = [
    "ACCOUNT_MAIL",
    "PERSON_NAMED",
    "AccessToken",
    "AccessTokens",
    "Administration",
    "ApiKeyNotValid",
    "ApiKeyView",
    "ApiKeysService",
    "BillerName",
    "DeviceView",
    "EmailOrPasswordWrong",
    "Erasures",
    "IdentityKeys",
    "IdentityService",
    "LostFactors",
    "NewApiKey",
    "NewAuthenticator",
    "PasskeysService",
    "PasswordHashing",
    "PasswordLists",
    "PasswordWrong",
    "RefreshTokenNotValid",
    "SecondFactorNeeded",
    "SecondFactorsService",
    "SecondFactorsView",
    "SecretSealer",
    "SessionEpoch",
    "SessionView",
    "SignInView",
    "SignedIn",
    "StepUpService",
    "TokenNotValid",
    "TooManySignInsAtOnce",
    "UserView",
    "channel_of",
    "concerns",
]
