"""Asks witnesses to cosign the newest checkpoint, and keeps what they answer once it is verified.

Nothing here is on the way of a payment: a witness that is down or lies costs nothing but time until
the log's newest entries count as witnessed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from paymentus.audit.domain.checkpoint import (
    NoteRefused,
    VerifierKey,
    accepted_cosignature,
    cosigned_by,
    parse_checkpoint,
    verify_checkpoint,
)
from paymentus.audit.domain.policy import LogPolicy
from paymentus.audit.domain.tlog_policy import OperatorPolicy
from paymentus.audit.repository import AuditRepository
from paymentus.audit.service.log import AuditLog, CheckpointChanged, TreeNotThatLarge
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.metrics import Metrics
from paymentus.foundation.mongo import Database
from paymentus.integrations.witness import (
    WitnessRefused,
    WitnessSawAnotherSize,
    WitnessUnavailable,
)
from paymentus.integrations.witness.client import WitnessClient

_log = logging.getLogger(__name__)

LATE_SECONDS = 60.0
"""Entries that no quorum has seen for so long are told in health."""

_SIZES_TRIED = 3
_TELL_AGAIN = timedelta(seconds=10)


class WitnessesAreLate(Unavailable):
    """Too few witnesses have cosigned the newest entries for a minute or more."""


@dataclass(slots=True)
class _Known:
    """What this process knows of one witness."""

    size: int = 0
    problem: str | None = None
    told_at: datetime | None = None


class Witnessing:
    """One log's dealings with its witnesses. Any number of processes may do this at once: each
    witness orders what it is asked, and cosignatures are added to what is stored."""

    def __init__(
        self,
        *,
        database: Database,
        log: AuditLog,
        addresses: Mapping[str, str],
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._repository = AuditRepository(database)
        self._log = log
        self._clients = _clients_of(log.policy, addresses)
        self._known = {key: _Known() for key in self._clients}
        self._clock = clock
        self._metrics = metrics

    async def submit_newest(self) -> int:
        """Have every witness cosign the newest checkpoint; returns how many did so now."""
        if not self._clients:
            return 0
        newest = await self._log.newest_checkpoint()
        if newest is None or newest.size == 0:
            return 0
        done = await asyncio.gather(*(self._submit(key, newest.text) for key in self._clients))
        return sum(done)

    async def newest_of_witnesses(self) -> dict[VerifierKey, str | None]:
        """As :func:`checkpoints_of_witnesses`, over the connections that are open."""
        return await _ask_all(self._clients, self._log.policy)

    async def lag_seconds(self) -> float:
        """How long the oldest entry without a quorum of witnesses has waited; 0 when all have."""
        if not self._log.policy.quorum:
            return 0.0
        waiting = await self._repository.oldest_unwitnessed()
        if waiting is None or waiting.at is None:
            return 0.0
        return max(0.0, (self._clock() - waiting.at).total_seconds())

    async def check(self) -> None:
        """For health: raises :class:`WitnessesAreLate`."""
        lag = await self.lag_seconds()
        if lag > LATE_SECONDS:
            raise WitnessesAreLate(f"The oldest entry nobody witnessed is {lag:.0f} s old.")

    async def close(self) -> None:
        await asyncio.gather(*(client.close() for client in self._clients.values()))

    async def _submit(self, key: VerifierKey, text: str) -> bool:
        known = self._known[key]
        size = parse_checkpoint(text).size
        if known.size == size and known.problem is None:
            return False
        problem, cosigned = None, False
        try:
            cosigned = await self._cosign(key, known, text, size)
        except (WitnessUnavailable, WitnessRefused, NoteRefused, TreeNotThatLarge) as error:
            problem = str(error)
            contradicts = isinstance(error, NoteRefused) or (
                isinstance(error, WitnessRefused) and error.contradicts
            )
            self._metrics.audit_witness_failures.labels(
                key.name, "contradiction" if contradicts else "unavailable"
            ).inc()
            if problem != known.problem:
                _log.log(
                    logging.ERROR if contradicts else logging.WARNING,
                    "witness %s: %s",
                    key.name,
                    problem,
                    extra={"event.action": "witness-failed"},
                )
        await self._tell(key, known, problem)
        return cosigned

    async def _cosign(self, key: VerifierKey, known: _Known, text: str, size: int) -> bool:
        for _ in range(_SIZES_TRIED):
            if known.size > size:
                # Another worker was faster, or our log has become shorter than it was.
                newest = await self._log.newest_checkpoint()
                if newest is not None and newest.size >= known.size:
                    return False
                raise WitnessRefused(
                    409, f"it has cosigned {known.size} entries, and this log has {size}"
                )
            try:
                answer = await self._clients[key].add_checkpoint(
                    old_size=known.size,
                    proof=await self._proof(known.size, size),
                    checkpoint=text,
                )
            except WitnessSawAnotherSize as other:
                known.size = other.size
                continue
            line = accepted_cosignature(answer, checkpoint=text, witness=key)
            await self._keep(text + line)
            # Only now: what could not be kept is asked for again.
            known.size = size
            return True
        raise WitnessUnavailable("The witness's size changes each time it is asked.")

    async def _proof(self, size1: int, size2: int) -> tuple[bytes, ...]:
        if size1 in (0, size2):
            return ()
        return (await self._log.prove_consistency(size1=size1, size2=size2)).path

    async def _keep(self, text: str) -> None:
        while True:
            try:
                await self._log.add_cosignatures(text)
            except CheckpointChanged:
                continue
            return

    async def _tell(self, key: VerifierKey, known: _Known, problem: str | None) -> None:
        """Write down how it stands, when that changed or was long ago."""
        now = self._clock()
        changed = problem != known.problem
        known.problem = problem
        if changed or known.told_at is None or now - known.told_at >= _TELL_AGAIN:
            known.told_at = now
            await self._repository.note_watch(
                f"witness {key.name}", {"size": known.size, "problem": problem, "at": now}
            )


async def checkpoints_of_witnesses(policy: OperatorPolicy) -> dict[VerifierKey, str | None]:
    """The newest checkpoint of the log that each witness with an address has cosigned.

    Only what both the log and the witness have signed is returned; None is a witness that does not
    answer, has seen nothing, or says what they did not sign.
    """
    clients = _clients_of(policy.policy, policy.addresses)
    try:
        return await _ask_all(clients, policy.policy)
    finally:
        await asyncio.gather(*(client.close() for client in clients.values()))


def _clients_of(
    policy: LogPolicy, addresses: Mapping[str, str]
) -> dict[VerifierKey, WitnessClient]:
    return {
        key: WitnessClient(addresses[key.name]) for key in policy.witnesses if key.name in addresses
    }


async def _ask_all(
    clients: Mapping[VerifierKey, WitnessClient], policy: LogPolicy
) -> dict[VerifierKey, str | None]:
    async def ask(key: VerifierKey, client: WitnessClient) -> str | None:
        try:
            text = await client.newest(policy.origin)
            if text is None or not cosigned_by(text, [key]):
                return None
            verify_checkpoint(text, policy.log_key, origin=policy.origin)
        except (WitnessUnavailable, NoteRefused):
            return None
        return text

    texts = await asyncio.gather(*(ask(key, client) for key, client in clients.items()))
    return dict(zip(clients, texts, strict=True))
