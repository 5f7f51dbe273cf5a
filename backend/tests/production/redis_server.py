"""The Redis cluster as it is shipped: six nodes, TLS and a password, nothing else is answered."""

from __future__ import annotations

from pathlib import Path

from paymentus.foundation.event_stream import STREAM
from production.keys import Keys

from support.redis_cluster import RunningRedisCluster

_NODE_TIMEOUT_MS = 5_000  # as shipped


class GuardedRedis(RunningRedisCluster):
    """Starts and stops like ``EmbeddedRedis``, for ``Product``."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        super().__init__(
            folder,
            secrets=keys.folder,
            password=keys.redis_password,
            node_timeout_ms=_NODE_TIMEOUT_MS,
        )

    def launch(self) -> None:
        """Start every node that does not run."""
        for node in self.nodes:
            node.start()

    def wait_ready(self) -> None:
        """Return once the nodes are one cluster and nobody lacks a stand-in."""
        self.make()
        self.wait_whole()

    def kill(self) -> None:
        """SIGKILL for one node, as a crash would: the primary with the live events."""
        self.primary_of(STREAM).kill()
