"""The witness: judges a submission, remembers it, cosigns it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from typing import Any

from paymentus.audit.domain.note import VerifierKey, WitnessKey
from witness.judgement import NEVER, Refused, Submission, judge, read_submission
from witness.store import Cosigned, Store

_log = logging.getLogger(__name__)


class Witness:
    """``clock`` gives whole Unix seconds."""

    def __init__(
        self,
        *,
        key: WitnessKey,
        logs: Iterable[VerifierKey],
        store: Store,
        clock: Callable[[], int],
    ) -> None:
        self._key = key
        self._logs = {log.name: log for log in logs}
        self._by_hash = {origin_hash(origin): origin for origin in self._logs}
        self._store = store
        self._clock = clock

    def add_checkpoint(self, request: bytes) -> str:
        """Cosign the submitted checkpoint and return the signature line.

        Raises :class:`Refused`. The checkpoint is on disk before the line is returned.
        """
        submission = read_submission(request, self._logs)
        origin = submission.checkpoint.origin
        line = ""

        def decide(newest: Cosigned | None) -> Cosigned:
            nonlocal line
            judge(submission, NEVER if newest is None else newest.checkpoint)
            cosigned, line = self._cosign(submission)
            return cosigned

        try:
            self._store.advance(origin, decide)
        except Refused as refusal:
            if refusal.is_contradiction:
                _log.error("%s signed what contradicts its past: %s", origin, refusal)
            elif refusal.is_evidence:
                _log.warning("%s was not shown to extend its past: %s", origin, refusal)
            if refusal.is_evidence:
                self._store.keep_evidence(origin, str(refusal), request, self._clock())
            raise
        return line

    def newest_note(self, hash_of_origin: str) -> str | None:
        """The newest cosigned checkpoint of a log, for its monitors; None when there is none."""
        origin = self._by_hash.get(hash_of_origin)
        newest = None if origin is None else self._store.newest(origin)
        return None if newest is None else newest.note

    def status(self) -> dict[str, Any]:
        """What this witness is and how far it has followed each log."""
        logs = []
        for origin in self._logs:
            newest = self._store.newest(origin)
            logs.append(
                {
                    "origin": origin,
                    "size": 0 if newest is None else newest.checkpoint.size,
                    "cosigned_at": None if newest is None else newest.at,
                }
            )
        return {"status": "ok", "name": self._key.name, "vkey": self._key.vkey, "logs": logs}

    def _cosign(self, submission: Submission) -> tuple[Cosigned, str]:
        at = self._clock()
        line = self._key.cosignature_line(submission.body, at)
        note = f"{submission.body}\n{submission.signatures}{line}"
        return Cosigned(submission.checkpoint, note, at), line


def origin_hash(origin: str) -> str:
    """How a log is named in a monitor's request: lower-case hex of SHA-256 of its origin."""
    return hashlib.sha256(origin.encode()).hexdigest()
