"""The witness that `paymentus up` runs: its key, and the policy that names it.

On one machine, under one operator, it shows how witnessing works and guards against whoever can
write to the database alone. Against the operator it guards once it runs elsewhere, under somebody
else: then AUDIT_POLICY_FILE names that one, and none is started here.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from paymentus.app.audit_key import load_or_create_key_file
from paymentus.app.embedded.data_folder import DataFolder
from paymentus.app.embedded.ports import LOOPBACK
from paymentus.audit.domain.note import LogKey, WitnessKey
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.tlog_policy import OperatorPolicy
from paymentus.foundation.settings import Settings

DEFAULT_PORT = 8003
NAME = "localhost/witness"


@dataclass(frozen=True, slots=True)
class EmbeddedWitness:
    """How the witness is started, and the policy file that the other processes read."""

    policy_file: Path
    arguments: tuple[str, ...]
    url: str


def prepare_witness(
    folder: DataFolder, *, port: int, environment: Mapping[str, str]
) -> EmbeddedWitness:
    """Make the keys that are not there yet, and write the policy."""
    origin = environment.get("AUDIT_ORIGIN") or str(Settings.model_fields["audit_origin"].default)
    log_key_file = environment.get("AUDIT_KEY_FILE") or folder.path / "audit_log_key"
    log_key = load_or_create_key_file(
        Path(log_key_file), LogKey.from_seed(origin, secrets.token_bytes(32))
    )
    key_file = folder.witness / "key"
    key = load_or_create_key_file(key_file, WitnessKey.from_seed(NAME, secrets.token_bytes(32)))
    url = f"http://{LOOPBACK}:{port}"
    policy = LogPolicy(origin, log_key.verifier, (key.verifier,), quorum=1)
    policy_file = folder.path / "audit-policy"
    fresh = policy_file.with_suffix(".new")
    fresh.write_text(OperatorPolicy(policy, {key.name: url}).to_text(), encoding="utf-8")
    fresh.replace(policy_file)
    arguments = (
        *("--name", NAME, "--key-file", str(key_file)),
        *("--store", str(folder.witness / "witness.db")),
        *("--log", log_key.vkey, "--port", str(port)),
    )
    return EmbeddedWitness(policy_file, arguments, url)
