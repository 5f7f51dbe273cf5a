"""Signed notes and their keys."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from paymentus.audit.domain.note import (
    LogKey,
    NotAKey,
    NoteRefused,
    VerifierKey,
    WitnessKey,
    split_note,
    strict_base64,
    verify_note,
)

# The example of C2SP signed-note, as Go's package prints it.
EXAMPLE_VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONnc"
    "AlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
KEY = LogKey.from_seed("example.com/log", bytes(32))
WITNESS = WitnessKey.from_seed("witness.example/w1", b"\x07" * 32)
BODY = "one\n\ntwo\n"
NOTE = f"{BODY}\n{KEY.signature_line(BODY)}"


class TestVerifierKey:
    def test_is_read_and_written_as_others_do(self) -> None:
        assert str(VerifierKey.parse(EXAMPLE_VKEY)) == EXAMPLE_VKEY

    @pytest.mark.parametrize(
        "vkey",
        [
            "",
            "example.com/foo",
            "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U==",
            "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/ foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+",
        ],
    )
    def test_is_refused_when_anything_in_it_does_not_fit(self, vkey: str) -> None:
        with pytest.raises(NotAKey):
            VerifierKey.parse(vkey)


class TestLogKey:
    def test_survives_pem_and_the_note_form(self) -> None:
        for again in (
            LogKey.from_pem(KEY.name, KEY.to_pem()),
            LogKey.from_note_key(KEY.to_note_key()),
            LogKey.from_file_content(KEY.name, KEY.to_pem()),
            LogKey.from_file_content(KEY.name, KEY.to_note_key().encode() + b"\n"),
        ):
            assert again.vkey == KEY.vkey
            assert again.to_note_key() == KEY.to_note_key()

    def test_in_note_form_begins_as_gos_does(self) -> None:
        assert KEY.to_note_key().startswith(
            f"PRIVATE+KEY+example.com/log+{KEY.verifier.id.hex()}+A"
        )

    def test_of_another_kind_is_refused(self) -> None:
        pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

        with pytest.raises(NotAKey):
            LogKey.from_pem("example.com/log", pem)
        with pytest.raises(NotAKey):
            LogKey.from_pem("example.com/log", b"nothing")
        with pytest.raises(NotAKey):
            LogKey.from_note_key(WITNESS.to_note_key())

    def test_file_of_another_log_is_refused(self) -> None:
        with pytest.raises(NotAKey):
            LogKey.from_file_content("example.com/other", KEY.to_note_key().encode())


class TestVerifyNote:
    def test_accepts_the_specifications_example(self) -> None:
        note = verify_note(EXAMPLE_NOTE, [EXAMPLE_VKEY])

        assert note.body == "This is an example message.\n"
        assert note.signed_by(VerifierKey.parse(EXAMPLE_VKEY))

    def test_takes_the_last_empty_line_as_the_border(self) -> None:
        assert verify_note(NOTE, [KEY.vkey]).body == BODY

    def test_reports_signatures_of_other_keys_without_judging_them(self) -> None:
        other = LogKey.from_seed("example.com/other", b"\x09" * 32)

        note = verify_note(NOTE + other.signature_line("something else\n"), [KEY.vkey])

        assert [line.name for line in note.unknown] == ["example.com/other"]

    def test_gives_the_time_of_a_cosignature(self) -> None:
        text = NOTE + WITNESS.cosignature_line(BODY, 1_679_315_147)

        note = verify_note(text, [KEY.vkey, WITNESS.vkey])

        assert [signature.timestamp for signature in note.signatures] == [None, 1_679_315_147]

    def test_refuses_a_cosignature_whose_time_was_changed(self) -> None:
        line = WITNESS.cosignature_line(BODY, 1_679_315_147)
        data = bytearray(strict_base64(line.split(" ")[2].strip()))
        data[11] ^= 1
        forged = f"— {WITNESS.name} {base64.b64encode(data).decode()}\n"

        with pytest.raises(NoteRefused):
            verify_note(NOTE + forged, [KEY.vkey, WITNESS.vkey])

    def test_refuses_a_note_that_no_trusted_key_signed(self) -> None:
        with pytest.raises(NoteRefused, match="no trusted key"):
            verify_note(NOTE, [EXAMPLE_VKEY])

    def test_refuses_one_key_signing_twice(self) -> None:
        with pytest.raises(NoteRefused, match="twice"):
            verify_note(NOTE + KEY.signature_line(BODY), [KEY.vkey])

    def test_refuses_a_wrong_signature_of_a_trusted_key_even_beside_a_right_one(self) -> None:
        wrong = WITNESS.cosignature_line("another\n", 1)

        with pytest.raises(NoteRefused):
            verify_note(NOTE + wrong, [KEY.vkey, WITNESS.vkey])

    def test_refuses_a_plain_signature_where_a_timed_one_is_due(self) -> None:
        plain = LogKey.from_seed(WITNESS.name, b"\x07" * 32).signature_line(BODY)

        note = verify_note(NOTE + plain, [KEY.vkey, WITNESS.vkey])

        assert not note.signed_by(WITNESS.verifier)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "body\n",
            "body\n\n",
            NOTE[:-1],
            NOTE.replace("—", "-"),
            NOTE.replace(" two", "\ttwo").replace("two", "t\two"),
            NOTE + "— \n",
            NOTE + "— name\n",
            NOTE + "— name AAAA\n",
            NOTE + "— name !!!!AAAAAAAA\n",
            NOTE + "\n",
            NOTE + "\ud800",
            NOTE + "— name AAAAAAA=\n" * 70,
        ],
    )
    def test_refuses_what_is_not_in_form(self, text: str) -> None:
        with pytest.raises(NoteRefused):
            split_note(text)

    @given(st.integers(0, len(NOTE.encode()) - 1), st.integers(1, 255))
    def test_refuses_any_changed_byte(self, at: int, flip: int) -> None:
        data = bytearray(NOTE.encode())
        data[at] ^= flip
        try:
            text = data.decode()
        except UnicodeDecodeError:
            return

        with pytest.raises(NoteRefused):
            verify_note(text, [KEY.vkey])


class TestStrictBase64:
    @pytest.mark.parametrize("text", ["AB==", "AAB=", "A", "AA==\n", "A A==", "AA=", "_w==", "é"])
    def test_refuses_every_spelling_but_one(self, text: str) -> None:
        with pytest.raises(ValueError, match="base64"):
            strict_base64(text)

    @given(st.binary(max_size=80))
    def test_reads_what_was_written(self, data: bytes) -> None:
        assert strict_base64(base64.b64encode(data).decode()) == data
