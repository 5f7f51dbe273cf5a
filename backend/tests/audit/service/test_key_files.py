"""The log's key and the policy as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audit.building import ORIGIN, a_key, a_policy, a_witness
from paymentus.audit.domain.tlog_policy import OperatorPolicy
from paymentus.audit.service import (
    AuditKeyUnreadable,
    create_log_key,
    policy_of_key,
    read_log_key,
    read_policy,
)


class TestLogKeyFile:
    def test_is_made_once_for_its_owner_only(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "key"

        made = create_log_key(path, origin=ORIGIN, seed=bytes(32))

        assert path.stat().st_mode & 0o777 == 0o600
        assert read_log_key(path, origin=ORIGIN).vkey == made.vkey
        assert [file.name for file in path.parent.iterdir()] == ["key"]

    def test_is_never_replaced(self, tmp_path: Path) -> None:
        made = create_log_key(tmp_path / "key", origin=ORIGIN, seed=bytes(32))

        with pytest.raises(FileExistsError):
            create_log_key(tmp_path / "key", origin=ORIGIN, seed=bytes([1]) * 32)

        assert read_log_key(tmp_path / "key", origin=ORIGIN).vkey == made.vkey
        assert [file.name for file in tmp_path.iterdir()] == ["key"]

    def test_may_be_in_gos_form(self, tmp_path: Path) -> None:
        (tmp_path / "key").write_text(a_key().to_note_key() + "\n")

        assert read_log_key(tmp_path / "key", origin=ORIGIN).vkey == a_key().vkey

    def test_that_is_missing_or_wrong_is_refused_with_what_to_do(self, tmp_path: Path) -> None:
        (tmp_path / "text").write_text("not a key")
        (tmp_path / "other").write_text(a_key("elsewhere").to_note_key())

        with pytest.raises(AuditKeyUnreadable, match="AUDIT_KEY_FILE"):
            read_log_key(tmp_path / "absent", origin=ORIGIN)
        for name in ("text", "other"):
            with pytest.raises(AuditKeyUnreadable, match="is not the key of"):
                read_log_key(tmp_path / name, origin=ORIGIN)


class TestPolicyFile:
    def test_is_read_back(self, tmp_path: Path) -> None:
        policy = a_policy(a_witness(), quorum=1)
        (tmp_path / "policy.json").write_text(json.dumps(policy.to_document()))

        assert read_policy(tmp_path / "policy.json") == OperatorPolicy(policy)

    def test_that_is_missing_or_wrong_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "text").write_text("not json")
        (tmp_path / "list").write_text("[]")

        for name in ("absent", "text", "list"):
            with pytest.raises(AuditKeyUnreadable):
                read_policy(tmp_path / name)

    def test_of_a_key_alone_asks_for_no_witness(self) -> None:
        assert policy_of_key(a_key()) == a_policy()
