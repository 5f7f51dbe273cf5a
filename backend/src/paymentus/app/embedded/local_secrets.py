"""Secrets of one installation on one machine, made once and kept in its data folder.

Production gets its secrets from the environment or a key service, never from here.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from paymentus.foundation.errors import Unavailable
from paymentus.integrations.key_management.key_files import make_key_file
from paymentus.integrations.key_management.report_key import make_report_key

FILE_NAME = "secrets.json"

GENERATED: Mapping[str, Callable[[], str]] = {
    "JWT_SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "STRIPE_WEBHOOK_SECRET": lambda: "whsec_" + secrets.token_hex(32),
}


class SecretsUnreadable(Unavailable):
    """The secrets file is there but is not what we wrote."""


def load_or_create(
    data_dir: Path | str, generated: Mapping[str, Callable[[], str]] = GENERATED
) -> dict[str, str]:
    """Return every generated secret by its environment variable.

    A value once written never changes: sessions and stored signatures depend on it. Names that a
    newer release added are generated and kept beside the others.
    """
    path = Path(data_dir, FILE_NAME)
    known = _read(path)
    missing = {name: make() for name, make in generated.items() if name not in known}
    if missing:
        known = {**known, **missing}
        _write(path, known)
    return known


def make_key_files(data_dir: Path, environment: Mapping[str, str]) -> list[Path]:
    """Make the encryption key and the report key where they are missing; returns what is new.

    Those that the environment names, or a key service, are nobody's here to make.
    """
    made = []
    encryption_key, report_key = data_dir / ".encryption_key", data_dir / ".rsa_private_key.pem"
    if environment.get("MASTER_KEY_SOURCE", "file") == "file" and not environment.get(
        "ENCRYPTION_KEY_FILE"
    ):
        made += [encryption_key] if make_key_file(encryption_key) else []
    if not environment.get("RSA_PRIVATE_KEY_FILE") and not report_key.exists():
        made += [report_key] if make_report_key(report_key, None) else []
    return made


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise SecretsUnreadable(
            f"{path} cannot be read ({problem}). Restore it from a backup; removing it signs "
            f"everyone out, and everything signed with the old keys can no longer be checked."
        ) from problem
    return {str(name): str(value) for name, value in found.items()}


def _write(path: Path, values: Mapping[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    # Created with its final mode: at no moment can others read it.
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(json.dumps(values, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
