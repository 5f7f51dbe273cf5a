"""``python -m witness``: make a witness's key, or serve."""

from __future__ import annotations

import argparse
import logging
import os
import secrets
import signal
import sys
import threading
import time
from pathlib import Path

from paymentus.audit.domain.note import ED25519, NotAKey, VerifierKey, WitnessKey
from witness.server import WitnessServer
from witness.service import Witness
from witness.store import Store


def read_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m witness",
        description="Cosigns the checkpoints of transparency logs (C2SP tlog-witness).",
        epilog="Never start a witness over a store that was restored from a backup: it could"
        " cosign a second past. Retire its key and make a new witness.",
    )
    parser.add_argument("--name", required=True, help="the witness's name, such as w1.example.org")
    parser.add_argument("--key-file", type=Path, required=True, help="its Ed25519 key")
    parser.add_argument(
        "--make-key", action="store_true", help="make the key file, print the public key, and end"
    )
    parser.add_argument("--store", type=Path, help="its SQLite file")
    parser.add_argument(
        "--log",
        action="append",
        default=[],
        metavar="VKEY",
        help="public key of a log to witness; repeat for several",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8003, help="port to listen on")
    options = parser.parse_args(arguments)
    if not options.make_key and not (options.store and options.log):
        parser.error("--store and at least one --log are needed")
    return options


def make_key(path: Path, name: str) -> WitnessKey:
    """Write a new key, readable by its owner only; raises ``FileExistsError``."""
    key = WitnessKey.from_seed(name, secrets.token_bytes(32))
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key.to_pem())
        file.flush()
        os.fsync(file.fileno())
    return key


def log_keys(vkeys: list[str]) -> list[VerifierKey]:
    """Raises :class:`NotAKey`."""
    keys = [VerifierKey.parse(vkey) for vkey in vkeys]
    if any(key.key_type != ED25519 for key in keys):
        raise NotAKey("a log's key is plain Ed25519")
    if len({key.name for key in keys}) != len(keys):
        raise NotAKey("two keys are of one log")
    return keys


def serve(options: argparse.Namespace) -> None:
    key = WitnessKey.from_file_content(options.name, options.key_file.read_bytes())
    witness = Witness(
        key=key,
        logs=log_keys(options.log),
        store=Store(options.store),
        clock=lambda: int(time.time()),
    )
    server = WitnessServer((options.host, options.port), witness)
    for number in (signal.SIGTERM, signal.SIGINT):
        # shutdown() waits for serve_forever(), which runs in this very thread.
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"witness {key.vkey} on http://{options.host}:{options.port}", flush=True)
    server.serve_forever(poll_interval=0.1)
    server.server_close()


def main() -> int:
    options = read_options(sys.argv[1:])
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    try:
        if options.make_key:
            print(make_key(options.key_file, options.name).vkey)
        else:
            serve(options)
    except FileExistsError:
        print(f"{options.key_file} is there already; a key is never replaced", file=sys.stderr)
        return 2
    except (OSError, NotAKey) as error:
        print(f"witness: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
