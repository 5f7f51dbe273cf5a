"""What the audit endpoints answer. Hashes are base64 as in checkpoints and tiles' tools."""

import base64
from typing import Annotated, Any

from pydantic import Field

from paymentus.audit.domain.leaf import LogEntry, read_leaf
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.security_events import SecurityKind, kind_of
from paymentus.audit.domain.tree import leaf_hash
from paymentus.audit.service import ConsistencyProof, InclusionProof, Watch
from paymentus.foundation.http import ApiModel, Timestamp

Base64 = Annotated[
    str,
    Field(
        description="32 bytes in base64.",
        examples=["bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0="],
    ),
]


class InclusionProofOut(ApiModel):
    """RFC 6962 inclusion proof. Check it with the root of the checkpoint, not with `root`."""

    index: int
    size: int
    leaf_hash: Base64
    path: list[Base64] = Field(description="Sibling hashes, from the leaf upwards.")
    root: Base64
    checkpoint: str | None = Field(
        description="Signed checkpoint of exactly this size, where one was made."
    )

    @classmethod
    def of(cls, proof: InclusionProof) -> "InclusionProofOut":
        return cls(
            index=proof.index,
            size=proof.size,
            leaf_hash=_encode(proof.leaf_hash),
            path=[_encode(node) for node in proof.path],
            root=_encode(proof.root),
            checkpoint=proof.checkpoint,
        )


class ConsistencyProofOut(ApiModel):
    """RFC 6962 consistency proof: the larger tree begins with the smaller one."""

    size1: int
    size2: int
    root1: Base64
    root2: Base64
    path: list[Base64]

    @classmethod
    def of(cls, proof: ConsistencyProof) -> "ConsistencyProofOut":
        return cls(
            size1=proof.size1,
            size2=proof.size2,
            root1=_encode(proof.root1),
            root2=_encode(proof.root2),
            path=[_encode(node) for node in proof.path],
        )


class EntryOut(ApiModel):
    """One entry of the log; `leaf` is what was hashed, as an object."""

    index: int
    type: str = Field(description="`hidden` for what only `compliance.read` may see.")
    subject: str = Field(description="Empty where the entry is hidden.")
    at: Timestamp
    leaf_hash: Base64
    leaf: dict[str, Any] | None = Field(description="Null where the entry is hidden.")

    @classmethod
    def of(cls, entry: LogEntry, *, hidden: bool) -> "EntryOut":
        """A hidden one keeps its hash, so that a proof of it still verifies."""
        return cls(
            index=entry.index,
            type="hidden" if hidden else entry.type,
            subject="" if hidden else entry.subject,
            at=entry.at,
            leaf_hash=_encode(leaf_hash(entry.leaf)),
            leaf=None if hidden else read_leaf(entry.leaf),
        )


class SecurityEventOut(ApiModel):
    """An entry of the log about signing in, a key, an approval or a person."""

    index: int
    type: str
    kind: SecurityKind
    subject: str
    actor: str
    at: Timestamp
    data: dict[str, Any]

    @classmethod
    def of(cls, entry: LogEntry) -> "SecurityEventOut":
        leaf = read_leaf(entry.leaf)
        return cls(
            index=entry.index,
            type=entry.type,
            kind=kind_of(entry.type) or SecurityKind.PERSON,
            subject=entry.subject,
            actor=str(leaf.get("actor", "")),
            at=entry.at,
            data=dict(leaf.get("data", {})),
        )


class WatchOut(ApiModel):
    """What one who watches the log found last."""

    name: str = Field(description="`monitor`, or `witness` and its name.", examples=["monitor"])
    at: Timestamp
    size: int = Field(description="How many entries of the log it had followed.")
    problems: list[str] = Field(description="What did not agree; empty when all did.")

    @classmethod
    def of(cls, watch: Watch) -> "WatchOut":
        return cls(name=watch.name, at=watch.at, size=watch.size, problems=list(watch.problems))


class WatchesOut(ApiModel):
    data: list[WatchOut]


class LogKeyOut(ApiModel):
    origin: str
    vkey: str = Field(description="The log's public key as a C2SP verifier key.")


class WitnessOut(ApiModel):
    name: str
    vkey: str


class PolicyOut(ApiModel):
    """Whom to trust when a receipt is verified. Keep your own copy; do not fetch it each time."""

    format: str
    log: LogKeyOut
    witnesses: list[WitnessOut]
    quorum: int = Field(description="How many of the witnesses must have signed a checkpoint.")

    @classmethod
    def of(cls, policy: LogPolicy) -> "PolicyOut":
        return cls.model_validate(policy.to_document())


def _encode(digest: bytes) -> str:
    return base64.b64encode(digest).decode()
