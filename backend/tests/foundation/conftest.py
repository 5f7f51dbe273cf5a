"""A Redis that is not there."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator

import pytest

from paymentus.foundation import redis
from paymentus.foundation.redis import RedisClient


@pytest.fixture
async def redis_away() -> AsyncIterator[RedisClient]:
    with socket.socket() as held:
        # Bound and not listening: refused at once, and nobody else can take the port.
        held.bind(("127.0.0.1", 0))
        connection = redis.connect(f"redis://127.0.0.1:{held.getsockname()[1]}/0")
        yield connection
        await connection.aclose()
