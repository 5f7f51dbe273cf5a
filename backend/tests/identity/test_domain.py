"""Who may register with what, and how long a session lives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paymentus.foundation.authorization import Role
from paymentus.identity.domain import (
    GUEST_LIMITS,
    GuestSight,
    RegistrationNotAccepted,
    RoleNotAssignable,
    Session,
    SessionKind,
    check_registration,
    check_role,
    limits_of,
    normalised_email,
    password_problem,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def fields_of(*, email="dana@example.com", password="three blue otters", full_name="Dana Reyes"):
    with pytest.raises(RegistrationNotAccepted) as refused:
        check_registration(
            email=email, password=password, full_name=full_name, is_known=LISTED.__contains__
        )
    return [problem.field for problem in refused.value.fields]


LISTED = {"password", "welcome", "sunshine", "loveyou", "monkey", "letmein", "qwertyuiop"}


def problem(password: str) -> str | None:
    return password_problem(
        password=password, email="dana.reyes@mail.example", full_name="Dana Reyes",
        is_known=LISTED.__contains__,
    )  # fmt: skip


class TestPassword:
    @pytest.mark.parametrize("password", ["short", "elevenchars", "gT5#kq09Zw", "x" * 300])
    def test_is_refused_when_it_is_too_short_or_endless(self, password):
        assert "characters" in (problem(password) or "")

    @pytest.mark.parametrize(
        "password",
        [
            "Password12345", "password1!!!", "P@ssw0rd123!", "P4$$w0rd????", "Welcome2026!!",
            "sunshine2024!!", "sunshinesunshine", "Sunshine Sunshine", "monkey-123456789",
            "!!!letmein!!!2020", "1l0vey0u2024", "qwertyuiop12", "ｐａｓｓｗｏｒｄ１２３４５",
        ],
    )  # fmt: skip
    def test_is_refused_when_it_is_a_listed_one_in_disguise(self, password):
        assert "thieves try first" in (problem(password) or "")

    @pytest.mark.parametrize(
        "password",
        ["aaaaaaaaaaaa", "abababababab", "abcdefghijkl", "123456789012", "19840712-1984"],
    )
    def test_is_refused_when_it_only_counts_or_repeats(self, password):
        assert problem(password)

    @pytest.mark.parametrize(
        "password",
        [
            "Dana.Reyes@mail.example", "dana-reyes-2024", "DANA REYES!!", "reyesdana2024",
            "Paymentus2026!!", "p4ymentus-2026", "my-Paymentus-1", "dana@paymentus",
        ],
    )  # fmt: skip
    def test_is_refused_when_it_is_made_of_the_persons_name_or_ours(self, password):
        assert "name" in (problem(password) or "")

    @pytest.mark.parametrize(
        "password",
        [
            "three blue otters", "correct horse battery", "gT5#kq09Zwq1", "dana plays loud chess",
            "my password is a poem", "寿限無寿限無五劫の擦り切れ海", "monkeys eat 12 green figs",
        ],
    )  # fmt: skip
    def test_is_accepted_when_it_is_long_and_not_a_favorite(self, password):
        assert problem(password) is None

    @given(st.text(max_size=300))
    def test_never_makes_the_rule_fail(self, password):
        problem(password)


class TestRegistration:
    @pytest.mark.parametrize(
        "email",
        [
            "", "dana", "dana@", "@example.com", "dana@example", "dana@@example.com",
            "dana@example.com\nBcc: all@example.com", "Dana <dana@example.com>", "a b@example.com",
            "dana@example..com", "a,b@example.com", "d" * 65 + "@example.com",
            "dana@" + "e" * 250 + ".com",
        ],
    )  # fmt: skip
    def test_is_refused_when_mail_could_not_go_to_the_address(self, email):
        assert fields_of(email=email) == ["email"]

    def test_names_every_field_that_needs_another_answer(self):
        assert fields_of(email="x", password="y", full_name=" ") == [
            "email",
            "password",
            "full_name",
        ]

    @pytest.mark.parametrize("full_name", ["", "  ", "a\x00b", "Dana\nReyes", "x" * 121])
    def test_is_refused_when_the_name_cannot_be_shown(self, full_name):
        assert fields_of(full_name=full_name) == ["full_name"]

    def test_is_accepted_for_names_and_addresses_of_all_kinds(self):
        check_registration(
            email=" o'neil+bills@mail.example.co.uk ",
            password="three blue otters",
            full_name="Zoë O’Neil-Łukasz",
            is_known=LISTED.__contains__,
        )

    def test_takes_spellings_of_one_address_for_the_same(self):
        assert normalised_email("  DANA@Example.COM ") == normalised_email("dana@example.com")


class TestRole:
    @pytest.mark.parametrize("role", [Role.ANONYMOUS, Role.GUEST])
    def test_is_refused_when_it_is_not_a_persons(self, role):
        with pytest.raises(RoleNotAssignable):
            check_role(role=role, biller_id=None)

    @pytest.mark.parametrize("role", [Role.BILLER_STAFF, Role.BILLER_ADMIN])
    def test_of_a_billers_staff_needs_the_biller(self, role):
        check_role(role=role, biller_id="bil_1")
        with pytest.raises(RoleNotAssignable) as refused:
            check_role(role=role, biller_id=None)
        assert refused.value.fields[0].field == "biller_id"

    @pytest.mark.parametrize("role", [Role.PAYER, Role.ADMIN, Role.AUDITOR])
    def test_of_everybody_else_has_no_biller(self, role):
        check_role(role=role, biller_id=None)
        with pytest.raises(RoleNotAssignable):
            check_role(role=role, biller_id="bil_1")


class TestSession:
    def test_ends_when_it_was_idle_too_long(self):
        limits = limits_of(Role.TREASURY)
        session = Session.of_user(
            user_id="usr_1", epoch=1, limits=limits, second_factor=False, now=NOW
        )

        assert not session.has_ended(NOW + limits.idle - timedelta(seconds=1))
        assert session.has_ended(NOW + limits.idle)

    def test_ends_at_its_absolute_limit_however_busy_it_is(self):
        limits = limits_of(Role.TREASURY)
        session = Session.of_user(
            user_id="usr_1", epoch=1, limits=limits, second_factor=False, now=NOW
        )
        moment = NOW

        while moment < NOW + limits.absolute - timedelta(minutes=10):
            moment += timedelta(minutes=10)
            assert not session.has_ended(moment)
            session = session.seen(moment)

        assert session.time_left(moment) <= timedelta(minutes=10)
        assert session.has_ended(NOW + limits.absolute)

    def test_is_the_same_when_it_was_used_a_moment_ago(self):
        limits = limits_of(Role.PAYER)
        session = Session.of_user(
            user_id="usr_1", epoch=1, limits=limits, second_factor=False, now=NOW
        )

        assert session.seen(NOW + timedelta(seconds=59)) is session
        later = NOW + timedelta(seconds=60)
        assert session.seen(later).last_seen_at == later

    def test_of_staff_is_shorter_than_of_a_payer(self):
        payer = limits_of(Role.PAYER)
        for role in set(Role) - {Role.PAYER, Role.ANONYMOUS, Role.GUEST}:
            assert limits_of(role).idle < payer.idle
            assert not limits_of(role).kept
        assert GUEST_LIMITS.idle < payer.idle

    def test_cannot_be_a_guests_without_a_biller_account(self):
        with pytest.raises(ValueError, match="biller account"):
            Session(
                kind=SessionKind.GUEST, principal_id="gst_1", epoch=0, created_at=NOW,
                last_seen_at=NOW, expires_at=NOW, idle=timedelta(hours=1), proved_at=NOW,
            )  # fmt: skip
        sight = GuestSight(biller_id="bil_1", biller_name="B", account_number="1")
        assert Session.of_guest(guest_id="gst_1", sight=sight, now=NOW).guest == sight
