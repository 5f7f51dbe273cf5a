"""A stand-in for AWS KMS on loopback: HTTPS, ``Encrypt`` and ``Decrypt``, signatures checked.

The protocol is AWS JSON 1.1 signed with Signature Version 4 (AWS General Reference, "Signature
Version 4 signing process"). It was written from the documents, not seen against AWS itself.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import os
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from paymentus.app.embedded.ports import LOOPBACK

from support.certificates import Authority

REGION = "us-east-1"
KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


class KmsStandIn(ThreadingHTTPServer):
    """``secrets`` are the access keys it knows; ``calls`` what it was asked and answered."""

    daemon_threads = True

    def __init__(self, secrets: dict[str, str]) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.secrets = secrets
        self.key = AESGCM(AESGCM.generate_key(256))
        self.calls: list[tuple[str, int]] = []

    @property
    def endpoint(self) -> str:
        return f"{LOOPBACK}:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: KmsStandIn
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        act = self.headers.get("X-Amz-Target", "").removeprefix("TrentService.")
        status, answer = self._answer(act, body)
        self.server.calls.append((act, status))
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _answer(self, act: str, body: bytes) -> tuple[int, dict[str, Any]]:
        if not self._is_signed(body):
            return 400, {"__type": "IncompleteSignatureException", "message": "wrong signature"}
        asked = json.loads(body)
        if act == "Encrypt" and asked["KeyId"] == KEY_ARN:
            nonce = os.urandom(12)
            sealed = nonce + self.server.key.encrypt(
                nonce, base64.b64decode(asked["Plaintext"]), KEY_ARN.encode()
            )
            return 200, {"CiphertextBlob": base64.b64encode(sealed).decode(), "KeyId": KEY_ARN}
        if act == "Decrypt":
            sealed = base64.b64decode(asked["CiphertextBlob"])
            with contextlib.suppress(InvalidTag):
                plain = self.server.key.decrypt(sealed[:12], sealed[12:], KEY_ARN.encode())
                return 200, {"Plaintext": base64.b64encode(plain).decode(), "KeyId": KEY_ARN}
            return 400, {"__type": "InvalidCiphertextException"}
        return 400, {"__type": "NotFoundException", "message": "no such key"}

    def _is_signed(self, body: bytes) -> bool:
        words = self.headers.get("Authorization", "").removeprefix("AWS4-HMAC-SHA256 ")
        parts = dict(part.strip().split("=", 1) for part in words.split(",") if "=" in part)
        if set(parts) != {"Credential", "SignedHeaders", "Signature"}:
            return False
        access_key, day, region, service, end = parts["Credential"].split("/")
        if (region, service, end) != (REGION, "kms", "aws4_request"):
            return False
        names = parts["SignedHeaders"].split(";")
        if "host" not in names or "x-amz-date" not in names:
            return False
        headers = "".join(f"{name}:{self.headers[name].strip()}\n" for name in names)
        canonical = "\n".join(
            ["POST", self.path, "", headers, ";".join(names), hashlib.sha256(body).hexdigest()]
        )
        scope = f"{day}/{region}/{service}/{end}"
        to_sign = "\n".join(
            [
                "AWS4-HMAC-SHA256",
                self.headers["X-Amz-Date"],
                scope,
                hashlib.sha256(canonical.encode()).hexdigest(),
            ]
        )
        key = ("AWS4" + self.server.secrets.get(access_key, "")).encode()
        for part in (day, region, service, end):
            key = hmac.digest(key, part.encode(), "sha256")
        right = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
        return hmac.compare_digest(right, parts["Signature"])

    def log_message(self, *args: object) -> None:
        return None


@contextlib.contextmanager
def running_kms(authority: Authority, secrets: dict[str, str]) -> Iterator[KmsStandIn]:
    identity = authority.issue("kms-server")
    server = KmsStandIn(secrets)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(identity.certificate, identity.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
