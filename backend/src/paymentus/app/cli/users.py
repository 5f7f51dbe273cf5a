"""``paymentus users``: make people who sign in, end their sessions, help who lost their phone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from paymentus.foundation.authorization import Role

if TYPE_CHECKING:
    from paymentus.app.wiring import Platform
    from paymentus.identity.domain import User

_FAILED = 1
_ACTOR = "cli"
Result = TypeVar("Result")

commands = typer.Typer(help="People who sign in, and their sessions.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(help="The address the person signs in with.")]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="users")


@commands.command()
def create(  # noqa: PLR0917 - each is an option of the command, passed by name
    email: Email,
    name: Annotated[str, typer.Option(help="Full name, as others see it.")],
    role: Annotated[Role, typer.Option(help="What the person may do.")] = Role.PAYER,
    biller: Annotated[
        str | None,
        typer.Option(help="Id or short name of the biller, for biller_staff and biller_admin."),
    ] = None,
    password: Annotated[
        str,
        typer.Option(
            envvar="PAYMENTUS_USER_PASSWORD",
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
            help="Asked for when left out, so that it stays out of the shell's history.",
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Make a person who can sign in. Safe to repeat: who is there already stays as they are."""
    user, is_new = _run(
        lambda platform: _create(
            platform, email=email, name=name, role=role, biller=biller, password=password
        )
    )
    if as_json:
        typer.echo(json.dumps(_as_document(user, is_new)))
    elif is_new:
        typer.echo(f"{email} can sign in now, as {user.role.value} ({user.id}).")
    else:
        typer.echo(f"{email} is there already, as {user.role.value} ({user.id}). Nothing changed.")


@commands.command()
def end_sessions(email: Email) -> None:
    """Sign a person out everywhere within five seconds, API clients included."""
    found = _run(lambda platform: _end_sessions(platform, email))
    if not found:
        typer.echo(f"Nobody signs in as {email}.", err=True)
        raise typer.Exit(_FAILED)
    typer.echo(f"{email} is signed out everywhere.")


@commands.command()
def take_away_second_factors(email: Email) -> None:
    """For somebody who lost phone and recovery codes: their password alone signs in again.

    Be sure who asks. They are signed out everywhere; staff set up a new factor as they sign in.
    """
    count = _run(lambda platform: _take_away_second_factors(platform, email))
    if count is None:
        typer.echo(f"Nobody signs in as {email}.", err=True)
        raise typer.Exit(_FAILED)
    typer.echo(f"{email} had {count} second factor{'' if count == 1 else 's'} and has none now.")


async def _create(
    platform: Platform, *, email: str, name: str, role: Role, biller: str | None, password: str
) -> tuple[User, bool]:
    from paymentus.billers.service import BillersService
    from paymentus.identity.service import IdentityService

    identity: IdentityService = platform.get(IdentityService)
    billers: BillersService = platform.get(BillersService)
    biller_id = (await billers.get(biller)).id if biller else None
    present = await identity.user_by_email(email)
    user = await identity.create_user(
        email=email,
        password=password,
        full_name=name,
        role=role,
        biller_id=biller_id,
        actor=_ACTOR,
    )
    return user, present is None


async def _end_sessions(platform: Platform, email: str) -> bool:
    from paymentus.identity.service import IdentityService

    identity: IdentityService = platform.get(IdentityService)
    user = await identity.user_by_email(email)
    if user is None:
        return False
    await identity.end_all_sessions(user.id, actor=_ACTOR)
    return True


async def _take_away_second_factors(platform: Platform, email: str) -> int | None:
    from paymentus.identity.service import IdentityService, LostFactors

    identity: IdentityService = platform.get(IdentityService)
    lost: LostFactors = platform.get(LostFactors)
    user = await identity.user_by_email(email)
    return None if user is None else await lost.take_away(user, actor=_ACTOR)


def _run(work: Callable[[Platform], Awaitable[Result]]) -> Result:
    from paymentus.app.opened import opened_platform

    async def run() -> Result:
        async with opened_platform() as platform:
            return await work(platform)

    return asyncio.run(run())


def _as_document(user: User, is_new: bool) -> dict[str, object]:
    return {
        "id": user.id,
        "role": user.role.value,
        "biller_id": user.biller_id,
        "created": is_new,
    }
