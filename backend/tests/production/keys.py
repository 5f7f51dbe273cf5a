"""The secrets of one drill: keys by ``prepare.sh``, certificates that name today's addresses."""

from __future__ import annotations

import secrets
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from support.certificates import LOOPBACK, Authority, Issued

DEPLOYMENT = Path(__file__).parents[3] / "deployment"
MEMBER_NAMES = ("mongo", "mongo-2", "mongo-3")
REDIS_NAMES = ("redis", *(f"redis-{number}" for number in range(2, 7)))
# Longer than what CertificateExpiresSoon warns of.
_DAYS = 90


def _password() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Keys:
    """``folder`` is what Compose mounts as /run/secrets. Passwords are new in every drill."""

    folder: Path
    authority: Authority
    root_password: str = field(default_factory=_password, repr=False)
    app_password: str = field(default_factory=_password, repr=False)
    metrics_password: str = field(default_factory=_password, repr=False)
    redis_password: str = field(default_factory=_password, repr=False)

    @property
    def ca_file(self) -> Path:
        return self.folder / "internal_ca"

    def path(self, name: str) -> Path:
        return self.folder / name

    def for_nginx(self) -> Issued:
        """A new certificate for the name that payers use, which is ``localhost`` here."""
        return self.authority.issue(f"nginx-{secrets.token_hex(4)}", days=_DAYS)


def prepare(folder: Path, member_addresses: Sequence[str]) -> Keys:
    """Everything that the servers read, in ``folder``; one address (no port) for each member."""
    folder.mkdir(parents=True, exist_ok=True)
    script = DEPLOYMENT / "scripts" / "prepare.sh"
    subprocess.run([script, folder], check=True, capture_output=True)
    keys = Keys(folder / "secrets", Authority(folder / "authority", "Paymentus internal"))
    _replace(keys.ca_file, keys.authority.ca_file)
    for name, address in zip(MEMBER_NAMES, member_addresses, strict=True):
        issued = keys.authority.issue(name, addresses=(LOOPBACK, address), days=_DAYS)
        _replace(keys.path(f"{name}.pem"), issued.both)
    for name in REDIS_NAMES:
        _replace(keys.path(f"{name}.pem"), keys.authority.issue(name, days=_DAYS).both)
    return keys


def _replace(target: Path, source: Path) -> None:
    """Files of ``prepare.sh`` are read-only, so a new one takes their place."""
    target.unlink()
    shutil.copy(source, target)
    target.chmod(0o400)
