from __future__ import annotations

import dataclasses
from datetime import timedelta

from bills.building import NOW, a_file
from paymentus.bills.domain import BillFile, FileStatus
from paymentus.bills.domain.plan import ChunkPlan
from paymentus.bills.domain.reasons import Reason, RowProblem
from paymentus.bills.domain.rows import WrongRow
from paymentus.bills.repository import (
    BillFileRepository,
    file_changes,
    file_insertion,
    row_insertions,
)
from paymentus.commit.domain import UnitOfWork
from paymentus.commit.service import Committer
from paymentus.foundation.mongo import Database
from paymentus.integrations.key_management.sealed_documents import SealedDocuments


async def keep(committer: Committer, *files: BillFile) -> None:
    await committer.commit(UnitOfWork(inserts=tuple(file_insertion(file) for file in files)))


def wrong(line: int, bill_id: str | None = None) -> WrongRow:
    problem = RowProblem(None, Reason.PAYMENT_IN_PROGRESS, "Wait.")
    return WrongRow(line, "B-1", bill_id, (problem,), ["a", "b"])


class TestBillFile:
    async def test_is_read_back_as_it_was_committed(
        self, database: Database, committer: Committer, sealed: SealedDocuments
    ):
        file = a_file(
            counts={"created": 2}, problems_by_reason={"too_long": 1},
            mapping={"due_on": "Pay.by $x"}, lease_owner="wrk_1", lease_until=NOW, problem="No.",
        )  # fmt: skip
        await keep(committer, file)

        assert await BillFileRepository(database, sealed).find(file.id) == file

    async def test_moves_its_version_with_every_change(
        self, database: Database, committer: Committer, sealed: SealedDocuments
    ):
        file = a_file()
        await keep(committer, file)
        after = dataclasses.replace(file, rows_done=500, counts={"created": 500})

        await committer.commit(UnitOfWork(updates=(file_changes(file, after),)))

        found = await BillFileRepository(database, sealed).find(file.id)
        assert found == dataclasses.replace(after, version=2)


class TestNextWaiting:
    async def test_is_the_oldest_that_nobody_works_on(
        self, database: Database, committer: Committer, sealed: SealedDocuments
    ):
        soon, past = NOW + timedelta(seconds=1), NOW - timedelta(seconds=1)
        running = FileStatus.RUNNING
        await keep(
            committer,
            a_file(id="bfl_1", status=FileStatus.DONE),
            a_file(id="bfl_2", status=running, lease_until=soon),
            a_file(id="bfl_3", status=running, lease_until=past),
            a_file(id="bfl_4", status=FileStatus.RECEIVED),
        )
        repository = BillFileRepository(database, sealed)

        now = await repository.next_waiting(NOW)
        before = await repository.next_waiting(NOW - timedelta(seconds=5))
        later = await repository.next_waiting(NOW + timedelta(seconds=5))

        assert [file.id for file in (now, before, later) if file] == ["bfl_3", "bfl_4", "bfl_2"]


class TestRows:
    async def test_remember_the_line_of_each_valid_bill(
        self, database: Database, committer: Committer, sealed: SealedDocuments
    ):
        file, other = a_file(), a_file(id="bfl_other")
        plan = ChunkPlan(seen={"bil_1": 2, "bil_2": 3}, named=["bil_9"])
        for owner in (file, other):
            await committer.commit(UnitOfWork(inserts=tuple(row_insertions(owner, plan, NOW))))
        repository = BillFileRepository(database, sealed)

        found = await repository.lines_seen(file.id, ["bil_2", "bil_9", "bil_5"])

        assert found == {"bil_2": 3}
        assert await repository.lines_seen("bfl_none", ["bil_2"]) == {}

    async def test_that_are_wrong_come_by_line_and_missing_bills_last(
        self, database: Database, committer: Committer, sealed: SealedDocuments
    ):
        file = a_file()
        plan = ChunkPlan(wrong=[wrong(0, "bil_b"), wrong(10), wrong(0, "bil_a"), wrong(9)])
        await committer.commit(UnitOfWork(inserts=tuple(row_insertions(file, plan, NOW))))
        repository = BillFileRepository(database, sealed)

        seen, place = [], None
        while page := await repository.problems(file.id, after=place, limit=1):
            (place, problems) = page[0]
            seen += [problem.line for problem in problems]

        assert seen == [9, 10, None, None]
        asked = ["bil_a", "bil_c"]
        assert await repository.reported_bills(file.id, asked) == frozenset({"bil_a"})

    async def test_that_only_the_import_needs_go_by_themselves(
        self, database: Database, committer: Committer, sealed: SealedDocuments
    ):
        file = a_file()
        plan = ChunkPlan(seen={"bil_1": 2}, wrong=[wrong(3)])
        await committer.commit(UnitOfWork(inserts=tuple(row_insertions(file, plan, NOW))))

        rows = await database["bill_file_rows"].find({}).to_list()

        assert {("line" in row): row.get("expires_at") for row in rows} == {
            True: None,
            False: NOW + timedelta(days=7),
        }
