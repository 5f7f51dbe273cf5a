"""The receipt file: what a payer keeps, and can prove without us (``paymentus-receipt/1``).

The receipt's fields are bound to the leaf by a commitment under a salt that only the file holds;
the leaf is bound to the log by an inclusion path; the log is bound by the signed checkpoint.
``verify_receipt.py`` checks all of it from this file and a policy.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from paymentus.audit.domain.leaf import commitment, read_leaf
from paymentus.foundation.canonical_json import canonical_bytes

RECEIPT_FORMAT = "paymentus-receipt/1"
SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class ProofBundle:
    """A leaf and all that proves its place in the log."""

    leaf: bytes
    index: int
    tree_size: int
    path: tuple[bytes, ...]
    checkpoint: str

    def to_document(self) -> dict[str, Any]:
        """The member ``proof`` of a receipt; the size stands in the checkpoint."""
        return {
            "index": self.index,
            "path": [base64.b64encode(node).decode() for node in self.path],
            "checkpoint": self.checkpoint,
        }

    def to_tlog_proof(self) -> str:
        """The same as a C2SP ``.tlog-proof`` file, for tools other than ours."""
        path = "".join(f"{base64.b64encode(node).decode()}\n" for node in self.path)
        return f"c2sp.org/tlog-proof@v1\nindex {self.index}\n{path}\n{self.checkpoint}"


def receipt_commitment(receipt: Mapping[str, Any], salt: bytes) -> str:
    """What the leaf of a succeeded payment commits to; ``salt`` is 32 random bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a receipt's salt is {SALT_BYTES} bytes long")
    return commitment(salt, dict(receipt))


def receipt_file(receipt: Mapping[str, Any], salt: bytes, proof: ProofBundle) -> bytes:
    """The bytes of the receipt file: canonical JSON and one newline.

    Raises ``ValueError`` when the leaf does not commit to this receipt: such a file would be
    refused by every verifier, so it must not leave the house.
    """
    leaf = read_leaf(proof.leaf)
    if leaf.get("commitment") != receipt_commitment(receipt, salt):
        raise ValueError("the leaf commits to another receipt")
    document = {
        "format": RECEIPT_FORMAT,
        "receipt": dict(receipt),
        "salt": salt.hex(),
        "leaf": leaf,
        "proof": proof.to_document(),
    }
    return canonical_bytes(document) + b"\n"
