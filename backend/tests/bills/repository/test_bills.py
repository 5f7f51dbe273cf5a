from __future__ import annotations

from bills.building import Desk, a_row, as_csv
from paymentus.bills.domain import Mode
from paymentus.bills.repository import BillFilter, BillRepository
from paymentus.foundation.mongo import Document


def stages(plan: Document) -> set[str]:
    """Names of all stages of a query plan."""
    found = {plan["stage"]}
    for name in ("inputStage", "inputStages"):
        inner = plan.get(name, [])
        for stage in inner if isinstance(inner, list) else [inner]:
            found |= stages(stage)
    return found


async def stages_of(desk: Desk, wanted: BillFilter, after: tuple[str, str] | None = None) -> set:
    query = await BillRepository(desk.database, desk.sealed)._query(wanted, after)
    cursor = desk.database["bills"].find(query).sort([("due_on", -1), ("_id", -1)]).limit(50)
    explained = await cursor.explain()
    return stages(explained["queryPlanner"]["winningPlan"])


class TestIndexes:
    async def test_give_the_staffs_list_in_its_order_without_sorting(self, desk: Desk):
        await desk.take_in(as_csv([a_row(n) for n in range(1, 200)]))

        plain = await stages_of(desk, BillFilter(biller_id=desk.biller.id))
        further = await stages_of(
            desk, BillFilter(biller_id=desk.biller.id), ("2026-11-30", "bil_0")
        )

        assert "SORT" not in plain | further
        assert "COLLSCAN" not in plain | further

    async def test_find_an_account_and_a_number(self, desk: Desk):
        await desk.take_in(as_csv([a_row(n) for n in range(1, 200)]))

        account = await stages_of(desk, BillFilter(accounts=((desk.biller.id, "1002000001"),)))
        number = await stages_of(
            desk, BillFilter(biller_id=desk.biller.id, number=("1002000001", "B-1"))
        )

        assert "IXSCAN" in account & number
        assert "COLLSCAN" not in account | number


class TestAntiJoin:
    async def test_reads_the_rows_of_the_file_by_index(self, desk: Desk):
        await desk.take_in(as_csv([a_row(n) for n in range(1, 1101)]))
        repository = BillRepository(desk.database, desk.sealed)
        file = await desk.take_in(as_csv([a_row(n) for n in range(1, 1001)]))
        missing = repository.open_but_not_in_file(desk.biller.id, file.id, batch=30)

        batches = [batch async for batch in missing]

        expected = {desk.id_of(n) for n in range(1001, 1101)}
        assert {bill for batch in batches for bill in batch} == expected
        assert all(len(batch) <= 100 for batch in batches)
        used = await desk.database["bill_file_rows"].aggregate([{"$indexStats": {}}])
        counts = {row["name"]: row["accesses"]["ops"] async for row in used}
        assert counts["bill_ids_1_file_id_1"] >= 1100

    async def test_finds_nothing_after_the_file_replaced_all(self, desk: Desk):
        await desk.take_in(as_csv([a_row(n) for n in range(1, 30)]))
        file = await desk.take_in(as_csv([a_row(1)]), mode=Mode.REPLACE)
        repository = BillRepository(desk.database, desk.sealed)

        missing = repository.open_but_not_in_file(desk.biller.id, file.id, batch=30)

        assert [batch async for batch in missing] == []
