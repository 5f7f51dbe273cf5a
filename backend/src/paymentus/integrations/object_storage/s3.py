"""S3, or whatever speaks its protocol, by the official SDK.

Credentials are found as the SDK finds them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile,
a role of the machine or of the Kubernetes service account. Calls block: use them from a thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import boto3
from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from paymentus.foundation.errors import Rejected
from paymentus.integrations.object_storage import StorageUnavailable

_HASH = "sha256"


class AddressNotOfS3(Rejected):
    """Write the address as s3://bucket/folder/."""


class S3Folder:
    """A bucket's folder, ``s3://paymentus-backups/mongodb/``; ``endpoint`` is None for AWS."""

    def __init__(self, url: str, *, endpoint: str | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme != "s3" or not parts.netloc:
            raise AddressNotOfS3()
        self._bucket = parts.netloc
        self._prefix = parts.path.strip("/") + "/" if parts.path.strip("/") else ""
        self._client = boto3.client(
            "s3",
            endpoint_url=endpoint,
            config=Config(connect_timeout=10, read_timeout=60, retries={"max_attempts": 5}),
        )

    def names(self) -> list[str]:
        """Of the files right in the folder."""
        found = []
        with self._answering():
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix, Delimiter="/"):
                found += [row["Key"].removeprefix(self._prefix) for row in page.get("Contents", ())]
        return sorted(found)

    def upload(self, path: Path, *, sha256: str) -> None:
        """In parts where it is large, each with a checksum that S3 compares; encrypted there too.

        Raises ``StorageUnavailable`` unless the whole file is there afterwards.
        """
        extra = {
            "ServerSideEncryption": "AES256",
            "ChecksumAlgorithm": "SHA256",
            "Metadata": {_HASH: sha256},
        }
        with self._answering():
            self._client.upload_file(str(path), self._bucket, self._prefix + path.name, extra)
            there = self._client.head_object(Bucket=self._bucket, Key=self._prefix + path.name)
        if (there["ContentLength"], there["Metadata"].get(_HASH)) != (path.stat().st_size, sha256):
            raise StorageUnavailable(f"{path.name} did not arrive whole.")

    def download(self, name: str, target: BinaryIO) -> str:
        """Returns the SHA-256 that was told at its upload."""
        with self._answering():
            there = self._client.head_object(Bucket=self._bucket, Key=self._prefix + name)
            self._client.download_fileobj(self._bucket, self._prefix + name, target)
        return str(there["Metadata"].get(_HASH, ""))

    def remove(self, name: str) -> None:
        with self._answering():
            self._client.delete_object(Bucket=self._bucket, Key=self._prefix + name)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except (BotoCoreError, ClientError, Boto3Error) as failure:
            raise StorageUnavailable(
                f"s3://{self._bucket}/{self._prefix}: {type(failure).__name__}: {failure}"
            ) from failure
