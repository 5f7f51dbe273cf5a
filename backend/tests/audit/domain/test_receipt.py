"""The receipt file that the platform issues; what verifies it is tests/test_verify_receipt.py."""

from __future__ import annotations

import pytest

from audit.building import AnIssuedReceipt
from paymentus.audit.domain.receipt import receipt_commitment, receipt_file
from paymentus.foundation.canonical_json import parse_canonical


class TestReceiptFile:
    def test_is_canonical_json_and_a_newline(self) -> None:
        made = AnIssuedReceipt()

        data = receipt_file(made.receipt, made.salt, made.proof)

        assert data.endswith(b"}\n")
        document = parse_canonical(data[:-1])
        assert set(document) == {"format", "receipt", "salt", "leaf", "proof"}
        assert document["receipt"] == made.receipt
        assert document["salt"] == made.salt.hex()
        assert document["proof"]["index"] == made.proof.index

    def test_is_not_made_from_another_payments_leaf(self) -> None:
        made = AnIssuedReceipt()

        with pytest.raises(ValueError, match="another receipt"):
            receipt_file(made.receipt | {"method": "other"}, made.salt, made.proof)
        with pytest.raises(ValueError, match="another receipt"):
            receipt_file(made.receipt, bytes(32), made.proof)

    def test_needs_a_salt_that_cannot_be_guessed(self) -> None:
        with pytest.raises(ValueError, match="32 bytes"):
            receipt_commitment({}, bytes(16))
