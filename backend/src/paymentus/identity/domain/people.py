"""People who sign in, and what is asked of them when they register."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from paymentus.foundation.authorization import BILLER_BOUND, Role
from paymentus.foundation.errors import FieldProblem, Rejected
from paymentus.identity.domain.passwords import IsKnown, password_problem

EMAIL_LENGTH_MAX = 254
"""RFC 5321, 4.5.3.1.3: a path of 256 octets less its angle brackets."""

FULL_NAME_LENGTH_MAX = 120

# Deliberately looser than RFC 5322: what matters is that mail to it arrives. Characters that
# could begin another header or another address are refused.
_EMAIL = re.compile(r"[^\s@<>\"(),:;\\\[\]]{1,64}@[^\s@.<>\"(),:;\\]+(\.[^\s@.<>\"(),:;\\]+)+")
_NOT_A_PERSON = frozenset({Role.ANONYMOUS, Role.GUEST})


class RegistrationNotAccepted(Rejected):
    """Something in the form needs another answer; ``errors`` says which field."""


class RoleNotAssignable(Rejected):
    """This role cannot be given in this way."""


class UserStatus(StrEnum):
    ACTIVE = "active"
    DISABLED = "disabled"


UNCONFIRMED = "unconfirmed:"
"""Begins ``email_index`` of somebody who has not shown to read the mailbox of any address. Nobody
is found by an address that is not theirs, and several may have asked for one."""

UNUSABLE = "!"
"""A password hash that no password fits: a new password has to be chosen by a mailed link."""


@dataclass(frozen=True, slots=True)
class Address:
    """An email address and its keyed blind index."""

    index: str
    text: str


@dataclass(frozen=True, slots=True)
class User:
    """A person with a sign-in.

    ``email_index`` is the keyed blind index of the normalised address; ``epoch`` is the number
    every session and token of this person must carry to count. ``pending`` is the address they have
    asked for and not confirmed yet, ``former`` the one before the last change. ``changed_at`` is
    when password or confirmed address last changed, or second factors were taken away.
    """

    id: str
    email_index: str
    email_address: str
    full_name: str
    role: Role
    biller_id: str | None
    password_hash: str
    epoch: int
    status: UserStatus
    created_at: datetime
    version: int = 1
    pending: Address | None = None
    former: Address | None = None
    changed_at: datetime | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether the person has shown to read the mailbox of ``email_address``."""
        return not self.email_index.startswith(UNCONFIRMED)

    @property
    def may_sign_in(self) -> bool:
        return self.status is UserStatus.ACTIVE


def normalised_email(address: str) -> str:
    """One spelling for one mailbox: NFKC, trimmed, without case. Never refuses."""
    return unicodedata.normalize("NFKC", address).strip().casefold()


def check_registration(
    *, email: str, password: str | None, full_name: str, is_known: IsKnown
) -> None:
    """Raise :class:`RegistrationNotAccepted` naming every field that needs another answer.

    ``is_known`` asks the lists of passwords; ``password`` is None where it is not to be judged.
    """
    problems = []
    address = email.strip()
    problem = _address_problem(address)
    if problem:
        problems.append(problem)
    if password is not None:
        reason = password_problem(
            password=password, email=address, full_name=full_name, is_known=is_known
        )
        if reason:
            problems.append(FieldProblem("password", reason))
    name = full_name.strip()
    if not name:
        problems.append(FieldProblem("full_name", "Enter your name."))
    elif len(name) > FULL_NAME_LENGTH_MAX or not name.isprintable():
        problems.append(
            FieldProblem("full_name", f"Use at most {FULL_NAME_LENGTH_MAX} printable characters.")
        )
    if problems:
        raise RegistrationNotAccepted("Check the fields named here.", fields=tuple(problems))


def check_address(email: str) -> None:
    """Raise :class:`RegistrationNotAccepted` for what cannot be an address."""
    problem = _address_problem(email.strip())
    if problem:
        raise RegistrationNotAccepted("Check the fields named here.", fields=(problem,))


def check_role(*, role: Role, biller_id: str | None) -> None:
    """A biller's staff belong to exactly one biller, everybody else to none."""
    if role in _NOT_A_PERSON:
        raise RoleNotAssignable(
            f"{role.value} is not a role of a person.",
            fields=(FieldProblem("role", "Choose a role a person can have."),),
        )
    if role in BILLER_BOUND and biller_id is None:
        raise RoleNotAssignable(
            f"{role.value} needs a biller.",
            fields=(FieldProblem("biller_id", "Name the biller this person works for."),),
        )
    if role not in BILLER_BOUND and biller_id is not None:
        raise RoleNotAssignable(
            f"{role.value} does not belong to a biller.",
            fields=(FieldProblem("biller_id", "Leave the biller out for this role."),),
        )


def _address_problem(address: str) -> FieldProblem | None:
    if len(address) > EMAIL_LENGTH_MAX or not _is_address(address):
        return FieldProblem("email", "Enter an email address like name@example.com.")
    return None


def _is_address(text: str) -> bool:
    return text.isprintable() and _EMAIL.fullmatch(text) is not None
