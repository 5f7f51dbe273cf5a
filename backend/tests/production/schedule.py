"""What is done to production while it works, in order, and what must be seen of each. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Names are those of the printed figures."""

    CERTIFICATE_RELOAD = "certificate_reload"
    ROLLING_UPDATE = "rolling_update"
    API_KILLED = "api_server_killed"
    REDIS_KILLED = "redis_node_killed"
    ONE_WAY = "member_cut_off_one_way"
    PRIMARY_KILLED = "primary_killed"


@dataclass(frozen=True, slots=True)
class Fault:
    """``alert`` is what must fire while it lasts and clear once it is mended; where there is none,
    no alert may begin."""

    kind: Kind
    alert: str | None


# What nobody may notice comes first: alerts about errors and slowness look back for an hour, and
# would still speak of the faults before.
FAULTS: Sequence[Fault] = (
    Fault(Kind.CERTIFICATE_RELOAD, None),
    Fault(Kind.ROLLING_UPDATE, None),
    Fault(Kind.API_KILLED, "ApiServerDown"),
    Fault(Kind.REDIS_KILLED, "RedisNodeDown"),
    Fault(Kind.ONE_WAY, "MongoMemberDown"),
    Fault(Kind.PRIMARY_KILLED, "MongoMemberDown"),
)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds, with the shipped rules: two looks of Prometheus (15 s), what an alert waits (60 s at
    most), and time for a busy machine. ``hurry`` divides both."""

    fires: float = 180.0
    clears: float = 120.0
    quiet: float = 90.0  # what nobody may notice is watched for so long afterwards
    calm: float = 10.0  # between faults
    update: float = 400.0  # of five servers, one by one

    def hurried(self, hurry: float) -> Patience:
        floor = 30.0
        return Patience(
            max(self.fires / hurry, floor),
            max(self.clears / hurry, floor),
            self.quiet / hurry,
            self.calm,
            self.update,
        )

    def longest(self, faults: Sequence[Fault]) -> float:
        """A load that lasts so long outlasts the schedule."""
        loud = [fault for fault in faults if fault.alert]
        quiet = len(faults) - len(loud)
        return (
            len(loud) * (self.fires + self.clears)
            + quiet * self.quiet
            + self.update
            + len(faults) * self.calm
        )
