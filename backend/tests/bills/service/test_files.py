from __future__ import annotations

import csv
import io

import pytest

from bills.building import COLUMNS, Desk, a_row, as_csv, blocks_of
from paymentus.bills.domain import (
    BillFileNotFound,
    BillFileNotReadable,
    ColumnsMissing,
    FileStatus,
    MappingNotUnderstood,
    Mode,
)
from paymentus.bills.service import NewFile, read_mapping

from support.identities import MovableClock


async def stored_bytes(desk: Desk) -> int:
    return await desk.database["bill_file_bytes.files"].count_documents({})


class TestReceive:
    async def test_keeps_the_bytes_and_notes_the_file(self, desk: Desk):
        data = as_csv([a_row(n) for n in range(1, 3000)])
        new = NewFile("C:\\bills\\nov\x07ember.csv", Mode.UPDATE, {}, "usr_staff")

        file = await desk.files.receive(desk.biller.id, new, blocks_of(data, 10_000))

        assert (file.status, file.bytes_total) == (FileStatus.RECEIVED, len(data))
        assert file.file_name == "november.csv"
        assert file.mapping["amount_due"] == "Amount Due"
        assert await stored_bytes(desk) == 1
        assert await desk.files.get(file.id, biller_id=desk.biller.id) == file

    @pytest.mark.parametrize(
        ("data", "refusal"),
        [
            (b"", BillFileNotReadable),
            (b"no commas here\n", BillFileNotReadable),
            (b"PK\x03\x04", BillFileNotReadable),
            (b"Account No,Bill No\n1,2\n", ColumnsMissing),
        ],
    )
    async def test_keeps_nothing_of_what_it_refuses(
        self, desk: Desk, data: bytes, refusal: type[Exception]
    ):
        with pytest.raises(refusal):
            await desk.send(data)

        assert await stored_bytes(desk) == 0
        assert await desk.database["bill_file_bytes.chunks"].count_documents({}) == 0
        assert await desk.database["bill_files"].count_documents({}) == 0

    async def test_refuses_a_mapping_to_columns_that_are_not_there(self, desk: Desk):
        with pytest.raises(MappingNotUnderstood):
            await desk.send(as_csv([a_row(1)]), mapping={"due_on": "Pay by"})


class TestMapping:
    async def test_is_remembered_from_the_billers_last_good_file(self, desk: Desk):
        odd = as_csv([a_row(1) | {"Xyz": "2027-05-05"}], columns=[*COLUMNS, "Xyz"])
        await desk.take_in(odd, mapping={"due_on": "Xyz"})

        again = await desk.take_in(odd)

        assert again.mapping["due_on"] == "Xyz"
        assert again.count("unchanged") == 1

    async def test_of_one_biller_is_not_anothers(self, desk: Desk):
        import dataclasses

        from paymentus.app.seed import RIVERTON

        odd = as_csv([a_row(1) | {"Xyz": "2027-05-05"}], columns=[*COLUMNS, "Xyz"])
        await desk.take_in(odd, mapping={"due_on": "Xyz"})
        other = await desk.billers.create(dataclasses.replace(RIVERTON, slug="o"), actor="test")

        preview = await desk.files.preview(other.id, odd, {})

        assert preview.mapping["due_on"] == "Due Date"

    def test_is_read_from_a_json_object(self):
        assert read_mapping('{"due_on": "Pay by"}') == {"due_on": "Pay by"}
        assert read_mapping(None) == read_mapping("  ") == {}

    @pytest.mark.parametrize("text", ["[]", "{", '{"due_on": 1}', '"x"'])
    def test_is_refused_in_any_other_form(self, text: str):
        with pytest.raises(MappingNotUnderstood):
            read_mapping(text)


class TestPreview:
    async def test_shows_how_the_file_would_be_read_and_keeps_nothing(self, desk: Desk):
        data = as_csv([a_row(n) for n in range(1, 9)], columns=[c for c in COLUMNS if c != "ZIP"])

        preview = await desk.files.preview(desk.biller.id, data, {"message": "Bill No"})

        assert preview.columns == ["Account No", "Bill No", "Amount Due", "Due Date"]
        assert preview.sample[0] == ["1002000001", "B-1", "101.00", "2026-11-30"]
        assert len(preview.sample) == 5
        assert preview.missing == ["bill_number", "second_factor"]
        assert await stored_bytes(desk) == 0


class TestProblems:
    async def test_come_in_pages_by_line(self, desk: Desk):
        file = await desk.take_in(as_csv([a_row(n, Amount_Due="x") for n in range(1, 8)]))

        seen, place = [], None
        for _ in range(3):
            page, place = await desk.files.problems(file, after=place, limit=3)
            seen += [problem.line for problem in page]

        assert (seen, place) == ([2, 3, 4, 5, 6, 7, 8], None)

    async def test_can_be_mended_in_a_file_and_sent_again(self, desk: Desk):
        rows = [a_row(1), a_row(2, Amount_Due="1.005"), a_row(3), a_row(4, ZIP="")]
        file = await desk.take_in(as_csv(rows))

        text = "".join([part async for part in desk.files.problems_csv(file)])
        wrong = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        mended = text.replace("1.005", "1.50").replace(",2026-11-30,,", ",2026-11-30,94110,")
        again = await desk.take_in(mended.encode())

        assert [row["_line"] for row in wrong] == ["3", "5"]
        assert [row["_problem"] for row in wrong] == [
            "Amount due has more than the 2 decimal places of USD.",
            "ZIP code is missing.",
        ]
        assert again.counts == {"created": 2}
        assert (await desk.bill(2)).amount_due_minor == 150


class TestPage:
    async def test_lists_a_billers_files_newest_first(self, desk: Desk, clock: MovableClock):
        files = []
        for n in (1, 2, 3):
            files.append(await desk.take_in(as_csv([a_row(n)])))
            clock.move(seconds=1)

        first, place = await desk.files.page(desk.biller.id, after=None, limit=2)
        second, end = await desk.files.page(desk.biller.id, after=place, limit=2)

        assert [f.id for f in [*first, *second]] == [f.id for f in reversed(files)]
        assert end is None
        assert await desk.files.page("blr_other", after=None, limit=2) == ([], None)

    async def test_has_no_file_of_another_biller(self, desk: Desk):
        file = await desk.take_in(as_csv([a_row(1)]))

        with pytest.raises(BillFileNotFound):
            await desk.files.get(file.id, biller_id="blr_other")
