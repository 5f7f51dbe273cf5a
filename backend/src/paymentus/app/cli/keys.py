"""``paymentus keys``: make, look at, rotate and re-encrypt the encryption keys."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from rich.progress import Progress

    from paymentus.app.key_ages import KeyAge
    from paymentus.app.wiring import Platform
    from paymentus.integrations.key_management.reencryption import Reencrypted
    from paymentus.integrations.key_management.rotation import Rotated

Result = TypeVar("Result")
_FAILED = 1

commands = typer.Typer(help="The encryption keys: make, look at, rotate.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="keys")


@commands.command()
def init(as_json: AsJson = False) -> None:
    """Make the key files that are missing, readable by their owner only. Never replaces one.

    `.encryption_key` seals personal data: lost with its backups, that data is lost.
    `.rsa_private_key.pem` signs exported reports; it is encrypted when a passphrase is set.
    """
    from paymentus.app.keys import report_key_passphrase
    from paymentus.foundation.settings import Settings
    from paymentus.integrations.key_management.key_files import make_key_file, read_key_file
    from paymentus.integrations.key_management.report_key import make_report_key, read_report_key

    settings = Settings()
    passphrase = report_key_passphrase(settings)
    made = {
        settings.encryption_key_path: make_key_file(settings.encryption_key_path),
        settings.rsa_private_key_path: make_report_key(settings.rsa_private_key_path, passphrase),
    }
    read_key_file(settings.encryption_key_path)
    read_report_key(settings.rsa_private_key_path, passphrase)
    if as_json:
        typer.echo(json.dumps({str(path): new for path, new in made.items()}))
        return
    for path, new in made.items():
        typer.echo(f"✓ {path}: {'made' if new else 'there already, and fit'}.")
    if any(made.values()):
        typer.echo("Keep a copy of each in a safe place, apart from the database's backups.")
    if made[settings.rsa_private_key_path] and passphrase is None:
        typer.echo(
            "The report key has no passphrase; set RSA_PRIVATE_KEY_PASSPHRASE_FILE before to "
            "encrypt it."
        )


@commands.command()
def status(
    warn_days: Annotated[int, typer.Option(min=0, help="Say so this long before one is due.")] = 30,
    as_json: AsJson = False,
) -> None:
    """Show how old each key is and when it is due. Ends with 1 when one is overdue or unfit."""
    now, ages = asyncio.run(ages_of_keys(warn_days=warn_days))
    typer.echo(as_lines(ages, now=now, as_json=as_json))
    if needs_a_person(ages):
        raise typer.Exit(_FAILED)


@commands.command()
def rotate(
    finish: Annotated[
        bool,
        typer.Option(
            "--finish",
            help="Once every machine has the new key file: the old one opens nothing any more.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a new master key and wrap every person's key anew, while servers run.

    Safe to interrupt: run it again and it goes on. Servers that run take both keys; one that
    starts needs the new file after `--finish`. With another MASTER_KEY_SOURCE than before, the
    new key is kept there; the old key file must still be in its place.
    """
    from paymentus.integrations.key_management.rotation import Rotated

    outcome = asyncio.run(_rotate(finish=finish))
    words: dict[str, object]
    if isinstance(outcome, Rotated):
        words = {"number": outcome.number, "wrapped": outcome.wrapped, "resumed": outcome.resumed}
        sentence = (
            f"✓ Master key {outcome.number} is current; {outcome.wrapped:,} keys were wrapped "
            "anew.\nCopy the new key file to every machine (and to your safe), then run "
            "`paymentus keys rotate --finish`.\nThe old key stays beside it: backups from before "
            "need it."
        )
    else:
        words = {"number": outcome, "finished": True}
        sentence = f"✓ Only master key {outcome} opens the database now."
    typer.echo(json.dumps(words) if as_json else sentence)


@commands.command()
def reencrypt(
    older_than_days: Annotated[
        int, typer.Option(min=0, help="Replace the keys of people that are this old.")
    ] = 365,
    as_json: AsJson = False,
) -> None:
    """Give people whose keys are old new ones, and seal their values anew, while servers run.

    Safe to interrupt: run it again and it goes on. An old key is destroyed by a run an hour after
    it was replaced, once nothing is left under it.
    """
    done = asyncio.run(_reencrypt(timedelta(days=older_than_days)))
    if as_json:
        typer.echo(
            json.dumps(
                {
                    "replaced": done.replaced,
                    "values": done.values,
                    "destroyed": done.destroyed,
                    "waiting": done.waiting,
                }
            )
        )
        return
    typer.echo(
        f"✓ {done.replaced:,} keys replaced, {done.values:,} values sealed anew, "
        f"{done.destroyed:,} old keys destroyed."
    )
    if done.waiting:
        typer.echo(f"{done.waiting:,} old keys go when this is run again in an hour or later.")


@commands.command()
def erase(
    subject: Annotated[str, typer.Argument(help="Id of the person, `usr_…`.")],
    reason: Annotated[
        str, typer.Option(help="A word or the id of a request, for the audit log.")
    ] = "asked",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Destroy a person's data key for good: nothing sealed under it can be read any more.

    Works in every process within seconds. The audit log keeps that it was done.
    """
    if not yes:
        typer.confirm(f"Destroy the key of {subject}? This cannot be undone", abort=True)
    asyncio.run(_erase(subject, reason))
    typer.echo(f"✓ The key of {subject} is destroyed.")


async def _erase(subject: str, reason: str) -> None:
    from paymentus.identity.service import Erasures

    async def work(platform: Platform) -> None:
        await platform.committer.initialise()
        await platform.get(Erasures).erase(subject, actor="cli", reason=reason)

    await _on_platform(work)


async def ages_of_keys(*, warn_days: int) -> tuple[datetime, list[KeyAge]]:
    """Now, and the keys as they are. Raises the domain error that says what is in the way."""
    from paymentus.app.key_ages import key_ages
    from paymentus.foundation.clock import utc_now

    async def look(platform: Platform) -> tuple[datetime, list[KeyAge]]:
        now, warn = utc_now(), timedelta(days=warn_days)
        return now, await key_ages(
            platform.settings, platform.database, platform.keys, now=now, warn=warn
        )

    return await _on_platform(look)


def as_lines(ages: list[KeyAge], *, now: datetime, as_json: bool) -> str:
    if as_json:
        rows = [
            {
                "name": one.name,
                "state": one.state,
                "age_days": one.age_days(now),
                "due": one.due.date().isoformat() if one.due else None,
                "note": one.note,
            }
            for one in ages
        ]
        return json.dumps({"keys": rows})
    lines = []
    for one in ages:
        mark = {"fine": "✓", "due_soon": "!", "absent": "–"}.get(one.state, "✗")
        age, due = one.age_days(now), one.due
        when = f"{age} days old, due {due:%Y-%m-%d}" if due else one.state.replace("_", " ")
        lines.append(f"{mark} {one.name:<12} {when}. {one.note}")
    return "\n".join(lines)


def needs_a_person(ages: list[KeyAge]) -> bool:
    """Whether cron should complain."""
    return any(one.state in ("overdue", "unfit") for one in ages)


async def _rotate(*, finish: bool) -> Rotated | int:
    from paymentus.app.keys import master_key_source
    from paymentus.foundation.clock import utc_now
    from paymentus.foundation.settings import MasterKeyPlace
    from paymentus.integrations.key_management.key_store import KeyStore
    from paymentus.integrations.key_management.rotation import Rotation

    async def work(platform: Platform) -> Rotated | int:
        settings, database = platform.settings, platform.database
        wanted = master_key_source(settings, platform.client, database)
        keys = platform.keys
        present = await keys.masters.kept_in()
        if present not in ("", wanted.name):
            # The place it was kept in opens what is there; the new place keeps the new key.
            place = MasterKeyPlace(present)
            before = master_key_source(settings, platform.client, database, place=place)
            keys = KeyStore(database, before, clock=utc_now)
        with _progress() as bar:
            task = bar.add_task("Wrapping keys anew", total=None)
            rotation = Rotation(
                database,
                keys,
                source=wanted,
                clock=utc_now,
                progress=lambda done, left: bar.update(task, completed=done, total=done + left),
            )
            try:
                return await (rotation.finish() if finish else rotation.run())
            finally:
                await keys.close()
                await wanted.close()

    return await _on_platform(work)


async def _reencrypt(older_than: timedelta) -> Reencrypted:
    from paymentus.foundation.clock import utc_now
    from paymentus.integrations.key_management.field_cipher import FieldCipher
    from paymentus.integrations.key_management.reencryption import Reencryption

    async def work(platform: Platform) -> Reencrypted:
        names = await platform.database.list_collection_names()
        sizes = [await platform.database[name].estimated_document_count() for name in names]
        with _progress() as bar:
            task = bar.add_task("Sealing values anew", total=2 * sum(sizes))
            reencryption = Reencryption(
                platform.database,
                platform.get(FieldCipher),
                clock=utc_now,
                progress=lambda collection, seen, sealed: bar.advance(task, seen),
            )
            return await reencryption.run(older_than=older_than)

    return await _on_platform(work)


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)


async def _on_platform(work: Callable[[Platform], Awaitable[Result]]) -> Result:
    """Without making a head for the log: a database that waits for a restore stays empty."""
    from paymentus.app.database import open_database
    from paymentus.app.opened import built_platform

    async with built_platform() as platform:
        await open_database(platform.database)
        return await work(platform)
