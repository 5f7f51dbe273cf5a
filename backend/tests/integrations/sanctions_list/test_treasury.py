"""OFAC's files over HTTP, from the sandbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from conftest import Sandbox
from paymentus.compliance.service.list_folder import read_files
from paymentus.integrations.sanctions_list import ListSourceUnavailable
from paymentus.integrations.sanctions_list.treasury import TreasurySource


@asynccontextmanager
async def served_without(missing: str) -> AsyncIterator[str]:
    """An address that has every file but one; gives its URL."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
        status = "404 Not Found" if asked.endswith(f"/{missing}") else "200 OK"
        writer.write(
            f"HTTP/1.1 {status}\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx".encode()
        )
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def test_gives_all_files_of_both_lists(sandbox: Sandbox) -> None:
    fetched = await TreasurySource(f"{sandbox.url}/ofac/exports/").fetch()

    read = read_files(fetched.files, where=fetched.source)
    assert len(fetched.files) == 8
    assert read.problems == ()
    assert {party.list_name for party in read.parties} == {"SDN", "non-SDN"}


async def test_nobody_there_is_unavailable() -> None:
    with pytest.raises(ListSourceUnavailable, match="gave no answer"):
        await TreasurySource("http://127.0.0.1:9/ofac", timeout_seconds=0.5).fetch()


async def test_an_address_without_lists_is_unavailable(sandbox: Sandbox) -> None:
    with pytest.raises(ListSourceUnavailable, match=r"SDN\.CSV answered 404"):
        await TreasurySource(f"{sandbox.url}/ofac/elsewhere").fetch()


@pytest.mark.parametrize("missing", ["SDN.CSV", "ALT.CSV", "ADD.CSV"])
async def test_a_needed_file_that_is_not_there_refuses_the_list(missing: str) -> None:
    async with served_without(missing) as url:
        with pytest.raises(ListSourceUnavailable, match=f"{missing} answered 404"):
            await TreasurySource(url).fetch()


async def test_a_file_beside_the_list_may_be_missing() -> None:
    async with served_without("SDN_COMMENTS.CSV") as url:
        fetched = await TreasurySource(url).fetch()

    assert len(fetched.files) == 7
