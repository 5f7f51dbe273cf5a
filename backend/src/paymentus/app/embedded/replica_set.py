"""Bring a replica set of local members to the configuration we want, keeping its data.

Cases, each met in practice: nothing yet (initiate), the same as last time (nothing to do), other
ports than last time (the stored addresses are wrong and nobody can be elected: force), fewer
members than wanted (add), more (make member 0 the primary, wait until it has everything, remove).

A voting member is added or removed one at a time, as MongoDB asks since 4.4. Members are numbered
from 0; the number is ``_id`` in the set's configuration.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pymongo import MongoClient, ReadPreference
from pymongo.errors import OperationFailure, PyMongoError

from paymentus.app.embedded.ports import LOOPBACK
from paymentus.app.embedded.processes import ChildProcess, wait_until

SET_NAME = "rs0"
Document = dict[str, Any]

# Fast fail-over on one machine, where a heartbeat takes microseconds. The last two
# bound how long a new primary waits to hear from a frozen or lost one before it takes writes: it
# waits for ten seconds otherwise. No write that a majority has is ever given up by it.
SETTINGS: Document = {
    "electionTimeoutMillis": 2000,
    "heartbeatIntervalMillis": 500,
    "heartbeatTimeoutSecs": 2,
    "catchUpTimeoutMillis": 2000,
}
_UNCHANGEABLE = {13, 93}  # Unauthorized, InvalidReplicaSetConfig: trying again cannot help
_CHANGE_SECONDS = 60.0
_COPY_SECONDS = 300.0


def address_of(port: int) -> str:
    """A member's address as the set's configuration has it."""
    return f"{LOOPBACK}:{port}"


def direct_client(port: int, *, timeout_seconds: float = 2.0) -> MongoClient[Document]:
    """A client that speaks to one member, whatever its state."""
    return MongoClient(
        LOOPBACK,
        port,
        directConnection=True,
        serverSelectionTimeoutMS=int(timeout_seconds * 1000),
        connectTimeoutMS=int(timeout_seconds * 1000),
        read_preference=ReadPreference.PRIMARY_PREFERRED,
    )


def answers(port: int, *, pid: int | None) -> bool:
    """Whether this process answers on the port, primary or not; another mongod does not count."""
    try:
        with direct_client(port, timeout_seconds=1.0) as client:
            return bool(client.admin.command("serverStatus")["pid"] == pid)
    except PyMongoError:
        return False


def is_writable_primary(port: int) -> bool:
    """Whether the member on this port takes writes now."""
    try:
        with direct_client(port, timeout_seconds=1.0) as client:
            return bool(client.admin.command("hello").get("isWritablePrimary"))
    except PyMongoError:
        return False


def stored_configuration(port: int) -> Document | None:
    """The set's configuration as this member knows it; None when it has none."""
    with direct_client(port) as client:
        return client["local"]["system.replset"].find_one()


def numbers_in(configuration: Document) -> set[int]:
    """The member numbers of a configuration."""
    return {int(member["_id"]) for member in configuration["members"]}


def newest_configuration(ports: Sequence[int]) -> Document | None:
    """The latest configuration any of these members has stored."""
    found = [known for port in ports if (known := stored_configuration(port)) is not None]
    return max(found, key=lambda known: (known.get("term", 0), known["version"]), default=None)


def initiate(ports: Sequence[int]) -> None:
    """Create the set with these members; the first must be empty, and so must the others be."""
    members = [_member(number, port) for number, port in enumerate(ports)]
    with direct_client(ports[0]) as client:
        client.admin.command(
            "replSetInitiate", {"_id": SET_NAME, "members": members, "settings": SETTINGS}
        )


def correct_addresses(configuration: Document, ports: Sequence[int]) -> bool:
    """Write today's members and ports into the configuration; False when it was right already.

    A member whose folder was removed has no port any more and is dropped.
    """
    present = [member for member in configuration["members"] if member["_id"] < len(ports)]
    moved = [{**member, "host": address_of(ports[member["_id"]])} for member in present]
    if moved == configuration["members"]:
        return False
    changed = {**configuration, "version": configuration["version"] + 1, "members": moved}
    changed.pop("term", None)
    # Forced, since with the old addresses there can be no primary. No write is at risk: a member
    # is only elected when a majority has nothing newer than it.
    holder = next(m["_id"] for m in present if stored_configuration(ports[m["_id"]]))
    with direct_client(ports[holder], timeout_seconds=10.0) as client:
        client.admin.command("replSetReconfig", changed, force=True)
    return True


def adopt_settings(
    configuration: Document, *, ports: Sequence[int], children: Sequence[ChildProcess]
) -> None:
    """Give a set that an earlier release made today's settings. Needs a primary."""

    def with_ours(found: Document) -> None:
        found["settings"] |= SETTINGS

    if not SETTINGS.items() <= configuration.get("settings", {}).items():
        _change(with_ours, ports=ports, children=children)


def add_member(number: int, ports: Sequence[int], children: Sequence[ChildProcess]) -> None:
    """Add a member with an empty data folder and wait until it holds a copy of everything."""

    def with_it(configuration: Document) -> None:
        if number not in numbers_in(configuration):
            configuration["members"].append(_member(number, ports[number]))

    _change(with_it, ports=ports, children=children)
    wait_until(
        lambda: _has_joined(number, ports),
        what=f"the copy on MongoDB member {number}",
        timeout_seconds=_COPY_SECONDS,
        needs=children,
    )


def keep_first_members(count: int, ports: Sequence[int], children: Sequence[ChildProcess]) -> None:
    """Shrink the set to members 0..count-1 without losing a write.

    Member 0 is made primary first. An election is won only by a member that has every
    majority-committed write, so from then on it has everything the others have.
    """

    def prefer_first(configuration: Document) -> None:
        for member in configuration["members"]:
            member["priority"] = 10 if member["_id"] == 0 else 1

    def equal_again(configuration: Document) -> None:
        for member in configuration["members"]:
            member["priority"] = 1

    _change(prefer_first, ports=ports, children=children)
    wait_until(
        lambda: is_writable_primary(ports[0]),
        what="MongoDB member 0 as primary",
        timeout_seconds=_CHANGE_SECONDS,
        needs=children,
    )
    for number in range(len(ports) - 1, count - 1, -1):

        def without_it(configuration: Document, number: int = number) -> None:
            configuration["members"] = [m for m in configuration["members"] if m["_id"] != number]

        _change(without_it, ports=ports, children=children)
    _change(equal_again, ports=ports, children=children)


def _member(number: int, port: int) -> Document:
    return {"_id": number, "host": address_of(port)}


def _change(
    edit: Callable[[Document], None], *, ports: Sequence[int], children: Sequence[ChildProcess]
) -> None:
    """Edit the configuration on the primary, as often as elections and other edits ask for it."""

    def done() -> bool:
        primary = next((port for port in ports if is_writable_primary(port)), None)
        if primary is None:
            return False
        try:
            with direct_client(primary, timeout_seconds=10.0) as client:
                configuration = client.admin.command("replSetGetConfig")["config"]
                edit(configuration)
                configuration["version"] += 1
                client.admin.command("replSetReconfig", configuration)
        except OperationFailure as refusal:
            if refusal.code in _UNCHANGEABLE:
                raise
            return False
        except PyMongoError:
            return False
        return True

    wait_until(
        done,
        what="the replica set's new configuration",
        timeout_seconds=_CHANGE_SECONDS,
        needs=children,
    )


def _has_joined(number: int, ports: Sequence[int]) -> bool:
    """Whether the member votes, which MongoDB allows once its first copy is complete."""
    primary = next((port for port in ports if is_writable_primary(port)), None)
    if primary is None:
        return False
    try:
        configuration = stored_configuration(primary)
        with direct_client(primary) as client:
            members = client.admin.command("replSetGetStatus")["members"]
    except PyMongoError:
        return False
    known = configuration["members"] if configuration else []
    return any(m["_id"] == number and not m.get("newlyAdded") for m in known) and any(
        m["_id"] == number and m["stateStr"] in {"PRIMARY", "SECONDARY"} for m in members
    )
