"""Which entries are for compliance only."""

from __future__ import annotations

import pytest

from paymentus.audit.domain.need_to_know import is_for_compliance


@pytest.mark.parametrize(
    ("event", "data", "hidden"),
    [
        ("alert.dismissed", {}, True),
        ("case.opened", {}, True),
        ("transfer.held", {}, True),
        ("filing.approved", {}, True),
        ("approval.proposed", {"kind": "freeze"}, True),
        ("approval.proposed", {"kind": "grant_role"}, False),
        ("user.signed_in", {}, False),
        ("cash.taken", {}, False),
        ("journal_entry", {}, False),
    ],
)
def test_are_told_by_their_type_and_acts_by_their_kind(
    event: str, data: dict[str, str], hidden: bool
) -> None:
    assert is_for_compliance({"type": event, "data": data}) is hidden
