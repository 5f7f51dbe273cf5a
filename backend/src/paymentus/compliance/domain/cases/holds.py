"""A transfer that compliance stopped: it belongs to exactly one case and is decided once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from paymentus.compliance.domain.transfer import Transfer, Verdict
from paymentus.compliance.domain.unjudged import UNJUDGED_CODES, NotYetJudged
from paymentus.foundation.errors import Conflict, NotFound


class TransferNotFound(NotFound):
    """No transfer of this id was stopped."""


class TransferNotHeld(Conflict):
    """This transfer waits for no decision: somebody decided on it, or it ended by itself."""


class HoldState(StrEnum):
    """``HELD`` waits for a person. ``BLOCKED`` is final from the beginning. ``ENDED`` means that
    the payer took it back or its time was over before anybody decided."""

    HELD = "held"
    BLOCKED = "blocked"
    RELEASED = "released"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Hold:
    """``id`` is the transfer's. ``receivers`` are names: personal, stored sealed. ``unjudged``
    are the codes of what could not be judged yet; until then nobody releases it."""

    id: str
    case_id: str
    party_id: str
    state: HoldState
    amount_minor: int
    currency: str
    channel: str
    receivers: tuple[str, ...]
    at: datetime
    decided_at: datetime | None = None
    decided_by: str | None = None
    unjudged: tuple[str, ...] = ()
    version: int = 1

    def decided(self, state: HoldState, *, by: str, at: datetime) -> Hold:
        """Raises ``TransferNotHeld``."""
        self.must_be_held()
        return replace(self, state=state, decided_at=at, decided_by=by, unjudged=())

    def must_be_judged(self) -> None:
        """Raises ``NotYetJudged``."""
        if self.unjudged:
            raise NotYetJudged()

    def must_be_held(self) -> None:
        if self.state is not HoldState.HELD:
            raise TransferNotHeld()


def hold_of(
    transfer: Transfer,
    *,
    case_id: str,
    party_id: str,
    verdict: Verdict,
    codes: Iterable[str] = (),
) -> Hold:
    """``codes`` are those of all that was found."""
    return Hold(
        id=transfer.id,
        case_id=case_id,
        party_id=party_id,
        state=HoldState.BLOCKED if verdict is Verdict.BLOCK else HoldState.HELD,
        amount_minor=transfer.amount_minor,
        currency=transfer.currency,
        channel=transfer.channel.value,
        receivers=tuple(receiver.name for receiver in transfer.receivers),
        at=transfer.at,
        unjudged=tuple(sorted(UNJUDGED_CODES.intersection(codes))),
    )
