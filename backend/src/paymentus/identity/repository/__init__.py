"""Where people (MongoDB, through commit units) and sessions (Redis) are kept."""

from paymentus.identity.repository.api_keys import API_KEY_INDEXES
from paymentus.identity.repository.directory import DIRECTORY_INDEXES
from paymentus.identity.repository.erasures import ERASURE_INDEXES
from paymentus.identity.repository.mailed_links import MAILED_LINK_INDEXES
from paymentus.identity.repository.refresh_tokens import REFRESH_INDEXES
from paymentus.identity.repository.second_factors import SECOND_FACTOR_INDEXES
from paymentus.identity.repository.session_epochs import SESSION_EPOCH_INDEXES
from paymentus.identity.repository.sessions import SessionStore, SessionsUnavailable
from paymentus.identity.repository.users import (
    SEALED,
    USER_INDEXES,
    USERS,
    UserRepository,
    UsersUnavailable,
    insertion,
    with_changes,
    with_epoch_raised,
)

INDEXES = {
    **API_KEY_INDEXES,
    **SECOND_FACTOR_INDEXES,
    **MAILED_LINK_INDEXES,
    **REFRESH_INDEXES,
    **ERASURE_INDEXES,
    **SESSION_EPOCH_INDEXES,
    USERS: [*USER_INDEXES[USERS], *DIRECTORY_INDEXES[USERS]],
}

__all__ = [
    "INDEXES",
    "SEALED",
    "USERS",
    "SessionStore",
    "SessionsUnavailable",
    "UserRepository",
    "UsersUnavailable",
    "insertion",
    "with_changes",
    "with_epoch_raised",
]
