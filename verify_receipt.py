#!/usr/bin/env python3
"""Verify a Paymentus receipt without asking Paymentus.

    python verify_receipt.py --policy policy.json receipt.json

Prints ``valid``, ``valid, not yet witnessed`` or ``not valid: <reason>``, and ends with 0, 0 or 1
(2: the command could not be carried out). "Not yet" is said for the first hour only.
Needs Python 3.10 and the package ``cryptography``; reads two files and opens no connection.

What is checked: the file is exactly the bytes that were issued (canonical JSON and a newline); the
amounts add up; the receipt is the one its log leaf commits to; the leaf is a succeeded payment of
this receipt; the leaf is in the log's tree (RFC 6962); the tree's checkpoint (C2SP) is signed by
the log whose key the policy pins, and enough of the policy's witnesses saw it.

The policy is yours: save it once from a source you trust. It is never taken from the receipt.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import re
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

VALID = "valid"
NOT_WITNESSED = "valid, not yet witnessed"

RECEIPT_FORMAT = "paymentus-receipt/1"
POLICY_FORMAT = "paymentus-policy/1"
FILE_BYTES_MAX = 1_000_000
SIGNATURES_MAX = 64
INTEGER_MAX = 2**53 - 1
WITNESSED_WITHIN = timedelta(hours=1)
ED25519 = 0x01  # signature types of C2SP signed-note
COSIGNATURE_V1 = 0x04

TEXT, NUMBER, LIST, OBJECT = "text", "a whole number", "a list", "an object"
KINDS = {TEXT: str, NUMBER: int, LIST: list, OBJECT: dict}

FILE_FIELDS = {"format": TEXT, "receipt": OBJECT, "salt": TEXT, "leaf": OBJECT, "proof": OBJECT}
RECEIPT_TEXTS = "payment_id confirmation_number paid_at currency method statement_descriptor"
RECEIPT_FIELDS = {
    **dict.fromkeys(RECEIPT_TEXTS.split(), TEXT),
    **dict.fromkeys(["amount_minor", "fee_minor", "total_minor"], NUMBER),
    "items": LIST,
}
ITEM_FIELDS = {
    **dict.fromkeys(["biller", "account_number", "bill_number", "delivery_date"], TEXT),
    **dict.fromkeys(["amount_minor", "fee_minor"], NUMBER),
}
LEAF_TEXTS = "at commitment entry entry_hash event subject type"
LEAF_FIELDS = {**dict.fromkeys(LEAF_TEXTS.split(), TEXT), "v": NUMBER}
PROOF_FIELDS = {"index": NUMBER, "path": LIST, "checkpoint": TEXT}


class NotValid(Exception):
    """The receipt does not prove what it says; the message is the reason."""


class PolicyNotUsable(Exception):
    """The policy file is not one."""


@dataclass(frozen=True)
class Key:
    """A pinned public key."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        name = self.name.encode()
        return hashlib.sha256(name + b"\n" + bytes([self.kind]) + self.public).digest()[:4]


@dataclass(frozen=True)
class Policy:
    """Whom to trust."""

    origin: str
    log: Key
    witnesses: tuple[Key, ...]
    quorum: int


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint all of whose signatures held."""

    size: int
    root: bytes
    witnesses: int


def verify_receipt(data: bytes, policy: Policy, now: datetime | None = None) -> str:
    """Return :data:`VALID` or :data:`NOT_WITNESSED`, or raise :class:`NotValid`.

    ``now`` has a zone; without it, this machine's clock is asked.
    """
    document = read_file(data)
    check_receipt(document["receipt"])
    check_leaf(document["leaf"], document["receipt"], document["salt"])
    proof = document["proof"]
    checkpoint = check_checkpoint(proof["checkpoint"], policy)
    leaf_hash = hashlib.sha256(b"\x00" + canonical(document["leaf"])).digest()
    path = [decode(node, "the proof's path") for node in proof["path"]]
    check_inclusion(proof["index"], checkpoint, leaf_hash, path)
    if checkpoint.witnesses >= policy.quorum:
        return VALID
    check_recent(document["leaf"]["at"], now or datetime.now(timezone.utc))
    return NOT_WITNESSED


# The file


def read_file(data: bytes) -> Any:
    """Read the file, which must be canonical JSON (RFC 8785) and one newline, byte for byte."""
    if len(data) > FILE_BYTES_MAX:
        raise NotValid("the file is larger than any receipt")
    if not data.endswith(b"\n"):
        raise NotValid("the file does not end with its newline")
    try:
        document = json.loads(
            data[:-1].decode("utf-8"), parse_float=no_float, parse_constant=no_float
        )
        same = canonical(document) + b"\n" == data
    except (ValueError, RecursionError) as error:
        raise NotValid("the file is not JSON as it was issued") from error
    if not same:
        raise NotValid("the file is not byte for byte as it was issued")
    fields(document, FILE_FIELDS, "the file")
    if document["format"] != RECEIPT_FORMAT:
        raise NotValid(f"the file's format is not {RECEIPT_FORMAT}")
    receipt = document["receipt"]
    fields(receipt, RECEIPT_FIELDS, "the receipt")
    for item in receipt["items"]:
        fields(item, ITEM_FIELDS, "an item of the receipt")
    fields(document["leaf"], LEAF_FIELDS, "the leaf")
    fields(document["proof"], PROOF_FIELDS, "the proof")
    return document


def canonical(value: object) -> bytes:
    """RFC 8785: no spaces, keys ordered by UTF-16 unit, nothing escaped needlessly."""
    return json.dumps(in_order(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def in_order(value: object) -> object:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return {key: in_order(value[key]) for key in keys}
    if isinstance(value, list):
        return [in_order(item) for item in value]
    return value


def no_float(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a whole number")


def fields(value: object, expected: dict[str, str], place: str) -> None:
    """``value`` has exactly these fields, of these kinds."""
    if not isinstance(value, dict):
        raise NotValid(f"{place} is not an object")
    if set(value) != set(expected):
        raise NotValid(f"{place} has fields it should not have, or lacks some")
    for name, kind in expected.items():
        field = value[name]
        if not isinstance(field, KINDS[kind]) or isinstance(field, bool):
            raise NotValid(f"in {place}, {name} is not {kind}")
        if isinstance(field, int) and not 0 <= field <= INTEGER_MAX:
            raise NotValid(f"in {place}, {name} is out of range")


def decode(text: object, place: str) -> bytes:
    """Base64 in its one spelling only: other padding bits would be a second file for one proof."""
    try:
        data = base64.b64decode(str(text), validate=True)
    except ValueError as error:
        raise NotValid(f"{place} is not base64") from error
    if base64.b64encode(data).decode("ascii") != text:
        raise NotValid(f"{place} is not base64 as it was issued")
    return data


# The receipt and its leaf


def check_receipt(receipt: dict[str, Any]) -> None:
    """The amounts add up."""
    items = receipt["items"]
    if not items:
        raise NotValid("the receipt has no items")
    if sum(item["amount_minor"] for item in items) != receipt["amount_minor"]:
        raise NotValid("the items do not add up to the amount")
    if sum(item["fee_minor"] for item in items) != receipt["fee_minor"]:
        raise NotValid("the items' fees do not add up to the fee")
    if receipt["amount_minor"] + receipt["fee_minor"] != receipt["total_minor"]:
        raise NotValid("amount and fee do not add up to the total")


def check_leaf(leaf: dict[str, Any], receipt: dict[str, Any], salt: str) -> None:
    """The leaf is the success of this very payment, and commits to this very receipt."""
    if leaf["v"] != 1 or leaf["type"] != "ledger.entry" or leaf["event"] != "payment.succeeded":
        raise NotValid("the leaf is not of a payment that succeeded")
    if leaf["subject"] != receipt["payment_id"]:
        raise NotValid("the leaf is of another payment")
    if not re.fullmatch(r"[0-9a-f]{64}", salt):
        raise NotValid("the salt is not 64 hexadecimal digits")
    expected = hmac.digest(bytes.fromhex(salt), canonical(receipt), "sha256").hex()
    if not hmac.compare_digest(expected.encode(), leaf["commitment"].encode()):
        raise NotValid("the receipt is not the one that the leaf commits to")


def check_recent(at: str, now: datetime) -> None:
    """Who stole the log's key can sign what they like, but has no witness for it."""
    try:
        made = datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%f%z")
    except ValueError as error:
        raise NotValid("the leaf does not say when it was made") from error
    if abs(now - made) > WITNESSED_WITHIN:
        raise NotValid("too few witnesses saw it in an hour; download the receipt again")


# The checkpoint


def check_checkpoint(text: str, policy: Policy) -> Checkpoint:
    """Read the checkpoint; every signature on it must be of a pinned key and hold."""
    body, blank, lines = text.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise NotValid("the checkpoint is not signed")
    body += "\n"
    size, root = check_body(body, policy)
    signed = check_signatures(body, lines[:-1].split("\n"), policy)
    if policy.log not in signed:
        raise NotValid("the checkpoint is not signed by the log's key in the policy")
    return Checkpoint(size, root, sum(witness in signed for witness in policy.witnesses))


def check_body(body: str, policy: Policy) -> tuple[int, bytes]:
    lines = body[:-1].split("\n")
    if len(lines) != 3:
        raise NotValid("the checkpoint is not an origin, a size and a root")
    origin, size, root = lines
    if origin != policy.origin:
        raise NotValid("the checkpoint is of another log")
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", size):
        raise NotValid("the checkpoint's size is not a number")
    digest = decode(root, "the checkpoint's root")
    if len(digest) != 32:
        raise NotValid("the checkpoint's root is not 32 bytes long")
    return int(size), digest


def check_signatures(body: str, lines: list[str], policy: Policy) -> set[Key]:
    """Return the keys that signed. A line of a key that is not pinned is refused: nothing binds
    its bytes, and a receipt is issued with none."""
    if len(lines) > SIGNATURES_MAX:
        raise NotValid("the checkpoint has too many signatures")
    known = {(key.name, key.id): key for key in (policy.log, *policy.witnesses)}
    names = {key.name for key in known.values()}
    signed: set[Key] = set()
    for line in lines:
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        if dash != "\u2014" or not name or not encoded:
            raise NotValid("a signature line of the checkpoint is malformed")
        data = decode(encoded, "a signature of the checkpoint")
        key = known.get((name, data[:4]))
        if key is None:
            if name in names:
                raise NotValid(f"the checkpoint is signed with another key of {name} than pinned")
            raise NotValid("the checkpoint has a signature of a key that the policy does not pin")
        if key in signed:
            raise NotValid(f"the checkpoint is signed twice by {name}")
        check_signature(key, data[4:], body)
        signed.add(key)
    return signed


def check_signature(key: Key, signature: bytes, body: str) -> None:
    message = body.encode("utf-8")
    if key.kind == COSIGNATURE_V1:
        timestamp = int.from_bytes(signature[:8], "big")
        message = f"cosignature/v1\ntime {timestamp}\n".encode() + message
        signature = signature[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except InvalidSignature as error:
        raise NotValid(f"the signature of {key.name} on the checkpoint is wrong") from error


# The place in the log


def check_inclusion(index: int, checkpoint: Checkpoint, leaf: bytes, path: list[bytes]) -> None:
    """RFC 9162, 2.1.3.2."""
    size = checkpoint.size
    if index >= size:
        raise NotValid("the log is not as large as the proof's index")
    digest, node, last = leaf, index, size - 1
    for sibling in path:
        if len(sibling) != 32 or last == 0:
            raise NotValid("the proof's path is malformed")
        if node & 1 or node == last:
            digest = join(sibling, digest)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            digest = join(digest, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        raise NotValid("the proof's path is too short")
    if digest != checkpoint.root:
        raise NotValid("the leaf is not in the log at this place")


def join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


# The policy


def read_policy(data: bytes) -> Policy:
    """Read policy.json; raises :class:`PolicyNotUsable`."""
    try:
        document = json.loads(data)
        if document["format"] != POLICY_FORMAT:
            raise PolicyNotUsable(f"its format is not {POLICY_FORMAT}")
        witnesses = tuple(
            read_key(witness["vkey"], COSIGNATURE_V1, witness["name"])
            for witness in document["witnesses"]
        )
        log = document["log"]
        key = read_key(log["vkey"], ED25519)
        policy = Policy(str(log["origin"]), key, witnesses, int(document["quorum"]))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise PolicyNotUsable("a field is missing or of a wrong kind") from error
    # One key under two names would count twice.
    if len({witness.public for witness in witnesses}) != len(witnesses):
        raise PolicyNotUsable("two witnesses have the same key")
    if not 0 <= policy.quorum <= len(witnesses):
        raise PolicyNotUsable("its quorum cannot be met")
    return policy


def read_key(vkey: str, kind: int, expected_name: str | None = None) -> Key:
    """Read ``<name>+<key id>+<base64>``."""
    name, identifier, encoded = vkey.split("+", 2)
    try:
        material = decode(encoded, "a key")
    except NotValid as error:
        raise PolicyNotUsable(str(error)) from error
    key = Key(name, material[0] if material else 0, material[1:])
    if expected_name not in (None, name):
        raise PolicyNotUsable(f"the key of {expected_name} is named {name}")
    if key.kind != kind or len(key.public) != 32 or key.id.hex() != identifier:
        raise PolicyNotUsable(f"the key of {name} is not of its kind, or its id is wrong")
    return key


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Verify a Paymentus receipt offline.")
    parser.add_argument("--policy", type=Path, required=True, help="policy.json that you trust")
    parser.add_argument("receipt", type=Path, help="the receipt file, as downloaded")
    options = parser.parse_args(arguments)
    try:
        policy = read_policy(options.policy.read_bytes())
        data = options.receipt.read_bytes()
    except OSError as error:
        print(f"{error.filename} cannot be read: {error.strerror}", file=sys.stderr)
        return 2
    except PolicyNotUsable as error:
        print(f"{options.policy} cannot be used: {error}", file=sys.stderr)
        return 2
    try:
        print(verify_receipt(data, policy))
    except NotValid as reason:
        print(f"not valid: {reason}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
