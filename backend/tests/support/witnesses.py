"""Witnesses for tests: the real one over HTTP, and ones that answer whatever a test wants."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from paymentus.audit.domain.note import VerifierKey, WitnessKey
from witness.server import WitnessServer
from witness.service import Witness
from witness.store import Store

NOW = 1_795_000_000


@dataclass(frozen=True)
class RunningWitness:
    """A witness at this address, with its store at hand."""

    key: WitnessKey
    url: str
    store: Store


@contextlib.contextmanager
def running_witness(
    store_file: Path, key: WitnessKey, logs: Sequence[VerifierKey], *, port: int = 0
) -> Iterator[RunningWitness]:
    store = Store(store_file)
    witness = Witness(key=key, logs=logs, store=store, clock=lambda: NOW)
    server = WitnessServer(("127.0.0.1", port), witness)
    with _serving(server):
        yield RunningWitness(key, f"http://127.0.0.1:{server.server_address[1]}", store)
    store.close()


@contextlib.contextmanager
def lying_witness(answer: Callable[[bytes], tuple[int, str, str]]) -> Iterator[str]:
    """Answers each request with (status, content type, text); yields its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, kind, text = answer(body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def do_GET(self) -> None:
            self.headers["Content-Length"] = "0"
            self.do_POST()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with _serving(server):
        yield f"http://127.0.0.1:{server.server_address[1]}"


@contextlib.contextmanager
def _serving(server: ThreadingHTTPServer) -> Iterator[None]:
    server.daemon_threads = True
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
