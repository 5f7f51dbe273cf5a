"""What can be wrong with the API in memory."""

from __future__ import annotations

from enum import Enum, auto


class Bug(Enum):
    """What can be put in. Several at once are one mistake seen without its last guard."""

    KEY_IGNORED = auto()
    KEY_KEPT_LATE = auto()
    KEYS_PER_SERVER = auto()
    KEY_OPTIONAL = auto()
    EMPTY_KEY_TAKEN = auto()
    KEY_CUT = auto()
    KEY_FOLDED = auto()
    KEY_CLEANED = auto()
    KEY_OF_SESSION = auto()
    PEOPLE_SHARE_KEYS = auto()
    ROUTES_SHARE_KEYS = auto()
    GUEST_KEYS_LOST = auto()
    GUEST_FORGOTTEN = auto()
    BODY_IGNORED = auto()
    BODY_IN_KEY = auto()
    BYTES_COMPARED = auto()
    HEADERS_IN_KEY = auto()
    UNKNOWN_MEMBERS_TAKEN = auto()
    REPLAY_UNMARKED = auto()
    DECLINE_NOT_KEPT = auto()
    REFUSAL_KEPT = auto()
    FAILURE_KEPT = auto()
    UNKNOWN_KEPT = auto()
    UNKNOWN_FREES_KEY = auto()
    UNKNOWN_FREES_BILL = auto()
    LOST_IS_FAILURE = auto()
    LOST_IS_SUCCESS = auto()
    FAILED_LATE_HOLDS_BILL = auto()
    CHILD_KEYS_NEW = auto()
    CHILD_KEY_PER_BILL = auto()
    CRASH_LOCKS_KEY = auto()
    CRASH_LOSES_KEY = auto()
    NO_JANITOR = auto()
    BILL_UNGUARDED = auto()
    OFFER_PAID_AGAIN = auto()
    LOOK_UNGUARDED = auto()
    COUNTED_TWICE_WHEN_RACED = auto()
    NOTICES_COUNTED = auto()
    NEW_NOTICES_COUNTED = auto()
    FAILURE_BELIEVED = auto()
