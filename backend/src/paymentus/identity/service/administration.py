"""What administrators see of people and do to them. What gives power takes two administrators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from paymentus.approvals.service import ApprovalsService, ApprovalView, Person
from paymentus.commit.domain import AuditRecord, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import ROLE_PERMISSIONS, Permission, Principal, Role
from paymentus.foundation.mongo import Database
from paymentus.identity.domain import User, UserStatus, check_role
from paymentus.identity.domain.administration import (
    FactorRemoval,
    PersonHasChanged,
    RoleChange,
    StatusChange,
    UserNotFound,
)
from paymentus.identity.repository import UserRepository
from paymentus.identity.repository.directory import (
    ERASED,
    Directory,
    with_role,
    with_status,
    without_person,
)
from paymentus.identity.service.api_keys import NoSuchBiller
from paymentus.identity.service.devices import DeviceView
from paymentus.identity.service.identity import BillerName, IdentityService
from paymentus.identity.service.lost_factors import FACTOR_REMOVAL
from paymentus.identity.service.second_factors import SecondFactorsService, SecondFactorsView

ROLE_GRANT = "role_grant"
STATUS_CHANGE = "status_change"

# Who can do harm alone: taking such a person away, or letting them in, is not one person's act.
_POWERFUL = frozenset({Role.ADMIN, Role.COMPLIANCE_OFFICER, Role.TREASURY})


@dataclass(frozen=True, slots=True)
class UserView:
    """A person with the name of their biller, if they work for one."""

    user: User
    biller_name: str | None


@dataclass(frozen=True, slots=True)
class SignInView:
    """Where a person is signed in, and what they show besides the password; no secrets."""

    devices: list[DeviceView]
    second_factors: SecondFactorsView


class RoleGrant:
    """The act of giving a person another role or biller."""

    kind = ROLE_GRANT
    permission = Permission.USERS_MANAGE
    seen_with = Permission.USERS_READ

    def __init__(self, users: UserRepository, forget: Callable[[str], None]) -> None:
        self._users = users
        self._forget = forget

    def words(self, payload: Mapping[str, Any]) -> str:
        return RoleChange.read(payload).words()

    async def perform(self, payload: Mapping[str, Any], *, actor: str) -> UnitOfWork:
        change = RoleChange.read(payload)
        user = await self._users.by_id(change.user_id)
        if user is None:
            raise PersonHasChanged()
        change.check(user)
        record = AuditRecord("user.role_granted", user.id, actor, payload)
        update = with_role(user, Role(change.role), change.biller_id)
        return UnitOfWork(updates=(update,), audit=(record,))

    def performed(self, payload: Mapping[str, Any]) -> None:
        self._forget(RoleChange.read(payload).user_id)


class StatusAct:
    """The act of letting a person sign in no more, or again."""

    kind = STATUS_CHANGE
    permission = Permission.USERS_MANAGE
    seen_with = Permission.USERS_READ

    def __init__(self, users: UserRepository, forget: Callable[[str], None]) -> None:
        self._users = users
        self._forget = forget

    def words(self, payload: Mapping[str, Any]) -> str:
        return StatusChange.read(payload).words()

    async def perform(self, payload: Mapping[str, Any], *, actor: str) -> UnitOfWork:
        change = StatusChange.read(payload)
        user = await self._users.by_id(change.user_id)
        if user is None:
            raise PersonHasChanged()
        change.check(user)
        status = UserStatus(change.status)
        event = "user.deactivated" if status is UserStatus.DISABLED else "user.reactivated"
        record = AuditRecord(event, user.id, actor, payload)
        return UnitOfWork(updates=(with_status(user, status),), audit=(record,))

    def performed(self, payload: Mapping[str, Any]) -> None:
        self._forget(StatusChange.read(payload).user_id)


class Administration:
    """``biller_name`` tells a biller's name by its id, or that there is none."""

    def __init__(
        self,
        *,
        database: Database,
        committer: Committer,
        identity: IdentityService,
        second_factors: SecondFactorsService,
        biller_name: BillerName,
    ) -> None:
        self._users = UserRepository(database, committer.sealed)
        self._directory = Directory(database)
        self._committer = committer
        self._identity = identity
        self._second_factors = second_factors
        self._biller_name = biller_name
        self.role_grant = RoleGrant(self._users, identity.forget)
        self.status_change = StatusAct(self._users, identity.forget)

    async def person(self, user_id: str) -> Person | None:
        """For the queue of approvals; somebody who may not sign in may do nothing."""
        user = await self._users.by_id(user_id)
        if user is None:
            return None
        may = ROLE_PERMISSIONS[user.role] if user.may_sign_in else frozenset[Permission]()
        return Person(user.full_name, may)

    async def everybody(self, below: str | None, limit: int) -> list[User]:
        """A page of people, newest first, for what has to be asked of all of them."""
        return await self._users.page(below=below, limit=limit)

    async def find(
        self,
        *,
        email: str | None,
        role: Role | None,
        status: UserStatus | None,
        below: str | None,
        limit: int,
        by: Principal,
    ) -> tuple[list[UserView], str | None]:
        """Newest first, and where the next page begins. An address is looked up as a whole.

        That somebody looked is on record.
        """
        if email is not None:
            user = await self._identity.user_by_email(email)
            fits = user is not None and role in (None, user.role) and status in (None, user.status)
            users = [user] if user is not None and fits else []
            next_place = None
        else:
            ids = await self._directory.ids(role=role, status=status, below=below, limit=limit + 1)
            found = [await self._users.by_id(user_id) for user_id in ids[:limit]]
            users = [user for user in found if user is not None]
            next_place = ids[limit - 1] if len(ids) > limit else None
        data = {"by_address": email is not None, "found": len(users)}
        await self._record("user.searched", "users", by, data)
        return [await self._view(user) for user in users], next_place

    async def get(self, user_id: str, *, by: Principal) -> UserView:
        """Raises ``UserNotFound``. That somebody looked is on record."""
        user = await self._found(user_id)
        await self._record("user.read", user.id, by, {})
        return await self._view(user)

    async def sign_in_of(self, user_id: str, *, by: Principal) -> SignInView:
        """Raises ``UserNotFound``. That somebody looked is on record."""
        user = await self._found(user_id)
        await self._record("user.read", user.id, by, {"what": "sign_in"})
        return SignInView(
            await self._identity.devices.of_person(Principal.of_role(user.role, id=user.id)),
            await self._second_factors.of_user(user),
        )

    async def end_session(self, user_id: str, session_id: str, *, by: Principal) -> None:
        """Sign a person out in one place. Raises ``UserNotFound`` or ``DeviceNotFound``."""
        user = await self._found(user_id)
        person = Principal.of_role(user.role, id=user.id)
        await self._identity.devices.end_one(person, session_id, actor=by.id)

    async def propose_factor_removal(
        self, approvals: ApprovalsService, user_id: str, *, reason: str, by: Principal
    ) -> ApprovalView:
        """For somebody who lost their second factors. Raises ``UserNotFound`` or
        ``NothingToChange``."""
        user = await self._found(user_id)
        view = await self._second_factors.of_user(user)
        count = len(view.passkeys) + (view.authenticator_since is not None)
        change = FactorRemoval.of(user, count)
        return await approvals.propose(
            FACTOR_REMOVAL, subject=user.id, payload=change.payload(), reason=reason, by=by
        )

    async def end_sessions(self, user_id: str, *, by: Principal) -> None:
        """Raises ``UserNotFound``."""
        await self._found(user_id)
        await self._identity.end_all_sessions(user_id, actor=by.id)

    async def propose_role(
        self,
        approvals: ApprovalsService,
        user_id: str,
        *,
        role: Role,
        biller_id: str | None,
        reason: str,
        by: Principal,
    ) -> ApprovalView:
        """Raises ``UserNotFound``, ``RoleNotAssignable``, ``NoSuchBiller``, ``NothingToChange``."""
        check_role(role=role, biller_id=biller_id)
        user = await self._found(user_id)
        if biller_id is not None and await self._biller_name(biller_id) is None:
            raise NoSuchBiller()
        change = RoleChange.of(user, role=role, biller_id=biller_id)
        return await approvals.propose(
            ROLE_GRANT, subject=user.id, payload=change.payload(), reason=reason, by=by
        )

    async def change_status(
        self,
        approvals: ApprovalsService,
        user_id: str,
        *,
        status: UserStatus,
        reason: str,
        by: Principal,
    ) -> ApprovalView | None:
        """At once, and None; or the proposal, where the person is one of those with power.

        Raises ``UserNotFound``, ``NothingToChange`` or ``VersionConflict``.
        """
        user = await self._found(user_id)
        change = StatusChange.of(user, status)
        if user.role in _POWERFUL:
            return await approvals.propose(
                STATUS_CHANGE, subject=user.id, payload=change.payload(), reason=reason, by=by
            )
        await self._committer.commit(
            await self.status_change.perform(change.payload(), actor=by.id)
        )
        self.status_change.performed(change.payload())
        return None

    async def leaving(self, user_id: str) -> UnitOfWork:
        """What signs a person out for good, as part of their own wish to be erased."""
        user = await self._found(user_id)
        record = AuditRecord("user.deactivated", user.id, user.id, {"why": "erasure"})
        return UnitOfWork(updates=(with_status(user, UserStatus.DISABLED),), audit=(record,))

    async def forget_person(self, user_id: str) -> None:
        """Take name, address and password out of a person who has left. Safe to repeat."""
        user = await self._found(user_id)
        # Without its key a name reads as nothing.
        if user.full_name not in (ERASED, ""):
            await self._committer.commit(UnitOfWork(updates=(without_person(user),)))
            self.forget(user_id)

    def forget(self, user_id: str) -> None:
        """What this process remembers of a person; see ``IdentityService.forget``."""
        self._identity.forget(user_id)

    async def _found(self, user_id: str) -> User:
        user = await self._users.by_id(user_id)
        if user is None:
            raise UserNotFound()
        return user

    async def _view(self, user: User) -> UserView:
        name = await self._biller_name(user.biller_id) if user.biller_id else None
        return UserView(user, name)

    async def _record(
        self, event: str, subject: str, by: Principal, data: Mapping[str, Any]
    ) -> None:
        record = AuditRecord(event, subject, by.id, data)
        await self._committer.commit(UnitOfWork(audit=(record,)))
