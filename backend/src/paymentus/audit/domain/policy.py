"""Whom a verifier trusts: the log's key and, where there are any, the witnesses and their quorum.

The policy is a file of its own that the verifier pins; it is never taken from a receipt.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from paymentus.audit.domain.note import COSIGNATURE_V1, ED25519, NotAKey, VerifierKey

POLICY_FORMAT = "paymentus-policy/1"


@dataclass(frozen=True, slots=True)
class LogPolicy:
    """The log ``origin`` is signed by ``log_key``; ``quorum`` of the witnesses must have seen it.

    ``retired`` witnesses count no more; what they signed is still stored and still checked.

    Raises :class:`NotAKey` when the keys are not of their kinds or the quorum cannot be met.
    """

    origin: str
    log_key: VerifierKey
    witnesses: tuple[VerifierKey, ...] = ()
    quorum: int = 0
    retired: tuple[VerifierKey, ...] = ()

    def __post_init__(self) -> None:
        if self.log_key.key_type != ED25519:
            raise NotAKey("the log's key is plain Ed25519")
        witnesses = (*self.witnesses, *self.retired)
        if any(witness.key_type != COSIGNATURE_V1 for witness in witnesses):
            raise NotAKey("a witness's key is of type cosignature/v1")
        # One key under two names would count twice towards the quorum.
        if len({witness.public_key for witness in witnesses}) != len(witnesses):
            raise NotAKey("two witnesses have the same key")
        if not 0 <= self.quorum <= len(self.witnesses):
            raise NotAKey(f"a quorum of {self.quorum} among {len(self.witnesses)} witnesses")

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        return (self.log_key, *self.witnesses)

    def to_document(self) -> dict[str, Any]:
        """The content of ``policy.json``."""
        return {
            "format": POLICY_FORMAT,
            "log": {"origin": self.origin, "vkey": str(self.log_key)},
            "witnesses": [
                {"name": witness.name, "vkey": str(witness)} for witness in self.witnesses
            ],
            "quorum": self.quorum,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "LogPolicy":
        """Read ``policy.json``; raises :class:`NotAKey` when it is not one."""
        try:
            if document["format"] != POLICY_FORMAT:
                raise NotAKey(f"the policy's format is not {POLICY_FORMAT}")
            return cls(
                origin=document["log"]["origin"],
                log_key=VerifierKey.parse(document["log"]["vkey"]),
                witnesses=tuple(
                    VerifierKey.parse(witness["vkey"]) for witness in document["witnesses"]
                ),
                quorum=document["quorum"],
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise NotAKey("the policy lacks a field") from error
