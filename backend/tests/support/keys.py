"""Signing keys for tests."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from paymentus.audit.domain.checkpoint import LogKey


def a_log_key(origin: str = "paymentus.example/test") -> LogKey:
    return LogKey(origin, Ed25519PrivateKey.generate())
