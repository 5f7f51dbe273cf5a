"""People read in the last seconds, so that a request with a session is not always a read.

This bounds how long a revoked session, a changed role or a disabled person goes unnoticed.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from paymentus.identity.domain import User
from paymentus.identity.repository import UserRepository

BELIEVED_SECONDS = 5.0
_KEPT_MAX = 10_000


class RecentUsers:
    def __init__(
        self, users: UserRepository, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._users = users
        self._monotonic = monotonic
        self._kept: OrderedDict[str, tuple[float, User]] = OrderedDict()

    async def find(self, user_id: str, *, epoch: int) -> User | None:
        """The person as they were at most five seconds ago. Who is missing is not remembered.

        A session of a later ``epoch`` than we know was opened since, on another server: then
        what we know is old, and refusing by it would end a session that is good.
        """
        kept = self._kept.get(user_id)
        # Taken before the read: what is read is at least as new as this.
        now = self._monotonic()
        if kept is not None and now - kept[0] < BELIEVED_SECONDS and kept[1].epoch >= epoch:
            return kept[1]
        user = await self._users.by_id(user_id)
        if user is None:
            self._kept.pop(user_id, None)
            return None
        self._kept[user_id] = (now, user)
        self._kept.move_to_end(user_id)
        if len(self._kept) > _KEPT_MAX:
            self._kept.popitem(last=False)
        return user

    def forget(self, user_id: str) -> None:
        self._kept.pop(user_id, None)
