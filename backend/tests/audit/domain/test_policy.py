"""The policy a verifier pins."""

from __future__ import annotations

from typing import Any

import pytest

from audit.building import a_key, a_witness
from paymentus.audit.domain.checkpoint import NotAKey
from paymentus.audit.domain.policy import LogPolicy

W1, W2 = a_witness(), a_witness("witness.example/w2", seed=102)


def a_policy(quorum: int = 1) -> LogPolicy:
    key = a_key()
    return LogPolicy(key.name, key.verifier, (W1.verifier, W2.verifier), quorum)


class TestLogPolicy:
    def test_is_read_back_from_its_document(self) -> None:
        assert LogPolicy.from_document(a_policy().to_document()) == a_policy()

    @pytest.mark.parametrize("quorum", [-1, 3])
    def test_is_refused_with_a_quorum_that_cannot_be_met(self, quorum: int) -> None:
        with pytest.raises(NotAKey):
            a_policy(quorum)

    def test_is_refused_when_one_key_would_count_as_two_witnesses(self) -> None:
        twin = a_witness("witness.example/twin")

        with pytest.raises(NotAKey):
            LogPolicy(a_key().name, a_key().verifier, (W1.verifier, twin.verifier), 2)

    def test_is_refused_with_a_witness_key_as_the_logs(self) -> None:
        with pytest.raises(NotAKey):
            LogPolicy(W1.name, W1.verifier)
        with pytest.raises(NotAKey):
            LogPolicy(a_key().name, a_key().verifier, (a_key().verifier,))

    @pytest.mark.parametrize(
        "changes",
        [{"format": "other"}, {"log": None}, {"log": {}}, {"witnesses": [{}]}, {"quorum": "1"},
         {"witnesses": None}],
    )  # fmt: skip
    def test_is_refused_when_a_field_is_wrong(self, changes: dict[str, Any]) -> None:
        with pytest.raises(NotAKey):
            LogPolicy.from_document(a_policy().to_document() | changes)
