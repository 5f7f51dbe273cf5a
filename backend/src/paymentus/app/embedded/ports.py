"""TCP ports on loopback: is one free, who holds it, and which ones can we have.

Our own choice of free ports stays below the range from which the kernel hands out ports to
outgoing connections (32768 and up on Linux). A member that was killed can therefore come back on
its port without finding that a passing client has borrowed it meanwhile.
"""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from paymentus.foundation.errors import Conflict

LOOPBACK = "127.0.0.1"
_FIRST_CHOICE = 20_000
_LAST_CHOICE = 32_000
_LISTENING = "0A"  # the state column of /proc/net/tcp
# Ports that were promised here, each kept by a socket that never listens. As many as may be on
# their way to a server at one time; the oldest is let go.
_PROMISED_MAX = 256
_promised: deque[socket.socket] = deque()


@dataclass(frozen=True, slots=True)
class PortOwner:
    """The process that listens on a port, as far as this user may see it."""

    pid: int
    command: str

    def __str__(self) -> str:
        return f"{self.command} (process {self.pid})"


class PortTaken(Conflict):
    """A port we need is in use by somebody else."""

    def __init__(self, *, port: int, purpose: str, option: str, owner: PortOwner | None) -> None:
        by = f"by {owner}" if owner else "by another process"
        super().__init__(
            f"Port {port}, which {purpose} needs, is already taken {by}. "
            f"Stop that process, or choose another port with {option}."
        )
        self.port = port


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as candidate:
        # Servers set this too: a port in TIME_WAIT is free, one that is listened on is not.
        candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            candidate.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def free_ports(count: int) -> list[int]:
    """Return ``count`` ports that are free and that nobody else is given here, in any process.

    A server can listen on one at any later time of this process, provided that it sets
    ``SO_REUSEADDR``, as servers do.
    """
    chosen: list[int] = []
    source = random.SystemRandom()
    while len(chosen) < count:
        port = source.randrange(_FIRST_CHOICE, _LAST_CHOICE)
        if promise(port):
            chosen.append(port)
    return chosen


def promise(port: int) -> bool:
    """Keep this port from whoever asks here for a free one; False if somebody has it."""
    keeper = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # Alone first: this fails beside any other socket on the port, also beside a promise.
        keeper.bind((LOOPBACK, port))
    except OSError:
        keeper.close()
        return False
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    _promised.append(keeper)
    if len(_promised) > _PROMISED_MAX:
        _promised.popleft().close()
    return True


def require_free(*, port: int, purpose: str, option: str, patience_seconds: float = 0.0) -> None:
    """Raise `PortTaken`, naming the process where it can be seen, unless the port is free.

    ``patience_seconds`` waits that long for a server that is just ending.
    """
    deadline = time.monotonic() + patience_seconds
    while not is_free(port):
        if time.monotonic() >= deadline:
            raise PortTaken(port=port, purpose=purpose, option=option, owner=owner_of(port))
        time.sleep(0.1)


def owner_of(port: int) -> PortOwner | None:
    """The process listening on this port, or None when it cannot be seen (another user's)."""
    if Path("/proc/net/tcp").exists():
        return _owner_from_proc(port)
    return _owner_from_lsof(port)


def _owner_from_proc(port: int) -> PortOwner | None:
    links = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    if not links:
        return None
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            if any(str(fd.readlink()) in links for fd in (process / "fd").iterdir()):
                return PortOwner(pid=int(process.name), command=_command_of(process))
        except OSError:  # ended meanwhile, or not ours to look into
            continue
    return None


def _listening_inodes(port: int) -> set[str]:
    inodes: set[str] = set()
    for table in ("tcp", "tcp6"):
        try:
            lines = Path("/proc/net", table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if fields[3] == _LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                inodes.add(fields[9])
    return inodes


def _command_of(process: Path) -> str:
    words = (process / "cmdline").read_bytes().split(b"\0")
    name = Path(words[0].decode(errors="replace")).name if words[0] else "a process"
    if name.startswith("python") and len(words) > 2 and words[1] == b"-m":
        return f"{name} -m {words[2].decode(errors='replace')}"
    return name


def _owner_from_lsof(port: int) -> PortOwner | None:
    lsof = shutil.which("lsof")
    if lsof is None:
        return None
    answer = subprocess.run(
        [lsof, "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = {line[0]: line[1:] for line in answer.stdout.splitlines() if line}
    if "p" not in found:
        return None
    return PortOwner(pid=int(found["p"]), command=found.get("c", "a process"))
