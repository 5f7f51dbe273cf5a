from __future__ import annotations

from pathlib import Path

from paymentus.app.embedded.data_folder import DataFolder
from paymentus.app.embedded.witness import NAME, prepare_witness
from paymentus.audit.domain.note import LogKey
from paymentus.audit.service.key_files import policy_of_files, read_policy


class TestPrepareWitness:
    def test_makes_keys_once_and_a_policy_that_names_them(self, tmp_path: Path) -> None:
        folder = DataFolder(tmp_path)
        with folder.held():
            first = prepare_witness(folder, port=8003, environment={})
            before = {path: path.read_bytes() for path in tmp_path.rglob("*key")}
            moved = prepare_witness(folder, port=9003, environment={})

        assert {path: path.read_bytes() for path in tmp_path.rglob("*key")} == before
        assert len(before) == 2
        found = read_policy(moved.policy_file)
        assert found.addresses == {NAME: "http://127.0.0.1:9003"}
        assert found.policy.quorum == 1
        assert str(found.policy.log_key) in first.arguments
        key = LogKey.from_file_content(
            found.policy.origin, (tmp_path / "audit_log_key").read_bytes()
        )
        assert policy_of_files(key, moved.policy_file) == found

    def test_uses_the_log_key_and_origin_of_the_environment(self, tmp_path: Path) -> None:
        folder = DataFolder(tmp_path / "data")
        key_file = tmp_path / "given-key"
        key = LogKey.from_seed("example.org/log", bytes(32))
        key_file.write_bytes(key.to_pem())
        environment = {"AUDIT_ORIGIN": key.name, "AUDIT_KEY_FILE": str(key_file)}

        with folder.held():
            made = prepare_witness(folder, port=8003, environment=environment)

        assert read_policy(made.policy_file).policy.log_key == key.verifier
