"""What can be asked of the stress test on its command line."""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_UNITS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}
USERS_MAX = 10_000
_EPILOG = """\
Only for an installation that uses the sandbox as its card processor: before anything is uploaded, a
card is kept on the processor's page, and the test ends there if the sandbox does not know the page.

It uploads bills of its own as OPERATOR_EMAIL (the demo's admin@riverton.example) with
OPERATOR_PASSWORD and, for the second factor, OPERATOR_TOTP_SECRET (base 32) or else the code that
the sandbox's authenticator shows. The biller's account numbers have 10 digits and its second factor
is a postal code, as the demo's City of Riverton Water has them.

Limits go by client address. Against a loopback address each person has an address of their own in
127.0.0.0/8; from another machine everybody shares one, and much is shed.

Ctrl-C ends the load early; the reconciliation follows all the same.
"""


@dataclass(frozen=True, slots=True)
class Operator:
    """Whose bills are paid. Without ``totp_secret`` the sandbox's authenticator is asked."""

    email: str
    password: str
    totp_secret: str


@dataclass(frozen=True, slots=True)
class Options:
    """``server_name`` is asked for in TLS and ``Host``; empty is the host of ``base_url``."""

    base_url: str
    server_name: str
    ca_file: Path | None
    sandbox_url: str
    users: int
    seconds: float
    seed: int
    think_seconds: float
    saved_card_share: float
    patience_seconds: float
    biller: str
    operator: Operator
    records: Path | None


def seconds_of(text: str) -> float:
    """``300s``, ``5m``, ``1h`` or plain seconds."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text.strip())
    if match is None or float(match[1]) <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no duration such as 300s or 5m")
    return float(match[1]) * _UNITS[match[2]]


def _users(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= USERS_MAX:
        raise argparse.ArgumentTypeError(f"{text!r} is not between 1 and {USERS_MAX}")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not between 0 and 1")
    return share


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """From the command line and the environment; leaves the program when they are not fit."""
    parser = argparse.ArgumentParser(
        prog="payment_stress_test.py",
        description="People pay bills at once, each in a session of their own; then every payment"
        " is asked for again. Ends with 1 when one was lost, doubled or went wrong.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--concurrent-users", type=_users, default=1000, metavar="N", help="people (1000)")
    add("--test-duration", type=seconds_of, default=300.0, metavar="300s", help="how long (300s)")
    add("--base-url", default=os.environ.get("BASE_URL", "http://127.0.0.1:8001"))
    add("--server-name", default="", help="name to ask for where the base URL has an address")
    add("--ca-file", type=Path, help="certificate authority of the server, PEM")
    add("--sandbox-url", default=os.environ.get("SANDBOX_URL", "http://127.0.0.1:8002"))
    add("--seed", type=int, default=int(time.time()), help="of pauses, amounts and who pays how")
    add("--think-time", type=seconds_of, default=20.0, metavar="20s",
        help="what people take on average before each thing they do (20s)")  # fmt: skip
    add("--saved-card-share", type=_share, default=0.2, metavar="0.2",
        help="of the people, with a saved card; the others are guests (0.2)")  # fmt: skip
    add("--patience", type=seconds_of, default=120.0, metavar="120s",
        help="how long an answer or the end of a payment is waited for (120s)")  # fmt: skip
    add("--biller", default="riverton-water", help="slug of the biller whose bills are paid")
    add("--records", type=Path, metavar="FILE.jsonl", help="a line for each answer")
    given = parser.parse_args(arguments)
    return Options(
        base_url=given.base_url.rstrip("/"),
        server_name=given.server_name,
        ca_file=given.ca_file,
        sandbox_url=given.sandbox_url.rstrip("/"),
        users=given.concurrent_users,
        seconds=given.test_duration,
        seed=given.seed,
        think_seconds=given.think_time,
        saved_card_share=given.saved_card_share,
        patience_seconds=given.patience,
        biller=given.biller,
        operator=Operator(
            email=os.environ.get("OPERATOR_EMAIL", "admin@riverton.example"),
            password=os.environ.get("OPERATOR_PASSWORD", "paymentus-demo"),
            totp_secret=os.environ.get("OPERATOR_TOTP_SECRET", ""),
        ),
        records=given.records,
    )
