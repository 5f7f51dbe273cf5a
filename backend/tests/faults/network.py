"""A network for the members of a replica set that can be cut, one way or both ways.

Where we are root each member has a network namespace of its own, joined by a bridge, and iptables
drops what must not pass. Elsewhere (``lines.py``) every member stands behind a TCP proxy. Both
leave nothing behind, even when this process is killed.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import string
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

_PORT = 27017


class Cut(StrEnum):
    """What a partition takes from one member."""

    DEAF = "it hears no other member"
    MUTE = "no other member hears it"
    ALONE = "it and the other members hear nothing of each other"
    GONE = "nobody hears it, clients neither"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member runs: ``address`` is what everybody calls it, ``bind`` where it listens."""

    address: str
    bind: tuple[str, int]
    prefix: tuple[str, ...] = ()


class Network(Protocol):
    @property
    def places(self) -> Sequence[Place]:
        """One for each member, by number."""

    def started(self, number: int, pid: int) -> None:
        """A member's process is this one now."""

    def cut(self, number: int, how: Cut) -> None:
        """From now on, until ``heal``."""

    def heal(self) -> None:
        """Everybody hears everybody."""


def can_make_namespaces() -> bool:
    """Root, on Linux, with the tools, and allowed to use them (not every container is)."""
    if os.geteuid() != 0 or not (shutil.which("ip") and shutil.which("iptables")):
        return False
    name = f"pfx{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False)
    inside = ["ip", "netns", "exec", name, "iptables", "-S"]
    listed = subprocess.run(inside, capture_output=True, check=False)
    subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)
    return made.returncode == 0 and listed.returncode == 0


_letters = itertools.cycle(string.ascii_lowercase)


class Namespaces:
    """One namespace a member. Addresses are from the block kept for benchmarks (RFC 2544)."""

    def __init__(self, count: int) -> None:
        self._id = f"pf{os.getpid()}{next(_letters)}"
        self._net = _free_net()
        self._names = [f"{self._id}m{number}" for number in range(count)]
        self._bridge = f"{self._id}br"

    @property
    def places(self) -> Sequence[Place]:
        return [
            Place(
                f"{self._address(number)}:{_PORT}",
                (self._address(number), _PORT),
                ("ip", "netns", "exec", name),
            )
            for number, name in enumerate(self._names)
        ]

    def started(self, number: int, pid: int) -> None:
        """A namespace does not mind which process is in it."""

    @contextlib.contextmanager
    def made(self) -> Iterator[Namespaces]:
        # A namespace lives on while the kernel still has a socket of it, and its link with it.
        orders = [f"ip link del {name}o; ip netns del {name}" for name in self._names]
        with undone([*orders, f"ip link del {self._bridge}"]):
            _run("ip", "link", "add", self._bridge, "type", "bridge")
            _run("ip", "addr", "add", f"{self._net}.254/24", "dev", self._bridge)
            _run("ip", "link", "set", self._bridge, "up")
            for number, name in enumerate(self._names):
                self._join(number, name)
            yield self

    def cut(self, number: int, how: Cut) -> None:
        others = [self._address(n) for n in range(len(self._names)) if n != number]
        if how is Cut.GONE:
            others.append(f"{self._net}.254")
        for other in others:
            if how is not Cut.MUTE:
                self._rule(number, "-A", "INPUT", "-s", other, "-j", "DROP")
            if how is not Cut.DEAF:
                self._rule(number, "-A", "OUTPUT", "-d", other, "-j", "DROP")

    def heal(self) -> None:
        for number in range(len(self._names)):
            self._rule(number, "-F")

    def _rule(self, number: int, *words: str) -> None:
        _run("ip", "netns", "exec", self._names[number], "iptables", "-w", *words)

    def _address(self, number: int) -> str:
        return f"{self._net}.{number + 1}"

    def _join(self, number: int, name: str) -> None:
        outer, inner = f"{name}o", f"{name}i"
        _run("ip", "netns", "add", name)
        _run("ip", "link", "add", outer, "type", "veth", "peer", "name", inner)
        _run("ip", "link", "set", inner, "netns", name)
        _run("ip", "link", "set", outer, "master", self._bridge)
        _run("ip", "link", "set", outer, "up")
        inside = ("ip", "-n", name)
        _run(*inside, "addr", "add", f"{self._address(number)}/24", "dev", inner)
        _run(*inside, "link", "set", inner, "up")
        _run(*inside, "link", "set", "lo", "up")


def _free_net() -> str:
    """One that no other run on this machine has; they all start looking at different places."""
    shown = subprocess.run(
        ["ip", "-o", "-4", "addr", "show"], capture_output=True, text=True, check=False
    )
    nets = [f"198.18.{(os.getpid() + number) % 250 + 1}" for number in range(250)]
    return next(net for net in nets if f"{net}.254/" not in shown.stdout)


@contextlib.contextmanager
def undone(orders: Sequence[str]) -> Iterator[None]:
    """Run shell ``orders`` at the end, whatever the end is.

    A process of its own waits for our end of a pipe to close: it closes when we are done, and also
    when this process is killed. There is no other way of cleaning up, so this one always works.
    """
    script = "read -r _; " + "; ".join(orders)
    watcher = subprocess.Popen(
        ["/bin/sh", "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        assert watcher.stdin is not None
        watcher.stdin.close()
        watcher.wait(timeout=30)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
