"""The whole of production on this machine, from nginx to Alertmanager, until the end of a block."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from faults.laboratory import members_network
from production.keys import Keys, prepare
from production.members import GuardedMembers
from production.servers import ProductionProduct
from production.watching import Watching, running_exporters, watching

from support.product import Programs
from support.running_nginx import RunningNginx, running_nginx

Say = Callable[[str], None]


@dataclass(frozen=True)
class Stack:
    folder: Path
    keys: Keys
    product: ProductionProduct
    nginx: RunningNginx
    watching: Watching

    @property
    def url(self) -> str:
        """Where payers go: TLS, by the name in the certificate."""
        return self.product.public_url

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.keys.authority.ca_file))

    def health(self) -> httpx.Response:
        """As somebody outside asks."""
        return httpx.get(f"{self.url}/api/health", verify=self.trust(), timeout=10)


@contextlib.contextmanager
def running_stack(
    folder: Path, say: Say, *, hurry: float = 1.0, programs: Programs | None = None
) -> Iterator[Stack]:
    """nginx first, because its port is what our servers are known by."""
    with contextlib.ExitStack() as open_:
        network = members_network()
        open_.enter_context(network.made())
        keys = prepare(folder / "deployment", [place.bind[0] for place in network.places])
        members = GuardedMembers(folder / "mongo", network, keys)
        product = ProductionProduct(folder, keys, members, programs=programs)
        nginx = open_.enter_context(
            running_nginx(
                folder / "nginx",
                certificate=keys.for_nginx(),
                apis=product.api_ports,
                frontend=product.api_ports[0],
            )
        )
        product.is_seen_at(f"https://localhost:{nginx.https_port}")
        say(
            "Three mongod with key file and TLS, Redis, the sandbox, three API servers, two workers"
        )
        open_.enter_context(product.running())
        targets = open_.enter_context(running_exporters(folder, product, keys, nginx))
        say("Exporters, Prometheus and Alertmanager with the shipped rules")
        watched = open_.enter_context(watching(folder, targets, keys, hurry=hurry))
        stack = Stack(folder, keys, product, nginx, watched)
        health = stack.health()
        say(
            f"{stack.url}/api/health through nginx: {health.status_code}, {health.json()['status']}"
        )
        if not health.is_success:
            raise RuntimeError(health.text)
        yield stack
