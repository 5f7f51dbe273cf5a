from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from paymentus.app.cli.passwords import commands
from paymentus.identity.service import PasswordLists


class TestImport:
    def test_makes_the_list_that_servers_look_in(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        source = tmp_path / "list.txt"
        source.write_text("a stolen password\nanother one\n")
        monkeypatch.setenv("PASSWORD_LIST_FILE", str(tmp_path / "own"))

        told = CliRunner().invoke(commands, [str(source)])

        assert told.exit_code == 0, told.output
        assert told.output.startswith("2 passwords are refused from now on")
        assert PasswordLists(tmp_path / "own").know("another one")
