"""Leaves: what the log says happened, as canonical JSON of at most 65,535 bytes.

Two kinds. ``ledger.entry`` is made by the commit for each journal entry; every other type is an
event that some capability recorded. A leaf can never be taken back, so it holds no personal data:
ids, amounts and facts only, and where a person's data must be bound to the log, a keyed commitment
to it. Erasing the key (or the salt that a payer holds) leaves every proof valid.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from paymentus.audit.domain.tree import leaf_hash
from paymentus.foundation.canonical_json import NotCanonical, canonical_bytes, parse_canonical
from paymentus.foundation.clock import rfc3339
from paymentus.foundation.errors import Rejected

LEAF_BYTES_MAX = 65_535
"""C2SP tlog-tiles writes an entry's length as uint16."""

LEAF_VERSION = 1
ENTRY_TYPE = "ledger.entry"

PERSONAL_FIELDS = frozenset(
    {
        "account_name", "account_number", "birth_date", "card_number", "date_of_birth",
        "email", "email_address", "first_name", "full_name", "ip", "ip_address", "last_name",
        "password", "phone", "phone_number", "postal_code", "routing_number", "ssn",
        "tax_id",
    }
)  # fmt: skip


class LeafTooLarge(Rejected):
    """A leaf is longer than 65,535 bytes."""


class PersonalDataInLeaf(Rejected):
    """The audit log never forgets, so it must not hold personal data; record a commitment."""


class LeafNotUnderstood(Rejected):
    """Stored bytes are not a leaf of a kind this version knows."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A leaf at its place, with the fields it is searched by (all of them also in the leaf)."""

    index: int
    leaf: bytes
    hash: bytes
    event_id: str
    type: str
    subject: str
    at: datetime


def commitment(key: bytes, value: object) -> str:
    """HMAC-SHA-256 over the canonical bytes of ``value``, as 64 hexadecimal digits.

    ``key`` is at least 16 random bytes, kept out of the log: who does not have it learns nothing
    of the value, not even by guessing.
    """
    if len(key) < 16:
        raise ValueError("a commitment's key is at least 16 bytes long")
    return hmac.digest(key, canonical_bytes(value), "sha256").hex()


def entry_leaf(
    *,
    at: datetime,
    entry_id: str,
    entry_hash: str,
    event: str,
    subject: str,
    commitment: str | None,
) -> bytes:
    """Leaf of a journal entry. ``entry_hash`` is the SHA-256, in hex, of the canonical entry."""
    return _leaf(
        {
            "at": rfc3339(at),
            "commitment": commitment,
            "entry": entry_id,
            "entry_hash": entry_hash,
            "event": event,
            "subject": subject,
            "type": ENTRY_TYPE,
            "v": LEAF_VERSION,
        }
    )


def event_leaf(
    *,
    event_id: str,
    at: datetime,
    event_type: str,
    actor: str,
    subject: str,
    data: Mapping[str, Any],
) -> bytes:
    """Leaf of any other event; refuses what :func:`check_event` refuses."""
    check_event(actor=actor, subject=subject, data=data)
    return _leaf(
        {
            "actor": actor,
            "at": rfc3339(at),
            "data": dict(data),
            "id": event_id,
            "subject": subject,
            "type": event_type,
            "v": LEAF_VERSION,
        }
    )


def check_event(*, actor: str, subject: str, data: Mapping[str, Any]) -> None:
    """Refuse an event that names a personal field or holds an e-mail address.

    Call it where the event is recorded, so that the act is refused and not, seconds later, the
    move into the log. Raises :class:`PersonalDataInLeaf`; ``NotCanonical`` for floats and the like.
    """
    _refuse_personal_data([actor, subject, data])
    canonical_bytes(data)


def read_leaf(leaf: bytes) -> dict[str, Any]:
    """The object a leaf holds; raises :class:`LeafNotUnderstood` unless exactly in form."""
    try:
        document = parse_canonical(leaf)
    except NotCanonical as error:
        raise LeafNotUnderstood(str(error)) from error
    if not isinstance(document, dict) or document.get("v") != LEAF_VERSION:
        raise LeafNotUnderstood(f"not a leaf of version {LEAF_VERSION}")
    identifier = "entry" if document.get("type") == ENTRY_TYPE else "id"
    for field in (identifier, "type", "subject", "at"):
        if not isinstance(document.get(field), str):
            raise LeafNotUnderstood(f"the leaf has no {field}")
    return document


def event_id_of(document: Mapping[str, Any]) -> str:
    """The unique id of the event a leaf tells of: the entry's own id, or the event's."""
    return str(document["entry" if document["type"] == ENTRY_TYPE else "id"])


def log_entry(*, index: int, leaf: bytes, at: datetime) -> LogEntry:
    """The entry to store for a leaf that gets this index; searched fields come from the leaf."""
    document = read_leaf(leaf)
    return LogEntry(
        index=index,
        leaf=leaf,
        hash=leaf_hash(leaf),
        event_id=event_id_of(document),
        type=document["type"],
        subject=document["subject"],
        at=at,
    )


def _leaf(document: dict[str, Any]) -> bytes:
    leaf = canonical_bytes(document)
    if len(leaf) > LEAF_BYTES_MAX:
        raise LeafTooLarge(f"{len(leaf)} bytes; {LEAF_BYTES_MAX} is the most")
    return leaf


def _refuse_personal_data(value: object) -> None:
    if isinstance(value, str):
        if _holds_email_address(value):
            raise PersonalDataInLeaf("an e-mail address does not belong in the audit log")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key in PERSONAL_FIELDS:
                raise PersonalDataInLeaf(f"{key} does not belong in the audit log")
            _refuse_personal_data(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_personal_data(item)


def _holds_email_address(text: str) -> bool:
    """Something, an at sign, something with a dot inside. Linear: a pattern that backtracks took
    18 s for a leaf of full length."""
    for before, after in pairwise(text.split("@")):
        if before and after and not before[-1].isspace() and not after[0].isspace():
            domain = after.split(maxsplit=1)[0]
            if "." in domain[1:-1]:
                return True
    return False
