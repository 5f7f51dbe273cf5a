"""The RSA key as the guide makes it, and what is refused."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from paymentus.integrations.key_management import MasterKeyUnfit
from paymentus.integrations.key_management.report_key import (
    ReportKeyUnfit,
    make_report_key,
    read_report_key,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".rsa_private_key.pem"


class TestReportKey:
    @pytest.mark.parametrize("passphrase", [None, "correct horse"])
    def test_is_made_once_and_read_again(self, path: Path, passphrase: str | None) -> None:
        assert make_report_key(path, passphrase)
        content = path.read_bytes()
        assert not make_report_key(path, passphrase)

        assert path.read_bytes() == content
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert (b"ENCRYPTED" in content) is (passphrase is not None)
        assert read_report_key(path, passphrase).key_size == 3072

    @pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not here")
    def test_is_taken_as_openssl_makes_it(self, path: Path) -> None:
        """The guide's command; `-pkcs8` is no option of genpkey, which writes nothing else."""
        subprocess.run(
            ["openssl", "genpkey", "-algorithm", "RSA", "-out", str(path), "-aes256", "-pass",
             "pass:correct horse"],
            check=True, capture_output=True,
        )  # fmt: skip
        path.chmod(0o600)

        assert read_report_key(path, "correct horse").key_size >= 2048
        with pytest.raises(ReportKeyUnfit, match="passphrase is wrong"):
            read_report_key(path, "wrong")
        with pytest.raises(ReportKeyUnfit, match="is encrypted, and no passphrase"):
            read_report_key(path, None)

    def test_that_others_can_read_is_refused(self, path: Path) -> None:
        make_report_key(path, None)
        path.chmod(0o644)

        with pytest.raises(MasterKeyUnfit, match="chmod 600"):
            read_report_key(path, None)

    def test_that_is_short_or_of_another_kind_is_refused(self, path: Path) -> None:
        for key in (
            rsa.generate_private_key(public_exponent=65537, key_size=1024),
            ec.generate_private_key(ec.SECP256R1()),
        ):
            path.write_bytes(
                key.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            )
            path.chmod(0o600)
            with pytest.raises(ReportKeyUnfit, match="not an RSA key of 2048 bits"):
                read_report_key(path, None)
