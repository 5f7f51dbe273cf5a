"""Which master key and passphrase the settings lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

from paymentus.app.keys import master_key_source, report_key_passphrase
from paymentus.foundation.mongo import Client, Database
from paymentus.foundation.settings import MasterKeyPlace, Settings
from paymentus.integrations.key_management import MasterKeyUnfit
from paymentus.integrations.key_management.master_keys import KeyFile

from support.certificates import Authority


class TestMasterKeySource:
    async def test_is_the_file_in_the_data_folder_unless_another_is_named(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        source = master_key_source(Settings(data_dir=tmp_path), client, database)

        assert isinstance(source, KeyFile)
        assert source.path == tmp_path / ".encryption_key"

    async def test_is_a_service_where_the_settings_say_so(
        self, client: Client, database: Database, tmp_path: Path
    ) -> None:
        authority = Authority(tmp_path)
        kmip = Settings(
            master_key_source=MasterKeyPlace.KMIP,
            kmip_endpoint="127.0.0.1:5696",
            kmip_certificate_file=authority.issue("us").both,
            kmip_ca_file=authority.ca_file,
        )
        aws = Settings(
            master_key_source=MasterKeyPlace.AWS,
            aws_kms_key_arn="arn:aws:kms:us-east-1:1:key/k",
            aws_region="us-east-1",
            aws_access_key_id="AKIA",
            aws_secret_access_key="secret",
        )

        for settings, name in ((kmip, "kmip"), (aws, "aws")):
            source = master_key_source(settings, client, database)
            assert source.name == name
            await source.close()
        before = master_key_source(kmip, client, database, place=MasterKeyPlace.FILE)
        assert before.name == "file"


class TestPassphrase:
    def test_comes_from_the_environment_or_a_file_of_its_owner(self, tmp_path: Path) -> None:
        path = tmp_path / "passphrase"
        path.write_text("correct horse\n")
        path.chmod(0o600)

        assert report_key_passphrase(Settings()) is None
        assert report_key_passphrase(Settings(rsa_private_key_passphrase="x")) == "x"
        by_file = Settings(rsa_private_key_passphrase_file=path)
        assert report_key_passphrase(by_file) == "correct horse"
        path.chmod(0o644)
        with pytest.raises(MasterKeyUnfit, match="passphrase"):
            report_key_passphrase(by_file)
