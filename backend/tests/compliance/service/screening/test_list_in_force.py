"""The index of this process."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from compliance.lists_building import NEWCOMER, Screening, with_rows
from paymentus.commit.service import Committer
from paymentus.compliance.domain.screening.particulars import Subject
from paymentus.compliance.service.screening.list_in_force import (
    FOLLOW_SECONDS,
    ListOutOfDate,
    NoListInForce,
)
from paymentus.foundation.clock import utc_now
from paymentus.foundation.mongo import Database
from paymentus.foundation.redis import RedisClient
from paymentus.integrations.key_management.sealed_documents import SealedDocuments

NEW_NAME = Subject("Ansgar Thule Pellgrave")


class TestOpen:
    async def test_takes_the_first_list_from_its_source(self, screening: Screening) -> None:
        await screening.in_force.open()

        assert screening.in_force.loaded.screen(Subject("Arkady Timofeyevich Vorontsev"))

    async def test_without_any_list_says_so_and_the_process_lives(
        self, screening: Screening, caplog: pytest.LogCaptureFixture
    ) -> None:
        screening.source.files = None

        await screening.in_force.open()

        assert "no sanctions list in force" in caplog.text
        with pytest.raises(NoListInForce):
            _ = screening.in_force.loaded

    async def test_a_process_without_a_list_takes_what_others_have_taken(
        self, screening: Screening
    ) -> None:
        await screening.store.refresh()

        loaded = await screening.in_force.ensured()

        assert loaded.version.number == 1


class TestFollowing:
    async def test_swaps_the_index_when_another_server_took_a_new_list(
        self, screening: Screening
    ) -> None:
        await screening.in_force.open()
        before = screening.in_force.loaded
        screening.source.files = with_rows(NEWCOMER)
        await screening.store.refresh()

        swapped = await screening.in_force.follow()

        assert swapped
        assert not before.screen(NEW_NAME)
        assert screening.in_force.loaded.screen(NEW_NAME)

    async def test_leaves_the_index_where_the_list_is_the_same(self, screening: Screening) -> None:
        await screening.in_force.open()
        before = screening.in_force.loaded

        assert not await screening.in_force.follow()
        assert screening.in_force.loaded is before

    async def test_goes_on_by_itself(self, screening: Screening) -> None:
        await screening.in_force.open()
        screening.source.files = with_rows(NEWCOMER)
        await screening.store.refresh()

        task = asyncio.create_task(screening.in_force.keep_following())
        await asyncio.sleep(FOLLOW_SECONDS + 1)
        task.cancel()

        assert screening.in_force.loaded.screen(NEW_NAME)


class TestHealth:
    async def test_is_bad_without_a_list(self, screening: Screening) -> None:
        with pytest.raises(NoListInForce):
            await screening.in_force.check()

    async def test_is_bad_when_no_source_confirmed_the_list_for_too_long(
        self,
        database: Database,
        sealed: SealedDocuments,
        committer: Committer,
        redis: RedisClient,
    ) -> None:
        now = utc_now()
        moments = [now]
        screening = Screening.over(database, sealed, committer, redis, clock=lambda: moments[-1])
        await screening.in_force.open()
        await screening.in_force.check()
        moments.append(now + timedelta(hours=49))

        with pytest.raises(ListOutOfDate):
            await screening.in_force.check()
        with pytest.raises(ListOutOfDate):
            await screening.in_force.ensured()

        await screening.store.refresh()
        await screening.in_force.ensured()  # which asks what others have confirmed
        await screening.in_force.follow()
        await screening.in_force.check()


async def test_who_comes_again_is_answered_the_same(screening: Screening) -> None:
    await screening.in_force.open()
    loaded = screening.in_force.loaded
    subject = Subject("Arkady Timofeyevich Vorontsev")

    assert loaded.screen(subject) is loaded.screen(Subject("Arkady Timofeyevich Vorontsev"))
