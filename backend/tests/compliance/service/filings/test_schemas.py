"""FinCEN's schemas come from an address, are checked, and their hashes are kept."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from paymentus.compliance.service.filings.schemas import (
    FILES,
    RECORD,
    Schemas,
    SchemasNotFetched,
    SchemaUnfit,
    fetch_schemas,
)

NOW = datetime(2026, 6, 15, tzinfo=UTC)
SMALL = (
    '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="www.fincen.gov/base">'
    '<element name="EFilingBatchXML" type="string"/></schema>'
)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def a_site(folder: Path, content: str = SMALL) -> Path:
    folder.mkdir()
    for name in FILES.values():
        (folder / name).write_text(content)
    return folder


class TestFetching:
    def test_keeps_the_files_and_their_hashes(self, tmp_path: Path) -> None:
        with served(a_site(tmp_path / "site")) as address:
            fetched = fetch_schemas(tmp_path / "into", address=address, now=NOW)

        record = json.loads((tmp_path / "into" / RECORD).read_text())
        assert [each.form for each in fetched] == ["CTRX", "SARX"]
        assert record["files"][FILES["CTRX"]]["sha256"] == fetched[0].sha256
        assert Schemas(tmp_path / "into").has("SARX")

    def test_says_what_to_do_where_nobody_answers(self, tmp_path: Path) -> None:
        with pytest.raises(SchemasNotFetched, match="--schemas DIR"):
            fetch_schemas(tmp_path / "into", address="http://127.0.0.1:9", now=NOW)

        assert not (tmp_path / "into").exists()

    def test_says_so_where_a_file_is_missing(self, tmp_path: Path) -> None:
        site = a_site(tmp_path / "site")
        (site / FILES["SARX"]).unlink()

        with (
            served(site) as address,
            pytest.raises(SchemasNotFetched, match=r"SARX.*answers with 404"),
        ):
            fetch_schemas(tmp_path / "into", address=address, now=NOW)

        assert not (tmp_path / "into").exists()

    @pytest.mark.parametrize("content", ["<html/>", "not xml"])
    def test_takes_no_page_for_a_schema(self, tmp_path: Path, content: str) -> None:
        with (
            served(a_site(tmp_path / "site", content)) as address,
            pytest.raises(SchemaUnfit, match="schema"),
        ):
            fetch_schemas(tmp_path / "into", address=address, now=NOW)


class TestAsking:
    def test_finds_a_file_wrong_by_line(self, tmp_path: Path) -> None:
        schemas = Schemas(a_site(tmp_path / "site"))
        good = b'<EFilingBatchXML xmlns="www.fincen.gov/base">x</EFilingBatchXML>'

        assert schemas.defects_of(good, "CTRX") == []
        defects = schemas.defects_of(good.replace(b">x<", b">\n<b/><"), "CTRX")
        assert [(each.code, each.line) for each in defects] == [("xsd", 1)]

    def test_refuses_a_file_that_was_changed_after_it_was_fetched(self, tmp_path: Path) -> None:
        with served(a_site(tmp_path / "site")) as address:
            fetch_schemas(tmp_path / "into", address=address, now=NOW)
        changed = tmp_path / "into" / FILES["CTRX"]
        changed.write_text(SMALL.replace("string", "int"))

        with pytest.raises(SchemaUnfit, match="not the file that was fetched"):
            Schemas(tmp_path / "into").defects_of(b"<a/>", "CTRX")
