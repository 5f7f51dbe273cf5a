"""A cluster of Redis servers behind the same calls as one server.

redis-py's client follows moved slots and asks again after a failover. It is not made for callers
who wait half a second only, hundreds of them at once; the subclass here is.
"""

from __future__ import annotations

import asyncio
import math
from typing import Any, cast
from urllib.parse import urlsplit

from redis.asyncio.cluster import ClusterNode, RedisCluster
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisClusterException
from redis.exceptions import TimeoutError as RedisTimeoutError

MARK = "+cluster"
_DEFAULT_PORT = 6379
# Fewer than the lines to one node, so that none is ever lacking: the client would fail at once.
_AT_ONCE = 64
_LINES_TO_A_NODE = 100
_SECONDS_BETWEEN_DOUBTS = 1.0
_SECONDS_TO_END = 3.0


class PatientCluster(RedisCluster):
    """Waits for a free line; learns who serves what for everybody, whoever gives up meanwhile.

    A caller that gave up, or met a dead line, makes the next one ask the cluster who serves what:
    a node that is frozen or cut off says nothing by itself. Such a node is the last to be asked:
    it would keep everybody waiting for its line to fail. Failures are ``RedisError``.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._learning: asyncio.Task[Any] | None = None
        self._doubted_at = -math.inf
        self._silent: str | None = None

    async def initialize(
        self,
        additional_startup_nodes_info: list[tuple[str, int]] | None = None,
        last_failed_node_name: str | None = None,
    ) -> PatientCluster:
        """Learn who serves what, if that is not known; raises ``ConnectionError`` of Redis."""
        if self._initialize:
            if self._learning is None or self._learning.done():
                self._learning = asyncio.ensure_future(
                    super().initialize(
                        additional_startup_nodes_info, last_failed_node_name or self._silent
                    )
                )
                self._learning.add_done_callback(_take_note)
            learning = self._learning
            try:
                # Shielded: one caller's patience would end it, and close every line, for all.
                await asyncio.shield(learning)
            except RedisClusterException as problem:
                raise RedisConnectionError(str(problem)) from problem
            except asyncio.CancelledError as ended:
                if learning.cancelled() and not _is_canceled():
                    raise RedisConnectionError("All lines were closed meanwhile.") from ended
                raise
        return self

    async def execute_command(self, *args: Any, **options: Any) -> Any:
        async with self._turns:
            try:
                return await super().execute_command(*args, **options)
            except (asyncio.CancelledError, RedisConnectionError, RedisTimeoutError):
                self._doubt()
                raise
            except RedisClusterException as problem:
                self._doubt()
                raise RedisConnectionError(str(problem)) from problem

    async def _execute_command(self, target_node: ClusterNode, *args: Any, **options: Any) -> Any:
        """The client's own step at one node; it notes for itself when a line to it is dead."""
        try:
            return await super()._execute_command(target_node, *args, **options)
        except asyncio.CancelledError:
            self._silent = target_node.name
            # Nor is it asked which commands there are, should it still count as a primary.
            self.nodes_manager.move_node_to_end_of_cached_nodes(target_node.name)
            raise
        except (AttributeError, RuntimeError) as problem:
            # Where a part of the cluster is down the client closes all its lines, those in use
            # too; whoever writes to one then meets what is left of it.
            raise RedisConnectionError("The line was closed meanwhile.") from problem

    async def aclose(self) -> None:
        if self._learning is not None and not self._learning.done():
            await asyncio.wait({self._learning}, timeout=_SECONDS_TO_END)
            self._learning.cancel()
        await super().aclose()
        # The client forgets to close what it has doubts about.
        await self.nodes_manager.aclose()
        await self.nodes_manager.aclose("startup_nodes")

    def _doubt(self) -> None:
        """Ask again who serves what before the next command; once a second at most."""
        now = asyncio.get_running_loop().time()
        if now - self._doubted_at >= _SECONDS_BETWEEN_DOUBTS:
            self._doubted_at = now
            self._initialize = True


def is_cluster(url: str) -> bool:
    return urlsplit(url).scheme.endswith(MARK)


def connect_cluster(url: str, **options: Any) -> PatientCluster:
    """``rediss+cluster://user:password@host:port,host:port,…``: any of its nodes, best all.

    The nodes named here are asked who serves what for as long as the process lives: addresses
    that were learned may be gone tomorrow.
    """
    scheme, _, rest = url.partition(f"{MARK}://")
    place, mark, query = rest.partition("?")
    hosts, slash, path = place.partition("/")
    user, at, names = hosts.rpartition("@")
    first, *others = names.split(",")
    cluster = PatientCluster.from_url(
        f"{scheme}://{user}{at}{first}{slash}{path}{mark}{query}",
        startup_nodes=[ClusterNode(*_address(name)) for name in others],
        dynamic_startup_nodes=False,
        # What is left of a broken cluster goes on: most people's sessions are elsewhere.
        require_full_coverage=False,
        max_connections=_LINES_TO_A_NODE,
        **options,
    )
    return cast(PatientCluster, cluster)


def _address(name: str) -> tuple[str, int]:
    parts = urlsplit(f"//{name}")
    return parts.hostname or "", parts.port or _DEFAULT_PORT


def _is_canceled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _take_note(learning: asyncio.Task[Any]) -> None:
    """Everybody who waited for it may have given up; its failure is then nobody's."""
    if not learning.cancelled():
        learning.exception()
