"""The switch that stops new money moves. On by one person or by an automatic response, off by two.

While it is on no payment, cash payment or release of a held payment begins. What has begun
finishes; reading, receipts and signing in go on.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    """``since`` and ``by`` are of the last change; ``incident`` names why it was switched on.

    ``version`` 0 is the state before anybody ever touched the switch.
    """

    is_on: bool = False
    since: datetime | None = None
    by: str | None = None
    incident: str | None = None
    version: int = 0

    def on(self, *, by: str, at: datetime, incident: str) -> EmergencyMode:
        return EmergencyMode(True, at, by, incident, self.version)

    def off(self, *, by: str, at: datetime) -> EmergencyMode:
        """Raises ``EmergencyModeIsOff``."""
        if not self.is_on:
            raise EmergencyModeIsOff()
        return EmergencyMode(False, at, by, self.incident, self.version)
