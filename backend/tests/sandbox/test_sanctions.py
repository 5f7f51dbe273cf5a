"""The invented list: in OFAC's own form, without damage, and nobody's name."""

from __future__ import annotations

import httpx

from conftest import Sandbox
from paymentus.app.seed import _DEMO, _PEOPLE, HELD_PAYER
from paymentus.compliance.domain.screening.index import ListIndex
from paymentus.compliance.domain.screening.particulars import Subject
from paymentus.compliance.domain.screening.screener import Screener
from paymentus.compliance.service.list_folder import read_files


def served(sandbox: Sandbox, *names: str) -> dict[str, bytes]:
    return {name.lower(): httpx.get(f"{sandbox.url}/ofac/exports/{name}").content for name in names}


SDN = ("SDN.CSV", "ALT.CSV", "ADD.CSV", "SDN_COMMENTS.CSV")


def test_reads_without_a_problem(sandbox: Sandbox) -> None:
    read = read_files(served(sandbox, *SDN), where="the sandbox")

    assert read.problems == ()
    assert len(read.parties) >= 32
    assert any(party.wallets for party in read.parties)
    assert any(party.identifiers for party in read.parties)


def test_one_of_the_demo_people_is_like_a_listed_name_and_no_other(
    sandbox: Sandbox,
) -> None:
    read = read_files(served(sandbox, *SDN), where="the sandbox")
    screener = Screener(ListIndex(read.parties))
    names = {name for _, name, *_ in _PEOPLE}
    names |= {account.name for _, accounts in _DEMO for account in accounts}

    hit = {name for name in names if screener.screen(Subject(name))}

    assert hit == {HELD_PAYER}


def test_a_party_can_be_added_and_removed(sandbox: Sandbox) -> None:
    before = served(sandbox, "SDN.CSV")
    added = httpx.post(
        f"{sandbox.url}/_sandbox/sanctions/parties",
        json={"name": "BLUTHOLM, Ragnvaldine", "also": ["BLUTHOLM, R."], "country": "Norway"},
    )
    after = served(sandbox, "SDN.CSV")
    httpx.delete(f"{sandbox.url}/_sandbox/sanctions/parties")

    assert added.status_code == 201
    assert b"BLUTHOLM" not in before["sdn.csv"]
    assert b"BLUTHOLM" in after["sdn.csv"]
    assert served(sandbox, "SDN.CSV") == before


def test_a_file_that_is_not_there_is_not_found(sandbox: Sandbox) -> None:
    assert httpx.get(f"{sandbox.url}/ofac/exports/OTHER.CSV").status_code == 404
