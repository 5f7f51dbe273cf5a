"""A log that was brought back is shorter than what its witnesses saw, and says so itself.

A witness that saw more will never cosign what is written now: to it, that is another history, as it
would be if somebody had rewritten the log. So the log's next entry names what was lost: where the
restored log ends, and the longest checkpoint that a witness has seen. The witness's operator, who
keeps that checkpoint, can then decide to go on with a new key (docs/decisions/0028).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from paymentus.audit.domain.checkpoint import Checkpoint, VerifierKey, parse_checkpoint
from paymentus.audit.service import AuditLog
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.errors import Unavailable

EVENT = "log.restored"


@dataclass(frozen=True, slots=True)
class Declared:
    """``ahead`` are the witnesses that saw more than the restored log has."""

    size: int
    seen_size: int
    ahead: tuple[str, ...]


class WitnessSilent(Unavailable):
    """A witness does not tell what it has seen. It may have seen more than this log has."""


def longer_than(size: int, seen: Mapping[VerifierKey, str | None]) -> dict[VerifierKey, Checkpoint]:
    """What witnesses have cosigned beyond ``size``. A witness that does not answer is left out."""
    read = {witness: parse_checkpoint(text) for witness, text in seen.items() if text is not None}
    return {witness: one for witness, one in read.items() if one.size > size}


async def declare_restored(
    *,
    log: AuditLog,
    committer: Committer,
    shard: str,
    seen: Mapping[VerifierKey, str | None],
    backup: str,
    actor: str,
    without: Collection[str] = (),
) -> Declared | None:
    """Write down that the log was brought back from ``backup``; None where nobody saw more.

    ``seen`` is what ``checkpoints_of_witnesses`` says. Do it before the doors open: as soon as the
    log has grown past what a witness saw, its size no longer tells that it is another one.

    Raises ``WitnessSilent`` where one does not answer, unless ``without`` has its name.
    """
    silent = sorted(
        witness.name
        for witness, text in seen.items()
        if text is None and witness.name not in without
    )
    if silent:
        raise WitnessSilent(
            f"{', '.join(silent)} did not tell what it has seen of the log: nothing was declared."
            " Ask again when it answers. Where it never will, or has never seen anything, say"
            " --without-witness with its name."
        )
    newest = await log.newest_checkpoint()
    size = newest.size if newest else 0
    ahead = longer_than(size, seen)
    if not ahead:
        return None
    longest = max(ahead.values(), key=lambda checkpoint: checkpoint.size)
    data = {
        "backup": backup,
        "size": size,
        "root": parse_checkpoint(newest.text).root.hex() if newest else "",
        "seen_size": longest.size,
        "seen_root": longest.root.hex(),
    }
    await committer.commit(UnitOfWork(audit=(AuditRecord(EVENT, shard, actor, data),)))
    return Declared(size, longest.size, tuple(sorted(witness.name for witness in ahead)))
