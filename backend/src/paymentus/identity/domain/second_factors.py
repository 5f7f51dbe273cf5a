"""Second factors: an authenticator app's codes, recovery codes, passkeys. Pure rules.

A code of an authenticator app belongs to a time step of 30 seconds (RFC 6238). A step is accepted
once: afterwards neither it nor an earlier one is, so that a code somebody looked at is of no use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from paymentus.foundation.errors import FieldProblem, Rejected

STEP_SECONDS = 30
DRIFT_STEPS = 1
"""How far a clock may be wrong: the neighbors' codes are taken too (RFC 6238, 5.2)."""

SECRET_BYTES = 20
"""RFC 4226, 4: 160 bits are recommended."""

RECOVERY_CODES = 10
RECOVERY_CODE_LENGTH = 10
PASSKEY_NAME_MAX = 60
PASSKEYS_MAX = 20

Way = Literal["passkey", "code", "recovery_code", "password"]
"""How somebody can prove who they are."""

# Crockford's base 32: no letter that looks like a digit.
RECOVERY_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_APP_CODE = re.compile(r"[0-9]{6}")
_RECOVERY_CODE = re.compile(rf"[{RECOVERY_ALPHABET}]{{{RECOVERY_CODE_LENGTH}}}")


class PasskeyNameNotAccepted(Rejected):
    """Give the passkey a name that says which device it is on."""


@dataclass(frozen=True, slots=True)
class Authenticator:
    """An app that shows codes. No code of ``last_step`` or before is accepted any more.

    ``demo``: others know the secret too; it counts for nothing in production.
    """

    sealed_secret: bytes
    since: datetime
    last_step: int
    demo: bool = False


@dataclass(frozen=True, slots=True)
class RecoveryCodes:
    """What is left of the set: slow hashes under one salt."""

    salt: bytes
    hashes: tuple[bytes, ...]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CodeFactors:
    """What a person can type. ``version`` is 0 while nothing has been kept yet."""

    user_id: str
    authenticator: Authenticator | None = None
    recovery: RecoveryCodes | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Passkey:
    """``id`` is the credential's, in base64url. A removed one counts nowhere."""

    id: str
    user_id: str
    public_key: bytes
    sign_count: int
    name: str
    transports: tuple[str, ...]
    created_at: datetime
    last_used_at: datetime | None = None
    version: int = 1


def step_of(moment: datetime) -> int:
    """The time step that a moment lies in."""
    return int(moment.timestamp()) // STEP_SECONDS


def acceptable_steps(now: datetime, *, after: int) -> list[int]:
    """The steps whose codes count now, oldest first."""
    present = step_of(now)
    return [
        step for step in range(present - DRIFT_STEPS, present + DRIFT_STEPS + 1) if step > after
    ]


def app_code_in(text: str) -> str | None:
    """The six digits that somebody typed, with or without spaces between them."""
    bare = _bare(text)
    return bare if _APP_CODE.fullmatch(bare) else None


def recovery_code_in(text: str) -> str | None:
    """The recovery code that somebody typed, as it was made."""
    bare = _bare(text).upper().translate(_LOOKALIKES)
    return bare if _RECOVERY_CODE.fullmatch(bare) else None


def recovery_code_as_shown(code: str) -> str:
    """Two groups of five."""
    half = RECOVERY_CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def checked_name(name: str) -> str:
    """The name of a passkey; raises :class:`PasskeyNameNotAccepted`."""
    text = name.strip()
    if not text or len(text) > PASSKEY_NAME_MAX or not text.isprintable():
        raise PasskeyNameNotAccepted(
            fields=(FieldProblem("name", f"Use 1 to {PASSKEY_NAME_MAX} printable characters."),)
        )
    return text


def _bare(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in "-–")
