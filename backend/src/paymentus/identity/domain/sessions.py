"""How long a browser session lives, and what it holds.

Two limits end a session: too long unused (idle) and too long in all (absolute). The
longer a stolen cookie could do harm, the shorter they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from paymentus.foundation.authorization import FRESH_FOR, Role

TOUCH_AFTER = timedelta(minutes=1)
"""``last_seen_at`` is written at most this often, so reading a page is not a write."""


class SessionKind(StrEnum):
    USER = "user"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """``kept`` says whether the browser keeps the cookie when it is closed."""

    idle: timedelta
    absolute: timedelta
    kept: bool


_PAYER_LIMITS = SessionLimits(idle=timedelta(days=7), absolute=timedelta(days=30), kept=True)
_STAFF_LIMITS = SessionLimits(idle=timedelta(minutes=30), absolute=timedelta(hours=12), kept=False)
GUEST_LIMITS = SessionLimits(idle=timedelta(hours=2), absolute=timedelta(hours=24), kept=False)


def limits_of(role: Role) -> SessionLimits:
    """Payers are not asked again for a week; whoever sees other people's data is."""
    return _PAYER_LIMITS if role is Role.PAYER else _STAFF_LIMITS


@dataclass(frozen=True, slots=True)
class GuestSight:
    """The one biller account a guest has shown knowledge of."""

    biller_id: str
    biller_name: str
    account_number: str


@dataclass(frozen=True, slots=True)
class Session:
    """``principal_id`` is the user's id or, for a guest, the checkout session's (``gst_``).

    ``proved_at`` is when the person last proved who they are: at sign-in, or since by a step-up.
    ``second_factor_at`` is when they last showed a second factor here, None if they did not.
    ``platform_epoch`` is the number that ends everybody's sessions when it is raised.
    """

    kind: SessionKind
    principal_id: str
    epoch: int
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    idle: timedelta
    proved_at: datetime
    second_factor_at: datetime | None = None
    guest: GuestSight | None = None
    platform_epoch: int = 0

    def __post_init__(self) -> None:
        if (self.kind is SessionKind.GUEST) != (self.guest is not None):
            raise ValueError("a guest session, and no other, names a biller account")

    @classmethod
    def of_user(
        cls,
        *,
        user_id: str,
        epoch: int,
        limits: SessionLimits,
        second_factor: bool,
        now: datetime,
        platform_epoch: int = 0,
    ) -> Session:
        return cls(
            kind=SessionKind.USER,
            principal_id=user_id,
            epoch=epoch,
            created_at=now,
            last_seen_at=now,
            expires_at=now + limits.absolute,
            idle=limits.idle,
            proved_at=now,
            second_factor_at=now if second_factor else None,
            platform_epoch=platform_epoch,
        )

    @classmethod
    def of_guest(
        cls, *, guest_id: str, sight: GuestSight, now: datetime, platform_epoch: int = 0
    ) -> Session:
        return cls(
            kind=SessionKind.GUEST,
            principal_id=guest_id,
            epoch=0,
            created_at=now,
            last_seen_at=now,
            expires_at=now + GUEST_LIMITS.absolute,
            idle=GUEST_LIMITS.idle,
            proved_at=now,
            guest=sight,
            platform_epoch=platform_epoch,
        )

    def has_ended(self, now: datetime) -> bool:
        return now >= self.expires_at or now >= self.last_seen_at + self.idle

    def is_fresh(self, now: datetime) -> bool:
        """Whether the person proved who they are a moment ago. A guest never does."""
        return self.guest is None and now < self.proved_at + FRESH_FOR

    def stepped_up(self, now: datetime, *, second_factor: bool) -> Session:
        """The same session after another proof; it ends when it would have ended."""
        shown = now if second_factor else self.second_factor_at
        return replace(self, last_seen_at=now, proved_at=now, second_factor_at=shown)

    def seen(self, now: datetime) -> Session:
        """The same session used at ``now``; itself when it was used a moment ago."""
        if now < self.last_seen_at + TOUCH_AFTER:
            return self
        return replace(self, last_seen_at=now)

    def time_left(self, now: datetime) -> timedelta:
        """Until the nearer of the two limits; what the store keeps it for."""
        return min(self.expires_at, self.last_seen_at + self.idle) - now
