"""Where people (MongoDB, through commit units) and sessions (Redis) are kept."""

from paymentus.identity.repository.sessions import SessionStore, SessionsUnavailable
from paymentus.identity.repository.users import (
    INDEXES,
    USERS,
    UserRepository,
    UsersUnavailable,
    insertion,
    with_epoch_raised,
)

__all__ = [
    "INDEXES",
    "USERS",
    "SessionStore",
    "SessionsUnavailable",
    "UserRepository",
    "UsersUnavailable",
    "insertion",
    "with_epoch_raised",
]
