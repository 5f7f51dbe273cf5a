"""Secrets made once for one machine."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from paymentus.app.embedded.local_secrets import (
    FILE_NAME,
    SecretsUnreadable,
    load_or_create,
    make_key_files,
)


class TestSecrets:
    def test_are_made_once_and_then_stay(self, tmp_path: Path) -> None:
        first = load_or_create(tmp_path)

        assert load_or_create(tmp_path) == first
        assert len(first["JWT_SECRET_KEY"]) >= 32
        assert first["STRIPE_WEBHOOK_SECRET"].startswith("whsec_")

    def test_differ_between_installations(self, tmp_path: Path) -> None:
        here, there = load_or_create(tmp_path / "a"), load_or_create(tmp_path / "b")

        assert not set(here.values()) & set(there.values())

    def test_are_readable_by_their_owner_alone(self, tmp_path: Path) -> None:
        load_or_create(tmp_path)

        assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600

    def test_of_a_newer_release_join_the_old_ones(self, tmp_path: Path) -> None:
        old = load_or_create(tmp_path)

        new = load_or_create(tmp_path, {"JWT_SECRET_KEY": lambda: "other", "NEW": lambda: "made"})

        assert new == {**old, "NEW": "made"}

    def test_that_cannot_be_read_are_never_replaced(self, tmp_path: Path) -> None:
        (tmp_path / FILE_NAME).write_text("{half")

        with pytest.raises(SecretsUnreadable, match="cannot be read"):
            load_or_create(tmp_path)
        assert (tmp_path / FILE_NAME).read_text() == "{half"


class TestKeyFiles:
    def test_are_made_once_for_their_owner_alone(self, tmp_path: Path) -> None:
        made = make_key_files(tmp_path, {})

        assert [path.name for path in made] == [".encryption_key", ".rsa_private_key.pem"]
        assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
        assert make_key_files(tmp_path, {}) == []

    def test_that_the_environment_names_are_not_ours_to_make(self, tmp_path: Path) -> None:
        named = {"MASTER_KEY_SOURCE": "kmip", "RSA_PRIVATE_KEY_FILE": "/keys/reports.pem"}

        assert make_key_files(tmp_path, named) == []
        assert list(tmp_path.iterdir()) == []
