"""The shipped nginx on this machine: the same files, with ports and folders of the test's own."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from paymentus.app.embedded.ports import free_ports

from support.certificates import Issued

SHIPPED = Path(__file__).parents[3] / "deployment" / "nginx"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"


@dataclass(frozen=True)
class RunningNginx:
    folder: Path
    https_port: int
    http_port: int
    process: subprocess.Popen[bytes]

    def reload(self) -> None:
        subprocess.run(
            [NGINX, "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder), "-s", "reload"],
            check=True, capture_output=True, timeout=10,
        )  # fmt: skip

    def renew(self, certificate: Issued) -> None:
        """Another certificate in the place where the shipped configuration looks, taken up."""
        _put(certificate, self.folder)
        self.reload()

    @property
    def maintenance(self) -> Path:
        return self.folder / "maintenance" / "on"


def render(
    folder: Path,
    *,
    certificate: Issued,
    apis: Sequence[int],
    frontend: int,
    domain: str = "localhost",
) -> tuple[int, int]:
    """Write the shipped files into ``folder`` for these ports of upstreams.

    Returns the ports for HTTPS and HTTP.
    """
    https_port, http_port = free_ports(2)
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    for name in ("ssl", "www", "run", "maintenance"):
        (folder / name).mkdir(exist_ok=True)
    _put(certificate, folder)
    shutil.copy("/etc/nginx/mime.types", folder / "mime.types")
    replacements = {
        "/etc/nginx/": f"{folder}/",
        "/var/www/html": f"{folder}/www",
        "/tmp/": f"{folder}/run/",
        "/dev/stdout": f"{folder}/access.log",
        "/dev/stderr": f"{folder}/error.log",
        "your-domain.com": domain,
        "listen 443 ": f"listen 127.0.0.1:{https_port} ",
        "listen 80 ": f"listen 127.0.0.1:{http_port} ",
        "worker_processes auto": "worker_processes 2",
    }
    # In one pass: the folder's own name may hold what is replaced.
    shipped = re.compile("|".join(map(re.escape, replacements)))
    for path in folder.glob("*.conf"):
        path.write_text(shipped.sub(lambda found: replacements[found[0]], path.read_text()))
    if os.geteuid() == 0:  # else the workers would be nobody, who may not read the test's folder
        site = folder / "nginx.conf"
        site.write_text(f"user root;\n{site.read_text()}")
    upstreams = (folder / "upstreams.conf").read_text()
    for number, port in enumerate(apis, 1):
        upstreams = upstreams.replace(f"paymentus-api-{number}:8001", f"127.0.0.1:{port}")
    upstreams = upstreams.replace("server paymentus-frontend:80", f"server 127.0.0.1:{frontend}")
    assert not re.search(r"server paymentus", upstreams), "more upstreams are shipped than given"
    (folder / "upstreams.conf").write_text(upstreams)
    return https_port, http_port


def _put(certificate: Issued, folder: Path) -> None:
    shutil.copy(certificate.certificate, folder / "ssl" / "fullchain.pem")
    shutil.copy(certificate.key, folder / "ssl" / "privkey.pem")


@contextlib.contextmanager
def running_nginx(
    folder: Path,
    *,
    certificate: Issued,
    apis: Sequence[int],
    frontend: int,
    domain: str = "localhost",
) -> Iterator[RunningNginx]:
    ports = render(folder, certificate=certificate, apis=apis, frontend=frontend, domain=domain)
    command = [NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder), "-g", "daemon off;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    nginx = RunningNginx(folder, *ports, process)
    try:
        deadline = time.monotonic() + 10
        while not (folder / "run" / "nginx.pid").exists() and time.monotonic() < deadline:
            if process.poll() is not None and process.stderr is not None:
                raise RuntimeError(process.stderr.read().decode())
            time.sleep(0.02)
        yield nginx
    finally:
        process.terminate()
        process.wait(10)
        if process.stderr is not None:
            process.stderr.close()
