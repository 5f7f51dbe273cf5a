"""Ports: free or not, and whose."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from paymentus.app.embedded.ports import (
    LOOPBACK,
    PortTaken,
    free_ports,
    is_free,
    owner_of,
    promise,
    require_free,
)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


class TestATakenPort:
    def test_is_said_with_the_process_that_has_it_and_the_option_that_changes_it(
        self, listener: socket.socket
    ) -> None:
        port = listener.getsockname()[1]

        with pytest.raises(PortTaken) as refusal:
            require_free(port=port, purpose="the web application", option="--port")

        assert f"Port {port}, which the web application needs" in refusal.value.detail
        assert f"(process {os.getpid()})" in refusal.value.detail
        assert "with --port." in refusal.value.detail

    def test_names_nobody_when_nobody_listens(self) -> None:
        assert owner_of(free_ports(1)[0]) is None

    def test_is_waited_for_when_its_holder_is_just_ending(self, listener: socket.socket) -> None:
        port = listener.getsockname()[1]
        threading.Timer(0.3, listener.close).start()

        began = time.monotonic()
        require_free(port=port, purpose="a test", option="--port", patience_seconds=5.0)

        assert 0.2 < time.monotonic() - began < 2.0


class TestFreePorts:
    def test_are_distinct_free_and_below_the_kernels_own_choices(self) -> None:
        ports = free_ports(20)

        assert len(set(ports)) == 20
        assert all(is_free(port) and port < 32_768 for port in ports)

    def test_are_given_to_nobody_else_until_a_server_takes_them(self) -> None:
        [port] = free_ports(1)

        elsewhere = [sys.executable, "-c", _PROMISE, str(port)]
        assert subprocess.run(elsewhere, check=False).returncode == 3
        assert not promise(port)

        with socket.create_server((LOOPBACK, port)) as server:
            with socket.create_connection((LOOPBACK, port)), server.accept()[0]:
                pass
            assert not is_free(port)
            assert subprocess.run(elsewhere, check=False).returncode == 3
        assert is_free(port)

    def test_are_let_go_when_very_many_were_asked_for_after_them(self) -> None:
        [port] = free_ports(1)

        free_ports(300)

        assert promise(port)


_PROMISE = """
import sys
from paymentus.app.embedded.ports import promise
sys.exit(0 if promise(int(sys.argv[1])) else 3)
"""
