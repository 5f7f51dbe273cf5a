"""Checkpoints: the log's signed statement about itself."""

from __future__ import annotations

import pytest

from paymentus.audit.domain.checkpoint import (
    Checkpoint,
    LogKey,
    NoteRefused,
    WitnessKey,
    cosign_checkpoint,
    parse_checkpoint,
    parse_checkpoint_body,
    sign_checkpoint,
    verify_checkpoint,
    verify_note,
)

ORIGIN = "example.com/log"
KEY = LogKey.from_seed(ORIGIN, bytes(32))
ROOT = bytes(range(32))
TEXT = sign_checkpoint(ORIGIN, 20_852_163, ROOT, KEY)


class TestCheckpoint:
    def test_is_three_lines_and_a_signature(self) -> None:
        lines = TEXT.split("\n")

        assert lines[:4] == [ORIGIN, "20852163", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", ""]
        assert lines[4].startswith(f"— {ORIGIN} ")

    def test_is_read_back_and_verified(self) -> None:
        assert parse_checkpoint(TEXT) == Checkpoint(ORIGIN, 20_852_163, ROOT)
        assert verify_checkpoint(TEXT, KEY.verifier, origin=ORIGIN).root == ROOT

    def test_keeps_extension_lines_it_does_not_know(self) -> None:
        body = Checkpoint(ORIGIN, 1, ROOT, ("extra 1",)).body

        assert parse_checkpoint_body(body).extensions == ("extra 1",)

    def test_of_another_log_is_refused_even_with_the_right_key(self) -> None:
        text = sign_checkpoint("example.com/other", 1, ROOT, KEY)

        with pytest.raises(NoteRefused, match="another log"):
            verify_checkpoint(text, KEY.verifier, origin=ORIGIN)

    def test_signed_by_another_key_is_refused(self) -> None:
        text = sign_checkpoint(ORIGIN, 1, ROOT, LogKey.from_seed(ORIGIN, b"\x01" * 32))

        with pytest.raises(NoteRefused, match="no trusted key"):
            verify_checkpoint(text, KEY.verifier, origin=ORIGIN)

    def test_carries_the_cosignatures_of_witnesses(self) -> None:
        witness = WitnessKey.from_seed("witness.example/w1", b"\x02" * 32)

        text = cosign_checkpoint(TEXT, witness, 1_795_000_000)

        note = verify_note(text, [KEY.vkey, witness.vkey])
        assert note.signed_by(witness.verifier)
        assert parse_checkpoint(text) == parse_checkpoint(TEXT)

    @pytest.mark.parametrize(
        "body",
        [
            "example.com/log\n1\n",
            "\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
            "example.com/log\n01\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
            "example.com/log\n-1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
            "example.com/log\n+1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
            "example.com/log\n١\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
            "example.com/log\n99999999999999999999\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
            "example.com/log\n9999999999999999999\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
            "example.com/log\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=\n",
            "example.com/log\n1\nAAEC\n",
            "example.com/log\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n",
            "example.com/log\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        ],
    )
    def test_is_refused_when_not_exactly_in_form(self, body: str) -> None:
        with pytest.raises(NoteRefused):
            parse_checkpoint_body(body)
