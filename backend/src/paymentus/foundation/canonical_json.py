"""One byte string for one value: RFC 8785 (JCS) for the value types we store.

Hashes, signatures and idempotency comparisons are taken over these bytes, so two equal values must
never serialize differently. Allowed: ``str``, ``int``, ``bool``, ``None``, ``list``/``tuple`` and
``dict`` with ``str`` keys. Floats are refused: money never is one, and their text form is where
canonicalizers disagree. Integers beyond 2**53 - 1 are refused because RFC 8785 numbers are IEEE
doubles, so another implementation would read a different number; write such values as strings.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from json import encoder as json_encoder
from typing import Any

INTEGER_MAX = 2**53 - 1
"""Largest magnitude of an integer that every JSON reader keeps exact (RFC 8785, 3.2.2.3)."""

DEPTH_MAX = 64
"""Deepest nesting accepted; nothing we store comes near it, and it bounds the recursion."""


def _encode_with(*, sort_keys: bool) -> Callable[[object], str]:
    """``json.JSONEncoder.encode``, whose machinery in C is then made once and not for each value:
    two thirds of its time for a leaf."""
    encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys)
    in_c = getattr(json_encoder, "c_make_encoder", None)
    if in_c is None:
        return encoder.encode
    text = json_encoder.encode_basestring
    # No marks against circles: the depth is limited before.
    pieces = in_c(None, encoder.default, text, None, ":", ",", sort_keys, False, True)
    return lambda value: "".join(pieces(value, 0))


_encode = _encode_with(sort_keys=True)
# Keys are already in order when this one is used.
_encode_in_given_order = _encode_with(sort_keys=False)


class NotCanonical(ValueError):
    """The value or the text has no canonical form here; the message says why."""


def canonical_bytes(value: object) -> bytes:
    """Return the RFC 8785 form of ``value`` in UTF-8, or refuse with :class:`NotCanonical`."""
    keys_are_ascii = _check(value, 0)
    try:
        if keys_are_ascii:
            return _encode(value).encode("utf-8")
        return _encode_in_given_order(_in_utf16_order(value)).encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("a string holds half of a surrogate pair") from error


def sha256_hex(value: object) -> str:
    """SHA-256 of the canonical bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()


def parse_canonical(data: bytes) -> Any:
    """Read bytes that must be exactly the canonical form of the value they hold.

    Refuses whitespace, other key orders, duplicate keys, other escapes and floats with
    :class:`NotCanonical`, so that each value has one accepted spelling.
    """
    try:
        value = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotCanonical("not JSON in UTF-8") from error
    if canonical_bytes(value) != data:
        raise NotCanonical("JSON, but not in its canonical form")
    return value


def _check(value: object, depth: int) -> bool:
    """Refuse what has no canonical form; return whether all keys are ASCII.

    For ASCII keys the order by code point and RFC 8785's order by UTF-16 unit are the same.
    """
    if value is None or isinstance(value, str | bool):
        return True
    if isinstance(value, int):
        if not -INTEGER_MAX <= value <= INTEGER_MAX:
            raise NotCanonical("an integer is beyond 2**53 - 1; write it as a string")
        return True
    if depth >= DEPTH_MAX:
        raise NotCanonical(f"nested deeper than {DEPTH_MAX} levels")
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise NotCanonical(f"a key is a {type(key).__name__}, not a string")
        ascii_only = all(map(str.isascii, value))
        items: Iterable[object] = value.values()
    elif isinstance(value, list | tuple):
        ascii_only, items = True, value
    else:
        raise NotCanonical(f"a {type(value).__name__} has no canonical form")
    for item in items:
        # Most members are texts or nothing: a call for each would be most of the time.
        if type(item) is not str and item is not None and not _check(item, depth + 1):
            ascii_only = False
    return ascii_only


def _in_utf16_order(value: object) -> object:
    if isinstance(value, Mapping):
        # RFC 8785, 3.2.3: keys are compared as arrays of UTF-16 code units.
        ordered = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return {key: _in_utf16_order(value[key]) for key in ordered}
    if isinstance(value, list | tuple):
        return [_in_utf16_order(item) for item in value]
    return value
