"""OFAC's files over HTTP, from the sandbox."""

from __future__ import annotations

import pytest

from conftest import Sandbox
from paymentus.compliance.service.list_folder import read_files
from paymentus.integrations.sanctions_list import ListSourceUnavailable
from paymentus.integrations.sanctions_list.treasury import TreasurySource


async def test_gives_all_files_of_both_lists(sandbox: Sandbox) -> None:
    fetched = await TreasurySource(f"{sandbox.url}/ofac/exports/").fetch()

    read = read_files(fetched.files, where=fetched.source)
    assert len(fetched.files) == 8
    assert read.problems == ()
    assert {party.list_name for party in read.parties} == {"SDN", "non-SDN"}


async def test_nobody_there_is_unavailable() -> None:
    with pytest.raises(ListSourceUnavailable, match="gave no answer"):
        await TreasurySource("http://127.0.0.1:9/ofac", timeout_seconds=0.5).fetch()


async def test_an_address_without_lists_gives_no_files(sandbox: Sandbox) -> None:
    fetched = await TreasurySource(f"{sandbox.url}/ofac/elsewhere").fetch()

    assert fetched.files == {}
