"""Idempotency keys, as Stripe keeps them.

The first answer of a key, whatever its status, is replayed for 24 hours. A key belongs to the
endpoint it was first used on. Keys of requests that did not pass validation are not kept.
Source: https://docs.stripe.com/api/idempotent_requests.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from sandbox.forms import Tree
from sandbox.refusals import InvalidParameters, KeyInUse, KeyReused
from sandbox.store import Store

KEPT_SECONDS = 24 * 3600
LONGEST_KEY = 255


@dataclass(frozen=True, slots=True)
class Claim:
    """One request's hold on its key."""

    account: str
    key: str
    endpoint: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    status: int
    body: str
    request_id: str


class IdempotencyKeys:
    """Saved answers live in the store; which keys are running lives in memory only.

    A process that dies has run nothing half (the store's transaction), so no key stays locked.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._running: set[tuple[str, str]] = set()

    def claim(self, claim: Claim, now: float) -> SavedAnswer | None:
        """The saved answer, or None when the caller now holds the key and must ``release`` it.

        Raises KeyInUse (409) or KeyReused (400).
        """
        if len(claim.key) > LONGEST_KEY:
            raise InvalidParameters("Idempotency keys may be at most 255 characters long.")
        if (claim.account, claim.key) in self._running:
            raise KeyInUse(
                "There is currently another in-progress request using this Stripe Idempotency-Key"
                " (that probably means you submitted twice, and the other request is still going"
                f" through): {claim.key}. Please try again later.",
                code="idempotency_key_in_use",
            )
        row = self._store.rows.execute(
            "SELECT * FROM idempotency WHERE account=? AND key=? AND saved > ?",
            (claim.account, claim.key, now - KEPT_SECONDS),
        ).fetchone()
        if row is None:
            self._running.add((claim.account, claim.key))
            return None
        if row["endpoint"] != claim.endpoint:
            raise KeyReused(
                "Keys for idempotent requests can only be used for the same endpoint they were"
                f" first used for ('{row['endpoint']}'). Try using a key other than '{claim.key}'"
                " if you meant to execute a different request."
            )
        if row["fingerprint"] != claim.fingerprint:
            raise KeyReused(
                "Keys for idempotent requests can only be used with the same parameters they were"
                f" first used with. Try using a key other than '{claim.key}' if you meant to"
                " execute a different request."
            )
        return SavedAnswer(row["status"], row["body"], row["request_id"])

    def save(self, claim: Claim, answer: SavedAnswer, now: float) -> None:
        """Keep the answer; called inside the transaction of the work it answers."""
        self._store.rows.execute(
            "INSERT OR REPLACE INTO idempotency VALUES (?,?,?,?,?,?,?,?)",
            (
                claim.account,
                claim.key,
                claim.endpoint,
                claim.fingerprint,
                answer.status,
                answer.body,
                answer.request_id,
                now,
            ),
        )

    def forget_old(self, now: float) -> None:
        """Drop answers that no key may replay any more."""
        self._store.rows.execute("DELETE FROM idempotency WHERE saved <= ?", (now - KEPT_SECONDS,))

    def release(self, claim: Claim) -> None:
        self._running.discard((claim.account, claim.key))


def fingerprint(tree: Tree) -> str:
    """The same for the same parameters in any order."""
    return hashlib.sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()
