"""The RSA key that signs exported reports: ``.rsa_private_key.pem``, as the deployment guide makes
it (PKCS #8 PEM, encrypted with AES-256), or without a passphrase. Its mode must be 0600.

The audit log's own key is another one (Ed25519): transparency logs know no RSA signatures.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from paymentus.foundation.errors import Unavailable
from paymentus.integrations.key_management.key_files import read_private_file, write_private_file

# What `openssl genpkey -algorithm RSA` makes without a size, and what we make.
_LEAST_BITS = 2_048
_OUR_BITS = 3_072


class ReportKeyUnfit(Unavailable):
    """The key that signs reports is missing or is not one."""


def read_report_key(path: Path, passphrase: str | None) -> rsa.RSAPrivateKey:
    """Raises ``ReportKeyUnfit`` or ``MasterKeyUnfit``, which say what to do."""
    content = read_private_file(path, what="report key")
    try:
        key = serialization.load_pem_private_key(
            content, passphrase.encode() if passphrase else None
        )
    except TypeError as problem:
        need = "is encrypted, and no" if passphrase is None else "is not encrypted, but a"
        raise ReportKeyUnfit(
            f"{path} {need} passphrase is given. See RSA_PRIVATE_KEY_PASSPHRASE and "
            "RSA_PRIVATE_KEY_PASSPHRASE_FILE."
        ) from problem
    except (ValueError, UnsupportedAlgorithm) as problem:
        raise ReportKeyUnfit(
            f"{path} cannot be opened: the passphrase is wrong, or it is not a PEM key."
        ) from problem
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < _LEAST_BITS:
        raise ReportKeyUnfit(f"{path} is not an RSA key of {_LEAST_BITS} bits or more.")
    return key


def make_report_key(path: Path, passphrase: str | None) -> bool:
    """Write a fresh key, readable by its owner only; False when there is a file already."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=_OUR_BITS)
    protection: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, protection
    )
    with contextlib.suppress(FileExistsError):
        write_private_file(path, pem)
        return True
    return False
