"""``paymentus exporter``: figures for Prometheus of what is not ours to measure from inside."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from prometheus_client.core import Metric

commands = typer.Typer(
    help="Serve figures for Prometheus: of MongoDB, compliance, certificates and disks.",
    no_args_is_help=True,
)
Host = Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 in a container.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the ``paymentus`` application."""
    app.add_typer(commands, name="exporter")


@commands.command()
def mongodb(
    mongo_url: Annotated[
        str, typer.Option(envvar="MONGO_URL", help="The set, as a user who is clusterMonitor.")
    ],
    tls_ca_file: Annotated[
        Path | None, typer.Option(envvar="MONGO_TLS_CA_FILE", help="Who signed their certificates.")
    ] = None,
    host: Host = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The guide's is 9216.")] = 9216,
) -> None:
    """Serve the state, lag and load of every member of the replica set."""
    from paymentus.app import event_loop
    from paymentus.app.exporters.mongodb import MongoFigures
    from paymentus.app.exporters.serving import serve
    from paymentus.foundation.settings import with_options

    url = with_options(mongo_url, tls="true" if tls_ca_file else None, tlsCAFile=tls_ca_file)

    async def work() -> None:
        figures = MongoFigures(url)
        try:
            await serve(figures.read, host=host, port=port)
        finally:
            await figures.close()

    typer.echo(f"Figures of MongoDB at http://{host}:{port}/metrics")
    event_loop.run(work())


@commands.command()
def files(
    certificate: Annotated[
        list[Path] | None, typer.Option(help="A PEM file to watch; may be given again.")
    ] = None,
    disk: Annotated[
        list[Path] | None, typer.Option(help="A path whose disk to watch; may be given again.")
    ] = None,
    host: Host = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Where Prometheus looks for it.")] = 9101,
) -> None:
    """Serve until when certificates hold and how full disks are."""
    from paymentus.app import event_loop
    from paymentus.app.exporters.files import metrics_of
    from paymentus.app.exporters.serving import serve

    async def read() -> Iterable[Metric]:
        return await asyncio.to_thread(
            lambda: list(metrics_of(certificates=certificate or [], disks=disk or []))
        )

    typer.echo(f"Figures of files at http://{host}:{port}/metrics")
    event_loop.run(serve(read, host=host, port=port))


@commands.command()
def compliance(
    token_file: Annotated[
        Path | None,
        typer.Option(
            envvar="COMPLIANCE_METRICS_TOKEN_FILE",
            help="Holds the bearer token that Prometheus sends; needed beyond this machine.",
        ),
    ] = None,
    host: Host = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Where Prometheus looks for it.")] = 9465,
) -> None:
    """Serve how compliance stands: screening, the list's age, what is held, open or overdue.

    The scrape job compliance-monitor. Settings come from the environment, as those of a server.
    """
    from paymentus.app import event_loop
    from paymentus.app.exporters.compliance import metrics_of
    from paymentus.app.exporters.serving import serve
    from paymentus.app.opened import built_platform
    from paymentus.compliance.service.figures import ComplianceFigures
    from paymentus.foundation.errors import Unavailable
    from paymentus.incidents.service import IncidentReports

    token = token_file.read_text(encoding="utf-8").strip() if token_file else None
    if not token and host not in ("127.0.0.1", "::1", "localhost"):
        raise typer.BadParameter("Beyond this machine a token is needed: give --token-file.")

    async def work() -> None:
        async with built_platform() as platform:
            figures: ComplianceFigures = platform.get(ComplianceFigures)
            reports: IncidentReports = platform.get(IncidentReports)

            async def read() -> Iterable[Metric]:
                try:
                    due = await reports.notices_due()
                    return list(metrics_of(await figures.now(), notices_due=due))
                except (Unavailable, OSError):
                    return list(metrics_of(None))

            await serve(read, host=host, port=port, token=token or None)

    typer.echo(f"Figures of compliance at http://{host}:{port}/metrics")
    event_loop.run(work())
