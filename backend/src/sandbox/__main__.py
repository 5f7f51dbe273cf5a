"""``python -m sandbox``: start the sandbox on the loopback address."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import uvicorn

from sandbox.app import create_app
from sandbox.connections import ClosableProtocol
from sandbox.refusals import InvalidParameters
from sandbox.settings import StartOptions


def read_options(arguments: list[str]) -> StartOptions:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox",
        description="A stand-in for Stripe and a mail server. No real money, this machine only.",
    )
    parser.add_argument("--port", type=int, default=8002, help="HTTP port on 127.0.0.1")
    parser.add_argument("--data-dir", type=Path, required=True, help="folder for sandbox.db")
    parser.add_argument("--smtp-port", type=int, help="take mail on this port of 127.0.0.1")
    parser.add_argument("--webhook-url", help="where events go; this machine only")
    parser.add_argument("--webhook-secret", help="whsec_... that signs them (made if not given)")
    parser.add_argument(
        "--webhook-events", default="*", help="comma-separated event types for --webhook-url"
    )
    parser.add_argument("--public-url", help="address of the hosted pages as browsers see it")
    given = parser.parse_args(arguments)
    return StartOptions(
        port=given.port,
        data_dir=given.data_dir,
        smtp_port=given.smtp_port,
        webhook_url=given.webhook_url,
        webhook_secret=given.webhook_secret,
        webhook_events=tuple(given.webhook_events.split(",")),
        public_url=given.public_url,
    )


class Server(uvicorn.Server):
    """Says one line once it takes requests."""

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            print(f"sandbox ready on http://127.0.0.1:{self.config.port}", flush=True)


def main() -> int:
    options = read_options(sys.argv[1:])
    try:
        app = create_app(options)
    except InvalidParameters as refused:
        print(f"sandbox: {refused.message}", file=sys.stderr)
        return 2
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=options.port,
        http=ClosableProtocol,
        ws="none",
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    server = Server(config)
    server.run()
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
