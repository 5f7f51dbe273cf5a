"""Who may do what. Default deny: a route without ``requires(...)`` fails a test.

Authentication (who is this?) is the ``identity`` capability; it puts a
:class:`Principal` on the request. Here is only the table and the gate.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from paymentus.foundation.errors import Forbidden, Unauthenticated


class Role(StrEnum):
    ANONYMOUS = "anonymous"
    GUEST = "guest"
    PAYER = "payer"
    BILLER_STAFF = "biller_staff"
    BILLER_ADMIN = "biller_admin"
    COMPLIANCE_OFFICER = "compliance_officer"
    TREASURY = "treasury"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Permission(StrEnum):
    PUBLIC = "public"
    SESSION_READ = "session.read"
    SECOND_FACTORS_MANAGE_OWN = "second_factors.manage_own"
    ACCOUNT_MANAGE_OWN = "account.manage_own"
    BILLS_LOOK_UP = "bills.look_up"
    BILLS_READ_OWN = "bills.read_own"
    ACCOUNTS_LINK = "accounts.link"
    PAYMENTS_MAKE = "payments.make"
    PAYMENTS_READ_OWN = "payments.read_own"
    PAYMENT_METHODS_MANAGE_OWN = "payment_methods.manage_own"
    BILLERS_CREATE = "billers.create"
    BILLERS_MANAGE = "billers.manage"
    BILLER_SETTINGS_READ = "billers.read_settings"
    BILLS_READ = "bills.read"
    BILLS_IMPORT = "bills.import"
    PAYMENTS_READ = "payments.read"
    LEDGER_READ = "ledger.read"
    AUDIT_READ = "audit.read"
    PERMISSIONS_READ = "permissions.read"
    API_KEYS_MANAGE = "api_keys.manage"
    API_KEYS_READ_ALL = "api_keys.read_all"
    USERS_READ = "users.read"
    USERS_MANAGE = "users.manage"
    APPROVALS_READ = "approvals.read"
    APPROVALS_DECIDE = "approvals.decide"
    DATA_OWN = "data.own"
    KYC_OWN = "kyc.own"
    CASH_TAKE = "cash.take"
    CASH_FILES_LOAD = "cash.load_files"
    COMPLIANCE_READ = "compliance.read"
    COMPLIANCE_WORK = "compliance.work"
    COMPLIANCE_DECIDE = "compliance.decide"
    INCIDENTS_READ = "incidents.read"
    INCIDENTS_MANAGE = "incidents.manage"
    SCHEDULE_READ = "schedule.read"
    SCHEDULE_MANAGE = "schedule.manage"


# What each permission lets somebody do, for the pages that show the table.
MEANINGS: dict[Permission, str] = {
    Permission.PUBLIC: "Open to everyone.",
    Permission.SESSION_READ: "Ask about oneself, and about one thing that is one's own.",
    Permission.SECOND_FACTORS_MANAGE_OWN: "Prove who one is; set up second factors.",
    Permission.ACCOUNT_MANAGE_OWN: "See one's own devices; change one's password and address.",
    Permission.BILLS_LOOK_UP: "Find bills by account number and a detail on the bill.",
    Permission.BILLS_READ_OWN: "See one's own bills.",
    Permission.ACCOUNTS_LINK: "Keep a list of one's own accounts with billers.",
    Permission.PAYMENTS_MAKE: "Get a price, pay, and cancel one's own payment.",
    Permission.PAYMENTS_READ_OWN: "See one's own payments.",
    Permission.PAYMENT_METHODS_MANAGE_OWN: "Keep and remove one's own cards.",
    Permission.BILLERS_CREATE: "Add a biller.",
    Permission.BILLERS_MANAGE: "Change a biller's settings.",
    Permission.BILLER_SETTINGS_READ: "See a biller's settings.",
    Permission.BILLS_READ: "See all bills and bill files of a biller.",
    Permission.BILLS_IMPORT: "Send bill files.",
    Permission.PAYMENTS_READ: "See all payments to a biller, and the story of each.",
    Permission.LEDGER_READ: "Read the ledger: accounts, entries, balances.",
    Permission.AUDIT_READ: "Read the entries of the audit log.",
    Permission.PERMISSIONS_READ: "See this table.",
    Permission.API_KEYS_MANAGE: "Make and revoke a biller's API keys.",
    Permission.API_KEYS_READ_ALL: "See the API keys of all billers.",
    Permission.USERS_READ: "See the people who sign in.",
    Permission.USERS_MANAGE: "Sign people out, deactivate them, and propose roles.",
    Permission.APPROVALS_READ: "See what waits for a second person.",
    Permission.APPROVALS_DECIDE: "Approve or reject what another person proposed.",
    Permission.DATA_OWN: "Get everything we hold about oneself, and have it erased.",
    Permission.KYC_OWN: "Show who one is, with documents.",
    Permission.CASH_TAKE: "Take cash at a counter.",
    Permission.CASH_FILES_LOAD: "Load the file of a partner that took cash at its tills.",
    Permission.COMPLIANCE_READ: "See alerts, cases, customers' checks, lists and rules.",
    Permission.COMPLIANCE_WORK: "Work alerts and cases, review customers, draft filings.",
    Permission.COMPLIANCE_DECIDE: "Decide cases; propose and approve filings and freezes.",
    Permission.INCIDENTS_READ: "See incidents, and what was done in each.",
    Permission.INCIDENTS_MANAGE: "Declare incidents, stop new payments, let them go on by two.",
    Permission.SCHEDULE_READ: "See the schedule of jobs, and how each run ended.",
    Permission.SCHEDULE_MANAGE: "Run a job now; sign off what people have to do or look at.",
}


_EVERYONE = frozenset({Permission.PUBLIC, Permission.SESSION_READ, Permission.BILLS_LOOK_UP})
_PAYING = _EVERYONE | {
    Permission.BILLS_READ_OWN,
    Permission.PAYMENTS_MAKE,
    Permission.PAYMENTS_READ_OWN,
}
_SIGNED_IN = _EVERYONE | {
    Permission.ACCOUNT_MANAGE_OWN,
    Permission.SECOND_FACTORS_MANAGE_OWN,
}
_STAFF = _SIGNED_IN | {
    Permission.BILLER_SETTINGS_READ,
    Permission.BILLS_READ,
    Permission.BILLS_IMPORT,
    Permission.PAYMENTS_READ,
    Permission.CASH_TAKE,
}
_OVERSIGHT = _SIGNED_IN | {
    Permission.PAYMENTS_READ,
    Permission.LEDGER_READ,
    Permission.AUDIT_READ,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ANONYMOUS: _EVERYONE,
    Role.GUEST: _PAYING,
    Role.PAYER: _PAYING
    | _SIGNED_IN
    | {
        Permission.ACCOUNTS_LINK,
        Permission.PAYMENT_METHODS_MANAGE_OWN,
        Permission.DATA_OWN,
        Permission.KYC_OWN,
    },
    Role.BILLER_STAFF: _STAFF,
    Role.BILLER_ADMIN: _STAFF | {Permission.BILLERS_MANAGE, Permission.API_KEYS_MANAGE},
    Role.COMPLIANCE_OFFICER: _OVERSIGHT
    | {
        Permission.COMPLIANCE_READ,
        Permission.COMPLIANCE_WORK,
        Permission.COMPLIANCE_DECIDE,
        Permission.INCIDENTS_READ,
        Permission.INCIDENTS_MANAGE,
        Permission.SCHEDULE_READ,
        Permission.SCHEDULE_MANAGE,
        Permission.APPROVALS_READ,
        Permission.APPROVALS_DECIDE,
    },
    Role.TREASURY: _SIGNED_IN | {Permission.LEDGER_READ},
    Role.AUDITOR: _OVERSIGHT
    | {
        Permission.BILLS_READ,
        Permission.BILLER_SETTINGS_READ,
        Permission.PERMISSIONS_READ,
        Permission.API_KEYS_READ_ALL,
        Permission.USERS_READ,
        Permission.APPROVALS_READ,
        Permission.COMPLIANCE_READ,
        Permission.INCIDENTS_READ,
        Permission.SCHEDULE_READ,
    },
    Role.ADMIN: _STAFF
    | _OVERSIGHT
    | {
        Permission.BILLERS_CREATE,
        Permission.BILLERS_MANAGE,
        Permission.CASH_FILES_LOAD,
        Permission.PERMISSIONS_READ,
        Permission.API_KEYS_MANAGE,
        Permission.API_KEYS_READ_ALL,
        Permission.USERS_READ,
        Permission.USERS_MANAGE,
        Permission.INCIDENTS_READ,
        Permission.INCIDENTS_MANAGE,
        Permission.SCHEDULE_READ,
        Permission.SCHEDULE_MANAGE,
        Permission.APPROVALS_READ,
        Permission.APPROVALS_DECIDE,
    },
}

# These roles see one biller only: their own.
BILLER_BOUND = frozenset({Role.BILLER_STAFF, Role.BILLER_ADMIN})

# People who see others' data or money: they may do nothing before they have shown a second factor.
SECOND_FACTOR_NEEDED = frozenset(Role) - {Role.ANONYMOUS, Role.GUEST, Role.PAYER}
# All that such a person may do until then.
BEFORE_SECOND_FACTOR = frozenset(
    {Permission.PUBLIC, Permission.SESSION_READ, Permission.SECOND_FACTORS_MANAGE_OWN}
)

FRESH_FOR = timedelta(minutes=5)
"""How long after a person proved who they are they may do sensitive acts."""


def roles_with(permission: Permission) -> list[Role]:
    return [role for role, granted in ROLE_PERMISSIONS.items() if permission in granted]


@dataclass(frozen=True, slots=True)
class GuestAccount:
    """The one biller account a guest has shown knowledge of."""

    biller_id: str
    account_number: str


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is asking. ``id`` is the user id, the checkout session id for a guest, or the key's.

    ``fresh`` says that the person proved who they are within ``FRESH_FOR``, by the second factor
    if they have one.
    """

    id: str
    role: Role
    biller_id: str | None = None
    guest_account: GuestAccount | None = None
    session_id: str | None = None
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    is_key: bool = False
    fresh: bool = False

    @classmethod
    def of_role(
        cls,
        role: Role,
        *,
        id: str,
        biller_id: str | None = None,
        guest_account: GuestAccount | None = None,
        session_id: str | None = None,
        fresh: bool = False,
    ) -> Principal:
        return cls(
            id=id,
            role=role,
            biller_id=biller_id,
            guest_account=guest_account,
            session_id=session_id,
            permissions=ROLE_PERMISSIONS[role],
            fresh=fresh,
        )

    @classmethod
    def of_key(
        cls, role: Role, *, id: str, biller_id: str, scope: frozenset[Permission]
    ) -> Principal:
        """An API key: what everybody may, and of what the role may only what the scope names."""
        own = frozenset({Permission.PUBLIC, Permission.SESSION_READ})
        granted = ROLE_PERMISSIONS[role] & (scope | own)
        return cls(id=id, role=role, biller_id=biller_id, permissions=granted, is_key=True)

    def before_second_factor(self) -> Principal:
        """The same person, who may do nothing yet but show or set up a second factor."""
        return replace(self, permissions=self.permissions & BEFORE_SECOND_FACTOR)

    @property
    def lacks_second_factor(self) -> bool:
        return self.role in SECOND_FACTOR_NEEDED and self.permissions <= BEFORE_SECOND_FACTOR

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def must_be_of(self, biller_id: str) -> None:
        """Biller staff act for their own biller only; raises ``NotYourBiller``."""
        if self.role in BILLER_BOUND and self.biller_id != biller_id:
            raise NotYourBiller("You work for another biller.")


ANONYMOUS = Principal.of_role(Role.ANONYMOUS, id="anonymous")


class NotYourBiller(Forbidden):
    """Biller staff see only their biller."""


class NotPermitted(Forbidden):
    """This needs a permission you do not have."""


class SignInNeeded(Unauthenticated):
    """Sign in to do this."""


class SecondFactorMissing(Forbidden):
    """Set up a second factor first. Your role needs one for everything else."""


class StepUpNeeded(Forbidden):
    """Show once more who you are, then try again. ``ways`` says how you can."""


WaysToProve = Callable[[Principal], Awaitable[list[str]]]
"""How a person can prove again who they are; the app puts it on ``request.state``."""


class Requires:
    """FastAPI dependency: the principal of the request, if it has ``permission``.

    With ``fresh`` the person must have proved who they are within ``FRESH_FOR``, else the answer is
    ``StepUpNeeded``: for acts that a stolen session must not be enough for.
    """

    def __init__(self, permission: Permission, *, fresh: bool = False) -> None:
        self.permission = permission
        self.fresh = fresh

    async def __call__(self, request: Request) -> Principal:
        principal: Principal = getattr(request.state, "principal", ANONYMOUS)
        if principal.may(self.permission):
            if self.fresh and not principal.fresh:
                ways: WaysToProve | None = getattr(request.state, "ways_to_prove", None)
                raise StepUpNeeded(extra={"ways": await ways(principal) if ways else []})
            return principal
        if principal.role is Role.ANONYMOUS:
            raise SignInNeeded("Sign in to do this.")
        if principal.lacks_second_factor and self.permission in ROLE_PERMISSIONS[principal.role]:
            raise SecondFactorMissing()
        raise NotPermitted(f"This needs the permission {self.permission.value}.")


def requires(permission: Permission, *, fresh: bool = False) -> Any:
    """``Annotated[Principal, requires(Permission.X)]`` on an argument of the route."""
    return Depends(Requires(permission, fresh=fresh))


def requirements_of(dependant: Dependant) -> Iterator[Requires]:
    """Every permission that a route asks for, those of its dependencies' dependencies too."""
    waiting = list(dependant.dependencies)
    while waiting:
        dependency = waiting.pop()
        if isinstance(dependency.call, Requires):
            yield dependency.call
        waiting.extend(dependency.dependencies)


class GuardedRoute(APIRoute):
    """Judges who asks before it reads what they send.

    FastAPI takes in the whole body before it asks any dependency, so that without this a stranger
    could make us store a file of any size, and would be told what is wrong with it.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        required = tuple(requirements_of(self.dependant))

        async def guarded(request: Request) -> Response:
            for requirement in required:
                await requirement(request)
            return await handle(request)

        return guarded
