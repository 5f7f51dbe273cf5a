"""The log's key and the verifiers' policy as files."""

import json
import os
from pathlib import Path
from typing import TypeVar

from paymentus.audit.domain.checkpoint import LogKey, NotAKey
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.tlog_policy import OperatorPolicy, parse_tlog_policy
from paymentus.foundation.errors import Unavailable

AnyKey = TypeVar("AnyKey", bound=LogKey)


class AuditKeyUnreadable(Unavailable):
    """The audit log's key or policy file is missing or is not one."""


def read_log_key(path: Path, *, origin: str) -> LogKey:
    """Read the log's signing key: PKCS #8 PEM, or Go's ``PRIVATE+KEY+...`` form.

    Raises :class:`AuditKeyUnreadable`, which says what to do.
    """
    return read_key(path, name=origin, kind=LogKey)


def read_key(path: Path, *, name: str, kind: type[AnyKey]) -> AnyKey:
    """Read a key of this kind and name; raises :class:`AuditKeyUnreadable`."""
    try:
        return kind.from_file_content(name, path.read_bytes())
    except OSError as error:
        raise AuditKeyUnreadable(
            f"The audit log's key {path} cannot be read ({error.strerror})."
            " Set AUDIT_KEY_FILE, or restore the key from its backup."
        ) from error
    except NotAKey as error:
        raise AuditKeyUnreadable(f"{path} is not the key of {name}: {error}.") from error


def create_log_key(path: Path, *, origin: str, seed: bytes) -> LogKey:
    """Write a new signing key, readable by its owner only. Never replaces a file.

    ``seed`` is 32 random bytes. Raises ``FileExistsError``.
    """
    return write_key(path, LogKey.from_seed(origin, seed))


def write_key(path: Path, key: AnyKey) -> AnyKey:
    """Write a key as :func:`create_log_key` does; raises ``FileExistsError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(key.to_pem())
            file.flush()
            os.fsync(file.fileno())
        # A link appears with its whole content or not at all, and never replaces a file: of two
        # processes that start at once, one makes the key and the other reads all of it.
        os.link(fresh, path)
    finally:
        fresh.unlink()
    return key


def read_policy(path: Path) -> OperatorPolicy:
    """Read a ``policy.json``, or a C2SP tlog-policy with the witnesses' addresses.

    Raises :class:`AuditKeyUnreadable`.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if text.lstrip().startswith("{"):
            return OperatorPolicy(LogPolicy.from_document(json.loads(text)))
        return parse_tlog_policy(text)
    except OSError as error:
        raise AuditKeyUnreadable(f"{path} cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise AuditKeyUnreadable(f"{path} is not a policy: {error}.") from error


def policy_of_key(key: LogKey) -> LogPolicy:
    """The policy of a log without witnesses."""
    return LogPolicy(origin=key.name, log_key=key.verifier)


def policy_of_files(key: LogKey, policy_file: Path | None) -> OperatorPolicy:
    """The policy of the log that ``key`` signs; without a file, one without witnesses.

    Raises :class:`AuditKeyUnreadable`, also when the file is of another log or key: a receipt
    that we issue under one policy and publish another for could never be verified.
    """
    if policy_file is None:
        return OperatorPolicy(policy_of_key(key))
    found = read_policy(policy_file)
    if found.policy.log_key != key.verifier or found.policy.origin != key.name:
        raise AuditKeyUnreadable(f"{policy_file} is the policy of another log or key than ours.")
    return found
