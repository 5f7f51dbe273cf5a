"""A real KMIP server over mutual TLS, and a stand-in for AWS KMS that checks signatures."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Client, Database
from paymentus.integrations.key_management import KeysUnavailable
from paymentus.integrations.key_management.field_cipher import FieldCipher
from paymentus.integrations.key_management.key_store import KeyStore
from paymentus.integrations.key_management.master_keys import KeyFile, MasterKeySource
from paymentus.integrations.key_management.remote_master_keys import (
    KMS_KEYS,
    AwsKms,
    KmipServer,
    RemoteMasterKeys,
)
from paymentus.integrations.key_management.rotation import Rotation

from support.certificates import Authority, Issued
from support.kmip_server import running_kmip_server
from support.kms_server import KEY_ARN, REGION, KmsStandIn, running_kms

HERE = {"record_id": "usr_1", "field": "users.full_name"}
SECRET = "the-secret-of-a-test-user"


# PyMongo leaves the socket of a failed handshake to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(autouse=True)
async def failed_handshakes_are_collected() -> AsyncIterator[None]:
    """Here, and not in the next test that looks."""
    yield
    await asyncio.sleep(0.1)
    gc.collect()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def ours(authority: Authority) -> Issued:
    return authority.issue("paymentus")


@pytest.fixture(scope="module")
def kmip(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Iterator[str]:
    with running_kmip_server(tmp_path_factory.mktemp("kmip") / "server", authority) as endpoint:
        yield endpoint


@pytest.fixture
def kms(authority: Authority) -> Iterator[KmsStandIn]:
    with running_kms(authority, {"AKIATEST": SECRET}) as server:
        yield server


@contextlib.asynccontextmanager
async def a_server(database: Database, source: MasterKeySource) -> AsyncIterator[FieldCipher]:
    """What one of our processes has."""
    keys = KeyStore(database, source, clock=utc_now)
    try:
        yield FieldCipher(keys)
    finally:
        await keys.close()


class TestKmip:
    async def test_server_unwraps_the_master_key_for_every_start(
        self, client: Client, database: Database, kmip: str, authority: Authority, ours: Issued
    ) -> None:
        service = KmipServer(kmip, ours.both, authority.ca_file)
        async with a_server(database, RemoteMasterKeys(client, database, service)) as first:
            sealed = await first.seal("usr_1", "Jane Roe", **HERE)

        async with a_server(database, RemoteMasterKeys(client, database, service)) as next_start:
            assert await next_start.open(sealed, **HERE) == "Jane Roe"

        [wrapping] = await database[KMS_KEYS].find({}).to_list()
        assert wrapping["masterKey"]["provider"] == "kmip"
        assert wrapping["masterKey"]["delegated"] is True

    async def test_server_turns_away_who_has_no_certificate_of_its_authority(
        self, client: Client, database: Database, kmip: str, authority: Authority, tmp_path: Path
    ) -> None:
        stranger = Authority(tmp_path / "other").issue("paymentus")
        service = KmipServer(kmip, stranger.both, authority.ca_file)

        async with a_server(database, RemoteMasterKeys(client, database, service)) as server:
            with pytest.raises(KeysUnavailable, match="KMIP key service"):
                await server.seal("usr_1", "Jane Roe", **HERE)

    async def test_server_that_is_not_of_our_authority_is_not_believed(
        self, client: Client, database: Database, kmip: str, ours: Issued, tmp_path: Path
    ) -> None:
        other = Authority(tmp_path / "other")
        service = KmipServer(kmip, ours.both, other.ca_file)

        async with a_server(database, RemoteMasterKeys(client, database, service)) as server:
            with pytest.raises(KeysUnavailable, match="KMIP key service"):
                await server.seal("usr_1", "Jane Roe", **HERE)

    async def test_server_takes_over_from_a_key_file_and_rotates(
        self,
        client: Client,
        database: Database,
        kmip: str,
        authority: Authority,
        ours: Issued,
        key_file: Path,
    ) -> None:
        """Running servers go on; new starts need the HSM alone."""
        before = KeyStore(database, KeyFile(key_file, may_create=True), clock=utc_now)
        sealed = await FieldCipher(before).seal("usr_1", "Jane Roe", **HERE)
        hsm = RemoteMasterKeys(client, database, KmipServer(kmip, ours.both, authority.ca_file))

        moved = await Rotation(
            database, before, source=hsm, clock=utc_now, settling_seconds=0
        ).run()
        assert await FieldCipher(before).open(sealed, **HERE) == "Jane Roe"
        key_file.unlink()
        after = KeyStore(database, hsm, clock=utc_now)
        rotation = Rotation(database, after, source=hsm, clock=utc_now, settling_seconds=0)
        rotated = await rotation.run()
        await rotation.finish()

        service = KmipServer(kmip, ours.both, authority.ca_file)
        async with a_server(database, RemoteMasterKeys(client, database, service)) as fresh:
            assert await fresh.open(sealed, **HERE) == "Jane Roe"
        assert (moved.number, rotated.number) == (2, 3)
        await hsm.close()


class TestAws:
    def service(self, kms: KmsStandIn, authority: Authority, **changes: str) -> AwsKms:
        given = {"key_arn": KEY_ARN, "access_key_id": "AKIATEST", "secret_access_key": SECRET}
        return AwsKms(
            region=REGION, endpoint=kms.endpoint, ca_file=authority.ca_file, **(given | changes)
        )

    async def test_unwraps_one_master_key_a_start_and_none_for_a_person(
        self, client: Client, database: Database, kms: KmsStandIn, authority: Authority
    ) -> None:
        service = self.service(kms, authority)
        async with a_server(database, RemoteMasterKeys(client, database, service)) as first:
            sealed = await first.seal("usr_1", "Jane Roe", **HERE)

        async with a_server(database, RemoteMasterKeys(client, database, service)) as next_start:
            assert await next_start.open(sealed, **HERE) == "Jane Roe"
            for number in range(20):
                await next_start.seal(f"usr_{number}", "x", **HERE)

        assert [call for call in kms.calls if call[1] != 200] == []
        # One to wrap it when it was made; the first process also reads back what it made.
        assert [act for act, _ in kms.calls].count("Encrypt") == 1
        assert [act for act, _ in kms.calls].count("Decrypt") <= 3

    @pytest.mark.parametrize(
        "wrong",
        [
            {"secret_access_key": "not the secret"},
            {"access_key_id": "AKIANOBODY"},
            {"key_arn": KEY_ARN.replace("1234abcd", "00000000")},
        ],
    )
    async def test_that_refuses_stops_the_start(
        self,
        client: Client,
        database: Database,
        kms: KmsStandIn,
        authority: Authority,
        wrong: dict[str, str],
    ) -> None:
        service = self.service(kms, authority, **wrong)

        async with a_server(database, RemoteMasterKeys(client, database, service)) as server:
            with pytest.raises(KeysUnavailable, match="AWS key service") as refused:
                await server.seal("usr_1", "x", **HERE)
        assert SECRET not in str(refused.value)
        assert {status for _, status in kms.calls} == {400}
