"""moto's server, which speaks S3's protocol over HTTP, as a process of its own on loopback."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx

from paymentus.app.embedded.ports import LOOPBACK, free_ports


@contextlib.contextmanager
def running_s3(bucket: str) -> Iterator[str]:
    """Yields its address; the bucket is there and empty."""
    [port] = free_ports(1)
    url = f"http://{LOOPBACK}:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", LOOPBACK, "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            with contextlib.suppress(httpx.HTTPError):
                httpx.put(f"{url}/{bucket}", timeout=5, trust_env=False).raise_for_status()
                break
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the S3 server did not start")
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)
