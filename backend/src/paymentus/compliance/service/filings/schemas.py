"""FinCEN's own schemas: fetched from FinCEN, asked as a second opinion. We ship none of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import httpx
from lxml import etree

from paymentus.compliance.domain.filings.defects import Defect
from paymentus.foundation.clock import rfc3339
from paymentus.foundation.errors import Rejected, Unavailable

ADDRESS = "https://www.fincen.gov/base"
FILES: Mapping[str, str] = {
    "CTRX": "EFL_CTRXBatchSchema.xsd",
    "SARX": "EFL_SARXBatchSchema.xsd",
}
RECORD = "schemas.json"
_SCHEMA_ROOT = "{http://www.w3.org/2001/XMLSchema}schema"
_BYTES_MOST = 5_000_000
_TIMEOUT_SECONDS = 30.0


class SchemasNotFetched(Unavailable):
    """FinCEN's schemas could not be fetched."""


class SchemaUnfit(Rejected):
    """A file is not FinCEN's schema, or is not what was fetched."""


@dataclass(frozen=True, slots=True)
class FetchedSchema:
    form: str
    file: str
    address: str
    sha256: str
    size: int


def fetch_schemas(folder: Path, *, address: str, now: datetime) -> list[FetchedSchema]:
    """Fetch all schemas, then write them with a record of hashes: all of them or none.

    Raises ``SchemasNotFetched`` or ``SchemaUnfit``.
    """
    found: list[tuple[FetchedSchema, bytes]] = []
    with httpx.Client(timeout=_TIMEOUT_SECONDS, follow_redirects=True) as client:
        for form, name in FILES.items():
            source = f"{address.rstrip('/')}/{name}"
            content = _fetched(client, source)
            _compiled(content, source)
            digest = hashlib.sha256(content).hexdigest()
            found.append((FetchedSchema(form, name, source, digest, len(content)), content))
    folder.mkdir(parents=True, exist_ok=True)
    for schema, content in found:
        (folder / schema.file).write_bytes(content)
    record = {
        "fetched_at": rfc3339(now),
        "files": {
            schema.file: {"address": schema.address, "sha256": schema.sha256, "bytes": schema.size}
            for schema, _ in found
        },
    }
    (folder / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return [schema for schema, _ in found]


def _fetched(client: httpx.Client, source: str) -> bytes:
    try:
        answer = client.get(source)
        answer.raise_for_status()
    except httpx.HTTPStatusError as wrong:
        raise SchemasNotFetched(
            f"{source} answers with {wrong.response.status_code}. Is the address right?"
        ) from None
    except httpx.HTTPError as wrong:
        raise SchemasNotFetched(
            f"{source} does not answer ({type(wrong).__name__}). Without a way to the internet, "
            "get the files elsewhere and name their folder with --schemas DIR."
        ) from None
    if len(answer.content) > _BYTES_MOST:
        raise SchemaUnfit(f"{source} is larger than a schema can be.")
    return answer.content


class Schemas:
    """Those of a folder. Files that `fetch-schemas` recorded must still be what it fetched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._compiled: dict[str, etree.XMLSchema] = {}

    def has(self, form: str) -> bool:
        return form in FILES and (self._folder / FILES[form]).is_file()

    def defects_of(self, content: bytes, form: str) -> list[Defect]:
        """What the schema says of a file that is XML. Raises ``SchemaUnfit``."""
        schema = self._schema(form)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        document = etree.fromstring(content, parser)
        if schema.validate(document):
            return []
        return [
            Defect("xsd", str(each.path or "file"), _without_namespace(str(each.message)),
                   str(each.path or ""), line=each.line)
            for each in schema.error_log  # type: ignore[attr-defined]
        ]  # fmt: skip

    def _schema(self, form: str) -> etree.XMLSchema:
        if form not in self._compiled:
            path = self._folder / FILES[form]
            content = path.read_bytes()
            self._check_recorded(path.name, content)
            self._compiled[form] = _compiled(content, str(path))
        return self._compiled[form]

    def _check_recorded(self, name: str, content: bytes) -> None:
        record = self._folder / RECORD
        if not record.is_file():
            return
        said = json.loads(record.read_text(encoding="utf-8"))["files"].get(name)
        if said is not None and said["sha256"] != hashlib.sha256(content).hexdigest():
            raise SchemaUnfit(
                f"{name} is not the file that was fetched. Fetch it again with "
                "`paymentus filings fetch-schemas`."
            )


def _compiled(content: bytes, source: str) -> etree.XMLSchema:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
        if root.tag != _SCHEMA_ROOT:
            raise SchemaUnfit(f"{source} is not an XML schema.")
        return etree.XMLSchema(root)
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError) as wrong:
        raise SchemaUnfit(f"{source} cannot be read as an XML schema: {wrong}") from None


def _without_namespace(message: str) -> str:
    return message.replace("{www.fincen.gov/base}", "")
