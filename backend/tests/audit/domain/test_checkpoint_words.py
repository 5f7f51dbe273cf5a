"""Checkpoints, cosignatures and policies: what refusals say, and what stands at each border."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from paymentus.audit.domain.checkpoint import (
    SIZE_MAX,
    Checkpoint,
    accepted_cosignature,
    cosign_checkpoint,
    cosigned_by,
    only_signed_by,
    parse_checkpoint,
    parse_checkpoint_body,
    sign_checkpoint,
    verify_checkpoint,
)
from paymentus.audit.domain.note import (
    LogKey,
    NotAKey,
    NoteRefused,
    WitnessKey,
)
from paymentus.audit.domain.policy import LogPolicy

NAME = "example.com/log"
KEY = LogKey.from_seed(NAME, bytes(32))
WITNESS = WitnessKey.from_seed("witness.example/w1", b"\x07" * 32)
SECOND = WitnessKey.from_seed("witness.example/w2", b"\x08" * 32)
BODY = "one\ntwo\n"
NOTE = f"{BODY}\n{KEY.signature_line(BODY)}"
ROOT = bytes(range(32))
TEXT = sign_checkpoint(NAME, 5, ROOT, KEY)
CHECKPOINT_BODY = TEXT.partition("\n\n")[0] + "\n"


def refused(act: Callable[[], object], kind: type[Exception] = NoteRefused) -> str:
    """The words of the refusal; fails when there is none."""
    with pytest.raises(kind) as refusal:
        act()
    return str(refusal.value)


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def forged_line(signer: WitnessKey, data: bytes, *, name: str | None = None) -> str:
    return f"— {name or signer.name} {encoded(signer.verifier.id + data)}\n"


class TestACheckpoint:
    @pytest.mark.parametrize(
        ("body", "words"),
        [
            ("a\n1\nAA==", "a checkpoint ends with a newline"),
            ("a\n1\n", "a checkpoint has an origin, a size and a root, and no empty line"),
            ("a\n\nAA==\n", "a checkpoint has an origin, a size and a root, and no empty line"),
            ("a\n1\nAA==\n\n", "a checkpoint has an origin, a size and a root, and no empty line"),
            ("a\n1x\nAA==\n", "the checkpoint's size is not a plain decimal number"),
            ("a\n01\nAA==\n", "the checkpoint's size is not a plain decimal number"),
            ("a\n١\nAA==\n", "the checkpoint's size is not a plain decimal number"),
            ("a\n10000000000000000000\nAA==\n", "a checkpoint's size is out of range"),
            (f"a\n{2**63}\n{encoded(ROOT)}\n", "a checkpoint's size is out of range"),
            ("a\n1\nA\n", "the checkpoint's root is not base64"),
            ("a\n1\nAA==\n", "a checkpoint's root is 32 bytes long"),
        ],
    )
    def test_says_what_is_wrong_with_its_form(self, body: str, words: str) -> None:
        assert refused(lambda: parse_checkpoint_body(body)) == words

    @pytest.mark.parametrize("size", [0, 1, 10, SIZE_MAX])
    def test_has_any_size_that_a_log_can_have(self, size: int) -> None:
        made = Checkpoint("a", size, ROOT, ("x", "y"))

        assert parse_checkpoint_body(made.body) == made
        assert made.body == f"a\n{size}\n{encoded(ROOT)}\nx\ny\n"

    @pytest.mark.parametrize("origin", ["", "a\nb"])
    def test_has_an_origin_of_one_line(self, origin: str) -> None:
        assert refused(lambda: Checkpoint(origin, 1, ROOT)) == (
            "a checkpoint's origin is one line, not empty"
        )

    @pytest.mark.parametrize("size", [-1, SIZE_MAX + 1])
    def test_has_no_size_beyond_the_borders(self, size: int) -> None:
        assert refused(lambda: Checkpoint("a", size, ROOT)) == "a checkpoint's size is out of range"

    def test_of_another_log_names_it(self) -> None:
        assert refused(lambda: verify_checkpoint(TEXT, KEY.verifier, origin="b")) == (
            "the checkpoint is of another log, example.com/log"
        )
        assert verify_checkpoint(TEXT, KEY.verifier, origin=NAME) == Checkpoint(NAME, 5, ROOT)
        assert parse_checkpoint(TEXT) == Checkpoint(NAME, 5, ROOT)

    def test_is_signed_as_a_note_of_three_lines(self) -> None:
        assert f"{CHECKPOINT_BODY}\n{KEY.signature_line(CHECKPOINT_BODY)}" == TEXT

    def test_that_is_none_is_not_cosigned(self) -> None:
        assert refused(lambda: cosign_checkpoint(NOTE, WITNESS, 1)) == (
            "a checkpoint has an origin, a size and a root, and no empty line"
        )


class TestCosignatures:
    def test_of_a_witness_are_found_among_others(self) -> None:
        both = cosign_checkpoint(cosign_checkpoint(TEXT, WITNESS, 7), SECOND, 8)

        assert cosigned_by(both, [WITNESS.verifier, SECOND.verifier]) == (
            WITNESS.verifier,
            SECOND.verifier,
        )
        assert cosigned_by(both, [SECOND.verifier]) == (SECOND.verifier,)
        assert cosigned_by(TEXT, [WITNESS.verifier]) == ()
        # The log's own line has no time, so it is nobody's cosignature.
        assert cosigned_by(TEXT, [KEY.verifier]) == ()

    def test_that_do_not_hold_or_stand_twice_are_none_and_hide_no_other(self) -> None:
        wrong = TEXT + forged_line(WITNESS, bytes(72)) + SECOND.cosignature_line(CHECKPOINT_BODY, 8)
        twice = cosign_checkpoint(cosign_checkpoint(TEXT, WITNESS, 7), WITNESS, 8)

        assert cosigned_by(wrong, [WITNESS.verifier, SECOND.verifier]) == (SECOND.verifier,)
        assert cosigned_by(twice, [WITNESS.verifier]) == ()

    def test_are_taken_out_of_a_witnesss_answer(self) -> None:
        line = WITNESS.cosignature_line(CHECKPOINT_BODY, 7)

        def accepted(answer: str) -> str:
            return accepted_cosignature(answer, checkpoint=TEXT, witness=WITNESS.verifier)

        assert accepted(line) == line
        assert accepted(SECOND.cosignature_line(CHECKPOINT_BODY, 7) + line) == line
        assert refused(lambda: accepted("")) == "the note has no signatures"
        assert refused(lambda: accepted(SECOND.cosignature_line(CHECKPOINT_BODY, 7))) == (
            "no trusted key signed the note"
        )
        assert refused(lambda: accepted(WITNESS.cosignature_line("a\n", 7))) == (
            "the signature of witness.example/w1 is wrong"
        )
        longer = f"{CHECKPOINT_BODY}\nmore\n"
        answer = f"more\n\n{WITNESS.cosignature_line(longer, 7)}"
        assert refused(lambda: accepted(answer)) == "the answer holds more than signature lines"

    def test_of_keys_that_a_reader_does_not_know_are_left_out(self) -> None:
        both = cosign_checkpoint(cosign_checkpoint(TEXT, WITNESS, 7), SECOND, 8)

        assert only_signed_by(both, [KEY.verifier, WITNESS.verifier]) == (
            cosign_checkpoint(TEXT, WITNESS, 7)
        )
        assert only_signed_by(both, [KEY.verifier]) == TEXT


class TestAPolicy:
    def test_says_what_is_wrong_with_it(self) -> None:
        key, w1, w2 = KEY.verifier, WITNESS.verifier, SECOND.verifier
        twin = WitnessKey.from_seed("witness.example/twin", b"\x07" * 32).verifier
        wrong: dict[str, Callable[[], LogPolicy]] = {
            "the log's key is plain Ed25519": lambda: LogPolicy("o", w1),
            "a witness's key is of type cosignature/v1": lambda: LogPolicy("o", key, (w1, key)),
            "two witnesses have the same key": lambda: LogPolicy("o", key, (w1, twin)),
            "a quorum of 3 among 2 witnesses": lambda: LogPolicy("o", key, (w1, w2), 3),
            "a quorum of -1 among 2 witnesses": lambda: LogPolicy("o", key, (w1, w2), -1),
        }

        for words, made in wrong.items():
            assert refused(made, NotAKey) == words
        assert LogPolicy("o", key, (w1, w2), 2).keys == (key, w1, w2)

    def test_is_written_as_verifiers_read_it(self) -> None:
        policy = LogPolicy(NAME, KEY.verifier, (WITNESS.verifier,), 1)
        document = {
            "format": "paymentus-policy/1",
            "log": {"origin": NAME, "vkey": KEY.vkey},
            "witnesses": [{"name": WITNESS.name, "vkey": WITNESS.vkey}],
            "quorum": 1,
        }

        assert policy.to_document() == document
        assert LogPolicy.from_document(document) == policy
        assert refused(lambda: LogPolicy.from_document({}), NotAKey) == "the policy lacks a field"
        other = document | {"format": "paymentus-policy/2"}
        assert refused(lambda: LogPolicy.from_document(other), NotAKey) == (
            "the policy's format is not paymentus-policy/1"
        )
