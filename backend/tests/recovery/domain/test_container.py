from __future__ import annotations

import io
import struct

import pytest

from paymentus.recovery.domain.container import (
    MAGIC,
    PIECE_BYTES,
    BackupDamaged,
    BackupKeyUnfit,
    OpenedReader,
    SealedWriter,
    opened_pieces,
    read_header,
)

SECRET = "a secret of a backup, long enough to be taken"
SALT = bytes(range(32))
PLAIN = bytes(range(256)) * (PIECE_BYTES // 256 * 2) + b"the rest"


def sealed(plain: bytes = PLAIN, *, secret: str = SECRET, salt: bytes = SALT) -> bytes:
    target = io.BytesIO()
    with SealedWriter(target, header={"kind": "snapshot"}, secret=secret, salt=salt) as writer:
        # Uneven steps, so that pieces do not begin where writes do.
        for start in range(0, len(plain), 700_001):
            writer.write(plain[start : start + 700_001])
    return target.getvalue()


def opened(data: bytes, secret: str = SECRET) -> bytes:
    return b"".join(opened_pieces(io.BytesIO(data), secret))


def pieces_of(data: bytes) -> tuple[bytes, list[bytes]]:
    """The beginning, and each piece with its length."""
    place = len(MAGIC)
    place += 4 + struct.unpack_from(">I", data, place)[0]
    begin, pieces = data[:place], []
    while place < len(data):
        length = 4 + struct.unpack_from(">I", data, place)[0]
        pieces.append(data[place : place + length])
        place += length
    return begin, pieces


BEGIN, PIECES = pieces_of(sealed())


class TestASealedFile:
    @pytest.mark.parametrize(
        "plain", [b"", b"x", PLAIN[:PIECE_BYTES], PLAIN[: PIECE_BYTES + 1], PLAIN]
    )
    def test_opens_to_what_was_written(self, plain: bytes) -> None:
        assert opened(sealed(plain)) == plain

    def test_reads_like_a_file(self) -> None:
        reader = io.BufferedReader(OpenedReader(io.BytesIO(sealed()), SECRET))

        assert reader.read(10) == PLAIN[:10]
        assert reader.read() == PLAIN[10:]

    def test_says_what_it_is_without_its_key(self) -> None:
        assert read_header(io.BytesIO(sealed()))["kind"] == "snapshot"

    def test_holds_nothing_in_the_clear(self) -> None:
        assert b"the rest" not in sealed()
        assert PLAIN[:64] not in sealed()

    def test_is_another_one_with_another_salt(self) -> None:
        assert pieces_of(sealed(salt=bytes(32)))[1] != PIECES

    def test_opens_with_no_other_key(self) -> None:
        with pytest.raises(BackupDamaged, match="BACKUP_ENCRYPTION_KEY is not the one"):
            opened(sealed(), SECRET + "!")

    def test_takes_no_short_secret(self) -> None:
        with pytest.raises(BackupKeyUnfit):
            sealed(secret="too short")


class TestAChangedFile:
    def test_has_no_byte_that_can_be_flipped(self) -> None:
        """Every byte of a small file; of the header too."""
        data = sealed(b"ten bytes.")

        for place in range(len(data)):
            changed = bytearray(data)
            changed[place] ^= 1
            with pytest.raises(BackupDamaged):
                opened(bytes(changed))

    def test_is_not_opened_beyond_the_flip(self) -> None:
        changed = bytearray(sealed())
        changed[-20] ^= 0x80
        taken = []

        with pytest.raises(BackupDamaged, match="Piece 2"):
            for piece in opened_pieces(io.BytesIO(bytes(changed)), SECRET):
                taken.append(piece)
        assert b"".join(taken) == PLAIN[: 2 * PIECE_BYTES]

    @pytest.mark.parametrize("kept", [1, 2])
    def test_cannot_end_with_an_earlier_piece(self, kept: int) -> None:
        with pytest.raises(BackupDamaged, match="cut"):
            opened(BEGIN + b"".join(PIECES[:kept]))

    @pytest.mark.parametrize("missing", [1, 5, 100])
    def test_cannot_end_within_a_piece(self, missing: int) -> None:
        with pytest.raises(BackupDamaged, match="cut"):
            opened(sealed()[:-missing])

    def test_cannot_be_only_its_beginning(self) -> None:
        for end in range(len(BEGIN) + 1):
            with pytest.raises(BackupDamaged):
                opened(BEGIN[:end])

    @pytest.mark.parametrize(
        "order", [(1, 0, 2), (0, 0, 2), (0, 2), (0, 1, 1, 2), (0, 1, 2, 2), (2, 1, 0)]
    )
    def test_cannot_have_its_pieces_in_another_order(self, order: tuple[int, ...]) -> None:
        with pytest.raises(BackupDamaged):
            opened(BEGIN + b"".join(PIECES[number] for number in order))

    def test_cannot_take_a_piece_of_another_backup_under_the_same_key(self) -> None:
        others = pieces_of(sealed(salt=bytes(32)))[1]

        with pytest.raises(BackupDamaged):
            opened(BEGIN + PIECES[0] + others[1] + PIECES[2])

    def test_cannot_have_something_after_its_end(self) -> None:
        with pytest.raises(BackupDamaged):
            opened(sealed() + b"\0")
