"""Notes and keys: what each refusal says, and what stands at each border."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from paymentus.audit.domain.note import (
    COSIGNATURE_V1,
    ED25519,
    SIGNATURES_MAX,
    LogKey,
    NotAKey,
    NoteRefused,
    NoteSignature,
    VerifierKey,
    WitnessKey,
    cosigned_message,
    key_id,
    split_note,
    strict_base64,
    verify_note,
)

NAME = "example.com/log"
KEY = LogKey.from_seed(NAME, bytes(32))
OTHER = LogKey.from_seed("example.com/other", b"\x09" * 32)
WITNESS = WitnessKey.from_seed("witness.example/w1", b"\x07" * 32)
PUBLIC = KEY.private_key.public_key().public_bytes_raw()
BODY = "one\ntwo\n"
NOTE = f"{BODY}\n{KEY.signature_line(BODY)}"
ROOT = bytes(range(32))


def refused(act: Callable[[], object], kind: type[Exception] = NoteRefused) -> str:
    """The words of the refusal; fails when there is none."""
    with pytest.raises(kind) as refusal:
        act()
    return str(refusal.value)


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


class TestBase64:
    def test_says_which_of_two_things_is_wrong(self) -> None:
        assert refused(lambda: strict_base64("A"), ValueError) == "not base64"
        assert refused(lambda: strict_base64("A A="), ValueError) == "not base64"
        assert refused(lambda: strict_base64("AB=="), ValueError) == (
            "not the canonical base64 of its bytes"
        )
        assert strict_base64("") == b""
        assert strict_base64("AA==") == b"\0"


class TestKeyId:
    def test_is_the_beginning_of_the_hash_that_the_specification_says(self) -> None:
        whole = hashlib.sha256(NAME.encode() + b"\n\x01" + PUBLIC).digest()

        assert key_id(NAME, ED25519, PUBLIC) == KEY.verifier.id == whole[:4]
        assert key_id(NAME, COSIGNATURE_V1, PUBLIC) != whole[:4]


class TestVerifierKey:
    def test_says_what_is_wrong_with_it(self) -> None:
        assert refused(lambda: VerifierKey(NAME, 0x1F, PUBLIC), NotAKey) == (
            "signature type 0x1f is not supported"
        )
        for length in (31, 33):
            assert refused(lambda n=length: VerifierKey(NAME, 1, bytes(n)), NotAKey) == (
                "an Ed25519 public key is 32 bytes long"
            )
        for name in ("", "a+b", "a b", "a\x1fb", "a\u00a0b"):
            assert refused(lambda n=name: VerifierKey(n, 1, PUBLIC), NotAKey) == (
                "a key's name is not empty and holds neither a space nor a plus"
            )

    def test_says_which_part_of_a_vkey_is_wrong(self) -> None:
        name, identifier, material = KEY.vkey.split("+", 2)
        parts = "a note key is <name>+<key id>+<base64>"
        wrong = {
            "": parts,
            name: parts,
            f"{name}+{identifier}": parts,
            f"{name}+{identifier}+!": "the key material is not base64",
            f"{name}+{identifier}+": "the key material is empty",
            f"{name}+00000000+{material}": "the key id does not belong to the key",
        }

        for vkey, words in wrong.items():
            assert refused(lambda text=vkey: VerifierKey.parse(text), NotAKey) == words

    def test_may_have_a_plus_in_its_base64(self) -> None:
        for seed in range(200):
            vkey = LogKey.from_seed(NAME, bytes([seed]) * 32).vkey
            if "+" in vkey.split("+", 2)[2]:
                break
        assert str(VerifierKey.parse(vkey)) == vkey

    def test_gives_no_time_for_a_plain_signature(self) -> None:
        signature = KEY.private_key.sign(BODY.encode())

        assert KEY.verifier.verify(BODY, signature) is None
        assert refused(lambda: KEY.verifier.verify(BODY + "x", signature)) == (
            "the signature of example.com/log is wrong"
        )

    @pytest.mark.parametrize("at", [0, 1, 2**63 - 1])
    def test_gives_the_time_of_a_cosignature_up_to_the_last(self, at: int) -> None:
        signature = WITNESS.private_key.sign(cosigned_message(BODY, at))

        assert WITNESS.verifier.verify(BODY, at.to_bytes(8, "big") + signature) == at

    def test_says_what_is_wrong_with_a_cosignature(self) -> None:
        late = 2**63
        signature = WITNESS.private_key.sign(cosigned_message(BODY, late))
        timed = late.to_bytes(8, "big") + signature

        assert refused(lambda: WITNESS.verifier.verify(BODY, timed)) == (
            "the cosignature of witness.example/w1 has a time out of range"
        )
        for data in (timed[:-1], timed + b"\0"):
            assert refused(lambda d=data: WITNESS.verifier.verify(BODY, d)) == (
                "the cosignature of witness.example/w1 has a wrong length"
            )

    def test_of_a_witness_signs_the_time_with_the_text(self) -> None:
        assert cosigned_message(BODY, 17) == b"cosignature/v1\ntime 17\none\ntwo\n"


class TestLogKey:
    def test_of_a_seed_is_the_key_of_that_seed(self) -> None:
        seed = bytes(range(32))

        key = LogKey.from_seed(NAME, seed)

        assert key.private_key.private_bytes_raw() == seed
        typed = encoded(bytes([ED25519]) + seed)
        assert key.to_note_key() == f"PRIVATE+KEY+{NAME}+{key.verifier.id.hex()}+{typed}"
        for length in (31, 33):
            assert refused(lambda n=length: LogKey.from_seed(NAME, bytes(n)), NotAKey) == (
                "an Ed25519 seed is 32 bytes long"
            )

    def test_has_a_name_that_a_note_can_hold(self) -> None:
        private = Ed25519PrivateKey.generate()

        assert "neither a space nor a plus" in refused(lambda: LogKey("a b", private), NotAKey)

    def test_in_pem_is_pkcs8_and_may_have_a_password(self) -> None:
        locked = KEY.private_key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"word"),
        )

        assert KEY.to_pem().startswith(b"-----BEGIN PRIVATE KEY-----\n")
        assert LogKey.from_pem(NAME, locked, b"word").vkey == KEY.vkey
        unreadable = "the PEM file cannot be read as a private key"
        assert refused(lambda: LogKey.from_pem(NAME, locked), NotAKey) == unreadable
        assert refused(lambda: LogKey.from_pem(NAME, locked, b"no"), NotAKey) == unreadable
        assert refused(lambda: LogKey.from_pem(NAME, b"x"), NotAKey) == unreadable

    def test_of_another_kind_is_named(self) -> None:
        curve = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

        assert refused(lambda: LogKey.from_pem(NAME, curve), NotAKey) == (
            "the PEM file holds another kind of key than Ed25519"
        )
        assert refused(lambda: LogKey.from_note_key(WITNESS.to_note_key()), NotAKey) == (
            "the key is of type 0x04, not 0x01"
        )
        assert refused(lambda: LogKey.from_note_key("KEY"), NotAKey) == (
            "a private note key starts with PRIVATE+KEY+"
        )
        text = KEY.to_note_key().replace(KEY.verifier.id.hex(), "00000000")
        assert refused(lambda: LogKey.from_note_key(text), NotAKey) == (
            "the key id does not belong to the key"
        )

    def test_file_is_of_the_log_it_is_read_for(self) -> None:
        content = KEY.to_note_key().encode()

        assert refused(lambda: LogKey.from_file_content("a.example/b", content), NotAKey) == (
            "the key file is of example.com/log, not of a.example/b"
        )
        assert WitnessKey.from_file_content(WITNESS.name, WITNESS.to_pem()).vkey == WITNESS.vkey
        again = WitnessKey.from_file_content(WITNESS.name, WITNESS.to_note_key().encode())
        assert again.vkey == WITNESS.vkey
        spoiled = b"PRIVATE+KEY+\xff"
        assert refused(lambda: LogKey.from_file_content(NAME, spoiled), NotAKey) == (
            "a note key is <name>+<key id>+<base64>"
        )

    def test_of_a_witness_signs_nothing_without_a_time(self) -> None:
        assert refused(lambda: WITNESS.signature_line(BODY), NotAKey) == (
            "a witness signs with a time; use cosignature_line"
        )


class TestSplitNote:
    def test_parts_text_and_lines(self) -> None:
        body, (line,) = split_note(NOTE)

        assert body == BODY
        assert (line.name, line.key_id) == (NAME, KEY.verifier.id)
        assert line.signature == KEY.private_key.sign(BODY.encode())
        assert line.text == KEY.signature_line(BODY)
        assert line.is_of(KEY.verifier)
        assert not line.is_of(OTHER.verifier)
        assert not replace(line, name="x").is_of(KEY.verifier)
        assert not replace(line, key_id=b"abcd").is_of(KEY.verifier)

    def test_says_what_is_wrong(self) -> None:
        none = "the note has no signatures"
        malformed = "a signature line is malformed"
        wrong = {
            "a\tb\n\n— n AAAAAAA=\n": "the note holds a control character",
            NOTE + "\ud800": "the note is not UTF-8",
            BODY: none,
            NOTE[:-1]: none,
            "": none,
            BODY + "\n- n AAAAAAA=\n": malformed,
            BODY + "\n— n AAAAA\n": malformed,
            BODY + "\n—  AAAAAAA=\n": malformed,
            BODY + f"\n— n {encoded(b'1234')}\n": malformed,
            BODY + f"\nn {encoded(b'12345')}\n": malformed,
        }

        for text, words in wrong.items():
            assert refused(lambda note=text: split_note(note)) == words, text

    def test_takes_five_bytes_as_the_shortest_signature_line(self) -> None:
        _, lines = split_note(BODY + f"\n— n {encoded(b'12345')}\n")

        assert lines == (NoteSignature("n", b"1234", b"5"),)

    def test_takes_so_many_signatures_and_no_more(self) -> None:
        lines = f"— n {encoded(b'12345')}\n" * SIGNATURES_MAX

        assert len(split_note(f"{BODY}\n{lines}")[1]) == SIGNATURES_MAX == 64
        assert refused(lambda: split_note(f"{BODY}\n{lines}— n {encoded(b'12345')}\n")) == (
            "the note has more than 64 signatures"
        )

    def test_lets_a_space_stand_in_the_text(self) -> None:
        assert split_note("a b\n\n— n AAAAAAA=\n")[0] == "a b\n"


class TestVerifyNote:
    def test_says_who_signed_and_who_else_claims_to(self) -> None:
        text = NOTE + WITNESS.cosignature_line(BODY, 9) + OTHER.signature_line("another\n")

        note = verify_note(text, [KEY.verifier, WITNESS.vkey])

        assert note.body == BODY
        assert [(one.key, one.timestamp) for one in note.signatures] == [
            (KEY.verifier, None),
            (WITNESS.verifier, 9),
        ]
        assert [line.name for line in note.unknown] == [OTHER.name]
        assert note.signed_by(KEY.verifier)
        assert not note.signed_by(OTHER.verifier)

    def test_goes_on_after_a_line_of_somebody_else(self) -> None:
        text = f"{BODY}\n{OTHER.signature_line(BODY)}{KEY.signature_line(BODY)}"

        assert verify_note(text, [KEY.verifier]).signed_by(KEY.verifier)

    def test_says_why_it_is_refused(self) -> None:
        assert refused(lambda: verify_note(NOTE, [])) == "no trusted key signed the note"
        assert refused(lambda: verify_note(NOTE + KEY.signature_line(BODY), [KEY.vkey])) == (
            "example.com/log signed twice with one key"
        )
