"""Other commands find the stack that runs."""

from __future__ import annotations

from pathlib import Path

from paymentus.app.embedded.data_folder import DataFolder
from paymentus.app.embedded.local_secrets import load_or_create
from paymentus.app.embedded.running import environment_of_running_stack


class TestTheEnvironmentOfARunningStack:
    def test_has_its_addresses_and_its_secrets(self, tmp_path: Path) -> None:
        folder = DataFolder(tmp_path)
        with folder.held():
            folder.publish({"pid": 1, "environment": {"MONGO_URL": "mongodb://127.0.0.1:20000/x"}})
            found = environment_of_running_stack(tmp_path)

        assert found["MONGO_URL"] == "mongodb://127.0.0.1:20000/x"
        assert found["JWT_SECRET_KEY"] == load_or_create(tmp_path)["JWT_SECRET_KEY"]
        assert found["PAYMENTUS_DATA_DIR"] == str(tmp_path)

    def test_is_empty_and_makes_nothing_when_nothing_runs(self, tmp_path: Path) -> None:
        assert environment_of_running_stack(tmp_path / "none") == {}
        assert not (tmp_path / "none").exists()
