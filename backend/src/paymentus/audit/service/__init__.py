"""What the audit log does for others: proofs, tiles, lists, and the check of itself.

``AuditLog`` answers and proves; ``LogVerification`` derives the whole log again and names what
does not fit. Neither writes entries: that is the commit's.
"""

from paymentus.audit.service.key_files import (
    AuditKeyUnreadable,
    create_log_key,
    policy_of_files,
    policy_of_key,
    read_log_key,
    read_policy,
)
from paymentus.audit.service.log import (
    AuditLog,
    CheckpointChanged,
    ConsistencyProof,
    CosignatureRefused,
    EntryNotFound,
    EntryPage,
    InclusionProof,
    LogDamaged,
    LogIsEmpty,
    TreeNotThatLarge,
    Watch,
)
from paymentus.audit.service.verification import LogReport, LogVerification
from paymentus.audit.service.witnessing import (
    WitnessesAreLate,
    Witnessing,
    checkpoints_of_witnesses,
)

__all__ = [
    "AuditKeyUnreadable",
    "AuditLog",
    "CheckpointChanged",
    "ConsistencyProof",
    "CosignatureRefused",
    "EntryNotFound",
    "EntryPage",
    "InclusionProof",
    "LogDamaged",
    "LogIsEmpty",
    "LogReport",
    "LogVerification",
    "TreeNotThatLarge",
    "Watch",
    "WitnessesAreLate",
    "Witnessing",
    "checkpoints_of_witnesses",
    "create_log_key",
    "policy_of_files",
    "policy_of_key",
    "read_log_key",
    "read_policy",
]
