"""The embedded replica set: real members, real elections."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from paymentus.app.embedded import replica_set
from paymentus.app.embedded.binaries import find_mongod
from paymentus.app.embedded.mongod import EmbeddedMongo
from paymentus.app.embedded.ports import is_free
from paymentus.app.embedded.processes import ProcessEnded


def commit(mongo: EmbeddedMongo, number: int) -> None:
    """One document in one transaction, acknowledged by a majority's journals."""
    client: MongoClient[dict[str, Any]] = MongoClient(mongo.uri, serverSelectionTimeoutMS=20_000)
    with (
        client,
        client.start_session() as session,
        session.start_transaction(
            read_concern=ReadConcern("snapshot"),
            write_concern=WriteConcern("majority", j=True),
        ),
    ):
        client.get_default_database()["kept"].insert_one({"_id": number}, session=session)


def commit_as_soon_as_possible(mongo: EmbeddedMongo, number: int) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            return commit(mongo, number)
        except PyMongoError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


def kept(mongo: EmbeddedMongo) -> list[int]:
    with MongoClient[dict[str, Any]](mongo.uri) as client:
        found = client.get_default_database().get_collection(
            "kept", read_concern=ReadConcern("majority")
        )
        return sorted(document["_id"] for document in found.find())


class TestOneMember:
    @pytest.fixture
    def mongo(self, tmp_path: Path) -> Iterator[EmbeddedMongo]:
        with EmbeddedMongo(tmp_path, base_port=0) as running:
            yield running

    def test_is_a_replica_set_with_the_settings_we_rely_on(self, mongo: EmbeddedMongo) -> None:
        with replica_set.direct_client(mongo.ports[0]) as client:
            config = client.admin.command("replSetGetConfig")["config"]
            parameters = client.admin.command("getParameter", "*")
            options = client.admin.command("getCmdLineOpts")["parsed"]

        assert config["_id"] == "rs0"
        assert config["settings"]["electionTimeoutMillis"] == 2000
        assert config["settings"]["heartbeatTimeoutSecs"] == 2
        assert config["settings"]["heartbeatIntervalMillis"] == 500
        assert parameters["transactionLifetimeLimitSeconds"] == 3
        assert parameters["shutdownTimeoutMillisForSignaledShutdown"] == 500
        assert options["net"]["bindIp"] == "127.0.0.1"
        assert options["storage"]["wiredTiger"]["engineConfig"]["cacheSizeGB"] == 0.25

    def test_keeps_what_was_committed_when_it_is_killed(self, mongo: EmbeddedMongo) -> None:
        commit(mongo, 1)
        mongo.kill_member(0)

        began = time.monotonic()
        mongo.start()

        assert time.monotonic() - began < 5
        assert kept(mongo) == [1]

    def test_keeps_its_data_when_its_port_changes(
        self, mongo: EmbeddedMongo, tmp_path: Path
    ) -> None:
        commit(mongo, 1)
        old = mongo.ports
        mongo.stop()

        with EmbeddedMongo(tmp_path, base_port=0) as moved:
            assert moved.ports != old
            assert kept(moved) == [1]
            commit(moved, 2)

    def test_stops_in_a_moment_and_frees_its_port(self, mongo: EmbeddedMongo) -> None:
        began = time.monotonic()
        mongo.stop()

        assert time.monotonic() - began < 4
        assert is_free(mongo.ports[0])

    def test_of_the_package_runs_as_that_program(self, tmp_path: Path) -> None:
        binary = find_mongod({"PAYMENTUS_EMBEDDED": "1"})
        with EmbeddedMongo(tmp_path / "packaged", base_port=0, binary=binary) as mongo:
            program = Path(f"/proc/{mongo.children[0].pid}/exe").readlink()
            with replica_set.direct_client(mongo.ports[0]) as client:
                version = client.server_info()["version"]

        assert program == binary.path.resolve()
        assert version == "6.0.5"

    def test_on_a_port_of_another_mongod_says_so_and_leaves_that_one_alone(
        self, mongo: EmbeddedMongo, tmp_path: Path
    ) -> None:
        commit(mongo, 1)
        second = EmbeddedMongo(tmp_path / "second", base_port=mongo.ports[0])

        with pytest.raises(ProcessEnded, match="Address already in use"):
            second.start()
        assert kept(mongo) == [1]

    def test_over_a_folder_in_use_says_so(self, mongo: EmbeddedMongo, tmp_path: Path) -> None:
        second = EmbeddedMongo(tmp_path, base_port=0)

        with pytest.raises(ProcessEnded, match=r"mongod-0 ended .*\n.*DBPathInUse"):
            second.start()


class TestSetOfAnEarlierRelease:
    def test_is_given_todays_settings(self, tmp_path: Path) -> None:
        with (
            EmbeddedMongo(tmp_path, base_port=0) as mongo,
            replica_set.direct_client(mongo.ports[0]) as client,
        ):
            config = client.admin.command("replSetGetConfig")["config"]
            config["settings"]["heartbeatTimeoutSecs"] = 10
            config["version"] += 1
            client.admin.command("replSetReconfig", config)

        with (
            EmbeddedMongo(tmp_path, base_port=0) as again,
            replica_set.direct_client(again.ports[0]) as client,
        ):
            settings = client.admin.command("replSetGetConfig")["config"]["settings"]
            assert replica_set.SETTINGS.items() <= settings.items()


class TestThreeMembers:
    @pytest.mark.slow
    def test_survive_the_loss_of_the_primary_and_take_it_back(self, tmp_path: Path) -> None:
        with EmbeddedMongo(tmp_path, replicas=3, base_port=0) as mongo:
            commit(mongo, 1)
            lost = mongo.primary_index()
            mongo.kill_member(lost)

            began = time.monotonic()
            commit_as_soon_as_possible(mongo, 2)
            seconds_without_primary = time.monotonic() - began
            now_primary = mongo.primary_index()
            mongo.restart_member(lost)
            commit_as_soon_as_possible(mongo, 3)

            assert now_primary != lost
            assert seconds_without_primary < 10
            assert kept(mongo) == [1, 2, 3]

    @pytest.mark.slow
    def test_come_from_one_and_go_back_to_one_with_all_data(self, tmp_path: Path) -> None:
        with EmbeddedMongo(tmp_path, base_port=0) as one:
            commit(one, 1)

        with EmbeddedMongo(tmp_path, replicas=3, base_port=0) as three:
            with replica_set.direct_client(three.ports[2]) as client:
                assert client.admin.command("hello")["secondary"]
            # Member 0 lags behind what the others have when everything ends without warning.
            three.kill_member(0)
            three.wait_for_primary()
            commit_as_soon_as_possible(three, 2)
            three.kill_member(1)
            three.kill_member(2)

        with EmbeddedMongo(tmp_path, base_port=0) as one_again:
            assert kept(one_again) == [1, 2]
            assert len(one_again.children) == 1
            commit(one_again, 3)
        assert not (tmp_path / "1").exists()
        assert not (tmp_path / "2").exists()

    @pytest.mark.slow
    def test_add_a_member_anew_when_its_old_folder_was_left_behind(self, tmp_path: Path) -> None:
        with EmbeddedMongo(tmp_path, replicas=2, base_port=0) as two:
            commit(two, 1)
        (tmp_path / "1").rename(tmp_path / "aside")
        with EmbeddedMongo(tmp_path, replicas=1, base_port=0) as one:
            commit(one, 2)
        (tmp_path / "aside").rename(tmp_path / "1")

        with EmbeddedMongo(tmp_path, replicas=2, base_port=0) as two:
            assert kept(two) == [1, 2]
