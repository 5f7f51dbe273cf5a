from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator

import pytest

from paymentus.foundation.logging import bound, configure, request_id


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Iterator[list[dict[str, object]]]:
    """Every line of the log, as JSON, once the test has logged."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    lines: list[dict[str, object]] = []
    yield lines
    root.handlers[:], root.level = handlers, level


def read(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("said")
class TestLog:
    def test_is_one_line_of_ecs_an_event(self, capsys: pytest.CaptureFixture[str]) -> None:
        configure(service="paymentus-test")

        logging.getLogger("a.b").warning("two\nlines %s", 5, extra={"event.action": "tried"})

        (line,) = read(capsys)
        assert line["message"] == "two\nlines 5"
        assert line["log.level"] == "warning"
        assert line["@timestamp"]
        assert line["service"] == {"name": "paymentus-test"}
        assert line["event"] == {"action": "tried"}

    def test_carries_the_request_it_is_for(self, capsys: pytest.CaptureFixture[str]) -> None:
        configure(service="paymentus-test")

        with bound("req_00000001"):
            logging.getLogger("a").info("inside")
        logging.getLogger("a").info("outside")

        inside, outside = read(capsys)
        assert inside["http"] == {"request": {"id": "req_00000001"}}
        assert "http" not in outside

    def test_leaves_out_the_chatter_of_libraries(self, capsys: pytest.CaptureFixture[str]) -> None:
        configure(service="paymentus-test")

        for name in ("httpx", "stripe", "pymongo", "uvicorn.access"):
            logging.getLogger(name).info("a secret address")

        assert read(capsys) == []


class TestBound:
    async def test_keeps_the_requests_of_tasks_apart(self) -> None:
        async def work(id: str) -> str | None:
            with bound(id):
                await asyncio.sleep(0.001)
                return request_id()

        ids = [f"req_{n}" for n in range(20)]

        assert await asyncio.gather(*map(work, ids)) == ids
        assert request_id() is None

    def test_gives_back_what_was_bound_before(self) -> None:
        with bound("outer"):
            with bound("inner"):
                assert request_id() == "inner"
            assert request_id() == "outer"
