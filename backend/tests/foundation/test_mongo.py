from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pymongo.errors import AutoReconnect, NotPrimaryError, OperationFailure, WriteConcernError
from pymongo.monitoring import CommandStartedEvent

from paymentus.foundation import mongo
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import (
    DATABASE_NAME,
    CommandListener,
    Database,
    DatabaseTrouble,
    answering,
)


class Noting(CommandListener):
    def __init__(self) -> None:
        self.commands: list[CommandStartedEvent] = []

    def started(self, event: CommandStartedEvent) -> None:
        self.commands.append(event)

    def succeeded(self, event: object) -> None: ...
    def failed(self, event: object) -> None: ...


class NothingKnown(Unavailable):
    """A capability's own words."""


class TestAnswering:
    async def test_says_in_the_capabilitys_words_that_nobody_answers(self, mongo_url: str) -> None:
        client, database = mongo.connect(mongo_url)
        await client.close()

        with pytest.raises(NothingKnown) as said:
            async with answering(NothingKnown):
                await database.bills.find_one({})

        assert isinstance(said.value.__cause__, DatabaseTrouble)

    async def test_leaves_alone_what_is_not_the_databases(self) -> None:
        with pytest.raises(ZeroDivisionError):
            async with answering(NothingKnown):
                _ = 1 / 0


class TestConnection:
    async def test_is_to_the_database_of_the_address(self, mongo_url: str) -> None:
        client, database = mongo.connect(mongo_url)
        other, default = mongo.connect("mongodb://127.0.0.1:1/?directConnection=true")

        assert database.name == DATABASE_NAME
        assert default.name == DATABASE_NAME
        await client.close()
        await other.close()

    async def test_for_work_over_whole_collections_waits_for_as_long_as_it_takes(self) -> None:
        """A backup's sums and a restore's indexes are single commands that run for minutes."""
        url = "mongodb://127.0.0.1:1/?directConnection=true"
        usual, database = mongo.connect(url)
        patient, all_of_it = mongo.connect(url, patient=True)

        limits = [one.options.pool_options.socket_timeout for one in (usual, patient)]
        waits = [one.write_concern.document.get("wtimeout") for one in (database, all_of_it)]

        assert limits == [20.0, None]
        assert waits == [15_000, None]
        assert patient.options.pool_options.connect_timeout == 2.0, "who is gone is noticed still"
        await usual.close()
        await patient.close()

    async def test_waits_for_a_majority_that_has_it_on_disk(
        self, mongo_url: str, database: Database
    ) -> None:
        """``w: 1`` was seen to lose transfers that had been acknowledged."""
        noting = Noting()
        client, _ = mongo.connect(mongo_url, listeners=[noting])
        mine = mongo.database_of(client, database.name)

        await mine.bills.insert_one({"_id": "b", "version": 1})
        await mine.bills.find_one({"_id": "b"})

        sent = {event.command_name: event.command for event in noting.commands}
        assert sent["insert"]["writeConcern"]["w"] == "majority"
        assert sent["insert"]["writeConcern"]["j"] is True
        assert sent["find"]["readConcern"]["level"] == "majority"
        await client.close()

    async def test_says_that_there_is_no_such_document_only_when_a_majority_confirms_it(
        self, mongo_url: str, database: Database
    ) -> None:
        noting = Noting()
        client, _ = mongo.connect(mongo_url, listeners=[noting])
        bills = mongo.database_of(client, database.name).bills
        await bills.insert_one({"_id": "b"})

        found, missing = await mongo.by_id(bills, "b"), await mongo.by_id(bills, "c")

        sent = [event.command for event in noting.commands if event.command_name == "find"]
        levels = [command["readConcern"]["level"] for command in sent]
        assert (found, missing) == ({"_id": "b"}, None)
        assert levels == ["majority", "majority", "linearizable"]
        await client.close()

    async def test_hands_out_times_with_their_zone(self, database: Database) -> None:
        moment = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
        await database.bills.insert_one({"_id": "b", "at": moment})

        found = await database.bills.find_one({"_id": "b"})

        assert found is not None
        assert found["at"] == moment
        assert found["at"].utcoffset() is not None


class Stumbling:
    """Fails with each of ``errors`` in turn, then does not."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.tries = 0

    async def __call__(self) -> None:
        self.tries += 1
        if self._errors:
            raise self._errors.pop(0)


class TestThroughElections:
    async def test_goes_again_when_the_primary_changes(self) -> None:
        stepped_down = WriteConcernError("stepped down while waiting for replication", 189)
        act = Stumbling(AutoReconnect("gone"), stepped_down, NotPrimaryError("not primary"))

        await mongo.through_elections(act)

        assert act.tries == 4

    async def test_ends_at_once_with_any_other_error(self) -> None:
        act = Stumbling(OperationFailure("an index of that name has other options", 85))

        with pytest.raises(OperationFailure):
            await mongo.through_elections(act)

        assert act.tries == 1

    async def test_gives_up_after_a_while(self) -> None:
        act = Stumbling(*(AutoReconnect("gone") for _ in range(9)))

        with pytest.raises(AutoReconnect):
            await mongo.through_elections(act, seconds=0.3)

        assert 2 <= act.tries <= 4
