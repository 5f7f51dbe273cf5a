"""The switch that stops new money moves. On by one person or by an automatic response, off by two.

While it is on no payment, cash payment or release of a held payment begins. What has begun
finishes; reading, receipts and signing in go on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from paymentus.foundation.errors import Conflict, Unavailable


class PaymentsPaused(Unavailable):
    """New payments are paused for the moment. Nothing was charged. Payments already under way
    finish, and your receipts stay where they are. Please try again later."""

    def __init__(self) -> None:
        super().__init__(" ".join((type(self).__doc__ or "").split()), extra={"retry_after": 60})


class EmergencySwitchUnknown(Unavailable):
    """We cannot tell just now whether payments are open. Nothing was charged; try again."""


class EmergencyModeIsOff(Conflict):
    """Emergency mode is off. There is nothing to switch off."""


@dataclass(frozen=True, slots=True)
class EmergencyMode:
    """``since`` and ``by`` are of the last change. ``incidents`` name why it is on: whoever finds
    it on and relies on it is added, and letting money move again is decided about all of them.

    ``version`` 0 is the state before anybody ever touched the switch.
    """

    is_on: bool = False
    since: datetime | None = None
    by: str | None = None
    incidents: tuple[str, ...] = ()
    version: int = 0

    def on(self, *, by: str, at: datetime, incident: str) -> EmergencyMode:
        if not self.is_on:
            return EmergencyMode(True, at, by, (incident,), self.version)
        if incident in self.incidents:
            return self
        return replace(self, incidents=(*self.incidents, incident))

    def off(self, *, by: str, at: datetime) -> EmergencyMode:
        """Raises ``EmergencyModeIsOff``."""
        if not self.is_on:
            raise EmergencyModeIsOff()
        return replace(self, is_on=False, since=at, by=by)
