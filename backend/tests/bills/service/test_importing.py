from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bills.building import COLUMNS, FACTOR_KEY, Desk, a_file_service, a_row, as_csv
from paymentus.billers.service import BillersService
from paymentus.bills.domain import BillFile, BillStatus, FileStatus, Mode, release, reserve, settle
from paymentus.bills.domain.bill_file import BillFileTakenOver
from paymentus.bills.domain.reasons import Reason
from paymentus.bills.service import BillFileImporter
from paymentus.commit.domain import Committed, CommitUnavailable, UnitOfWork
from paymentus.commit.service import Committer

from support.identities import MovableClock
from support.sealing import an_id_key


def counts_of(file: BillFile) -> dict[str, int]:
    return {name: count for name, count in file.counts.items() if count}


def rows(*numbers: int) -> list[dict[str, str]]:
    return [a_row(n) for n in numbers]


async def hold(desk: Desk, n: int, payment_id: str = "pay_1", amount: int | None = None) -> None:
    bill = await desk.bill(n)
    unit = reserve(
        bill,
        payment_id=payment_id,
        amount_minor=amount or bill.amount_open_minor,
        at=bill.updated_at,
    )
    await desk.committer.commit(unit)


async def pay(desk: Desk, n: int, amount: int) -> None:
    await hold(desk, n, amount=amount)
    bill = await desk.bill(n)
    await desk.committer.commit(
        settle(bill, payment_id="pay_1", amount_minor=amount, at=bill.updated_at)
    )


class Between:
    """A committer that lets something happen before, or after, the first write of bills."""

    def __init__(
        self,
        committer: Committer,
        *,
        before: Callable[[], Awaitable[None]] | None = None,
        after: Callable[[], Awaitable[None]] | None = None,
        times: int = 1,
    ) -> None:
        self._committer = committer
        self._before = before
        self._after = after
        self._times = times

    async def commit(self, unit: UnitOfWork) -> Committed:
        writes = {change.collection for change in (*unit.inserts, *unit.updates)}
        happens = self._times > 0 and "bills" in writes
        self._times -= happens
        if happens and self._before:
            await self._before()
        committed = await self._committer.commit(unit)
        if happens and self._after:
            await self._after()
        return committed


def importer_over(desk: Desk, committer: object, clock: MovableClock) -> BillFileImporter:
    return a_file_service(desk.database, committer, desk.billers, clock, desk.sealed).importer  # type: ignore[arg-type]


async def claimed_by(importer: BillFileImporter, desk: Desk, data: bytes, **how) -> BillFile:
    """A file sent by the web, taken by this importer."""
    from bills.building import blocks_of
    from paymentus.bills.service import NewFile

    new = NewFile("bills.csv", how.get("mode", Mode.UPDATE), {}, "usr_staff")
    await desk.files.receive(desk.biller.id, new, blocks_of(data))
    file = await importer.claim_next()
    assert file is not None
    return file


class TestUpdate:
    async def test_creates_bills_and_finishes_the_file(self, desk: Desk, clock: MovableClock):
        file = await desk.take_in(as_csv(rows(1, 2, 3)))

        assert (file.status, counts_of(file)) == (FileStatus.DONE, {"created": 3})
        assert (file.rows_total, file.bytes_done, file.lease_owner) == (3, file.bytes_total, None)
        assert file.finished_at == clock.now
        bill = await desk.bill(2)
        assert (bill.amount_due_minor, bill.status) == (10_200, BillStatus.OPEN)
        assert (bill.biller_name, bill.file_id) == ("City of Riverton Water", file.id)

    async def test_of_the_same_file_again_writes_no_bill(self, desk: Desk):
        data = as_csv(rows(*range(1, 1201)))
        await desk.take_in(data)
        before = await desk.versions()

        file = await desk.take_in(data)

        assert counts_of(file) == {"unchanged": 1200}
        assert await desk.versions() == before

    async def test_changes_what_is_in_the_file_and_nothing_else(self, desk: Desk):
        await desk.take_in(as_csv(rows(1, 2, 3)))

        file = await desk.take_in(as_csv([a_row(2, Amount_Due="55.00"), a_row(3), a_row(4)]))

        assert counts_of(file) == {"created": 1, "updated": 1, "unchanged": 1}
        assert (await desk.bill(2)).amount_due_minor == 5_500
        versions = await desk.versions()
        assert [versions[desk.id_of(n)] for n in (1, 2, 3, 4)] == [1, 2, 1, 1]

    async def test_leaves_alone_what_the_file_has_no_column_for(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1) | {"Message": "Hello"}], columns=[*COLUMNS, "Message"]))

        await desk.take_in(as_csv([a_row(1, Amount_Due="55.00")]))

        assert (await desk.bill(1)).message == "Hello"

    async def test_keeps_what_was_paid(self, desk: Desk):
        await desk.take_in(as_csv(rows(1)))
        await pay(desk, 1, 4_000)

        await desk.take_in(as_csv([a_row(1, Amount_Due="60.00")]))
        less = await desk.bill(1)
        await desk.take_in(as_csv([a_row(1, Amount_Due="40.00")]))
        exactly = await desk.bill(1)

        assert (less.status, less.amount_open_minor) == (BillStatus.PART_PAID, 2_000)
        assert (exactly.status, exactly.amount_paid_minor) == (BillStatus.PAID, 4_000)

    async def test_refuses_to_ask_for_less_than_was_paid(self, desk: Desk):
        await desk.take_in(as_csv(rows(1)))
        await pay(desk, 1, 4_000)

        file = await desk.take_in(as_csv([a_row(1, Amount_Due="39.99")]))

        assert await desk.problems(file) == [(2, Reason.BELOW_AMOUNT_PAID, "amount_due")]
        assert (await desk.bill(1)).amount_due_minor == 10_100

    async def test_never_changes_a_bill_under_a_live_payment(self, desk: Desk):
        await desk.take_in(as_csv(rows(1, 2)))
        await hold(desk, 1)

        file = await desk.take_in(as_csv([a_row(1, Amount_Due="55.00"), a_row(2)]))

        assert counts_of(file) == {"protected": 1, "unchanged": 1}
        assert await desk.problems(file) == [(2, Reason.PAYMENT_IN_PROGRESS, None)]
        assert (await desk.bill(1)).amount_due_minor == 10_100

    async def test_brings_a_withdrawn_bill_back(self, desk: Desk):
        await desk.take_in(as_csv(rows(1, 2)))
        await desk.take_in(as_csv(rows(1)), mode=Mode.REPLACE)

        file = await desk.take_in(as_csv(rows(2)))

        assert counts_of(file) == {"updated": 1}
        assert (await desk.bill(2)).status is BillStatus.OPEN

    async def test_of_a_bill_that_asks_for_nothing_makes_it_paid(self, desk: Desk):
        await desk.take_in(as_csv([a_row(1, Amount_Due="0.00")]))

        assert (await desk.bill(1)).status is BillStatus.PAID


class TestWrongRows:
    async def test_are_reported_by_line_and_reason_while_right_ones_load(self, desk: Desk):
        data = as_csv(
            [
                a_row(1),
                a_row(2, Amount_Due="x"),
                a_row(3, Due_Date=""),
                a_row(4, Account_No="12"),
                a_row(5) | {"ZIP": "?", "Amount Due": "-1"},
                a_row(6),
            ]
        )

        file = await desk.take_in(data)

        assert counts_of(file) == {"created": 2, "rejected": 4, "unmatched": 1}
        assert await desk.problems(file) == [
            (3, Reason.AMOUNT_NOT_UNDERSTOOD, "amount_due"),
            (4, Reason.MISSING_VALUE, "due_on"),
            (5, Reason.ACCOUNT_NUMBER_FORMAT, "account_number"),
            (6, Reason.SECOND_FACTOR_FORMAT, "second_factor"),
            (6, Reason.AMOUNT_NEGATIVE, "amount_due"),
        ]
        assert file.problems_by_reason == {
            "amount_not_understood": 1,
            "missing_value": 1,
            "account_number_format": 1,
            "second_factor_format": 1,
            "amount_negative": 1,
        }

    @pytest.mark.parametrize("apart", [1, 700])
    async def test_are_those_that_name_a_bill_again(self, desk: Desk, apart: int):
        """Also when the first is in an earlier chunk, and whether or not it was written."""
        data = as_csv([*rows(*range(1, apart + 1)), a_row(1, Amount_Due="9.00")])

        new = await desk.take_in(data)
        again = await desk.take_in(data)

        for file in (new, again):
            assert await desk.problems(file) == [
                (apart + 2, Reason.DUPLICATE_IN_FILE, "bill_number")
            ]
        found, _ = await desk.files.problems(again, after=None, limit=1)
        assert found[0].message == "Bill number is already on line 2, for the same account."
        assert (await desk.bill(1)).amount_due_minor == 10_100

    async def test_do_not_keep_a_right_row_for_the_same_bill_out(self, desk: Desk):
        file = await desk.take_in(as_csv([a_row(1, Amount_Due="x"), a_row(1)]))

        assert counts_of(file) == {"created": 1, "rejected": 1}


class TestReplace:
    async def test_withdraws_open_bills_that_are_not_in_the_file(self, desk: Desk):
        await desk.take_in(as_csv(rows(*range(1, 1101))))
        await pay(desk, 2, 4_000)
        await pay(desk, 3, 10_300)

        file = await desk.take_in(as_csv(rows(1, 2000)), mode=Mode.REPLACE)

        assert counts_of(file) == {"created": 1, "unchanged": 1, "withdrawn": 1098}
        statuses = [(await desk.bill(n)).status.value for n in (1, 2, 3, 4, 2000)]
        assert statuses == ["open", "withdrawn", "paid", "withdrawn", "open"]
        assert (await desk.bill(2)).amount_paid_minor == 4_000

    async def test_again_does_nothing(self, desk: Desk):
        await desk.take_in(as_csv(rows(1, 2)))
        await desk.take_in(as_csv(rows(1)), mode=Mode.REPLACE)
        before = await desk.versions()

        file = await desk.take_in(as_csv(rows(1)), mode=Mode.REPLACE)

        assert counts_of(file) == {"unchanged": 1}
        assert await desk.versions() == before

    async def test_never_withdraws_a_bill_under_a_live_payment(self, desk: Desk):
        await desk.take_in(as_csv(rows(1, 2)))
        await hold(desk, 2)

        file = await desk.take_in(as_csv(rows(1)), mode=Mode.REPLACE)

        assert counts_of(file) == {"unchanged": 1, "protected": 1}
        assert await desk.problems(file) == [(None, Reason.PAYMENT_IN_PROGRESS, None)]
        assert (await desk.bill(2)).status is BillStatus.OPEN

    async def test_keeps_bills_whose_rows_were_wrong(self, desk: Desk):
        await desk.take_in(as_csv(rows(1, 2, 3)))

        file = await desk.take_in(as_csv([a_row(1), a_row(2, Amount_Due="x")]), mode=Mode.REPLACE)

        assert counts_of(file) == {"unchanged": 1, "rejected": 1, "withdrawn": 1}
        assert (await desk.bill(2)).status is BillStatus.OPEN

    async def test_withdraws_nothing_when_a_row_could_be_any_bill(self, desk: Desk):
        await desk.take_in(as_csv(rows(1, 2)))

        file = await desk.take_in(
            as_csv([a_row(1), a_row(2, Account_No="damaged")]), mode=Mode.REPLACE
        )

        assert file.status is FileStatus.DONE
        assert file.problem is not None
        assert file.problem.startswith("No bills were withdrawn, because 1 row")
        assert (await desk.bill(2)).status is BillStatus.OPEN

    async def test_leaves_other_billers_bills_alone(self, desk: Desk):
        import dataclasses

        from paymentus.app.seed import RIVERTON

        other_settings = dataclasses.replace(RIVERTON, slug="other-water")
        other = await desk.billers.create(other_settings, actor="test")
        there = dataclasses.replace(desk, biller=other)
        await there.take_in(as_csv(rows(1)))

        await desk.take_in(as_csv(rows(2)), mode=Mode.REPLACE)

        assert (await there.bill(1)).status is BillStatus.OPEN


class TestPaymentsDuringAnImport:
    async def test_win_over_a_change_that_was_being_written(self, desk: Desk, clock: MovableClock):
        await desk.take_in(as_csv(rows(1, 2)))
        between = Between(desk.committer, before=lambda: hold(desk, 1))
        importer = importer_over(desk, between, clock)
        data = as_csv([a_row(1, Amount_Due="55.00"), a_row(2, Amount_Due="66.00")])

        file = await importer.run(await claimed_by(importer, desk, data))

        assert counts_of(file) == {"protected": 1, "updated": 1}
        held, changed = await desk.bill(1), await desk.bill(2)
        assert (held.amount_due_minor, held.live_payment_id) == (10_100, "pay_1")
        assert changed.amount_due_minor == 6_600

    async def test_win_over_a_withdrawal_that_was_being_written(
        self, desk: Desk, clock: MovableClock
    ):
        await desk.take_in(as_csv(rows(1, 2, 3)))
        between = Between(desk.committer, before=lambda: hold(desk, 2))
        importer = importer_over(desk, between, clock)

        file = await importer.run(
            await claimed_by(importer, desk, as_csv(rows(1)), mode=Mode.REPLACE)
        )

        assert counts_of(file) == {"unchanged": 1, "protected": 1, "withdrawn": 1}
        assert (await desk.bill(2)).status is BillStatus.OPEN

    async def test_that_came_to_nothing_leave_the_bill_to_the_next_file(self, desk: Desk):
        await desk.take_in(as_csv(rows(1)))
        await hold(desk, 1)
        bill = await desk.bill(1)
        await desk.committer.commit(release(bill, payment_id="pay_1", at=bill.updated_at))

        file = await desk.take_in(as_csv([a_row(1, Amount_Due="55.00")]))

        assert counts_of(file) == {"updated": 1}


class TestTrouble:
    async def test_of_a_commit_whose_answer_was_lost_counts_nothing_twice(
        self, desk: Desk, clock: MovableClock
    ):
        async def lose() -> None:
            raise CommitUnavailable()

        importer = importer_over(desk, Between(desk.committer, after=lose, times=2), clock)

        file = await importer.run(await claimed_by(importer, desk, as_csv(rows(*range(1, 1301)))))

        assert (file.status, counts_of(file)) == (FileStatus.DONE, {"created": 1300})
        assert set((await desk.versions()).values()) == {1}

    async def test_of_a_file_with_a_header_alone_is_said(self, desk: Desk):
        file = await desk.take_in(as_csv([]), mode=Mode.REPLACE)

        assert file.status is FileStatus.FAILED
        assert file.problem == "The file has a header but no bills."

    async def test_in_the_middle_says_how_far_it_came(self, desk: Desk):
        data = as_csv(rows(*range(1, 1001))) + b"x" * 2_000_000

        file = await desk.take_in(data)

        assert file.status is FileStatus.FAILED
        assert file.problem is not None
        assert "Line 1002 is longer than 128 KB" in file.problem
        assert f"The first {file.rows_done:,} rows are loaded." in file.problem
        assert file.count("created") == file.rows_done == len(await desk.versions()) == 1000

    async def test_that_nobody_foresaw_ends_the_file_with_a_sentence(
        self, desk: Desk, clock: MovableClock
    ):
        class Gone(BillersService):
            async def get(self, id_or_slug: str):
                raise RuntimeError("a bug")

        broken = Gone(
            database=desk.database, committer=desk.committer, clock=clock, shard="shard-0"
        )
        importer = BillFileImporter(
            database=desk.database, committer=desk.committer, billers=broken, clock=clock,
            factor_key=FACTOR_KEY, id_key=an_id_key, sealed=desk.sealed,
        )  # fmt: skip

        file = await importer.run(await claimed_by(importer, desk, as_csv(rows(1))))

        assert file.status is FileStatus.FAILED
        assert file.problem is not None
        assert "on our side" in file.problem
        assert "bug" not in file.problem


class TestLease:
    async def test_is_held_by_one_worker_at_a_time(self, desk: Desk, clock: MovableClock):
        first = importer_over(desk, desk.committer, clock)
        second = importer_over(desk, desk.committer, clock)

        await claimed_by(first, desk, as_csv(rows(1)))

        assert await second.claim_next() is None

    async def test_of_two_who_reach_for_it_goes_to_one(self, desk: Desk, clock: MovableClock):
        from bills.building import blocks_of
        from paymentus.bills.service import NewFile

        new = NewFile("bills.csv", Mode.UPDATE, {}, "usr_staff")
        await desk.files.receive(desk.biller.id, new, blocks_of(as_csv(rows(1))))
        workers = [importer_over(desk, desk.committer, clock) for _ in range(5)]

        claims = await asyncio.gather(*(worker.claim_next() for worker in workers))

        assert sum(claim is not None for claim in claims) == 1

    async def test_that_ran_out_is_taken_over_and_the_first_stops(
        self, desk: Desk, clock: MovableClock
    ):
        second = importer_over(desk, desk.committer, clock)
        taken: list[BillFile] = []

        async def take_over() -> None:
            clock.move(seconds=31)
            file = await second.claim_next()
            assert file is not None
            taken.append(file)

        first = importer_over(desk, Between(desk.committer, after=take_over), clock)
        file = await claimed_by(first, desk, as_csv(rows(*range(1, 1301))))

        with pytest.raises(BillFileTakenOver):
            await first.run(file)
        done = await second.run(taken[0])

        assert taken[0].rows_done == 500
        assert (done.status, counts_of(done)) == (FileStatus.DONE, {"created": 1300})
        assert set((await desk.versions()).values()) == {1}

    async def test_is_given_back_when_the_worker_is_asked_to_stop(
        self, desk: Desk, clock: MovableClock
    ):
        stop = asyncio.Event()
        stop.set()
        first = importer_over(desk, desk.committer, clock)
        file = await claimed_by(first, desk, as_csv(rows(*range(1, 1301))))

        left = await first.run(file, stop=stop)
        second = importer_over(desk, desk.committer, clock)
        found = await second.claim_next()
        assert found is not None
        done = await second.run(found)

        assert (left.status, left.rows_done) == (FileStatus.RECEIVED, 500)
        assert counts_of(done) == {"created": 1300}

    async def test_of_a_waiting_file_can_end_in_a_cancellation(
        self, desk: Desk, clock: MovableClock
    ):
        stop = asyncio.Event()
        stop.set()
        importer = importer_over(desk, desk.committer, clock)
        file = await claimed_by(importer, desk, as_csv(rows(*range(1, 1301))))
        left = await importer.run(file, stop=stop)

        ended = await importer.cancel(left, "Cancelled.")

        assert ended.status is FileStatus.FAILED
        assert ended.problem == "Cancelled. The first 500 rows are loaded."
        assert await importer.claim_next() is None


class TestLastLines:
    @pytest.mark.parametrize("count", [499, 500, 501, 1000])
    @pytest.mark.parametrize("end", [b"", b"\r\n\r\n , ,,\r\n"])
    async def test_are_counted_whatever_the_chunks_and_blank_lines(
        self, desk: Desk, count: int, end: bytes
    ):
        file = await desk.take_in(as_csv(rows(*range(1, count + 1))).rstrip() + end)

        assert (file.rows_done, file.rows_total, file.count("created")) == (count, count, count)
        assert file.bytes_done == file.bytes_total


class TestNews:
    async def test_are_told_when_a_file_comes_and_when_it_ends(self, desk: Desk):
        file = await desk.take_in(as_csv(rows(1)))

        messages = await desk.database["outbox"].find({"topic": "bill_file_changed"}).to_list()
        statuses = [message["payload"]["status"] for message in messages]
        assert (statuses[0], statuses[-1]) == ("running", "done")
        assert {message["key"] for message in messages} == {file.id}

    async def test_are_told_at_most_four_times_a_second(self, desk: Desk):
        loop = asyncio.get_running_loop()
        started = loop.time()

        await desk.take_in(as_csv(rows(*range(1, 9001))))

        count = await desk.database["outbox"].count_documents({"topic": "bill_file_changed"})
        assert 2 <= count <= 3 + 4 * (loop.time() - started)

    async def test_of_the_end_are_in_the_audit_log(self, desk: Desk):
        file = await desk.take_in(as_csv(rows(1)))

        events = await desk.database["audit_inbox"].find({"subject": file.id}).to_list()
        assert [event["type"] for event in events] == ["bill_file.received", "bill_file.finished"]
        assert events[1]["data"]["counts"] == {"created": 1}
