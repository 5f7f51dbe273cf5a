"""Versions and their bytes, as stored."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from paymentus.commit.domain import AlreadyExists, UnitOfWork
from paymentus.commit.service import Committer
from paymentus.compliance.domain.lists.list_version import ListVersion, Rescreening
from paymentus.compliance.repository.lists import (
    ListsRepository,
    confirm,
    insert_version,
    progress,
)
from paymentus.foundation.mongo import Database

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def a_version(number: int = 1) -> ListVersion:
    return ListVersion(
        f"lst_{number}", number, "ab" * 32, "a test", AT, AT, {"SDN": 4}, 7, 1, ("row 3",), added=4
    )


async def test_the_newest_version_is_the_one_in_force(
    database: Database, committer: Committer
) -> None:
    lists = ListsRepository(database)
    for number in (1, 2):
        await committer.commit(UnitOfWork(inserts=(insert_version(a_version(number)),)))

    assert await lists.newest() == a_version(2)
    assert await lists.numbered(1) == a_version(1)
    assert [version.number for version in await lists.page(limit=10)] == [2, 1]


async def test_the_oldest_version_that_is_not_rescreened_comes_first(
    database: Database, committer: Committer
) -> None:
    lists = ListsRepository(database)
    for number in (1, 2, 3):
        await committer.commit(UnitOfWork(inserts=(insert_version(a_version(number)),)))
    update, _ = progress(a_version(1), Rescreening(done=True))
    await committer.commit(UnitOfWork(updates=(update,)))

    assert await lists.first_not_rescreened() == a_version(2)


async def test_two_servers_cannot_make_the_same_version(
    database: Database, committer: Committer
) -> None:
    await committer.commit(UnitOfWork(inserts=(insert_version(a_version()),)))
    other = insert_version(a_version())
    again = UnitOfWork(inserts=(type(other)(other.collection, {**other.document, "_id": "lst_x"}),))

    with pytest.raises(AlreadyExists):
        await committer.commit(again)


async def test_progress_and_confirmation_are_kept(database: Database, committer: Committer) -> None:
    lists = ListsRepository(database)
    await committer.commit(UnitOfWork(inserts=(insert_version(a_version()),)))
    later = datetime(2026, 3, 2, tzinfo=UTC)

    update, after = progress(a_version(), Rescreening(done=True, screened=9, alerts=1))
    await committer.commit(UnitOfWork(updates=(update,)))
    await committer.commit(UnitOfWork(updates=(confirm(after, at=later),)))

    found = await lists.newest()
    assert found is not None
    assert found.rescreening == Rescreening(done=True, screened=9, alerts=1)
    assert found.confirmed_at == later


async def test_files_come_back_as_they_were_however_large(database: Database) -> None:
    lists = ListsRepository(database)
    large = random.Random(7).randbytes(9_000_000)
    files = {"sdn.csv": large, "alt.csv": b""}

    await lists.keep_files("aa", files)
    await lists.keep_files("aa", files)
    await lists.keep_files("aab", {"sdn.csv": b"other"})

    assert await lists.files("aa") == files
