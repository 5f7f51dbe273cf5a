"""What ``prepare.sh`` makes, once and again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deployment.files import DEPLOYMENT, documents, passes, run
from paymentus.app.exporters.files import not_after
from paymentus.audit.service import read_log_key
from paymentus.integrations.key_management.key_files import read_key_file
from paymentus.integrations.key_management.report_key import read_report_key

SCRIPT = DEPLOYMENT / "scripts" / "prepare.sh"
COMPOSE = documents(DEPLOYMENT / "docker-compose.production.yml")[0]
ENVIRONMENT = {"DOMAIN": "pay.acme-bills.com"}
NAMES = sorted(name.removesuffix(".pem") for name in COMPOSE["secrets"] if name.endswith(".pem"))
READ_BY_SEVERAL = {"internal_ca", "compliance_metrics_token"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    said = passes(SCRIPT, folder, env=ENVIRONMENT)
    assert ("You are not root" in said) == (os.geteuid() != 0)
    return folder


class TestPrepared:
    def test_are_the_compose_files_secrets_for_their_owner_alone(self, prepared: Path) -> None:
        secrets = prepared / "secrets"

        assert COMPOSE["secrets"].keys() <= contents(secrets).keys()
        assert secrets.stat().st_mode & 0o077 == 0
        for name in COMPOSE["secrets"].keys() - READ_BY_SEVERAL:
            assert (secrets / name).stat().st_mode & 0o077 == 0, name

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
    def test_belong_to_the_users_that_read_them(self, prepared: Path) -> None:
        owners = {path.name: path.stat().st_uid for path in (prepared / "secrets").iterdir()}

        assert owners["encryption_key"] == owners["fincen_filer"] == 10001
        assert owners["mongo_keyfile"] == owners["redis-3.pem"] == 999
        assert (prepared / "nginx/ssl/privkey.pem").stat().st_uid == 101

    def test_are_certificates_of_one_authority_and_each_name(self, prepared: Path) -> None:
        secrets = prepared / "secrets"
        assert len(NAMES) == 9
        for name in NAMES:
            file = secrets / f"{name}.pem"
            passes("openssl", "verify", "-CAfile", secrets / "internal_ca", file)
            said = passes("openssl", "x509", "-in", file, "-noout", "-ext", "subjectAltName")
            assert f"DNS:{name}," in said

    def test_are_keys_as_the_product_reads_them(self, prepared: Path) -> None:
        secrets = prepared / "secrets"

        assert read_log_key(secrets / "audit_log_key", origin="acme.com/log").verifier
        assert read_key_file(secrets / "encryption_key")
        assert read_report_key(secrets / "rsa_private_key", None)

    def test_show_whoever_watches_them_certificates_and_no_keys(self, prepared: Path) -> None:
        """The exporter is another user than nginx, MongoDB or Redis."""
        site = prepared / "nginx/ssl/fullchain.pem"
        inner = prepared / "certificates"

        said = passes("openssl", "x509", "-in", site, "-noout", "-subject")
        assert "pay.acme-bills.com" in said
        assert site.stat().st_mode & 0o777 == 0o644
        assert (prepared / "nginx/ssl/privkey.pem").stat().st_mode & 0o077 == 0
        assert contents(inner).keys() == {f"{name}.crt" for name in NAMES}
        assert inner.stat().st_mode & 0o777 == 0o755
        for name in NAMES:
            shown = inner / f"{name}.crt"
            assert shown.stat().st_mode & 0o777 == 0o444
            assert not_after(shown) == not_after(prepared / "secrets" / f"{name}.pem")
            assert b"PRIVATE" not in shown.read_bytes()


class TestAgain:
    def test_changes_nothing_but_a_certificate_that_ends_soon(self, prepared: Path) -> None:
        secrets = prepared / "secrets"
        passes(
            *("openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "59"),
            *("-subj", "/CN=redis-3", "-keyout", prepared / "key", "-out", prepared / "old"),
        )
        (secrets / "redis-3.pem").unlink()
        (secrets / "redis-3.pem").write_bytes((prepared / "old").read_bytes())
        before = contents(secrets)

        said = passes(SCRIPT, prepared, env=ENVIRONMENT)

        after = contents(secrets)
        assert {name for name in after if after[name] != before.get(name)} == {"redis-3.pem"}
        assert said.count("✓") == 1
        passes("openssl", "verify", "-CAfile", secrets / "internal_ca", secrets / "redis-3.pem")
        shown = prepared / "certificates" / "redis-3.crt"
        assert not_after(shown) == not_after(secrets / "redis-3.pem")

    def test_says_so_where_the_authoritys_key_is_kept_elsewhere(self, prepared: Path) -> None:
        secrets = prepared / "secrets"
        (secrets / "internal_ca_key").rename(prepared / "elsewhere")
        try:
            assert "✓" not in passes(SCRIPT, prepared, env=ENVIRONMENT)
            (secrets / "redis-3.pem").rename(prepared / "lost")
            done = run(SCRIPT, prepared, env=ENVIRONMENT)
        finally:
            (prepared / "elsewhere").rename(secrets / "internal_ca_key")

        assert done.returncode == 1
        assert "redis-3 needs a new certificate" in done.stderr
