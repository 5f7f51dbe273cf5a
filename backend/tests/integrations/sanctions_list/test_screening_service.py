"""The remote screening service, as the sandbox plays it."""

from __future__ import annotations

import pytest

from conftest import Sandbox
from paymentus.integrations.sanctions_list import ScreeningServiceUnavailable
from paymentus.integrations.sanctions_list.screening_service import (
    RemoteSubject,
    ScreeningServiceClient,
)


def a_client(sandbox: Sandbox, key: str = "a key") -> ScreeningServiceClient:
    return ScreeningServiceClient(url=f"{sandbox.url}/ofac", key=key, timeout_seconds=5)


async def test_answers_for_every_subject(sandbox: Sandbox) -> None:
    client = a_client(sandbox)

    answers = await client.screen(
        [RemoteSubject("Sam Carter", "individual"), RemoteSubject("Zandry Star", "entity")]
    )
    version = await client.list_version()
    await client.aclose()

    assert [len(hits) for hits in answers] == [0, 1]
    assert answers[1][0].programs == ("SANDBOX",)
    assert len(version) == 16


async def test_a_document_is_found_whatever_the_name(sandbox: Sandbox) -> None:
    client = a_client(sandbox)

    [hits] = await client.screen(
        [RemoteSubject("Sam Carter", "individual", documents=("VK7719203",))]
    )
    await client.aclose()

    assert [hit.score for hit in hits] == [1.0]


async def test_a_key_that_is_refused_is_unavailable(sandbox: Sandbox) -> None:
    client = a_client(sandbox, key="")

    with pytest.raises(ScreeningServiceUnavailable, match=r"401|LocalProtocolError"):
        await client.screen([RemoteSubject("Sam Carter", "individual")])
    await client.aclose()
