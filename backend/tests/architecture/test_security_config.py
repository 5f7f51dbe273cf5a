"""``security-config.yml`` says what the code does: each value is compared, and none is left out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import yaml

from architecture.sources import ROOT
from paymentus.app import rate_limit, request_limits, security_headers
from paymentus.app.wiring import Platform
from paymentus.approvals import domain as approvals
from paymentus.approvals.service import ApprovalsService
from paymentus.bills.domain.bill_file import FILE_BYTES_MAX
from paymentus.bills.service import look_up
from paymentus.foundation.authorization import Role
from paymentus.foundation.cookies import SESSION_COOKIE
from paymentus.foundation.growing_delays import GrowingDelay
from paymentus.foundation.rate_limits import Limit
from paymentus.identity.domain import api_keys, limits_of, passwords, sessions
from paymentus.identity.domain.sessions import SessionLimits
from paymentus.identity.service import access_tokens, guessing, recent_users, second_factors
from paymentus.identity.service import api_keys as api_keys_service
from paymentus.identity.service.password_hashing import PasswordHashing

FILE = ROOT / "security-config.yml"


def minutes(limits: SessionLimits) -> dict[str, float]:
    return {
        "idle": limits.idle / timedelta(minutes=1),
        "absolute": limits.absolute / timedelta(minutes=1),
    }


def quota(limit: Limit) -> dict[str, int]:
    return {"quota": limit.quota, "seconds": limit.window_seconds}


def delay(growing: GrowingDelay) -> dict[str, float]:
    _, free, *spans = dataclasses.astuple(growing)
    seconds = [span / timedelta(seconds=1) for span in spans]
    return {"free": free, **dict(zip(("first", "longest", "forgotten"), seconds, strict=True))}


def of_the_code() -> dict[str, Any]:
    by_place = {
        path.rpartition("/")[2]: rule for (_, path), rule in rate_limit.DEFAULT_RULES.items()
    }
    hashed = PasswordHashing().parameters
    return {
        "passwords": {
            "length_min": passwords.PASSWORD_LENGTH_MIN,
            "length_max": passwords.PASSWORD_LENGTH_MAX,
            "hash": hashed.type.name.replace("ID", "argon2id"),
            "hash_memory_kib": hashed.memory_cost,
            "hash_passes": hashed.time_cost,
        },
        "sessions": {
            "cookie": SESSION_COOKIE,
            "payer": minutes(limits_of(Role.PAYER)),
            "staff": minutes(limits_of(Role.ADMIN)),
            "guest": minutes(sessions.GUEST_LIMITS),
            "seconds_until_revoked_everywhere": recent_users.BELIEVED_SECONDS,
        },
        "tokens": {
            "algorithm": access_tokens.ALGORITHM,
            "lifetime_seconds": access_tokens.LIFETIME.total_seconds(),
        },
        "api_keys": {
            "days_max": api_keys.DAYS_MAX,
            "live_max_a_biller": api_keys.LIVE_KEYS_MAX,
            "requests_a_minute": api_keys_service.REQUESTS_OF_A_KEY.quota,
        },
        "limits": {
            "sign_in_by_place": quota(by_place["sign-in"]),
            "register_by_place": quota(by_place["register"]),
            "guest_look_up_by_place": quota(by_place["lookup"]),
            "password_guesses_by_network": quota(guessing.OF_A_NETWORK),
            "second_factor_guesses": quota(second_factors.GUESSES),
            "second_factor_guesses_a_day": quota(second_factors.GUESSES_IN_A_DAY),
            "look_up_guesses_by_account_and_place": quota(look_up.GUESSES_FROM_ONE_PLACE),
            "look_up_guesses_by_account": quota(look_up.GUESSES_IN_ALL),
        },
        "password_delays": {
            "from_one_place": delay(guessing.FROM_ONE_PLACE),
            "by_strangers": delay(guessing.BY_STRANGERS),
            "from_a_known_device": delay(guessing.FROM_KNOWN_DEVICE),
        },
        "requests": {
            "body_bytes_max": request_limits.BODY_BYTES_MAX,
            "body_seconds_max": request_limits.BODY_SECONDS_MAX,
            "upload_bytes_max": request_limits.UPLOAD_BYTES_MAX,
            "upload_seconds_max": request_limits.UPLOAD_SECONDS_MAX,
            "document_bytes_max": request_limits.DOCUMENT_BYTES_MAX,
            "document_seconds_max": request_limits.DOCUMENT_SECONDS_MAX,
            "silence_seconds_max": request_limits.SILENCE_SECONDS_MAX,
            "bill_file_bytes_max": FILE_BYTES_MAX,
        },
        "headers": {
            **security_headers.always("https://pay.example"),
            "Content-Security-Policy": security_headers.content_policy("/"),
        },
    }


def leaves(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{place}.{name}".lstrip("."))
    else:
        yield place, value


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return found


class TestSecurityConfig:
    def test_has_the_values_of_the_code(self, written: dict[str, Any]) -> None:
        of_file = {
            name: value
            for name, value in written.items()
            if name not in ("production", "two_people")
        }

        assert dict(leaves(of_file)) == dict(leaves(of_the_code()))

    def test_names_the_acts_that_take_two_people(
        self, written: dict[str, Any], platform: Platform
    ) -> None:
        service: ApprovalsService = platform.get(ApprovalsService)

        assert sorted(written["two_people"]["acts"]) == sorted(service.kinds)
        hours = written["two_people"]["hours_until_a_proposal_expires"]
        assert timedelta(hours=hours) == approvals.LIFETIME

    def test_says_in_words_what_production_refuses(self, written: dict[str, Any]) -> None:
        """The rules themselves have a test each: ``foundation/test_settings.py``."""
        tests = (ROOT / "backend/tests/foundation/test_settings.py").read_text()
        named = {
            word.strip(",")
            for line in written["production"]["refuses"]
            for word in line.split()
            if word.isupper() and "_" in word
        }

        assert len(named) > 10
        assert [name for name in sorted(named) if name.lower() not in tests.lower()] == []
