"""The witness over HTTP, with the standard library alone."""

from __future__ import annotations

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from witness.judgement import SIZE_TYPE, Refused
from witness.service import Witness

REQUEST_BYTES_MAX = 32_768
TEXT = "text/plain; charset=utf-8"
_MONITOR_PATH = re.compile(r"/([0-9a-f]{64})/checkpoint")


class WitnessServer(ThreadingHTTPServer):
    """Serves until :meth:`shutdown`; bind it to loopback or put it behind a proxy with TLS."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        self.witness = witness
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "witness"
    sys_version = ""
    timeout = 30
    # Headers and body leave in one packet; without this, each answer waits for an ACK.
    wbufsize = -1
    disable_nagle_algorithm = True

    server: WitnessServer

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdecimal()):
            self._refuse(411, "a length is needed")
        elif int(length) > REQUEST_BYTES_MAX:
            self._refuse(413, f"a request has at most {REQUEST_BYTES_MAX} bytes")
        elif self.path != "/add-checkpoint":
            self._refuse(404, "there is only add-checkpoint")
        else:
            self._add_checkpoint(self.rfile.read(int(length)))

    def do_GET(self) -> None:
        witness = self.server.witness
        match = _MONITOR_PATH.fullmatch(self.path)
        if self.path == "/health":
            self._answer(200, json.dumps(witness.status()) + "\n", "application/json")
        elif match is None:
            self._answer(404, "there is /health and /<hash of origin>/checkpoint\n")
        else:
            note = witness.newest_note(match[1])
            if note is None:
                self._answer(404, "nothing of that log was cosigned here\n")
            else:
                self._answer(200, note)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's)
        """Requests are not logged: each second brings one."""

    def _add_checkpoint(self, data: bytes) -> None:
        try:
            self._answer(200, self.server.witness.add_checkpoint(data))
        except Refused as refusal:
            if refusal.newest_size is not None:
                self._answer(refusal.status, f"{refusal.newest_size}\n", SIZE_TYPE)
            else:
                self._answer(refusal.status, f"{refusal}\n")

    def _refuse(self, status: int, reason: str) -> None:
        """Answer without having read the body, so the connection cannot be used again."""
        self.close_connection = True
        self._answer(status, f"{reason}\n")

    def _answer(self, status: int, text: str, content_type: str = TEXT) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)
