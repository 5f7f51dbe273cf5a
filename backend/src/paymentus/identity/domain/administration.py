"""What administrators do to people, as payloads of proposals: ids and states, no personal data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from paymentus.foundation.authorization import Role
from paymentus.foundation.errors import Conflict, NotFound
from paymentus.identity.domain.people import User, UserStatus


class UserNotFound(NotFound):
    """There is no such person."""


class PersonHasChanged(Conflict):
    """The person has changed since this was proposed. Reject it, and propose anew."""


class NothingToChange(Conflict):
    """The person is that already."""


@dataclass(frozen=True, slots=True)
class RoleChange:
    """From what a person is, to what they are to be."""

    user_id: str
    role: str
    biller_id: str | None
    from_role: str
    from_biller_id: str | None

    @classmethod
    def of(cls, user: User, *, role: Role, biller_id: str | None) -> RoleChange:
        """Raises :class:`NothingToChange`."""
        if (user.role, user.biller_id) == (role, biller_id):
            raise NothingToChange()
        return cls(user.id, role.value, biller_id, user.role.value, user.biller_id)

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> RoleChange:
        return cls(**payload)

    def payload(self) -> dict[str, Any]:
        return asdict(self)

    def words(self) -> str:
        return (
            f"Give {self.user_id} the role {_role(self.role, self.biller_id)} instead of "
            f"{_role(self.from_role, self.from_biller_id)}. All their sessions end."
        )

    def check(self, user: User) -> None:
        if (user.role.value, user.biller_id) != (self.from_role, self.from_biller_id):
            raise PersonHasChanged()


@dataclass(frozen=True, slots=True)
class StatusChange:
    user_id: str
    role: str
    status: str

    @classmethod
    def of(cls, user: User, status: UserStatus) -> StatusChange:
        """Raises :class:`NothingToChange`."""
        if user.status is status:
            raise NothingToChange()
        return cls(user.id, user.role.value, status.value)

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> StatusChange:
        return cls(**payload)

    def payload(self) -> dict[str, Any]:
        return asdict(self)

    def words(self) -> str:
        if self.status == UserStatus.ACTIVE:
            return f"Let {self.user_id} ({_role(self.role, None)}) sign in again."
        return (
            f"Deactivate {self.user_id} ({_role(self.role, None)}): "
            "all their sessions end and they cannot sign in."
        )

    def check(self, user: User) -> None:
        if user.role.value != self.role or user.status.value == self.status:
            raise PersonHasChanged()


@dataclass(frozen=True, slots=True)
class FactorRemoval:
    """``count`` is how many second factors there were when this was proposed."""

    user_id: str
    count: int

    @classmethod
    def of(cls, user: User, count: int) -> FactorRemoval:
        """Raises :class:`NothingToChange`."""
        if not count:
            raise NothingToChange("This person has no second factor.")
        return cls(user.id, count)

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> FactorRemoval:
        return cls(**payload)

    def payload(self) -> dict[str, Any]:
        return asdict(self)

    def words(self) -> str:
        which = "the second factor" if self.count == 1 else f"all {self.count} second factors"
        return (
            f"Take away {which} of {self.user_id}, who lost them. All their sessions end, and the "
            "password alone signs in until they set up a new one."
        )

    def check(self, count: int) -> None:
        if count != self.count:
            raise PersonHasChanged()


def _role(role: str, biller_id: str | None) -> str:
    words = role.replace("_", " ")
    return f"{words} of {biller_id}" if biller_id else words
