from __future__ import annotations

import asyncio

from bills.building import Desk, a_file_service, a_row, as_csv, blocks_of
from paymentus.bills.domain import FileStatus, Mode
from paymentus.bills.jobs import run_pending_imports
from paymentus.bills.service import NewFile

from support.identities import MovableClock


class TestRunPendingImports:
    async def test_imports_each_waiting_file_once_however_many_workers_run(
        self, desk: Desk, clock: MovableClock
    ):
        sent = []
        for n in range(4):
            new = NewFile(f"{n}.csv", Mode.UPDATE, {}, "usr_staff")
            data = as_csv([a_row(100 * n + row) for row in range(1, 31)])
            sent.append(await desk.files.receive(desk.biller.id, new, blocks_of(data)))
        stop = asyncio.Event()
        workers = [
            asyncio.create_task(run_pending_imports(service, stop))
            for service in (
                a_file_service(desk.database, desk.committer, desk.billers, clock, desk.sealed)
                for _ in range(3)
            )
        ]

        async with asyncio.timeout(30):
            while not all([(await desk.files.get(file.id)).is_finished for file in sent]):
                await asyncio.sleep(0.05)
            stop.set()
            await asyncio.gather(*workers)

        done = [await desk.files.get(file.id) for file in sent]
        assert {file.status for file in done} == {FileStatus.DONE}
        assert [file.count("created") for file in done] == [30] * 4
        assert set((await desk.versions()).values()) == {1}

    async def test_goes_on_after_a_file_that_fails(self, desk: Desk, clock: MovableClock):
        for name, data in (("bad.csv", as_csv([])), ("good.csv", as_csv([a_row(1)]))):
            new = NewFile(name, Mode.UPDATE, {}, "usr_staff")
            await desk.files.receive(desk.biller.id, new, blocks_of(data))
            clock.move(seconds=1)
        stop = asyncio.Event()
        worker = asyncio.create_task(run_pending_imports(desk.files, stop))

        async with asyncio.timeout(30):
            while True:
                files, _ = await desk.files.page(desk.biller.id, after=None, limit=10)
                if all(file.is_finished for file in files):
                    break
                await asyncio.sleep(0.05)
            stop.set()
            await worker

        assert {file.file_name: file.status.value for file in files} == {
            "bad.csv": "failed",
            "good.csv": "done",
        }

    async def test_ends_soon_after_it_is_asked_to(self, desk: Desk):
        stop = asyncio.Event()
        worker = asyncio.create_task(run_pending_imports(desk.files, stop))
        await asyncio.sleep(0.1)

        stop.set()

        await asyncio.wait_for(worker, 2)
