"""The replica set and its users, made once and safe to make again.

The set is ``rs0``; the users are those of the deployment guide, one that only measures, and one for
the schedule. A user who is there already gets the password and the roles that were given, so that
running it again is also how a password is changed. The root user is there before: MongoDB's image
makes it at the first start of the first member, and of that member only (a set cannot begin with
members that have data).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paymentus.foundation import mongo
from paymentus.foundation.errors import Unavailable
from paymentus.foundation.mongo import Client, DatabaseTrouble, Document
from paymentus.foundation.settings import with_options

SET_NAME = "rs0"
APP_USER = "paymentus_app"
METRICS_USER = "paymentus_metrics"
SCHEDULE_USER = "paymentus_schedule"
PATIENCE_SECONDS = 60.0

# MongoDB's own are ten seconds each: a primary that no longer heard the others held up payments for
# 25 s, since it waits for an answer first and then for an election.
SETTINGS: Document = {
    "electionTimeoutMillis": 5_000,
    "heartbeatIntervalMillis": 1_000,
    "heartbeatTimeoutSecs": 4,
    "catchUpTimeoutMillis": 5_000,
}

_NOT_YET_INITIATED = 94
_USER_NOT_FOUND = 11


class SetHasNoPrimary(Unavailable):
    """The members have elected no primary. Look at their logs, then run again."""


@dataclass(frozen=True, slots=True)
class DatabaseUser:
    """``database`` is where the user is kept (``authSource``)."""

    name: str
    password: str
    database: str
    roles: Sequence[Mapping[str, str]]


def users_of(
    database: str, *, app_password: str, metrics_password: str, schedule_password: str | None
) -> list[DatabaseUser]:
    """The guide's user, who may read and write the platform's database, and one that measures.

    With a password for it also one for the schedule, who may read the operation log as well.
    """
    own = [{"role": "readWrite", "db": database}]
    measuring = [{"role": "clusterMonitor", "db": "admin"}]
    users = [
        DatabaseUser(APP_USER, app_password, database, own),
        DatabaseUser(METRICS_USER, metrics_password, "admin", measuring),
    ]
    if schedule_password:
        keeping = [*own, {"role": "read", "db": "local"}]
        users.append(DatabaseUser(SCHEDULE_USER, schedule_password, "admin", keeping))
    return users


async def initiate(url: str, members: Sequence[str]) -> bool:
    """Make a set of these members (``host:port``), the first of which ``url`` must reach as root.

    Returns whether it was made now; one that is there stays as it is. Raises
    :class:`SetHasNoPrimary`.
    """
    client, _ = mongo.connect(with_options(url, directConnection="true"))
    try:
        made = False
        try:
            await client.admin.command("replSetGetStatus")
        except DatabaseTrouble as trouble:
            if getattr(trouble, "code", None) != _NOT_YET_INITIATED:
                raise
            places = [{"_id": number, "host": host} for number, host in enumerate(members)]
            configuration = {"_id": SET_NAME, "members": places, "settings": SETTINGS}
            await client.admin.command("replSetInitiate", configuration)
            made = True
        await _await_primary(client)
        return made
    finally:
        await client.close()


async def set_id(url: str) -> str:
    """Which replica set this is, by whatever address: its id is made once, by chance, and stays.

    Raises ``DatabaseTrouble``: ``NobodyAnswers`` where no member does.
    """
    client, _ = mongo.connect(url)
    try:
        answer = await client.admin.command("replSetGetConfig")
    finally:
        await client.close()
    return str(answer["config"]["settings"]["replicaSetId"])


async def make_users(url: str, users: Sequence[DatabaseUser]) -> dict[str, bool]:
    """Make them, or give them these passwords and roles; by name, whether each is new.

    ``url`` reaches the whole set as root.
    """
    client, _ = mongo.connect(url)
    try:
        return {user.name: await _make(client, user) for user in users}
    finally:
        await client.close()


async def _make(client: Client, user: DatabaseUser) -> bool:
    database = mongo.database_of(client, user.database)
    given: dict[str, Any] = {"pwd": user.password, "roles": [dict(role) for role in user.roles]}
    try:
        await database.command("updateUser", user.name, **given)
    except DatabaseTrouble as trouble:
        if getattr(trouble, "code", None) != _USER_NOT_FOUND:
            raise
        await database.command("createUser", user.name, **given)
        return True
    return False


async def _await_primary(client: Client) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        status: Document = await client.admin.command("replSetGetStatus")
        if any(member["state"] == 1 for member in status["members"]):
            return
        await asyncio.sleep(0.2)
    raise SetHasNoPrimary()
