from __future__ import annotations

import pytest

from paymentus.audit.domain.security_events import SecurityKind, kind_of, types_of


class TestKind:
    @pytest.mark.parametrize(
        ("event", "kind"),
        [
            ("user.signed_in", SecurityKind.SIGN_IN),
            ("user.token_issued", SecurityKind.SIGN_IN),
            ("user.sign_in_refused", SecurityKind.REFUSAL),
            ("api_key.refused", SecurityKind.REFUSAL),
            ("api_key.created", SecurityKind.API_KEY),
            ("approval.approved", SecurityKind.APPROVAL),
            ("user.role_granted", SecurityKind.PERSON),
            ("entry", None),
            ("biller.changed", None),
            ("users", None),
        ],
    )
    def test_follows_from_the_name(self, event: str, kind: SecurityKind | None) -> None:
        assert kind_of(event) is kind


class TestTypes:
    def test_of_a_kind_are_those_that_the_log_knows(self) -> None:
        known = ["entry", "user.signed_in", "api_key.refused", "approval.proposed"]

        assert types_of(SecurityKind.REFUSAL, known) == ["api_key.refused"]
        assert types_of(None, known) == ["api_key.refused", "approval.proposed", "user.signed_in"]
