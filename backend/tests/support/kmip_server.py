"""A real KMIP server (PyKMIP) as a process on loopback: TLS 1.2 with client certificates."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from paymentus.app.embedded.ports import LOOPBACK, free_ports

from support.certificates import Authority

_PROGRAM = """
import sys, warnings
warnings.simplefilter("ignore")
from kmip.services.server import KmipServer
server = KmipServer(config_path=sys.argv[1], log_path=sys.argv[2])
with server:
    server.serve()
"""


@contextlib.contextmanager
def running_kmip_server(folder: Path, authority: Authority) -> Iterator[str]:
    """Gives ``host:port``. Keys are in SQLite: a test double of an HSM, not an HSM."""
    folder.mkdir(parents=True, exist_ok=True)
    identity = authority.issue("kmip-server")
    [port] = free_ports(1)
    (folder / "policy").mkdir()
    config = folder / "server.conf"
    config.write_text(
        f"""[server]
hostname={LOOPBACK}
port={port}
certificate_path={identity.certificate}
key_path={identity.key}
ca_path={authority.ca_file}
auth_suite=TLS1.2
policy_path={folder / "policy"}
enable_tls_client_auth=True
tls_cipher_suites=TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
logging_level=DEBUG
database_path={folder / "keys.sqlite"}
"""
    )
    log = (folder / "out.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(config), str(folder / "kmip.log")],
        stdout=log,
        stderr=log,
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin")},
    )
    try:
        _wait_for(port, process, folder / "out.log")
        yield f"{LOOPBACK}:{port}"
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)
        log.close()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the KMIP server ended: {log.read_text()[-2_000:]}")
        with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("the KMIP server did not open its port in 20 s")
