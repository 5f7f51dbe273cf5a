"""Pure rules of identity: people, passwords, how long a session lives."""

from paymentus.identity.domain.passwords import PASSWORD_LENGTH_MIN, password_problem
from paymentus.identity.domain.people import (
    UNCONFIRMED,
    UNUSABLE,
    Address,
    RegistrationNotAccepted,
    RoleNotAssignable,
    User,
    UserStatus,
    check_address,
    check_registration,
    check_role,
    normalised_email,
)
from paymentus.identity.domain.sessions import (
    GUEST_LIMITS,
    GuestSight,
    Session,
    SessionKind,
    SessionLimits,
    limits_of,
)

__all__ = [
    "GUEST_LIMITS",
    "PASSWORD_LENGTH_MIN",
    "UNCONFIRMED",
    "UNUSABLE",
    "Address",
    "GuestSight",
    "RegistrationNotAccepted",
    "RoleNotAssignable",
    "Session",
    "SessionKind",
    "SessionLimits",
    "User",
    "UserStatus",
    "check_address",
    "check_registration",
    "check_role",
    "limits_of",
    "normalised_email",
    "password_problem",
]
