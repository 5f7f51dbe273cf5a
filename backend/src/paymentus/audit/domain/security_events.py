"""Which entries of the log tell of sign-ins, refusals, keys, approvals and people."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class SecurityKind(StrEnum):
    SIGN_IN = "sign_in"
    REFUSAL = "refusal"
    API_KEY = "api_key"
    APPROVAL = "approval"
    PERSON = "person"


_SIGN_INS = frozenset({"user.signed_in", "user.signed_out", "user.token_issued"})
_OF_PEOPLE = "user."
_OF_KEYS = "api_key."
_OF_APPROVALS = "approval."


def kind_of(event_type: str) -> SecurityKind | None:
    """None for an entry that is no security event. A refusal counts as that, whatever it is of."""
    if not event_type.startswith((_OF_PEOPLE, _OF_KEYS, _OF_APPROVALS)):
        return None
    if event_type.endswith("refused"):
        return SecurityKind.REFUSAL
    if event_type in _SIGN_INS:
        return SecurityKind.SIGN_IN
    if event_type.startswith(_OF_KEYS):
        return SecurityKind.API_KEY
    return SecurityKind.APPROVAL if event_type.startswith(_OF_APPROVALS) else SecurityKind.PERSON


def types_of(kind: SecurityKind | None, known: Iterable[str]) -> list[str]:
    """Of the types that the log knows, those of a kind; of None, all that are security events."""
    return sorted(
        name for name in known if (found := kind_of(name)) is not None and kind in (None, found)
    )
