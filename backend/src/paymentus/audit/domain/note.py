"""Signed notes and their keys, as C2SP signed-note v1.0.0 and tlog-cosignature v1.0.1 write them.

A note is a text that ends in a newline, a blank line, and signature lines
``— <key name> base64(4-byte key id || signature)``. The key id is the start of
SHA-256(name || 0x0A || type || public key). Two types are known here: 0x01, plain Ed25519 (the
log itself), and 0x04, Ed25519 with a time (a witness's cosignature/v1). Base64 is strict: a
spelling that does not encode back to itself is refused, so that no byte of a note may vary.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 0x01
COSIGNATURE_V1 = 0x04
SIGNATURES_MAX = 64
_SIGNATURE_START = "\u2014 "


class NotAKey(ValueError):
    """A text that should be a note key is not one; the message says why."""


class NoteRefused(ValueError):
    """A note is malformed or not signed as it must be; the message says why."""


def strict_base64(text: str) -> bytes:
    """Decode standard base64 (RFC 4648, section 4), refusing every spelling but the one.

    Raises ``ValueError``. Padding bits that are not zero are what Python itself lets pass.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not base64") from error
    if base64.b64encode(data).decode("ascii") != text:
        raise ValueError("not the canonical base64 of its bytes")
    return data


def key_id(name: str, key_type: int, public_key: bytes) -> bytes:
    """The 4 bytes that name a key in a signature line."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([key_type]) + public_key).digest()[:4]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name and signature type; ``str()`` of it is its vkey."""

    name: str
    key_type: int
    public_key: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)
        if self.key_type not in (ED25519, COSIGNATURE_V1):
            raise NotAKey(f"signature type {self.key_type:#04x} is not supported")
        if len(self.public_key) != 32:
            raise NotAKey("an Ed25519 public key is 32 bytes long")

    @classmethod
    def parse(cls, vkey: str) -> "VerifierKey":
        """Read ``<name>+<key id in hex>+<base64(type || public key)>``; raises :class:`NotAKey`."""
        name, identifier, material = _key_parts(vkey)
        key = cls(name, material[0], material[1:])
        if key.id.hex() != identifier:
            raise NotAKey("the key id does not belong to the key")
        return key

    @property
    def id(self) -> bytes:
        return key_id(self.name, self.key_type, self.public_key)

    def __str__(self) -> str:
        material = base64.b64encode(bytes([self.key_type]) + self.public_key).decode()
        return f"{self.name}+{self.id.hex()}+{material}"

    def verify(self, body: str, signature: bytes) -> int | None:
        """Check a signature (without key id) over the note text ``body``.

        Returns the cosignature's time in seconds since 1970, or None for plain Ed25519.
        Raises :class:`NoteRefused`.
        """
        timestamp = None
        message = body.encode()
        if self.key_type == COSIGNATURE_V1:
            if len(signature) != 72:
                raise NoteRefused(f"the cosignature of {self.name} has a wrong length")
            timestamp = int.from_bytes(signature[:8], "big")
            if timestamp >= 2**63:
                raise NoteRefused(f"the cosignature of {self.name} has a time out of range")
            message = cosigned_message(body, timestamp)
            signature = signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, message)
        except InvalidSignature as error:
            raise NoteRefused(f"the signature of {self.name} is wrong") from error
        return timestamp


@dataclass(frozen=True, slots=True)
class LogKey:
    """The log's signing key; its name is the log's origin. Type 0x01, plain Ed25519."""

    KEY_TYPE: ClassVar[int] = ED25519

    name: str
    private_key: Ed25519PrivateKey

    def __post_init__(self) -> None:
        _check_name(self.name)

    @classmethod
    def from_seed(cls, name: str, seed: bytes) -> Self:
        """Make the key from its 32-byte Ed25519 seed (randomness comes from the caller)."""
        if len(seed) != 32:
            raise NotAKey("an Ed25519 seed is 32 bytes long")
        return cls(name, Ed25519PrivateKey.from_private_bytes(seed))

    @classmethod
    def from_pem(cls, name: str, pem: bytes, password: bytes | None = None) -> Self:
        """Read a PKCS #8 PEM file; raises :class:`NotAKey` if it holds no Ed25519 key."""
        try:
            private_key = serialization.load_pem_private_key(pem, password)
        except (ValueError, TypeError) as error:
            raise NotAKey("the PEM file cannot be read as a private key") from error
        if not isinstance(private_key, Ed25519PrivateKey):
            raise NotAKey("the PEM file holds another kind of key than Ed25519")
        return cls(name, private_key)

    @classmethod
    def from_note_key(cls, text: str) -> Self:
        """Read ``PRIVATE+KEY+<name>+<key id>+<base64(type || seed)>``; raises :class:`NotAKey`."""
        prefix = "PRIVATE+KEY+"
        if not text.startswith(prefix):
            raise NotAKey("a private note key starts with PRIVATE+KEY+")
        name, identifier, material = _key_parts(text.removeprefix(prefix))
        if material[0] != cls.KEY_TYPE:
            raise NotAKey(f"the key is of type {material[0]:#04x}, not {cls.KEY_TYPE:#04x}")
        key = cls.from_seed(name, material[1:])
        if key.verifier.id.hex() != identifier:
            raise NotAKey("the key id does not belong to the key")
        return key

    @classmethod
    def from_file_content(cls, name: str, content: bytes) -> Self:
        """Read a key file: PEM, or a private note key (which must then be of this name)."""
        if not content.startswith(b"PRIVATE+KEY+"):
            return cls.from_pem(name, content)
        key = cls.from_note_key(content.decode("utf-8", "replace").strip())
        if key.name != name:
            raise NotAKey(f"the key file is of {key.name}, not of {name}")
        return key

    def to_pem(self) -> bytes:
        """The private key as unencrypted PKCS #8 PEM."""
        return self.private_key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    def to_note_key(self) -> str:
        """The private key in the form Go's note package writes."""
        material = bytes([self.KEY_TYPE]) + self.private_key.private_bytes_raw()
        encoded = base64.b64encode(material).decode()
        return f"PRIVATE+KEY+{self.name}+{self.verifier.id.hex()}+{encoded}"

    @property
    def verifier(self) -> VerifierKey:
        return VerifierKey(
            self.name, self.KEY_TYPE, self.private_key.public_key().public_bytes_raw()
        )

    @property
    def vkey(self) -> str:
        """The public key as others pin it."""
        return str(self.verifier)

    def signature_line(self, body: str) -> str:
        """The line, newline included, that signs the note text ``body``."""
        return _signature_line(self.verifier, self.private_key.sign(body.encode()))


@dataclass(frozen=True, slots=True)
class WitnessKey(LogKey):
    """A witness's signing key, type 0x04: each cosignature states when it was given."""

    KEY_TYPE: ClassVar[int] = COSIGNATURE_V1

    def cosignature_line(self, body: str, timestamp: int) -> str:
        """The line by which the witness says it saw ``body`` at ``timestamp`` (Unix seconds)."""
        signature = self.private_key.sign(cosigned_message(body, timestamp))
        return _signature_line(self.verifier, timestamp.to_bytes(8, "big") + signature)

    def signature_line(self, body: str) -> str:
        raise NotAKey("a witness signs with a time; use cosignature_line")


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line, not verified yet."""

    name: str
    key_id: bytes
    signature: bytes

    def is_of(self, key: VerifierKey) -> bool:
        """Whether the line claims to be of this key."""
        return (self.name, self.key_id) == (key.name, key.id)

    @property
    def text(self) -> str:
        """The line as it stands in a note, newline included."""
        encoded = base64.b64encode(self.key_id + self.signature).decode()
        return f"{_SIGNATURE_START}{self.name} {encoded}\n"


@dataclass(frozen=True, slots=True)
class VerifiedSignature:
    """A signature that held; ``timestamp`` is in Unix seconds, for cosignatures only."""

    key: VerifierKey
    timestamp: int | None


@dataclass(frozen=True, slots=True)
class VerifiedNote:
    """A note's text with the signatures that held, and those of keys nobody asked about."""

    body: str
    signatures: tuple[VerifiedSignature, ...]
    unknown: tuple[NoteSignature, ...]

    def signed_by(self, key: VerifierKey) -> bool:
        return any(signature.key == key for signature in self.signatures)


def cosigned_message(body: str, timestamp: int) -> bytes:
    """What a witness signs (tlog-cosignature, "Ed25519 signed message")."""
    return f"cosignature/v1\ntime {timestamp}\n{body}".encode()


def split_note(text: str) -> tuple[str, tuple[NoteSignature, ...]]:
    """Part a note into its text and signature lines, verifying nothing.

    Raises :class:`NoteRefused` when the form is not exactly the specified one.
    """
    if any(character < " " and character != "\n" for character in text):
        raise NoteRefused("the note holds a control character")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NoteRefused("the note is not UTF-8") from error
    body, blank, lines = text.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise NoteRefused("the note has no signatures")
    parsed = tuple(_parse_signature(line) for line in lines[:-1].split("\n"))
    if len(parsed) > SIGNATURES_MAX:
        raise NoteRefused(f"the note has more than {SIGNATURES_MAX} signatures")
    return body + "\n", parsed


def verify_note(text: str, vkeys: Iterable[str | VerifierKey]) -> VerifiedNote:
    """Check a note against the keys that are trusted.

    Signatures of other keys are reported, not judged. Raises :class:`NoteRefused` if the note is
    malformed, if a trusted key's signature does not hold or stands twice, or if no trusted key
    signed at all.
    """
    keys = {}
    for vkey in vkeys:
        key = VerifierKey.parse(vkey) if isinstance(vkey, str) else vkey
        keys[key.name, key.id] = key
    body, signatures = split_note(text)
    verified: list[VerifiedSignature] = []
    unknown: list[NoteSignature] = []
    for signature in signatures:
        trusted = keys.get((signature.name, signature.key_id))
        if trusted is None:
            unknown.append(signature)
            continue
        if any(earlier.key == trusted for earlier in verified):
            raise NoteRefused(f"{trusted.name} signed twice with one key")
        verified.append(VerifiedSignature(trusted, trusted.verify(body, signature.signature)))
    if not verified:
        raise NoteRefused("no trusted key signed the note")
    return VerifiedNote(body, tuple(verified), tuple(unknown))


def _parse_signature(line: str) -> NoteSignature:
    name, _, encoded = line.removeprefix(_SIGNATURE_START).partition(" ")
    try:
        _check_name(name)
        data = strict_base64(encoded)
    except ValueError as error:
        raise NoteRefused("a signature line is malformed") from error
    if not line.startswith(_SIGNATURE_START) or len(data) < 5:
        raise NoteRefused("a signature line is malformed")
    return NoteSignature(name, data[:4], data[4:])


def _signature_line(key: VerifierKey, signature: bytes) -> str:
    return NoteSignature(key.name, key.id, signature).text


def _key_parts(text: str) -> tuple[str, str, bytes]:
    name, plus, rest = text.partition("+")
    identifier, second_plus, encoded = rest.partition("+")
    if not plus or not second_plus:
        raise NotAKey("a note key is <name>+<key id>+<base64>")
    try:
        material = strict_base64(encoded)
    except ValueError as error:
        raise NotAKey("the key material is not base64") from error
    if not material:
        raise NotAKey("the key material is empty")
    return name, identifier, material


def _check_name(name: str) -> None:
    if not name or "+" in name or any(part.isspace() or part < " " for part in name):
        raise NotAKey("a key's name is not empty and holds neither a space nor a plus")
