"""What a person can type as a second factor: codes of an authenticator app, recovery codes."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pyotp

from paymentus.commit.domain import AlreadyExists, AuditRecord, Insert, UnitOfWork, VersionConflict
from paymentus.commit.service import Committer
from paymentus.foundation.authorization import SECOND_FACTOR_NEEDED
from paymentus.foundation.clock import Clock
from paymentus.foundation.errors import Conflict, DomainError, FieldProblem, Rejected
from paymentus.foundation.mongo import Database
from paymentus.foundation.rate_limits import Limit, RateLimiter
from paymentus.foundation.redis import RedisClient
from paymentus.identity.domain import User
from paymentus.identity.domain.second_factors import (
    RECOVERY_ALPHABET,
    RECOVERY_CODE_LENGTH,
    RECOVERY_CODES,
    SECRET_BYTES,
    Authenticator,
    CodeFactors,
    Passkey,
    RecoveryCodes,
    Way,
    acceptable_steps,
    app_code_in,
    recovery_code_as_shown,
    recovery_code_in,
)
from paymentus.identity.repository import UserRepository, with_epoch_raised
from paymentus.identity.repository.second_factors import SecondFactorRepository, with_codes
from paymentus.identity.repository.short_lived import ShortLived
from paymentus.identity.service.password_hashing import PasswordHashing
from paymentus.identity.service.sealing import SecretSealer

# Who guesses here knows the password already, so nobody is locked out by strangers. With three
# codes valid at a time, fifty guesses a day find one once in eighteen years.
GUESSES = Limit("second-factor-guesses", 10, timedelta(minutes=15), guards_secrets=True)
GUESSES_IN_A_DAY = Limit("second-factor-guesses-day", 50, timedelta(days=1), guards_secrets=True)

ISSUER = "Paymentus"
_RACES_MAX = 3
_SALT_BYTES = 16


class CodeNotAccepted(Rejected):
    """This code is wrong or was used before. Enter the one that is shown now."""

    def __init__(self) -> None:
        super().__init__(fields=(FieldProblem("code", str(self.__doc__)),))


class EnrolmentNotBegun(Conflict):
    """This took too long, or was begun anew elsewhere. Begin again."""


class LastSecondFactor(Conflict):
    """Your role needs a second factor, and this is your last one. Add another one first."""


class DemoSecretRefused(Rejected):
    """Production takes no second factor whose secret others know."""


class NoSecondFactor(Conflict):
    """Add an authenticator app or a passkey first."""


@dataclass(frozen=True, slots=True)
class NewAuthenticator:
    """``secret`` in base 32 and the same as an ``otpauth:`` address, for the app."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """``recovery_codes`` is set where these are the person's first: they are not shown again."""

    user: User
    recovery_codes: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class SecondFactorsView:
    """All second factors of a person; ``needed`` says whether their role must have one."""

    needed: bool
    authenticator_since: datetime | None
    passkeys: tuple[Passkey, ...]
    recovery_codes_left: int
    recovery_codes_made_at: datetime | None


class SecondFactorsService:
    def __init__(
        self,
        *,
        database: Database,
        redis: RedisClient,
        committer: Committer,
        clock: Clock,
        limiter: RateLimiter,
        passwords: PasswordHashing,
        sealer: SecretSealer,
        takes_demo_secrets: bool,
    ) -> None:
        self._factors = SecondFactorRepository(database)
        self._users = UserRepository(database, committer.sealed)
        self._begun = ShortLived(redis, "authenticator-begun", timedelta(minutes=20))
        self._committer = committer
        self._clock = clock
        self._limiter = limiter
        self._passwords = passwords
        self._sealer = sealer
        self._takes_demo_secrets = takes_demo_secrets

    async def of_user(self, user: User) -> SecondFactorsView:
        factors = await self._factors.codes_of(user.id)
        app, recovery = factors.authenticator, factors.recovery
        return SecondFactorsView(
            needed=user.role in SECOND_FACTOR_NEEDED,
            authenticator_since=app.since if app else None,
            passkeys=tuple(await self._factors.passkeys_of(user.id)),
            recovery_codes_left=len(recovery.hashes) if recovery else 0,
            recovery_codes_made_at=recovery.made_at if recovery else None,
        )

    async def ways_of(self, user_id: str) -> tuple[Way, ...]:
        """How a person can show a second factor, the easiest first; nothing for who has none."""
        factors = await self._factors.codes_of(user_id)
        ways: list[Way] = []
        if await self._factors.passkeys_of(user_id):
            ways.append("passkey")
        if factors.authenticator is not None:
            ways.append("code")
        if ways and factors.recovery is not None and factors.recovery.hashes:
            ways.append("recovery_code")
        return tuple(ways)

    async def accept_code(self, user_id: str, typed: str) -> None:
        """Use up a code of the app or a recovery code of this person.

        Raises ``CodeNotAccepted``, the same for every reason, or ``TooManyRequests``.
        """
        # Counted before it is judged, so that many sent at once are no way around.
        await self._limiter.spend(GUESSES, user_id)
        await self._limiter.spend(GUESSES_IN_A_DAY, user_id)
        by = await self._use_up(user_id, typed)
        if by is None:
            record = AuditRecord("user.second_factor_refused", user_id, "anonymous")
            await self._committer.commit(UnitOfWork(audit=(record,)))
            raise CodeNotAccepted()
        await self._limiter.forgive(GUESSES, user_id)
        await self._limiter.forgive(GUESSES_IN_A_DAY, user_id)

    async def begin_authenticator(self, user: User) -> NewAuthenticator:
        """A secret for an app. It counts once a code of it was given to :meth:`confirm`."""
        secret = secrets.token_bytes(SECRET_BYTES)
        sealed = await self._sealer.seal(secret, user_id=user.id)
        await self._begun.put(user.id, {"secret": base64.b64encode(sealed).decode()})
        totp = _totp(secret)
        return NewAuthenticator(
            secret=str(totp.secret),
            address=totp.provisioning_uri(name=user.email_address, issuer_name=ISSUER),
        )

    async def confirm_authenticator(self, user_id: str, typed: str) -> Enrolled:
        """Keep the app whose code this is, instead of one there was.

        Raises ``EnrolmentNotBegun`` or ``CodeNotAccepted``.
        """
        begun = await self._begun.find(user_id)
        if begun is None:
            raise EnrolmentNotBegun()
        sealed = base64.b64decode(begun["secret"])
        step = await self._step_of_code(sealed, user_id, typed, after=0)
        if step is None:
            raise CodeNotAccepted()
        app = Authenticator(sealed, since=self._clock(), last_step=step)
        enrolled = await self.enrol(
            user_id, lambda factors: replace(factors, authenticator=app), kind="authenticator"
        )
        await self._begun.take(user_id)
        return enrolled

    async def put_authenticator(self, user_id: str, secret: bytes, *, actor: str) -> None:
        """Give a person an app with a secret that others know, unless they have one.

        For demonstration data. Raises ``DemoSecretRefused`` in production.
        """
        if not self._takes_demo_secrets:
            raise DemoSecretRefused()
        factors = await self._factors.codes_of(user_id)
        if factors.authenticator is not None:
            return
        sealed = await self._sealer.seal(secret, user_id=user_id)
        app = Authenticator(sealed, since=self._clock(), last_step=0, demo=True)
        record = AuditRecord("user.second_factor_added", user_id, actor, {"kind": "authenticator"})
        await self._keep(replace(factors, authenticator=app), record)

    async def enrol(
        self,
        user_id: str,
        changed: Callable[[CodeFactors], CodeFactors],
        *,
        kind: str,
        more: UnitOfWork | None = None,
    ) -> Enrolled:
        """Add a factor; ``more`` is written with it.

        Who had none before gets recovery codes, and is signed out everywhere else: whoever has
        another session of theirs has not shown the second factor.
        """
        is_first = not await self.ways_of(user_id)
        codes = self._new_codes() if is_first else None
        recovery = await self._hashed(codes) if codes else None
        for _ in range(_RACES_MAX):
            user = await self._user(user_id)
            factors = changed(await self._factors.codes_of(user_id))
            if recovery:
                factors = replace(factors, recovery=recovery)
            record = AuditRecord("user.second_factor_added", user_id, user_id, {"kind": kind})
            unit = unit_with(factors, record, more)
            if is_first:
                unit = replace(unit, updates=(*unit.updates, with_epoch_raised(user)))
                user = replace(user, epoch=user.epoch + 1)
            try:
                await self._committer.commit(unit)
                return Enrolled(user, codes)
            except (VersionConflict, AlreadyExists) as lost:
                race: DomainError = lost
        raise race

    async def remove_authenticator(self, user: User) -> None:
        """Safe to repeat. Raises ``LastSecondFactor`` for who must have one."""
        factors = await self._factors.codes_of(user.id)
        if factors.authenticator is None:
            return
        others = await self._factors.passkeys_of(user.id)
        recovery = self.recovery_after_removal(user, factors, others_left=bool(others))
        record = _removed(user.id, "authenticator")
        await self._keep(replace(factors, authenticator=None, recovery=recovery), record)

    def recovery_after_removal(
        self, user: User, factors: CodeFactors, *, others_left: bool
    ) -> RecoveryCodes | None:
        """What stays of the recovery codes: they count only beside another factor.

        Raises ``LastSecondFactor`` for who must have a second factor.
        """
        if others_left:
            return factors.recovery
        if user.role in SECOND_FACTOR_NEEDED:
            raise LastSecondFactor()
        return None

    async def make_recovery_codes(self, user_id: str) -> tuple[str, ...]:
        """Ten new codes, shown here and nowhere again; those before count no more."""
        if not await self.ways_of(user_id):
            raise NoSecondFactor()
        codes = self._new_codes()
        recovery = await self._hashed(codes)
        factors = await self._factors.codes_of(user_id)
        record = AuditRecord("user.recovery_codes_made", user_id, user_id)
        await self._keep(replace(factors, recovery=recovery), record)
        return codes

    async def _use_up(self, user_id: str, typed: str) -> str | None:
        """What kind of code it was, or None. Of several at once with one code, one gets it."""
        for _ in range(_RACES_MAX):
            factors = await self._factors.codes_of(user_id)
            used = await self._with_step_used(factors, typed)
            by = "code"
            if used is None:
                used, by = await self._with_recovery_code_used(factors, typed), "recovery_code"
            if used is None:
                return None
            record = AuditRecord("user.second_factor_shown", user_id, user_id, {"by": by})
            try:
                await self._committer.commit(unit_with(used, record))
                return by
            except VersionConflict:
                continue
        return None

    async def _with_step_used(self, factors: CodeFactors, typed: str) -> CodeFactors | None:
        app = factors.authenticator
        if app is None or (app.demo and not self._takes_demo_secrets):
            return None
        step = await self._step_of_code(
            app.sealed_secret, factors.user_id, typed, after=app.last_step
        )
        if step is None:
            return None
        return replace(factors, authenticator=replace(app, last_step=step))

    async def _with_recovery_code_used(
        self, factors: CodeFactors, typed: str
    ) -> CodeFactors | None:
        recovery, code = factors.recovery, recovery_code_in(typed)
        if recovery is None or code is None:
            return None
        digest = await self._passwords.digest(code, salt=recovery.salt)
        left = tuple(kept for kept in recovery.hashes if not hmac.compare_digest(kept, digest))
        if len(left) == len(recovery.hashes):
            return None
        return replace(factors, recovery=replace(recovery, hashes=left))

    async def _step_of_code(
        self, sealed: bytes, user_id: str, typed: str, *, after: int
    ) -> int | None:
        """The step whose code this is, if it is later than ``after`` and counts now."""
        code = app_code_in(typed)
        if code is None:
            return None
        totp = _totp(await self._sealer.unseal(sealed, user_id=user_id))
        for step in acceptable_steps(self._clock(), after=after):
            if hmac.compare_digest(totp.generate_otp(step), code):
                return step
        return None

    def _new_codes(self) -> tuple[str, ...]:
        return tuple(
            recovery_code_as_shown(
                "".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_CODE_LENGTH))
            )
            for _ in range(RECOVERY_CODES)
        )

    async def _hashed(self, codes: tuple[str, ...]) -> RecoveryCodes:
        salt = secrets.token_bytes(_SALT_BYTES)
        bare = [str(recovery_code_in(code)) for code in codes]
        hashes = [await self._passwords.digest(code, salt=salt) for code in bare]
        return RecoveryCodes(salt=salt, hashes=tuple(hashes), made_at=self._clock())

    async def _keep(self, factors: CodeFactors, record: AuditRecord) -> None:
        await self._committer.commit(unit_with(factors, record))

    async def _user(self, user_id: str) -> User:
        user = await self._users.by_id(user_id)
        if user is None:
            raise EnrolmentNotBegun()
        return user


def unit_with(
    factors: CodeFactors, record: AuditRecord, more: UnitOfWork | None = None
) -> UnitOfWork:
    """``more`` and the write that makes the person's document say ``factors``."""
    write, unit = with_codes(factors), replace(more or UnitOfWork(), audit=(record,))
    if isinstance(write, Insert):
        return replace(unit, inserts=(*unit.inserts, write))
    return replace(unit, updates=(*unit.updates, write))


def _removed(user_id: str, kind: str) -> AuditRecord:
    return AuditRecord("user.second_factor_removed", user_id, user_id, {"kind": kind})


def _totp(secret: bytes) -> pyotp.TOTP:
    return pyotp.TOTP(base64.b32encode(secret).decode())
