from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx

from paymentus.app.embedded.ports import free_ports

from support.certificates import Authority


class TestExporterOfFiles:
    def test_serves_what_it_was_asked_to_watch_until_it_is_stopped(self, tmp_path: Path) -> None:
        """Neither keys nor addresses of the product: it runs beside it, and may know nothing."""
        certificate = Authority(tmp_path).issue("web").certificate
        port = free_ports(1)[0]
        command = [sys.executable, "-m", "paymentus.app.cli", "exporter", "files"]
        command += ["--certificate", str(certificate)]
        command += ["--disk", "/", "--port", str(port)]
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}

        process = subprocess.Popen(
            command, env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL
        )
        try:
            page = _page(port, process)
        finally:
            process.terminate()
            code = process.wait(10)

        assert code == 0
        assert 'paymentus_certificate_not_after_timestamp_seconds{file="web.crt"}' in page
        assert 'paymentus_disk_free_ratio{path="/"}' in page


def _page(port: int, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/metrics").text
        except httpx.TransportError:
            time.sleep(0.05)
    raise RuntimeError(f"no page; the exporter's code is {process.poll()}")
