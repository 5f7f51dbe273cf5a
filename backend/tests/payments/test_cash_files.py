"""A partner's file of cash: loaded once, refused row by row with the reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paymentus.bills.domain import Bill, BillStatus
from paymentus.foundation.authorization import Role
from paymentus.foundation.clock import rfc3339, utc_now
from paymentus.ledger.service import LedgerService
from paymentus.payments.service.cash_files import CashFileNotReadable, CashFiles, RowOutcome

from support.api import Api
from support.scene import ACCOUNT, Scene

HEADER = (
    "reference,taken_at,biller,account_number,bill_number,amount,location,given_names,family_name,"
    "birth_date,line1,city,region,postal_code,country,id_kind,id_number,id_country"
)
WHO = "Ford,Prefect,1979-05-11,12 Main Street,Dayton,OH,45402,US,government_id,RT123456,US"
NOBODY = "," * 10


def row(bill: Bill, reference: str, amount: str, *, who: str = NOBODY, minutes: int = -5) -> str:
    taken_at = rfc3339(utc_now() + timedelta(minutes=minutes))
    start = f"{reference},{taken_at},riverton-water,{ACCOUNT},{bill.bill_number},{amount},till-7"
    return f"{start},{who}"


@pytest.fixture
def files(scene: Scene) -> CashFiles:
    service: CashFiles = scene.platform.get(CashFiles)
    return service


async def test_a_file_is_loaded_once(scene: Scene, files: CashFiles) -> None:
    one, other = await scene.bills([10_000, 310_000])
    text = "\n".join([HEADER, row(one, "q-1", "100.00"), row(other, "q-2", "3100", who=WHO)])

    first = (await files.load(text, partner="quickmart", by="usr_1")).rows
    second = (await files.load(text, partner="quickmart", by="usr_1")).rows

    assert [each.outcome for each in first] == [RowOutcome.LOADED] * 2
    assert [each.outcome for each in second] == [RowOutcome.LOADED_BEFORE] * 2
    assert [each.payment_id for each in second] == [each.payment_id for each in first]
    assert (await scene.again(one)).amount_paid_minor == 10_000
    assert (await scene.again(other)).status is BillStatus.PAID
    ledger: LedgerService = scene.platform.get(LedgerService)
    assert (await ledger.balance("cash_at_counters/quickmart/USD")).balance_minor == 320_000


async def test_each_wrong_row_has_its_reason_and_the_others_load(
    scene: Scene, files: CashFiles
) -> None:
    bills = await scene.bills([10_000, 310_000])
    good, much = bills
    lines = [
        HEADER,
        row(much, "w-1", "3100"),
        row(good, "w-2", "a hundred"),
        row(good, "w-3", "100", minutes=60),
        row(good, "w-4", "100", minutes=-60 * 24 * 31),
        row(good, "", "100"),
        row(good, "w-6", "100").replace("riverton-water", "nobody"),
        row(good, "w-7", "100").replace(good.bill_number, "B-none"),
        row(good, "w-8", "100.00"),
    ]

    rows = (await files.load("\n".join(lines), partner="quickmart", by="usr_1")).rows

    assert [each.code for each in rows] == [
        "conductor_missing",
        "cash_row_wrong",
        "cash_from_another_time",
        "cash_from_another_time",
        "cash_row_wrong",
        "biller_not_found",
        "bill_not_found",
        None,
    ]
    assert [each.line for each in rows] == list(range(2, 10))


async def test_a_file_of_something_else_is_refused(files: CashFiles) -> None:
    with pytest.raises(CashFileNotReadable, match="taken_at"):
        await files.load("reference,amount\n1,2\n", partner="quickmart", by="usr_1")


async def test_another_payment_under_a_used_reference_is_refused_and_not_taken_for_the_first(
    scene: Scene, files: CashFiles
) -> None:
    one, other = await scene.bills([10_000, 10_000])
    mine = row(one, "q-1", "100.00")
    await files.load(f"{HEADER}\n{mine}", partner="quickmart", by="usr_1")
    changed = [
        mine.replace("100.00", "90.00"),
        mine.replace("till-7", "till-8"),
        mine.replace(one.bill_number, other.bill_number),
    ]

    rows = (await files.load("\n".join([HEADER, *changed]), partner="quickmart", by="usr_1")).rows
    theirs = (await files.load(f"{HEADER}\n{row(other, 'q-1', '100.00')}", partner="cornershop",
                               by="usr_1")).rows  # fmt: skip

    assert {each.code for each in rows} == {"cash_reference_used"}
    assert [each.outcome for each in theirs] == [RowOutcome.LOADED]
    assert (await scene.again(one)).amount_paid_minor == 10_000


async def test_a_row_with_too_many_cells_is_refused(scene: Scene, files: CashFiles) -> None:
    bill = await scene.bill(10_000)
    text = "\n".join([HEADER, row(bill, "q-1", "1,00.00")])

    [refused] = (await files.load(text, partner="quickmart", by="usr_1")).rows

    assert (refused.code, refused.line) == ("cash_row_wrong", 2)
    assert "more cells" in refused.words


async def test_a_file_is_sent_by_an_administrator_in_parts_and_told_row_by_row(
    scene: Scene,
) -> None:
    api = Api.of(scene.platform)
    bills = await scene.bills([1_000] * 3)
    lines = [HEADER, *(row(bill, f"q-{n}", "10.00") for n, bill in enumerate(bills))]
    lines += [row(bills[0], f"r-{n}", "ten") for n in range(100)]
    file = {"file": ("cash.csv", "\n".join(lines).encode(), "text/csv")}
    path, mine = "/api/v1/cash-files", {"partner": "quickmart"}

    async with api.client(await api.person(Role.ADMIN)) as client:
        first = (await client.post(path, files=file, data=mine)).json()
        rest = (await client.post(path, files=file, data={**mine, "after": "100"})).json()
        again = (await client.post(path, files=file, data=mine)).json()
        broken = await client.post(
            path, files={"file": ("cash.csv", b"\xff\xfe", "text/csv")}, data=mine
        )

    assert (len(first["rows"]), first["total"], first["next_after"]) == (100, 103, 100)
    assert [one["outcome"] for one in first["rows"][:4]] == ["loaded"] * 3 + ["refused"]
    assert (len(rest["rows"]), rest["next_after"]) == (3, None)
    assert [one["outcome"] for one in again["rows"][:3]] == ["loaded_before"] * 3
    assert [one["payment_id"] for one in again["rows"][:3]] == [
        one["payment_id"] for one in first["rows"][:3]
    ]
    assert (broken.status_code, broken.json()["code"]) == (400, "cash_file_not_readable")
