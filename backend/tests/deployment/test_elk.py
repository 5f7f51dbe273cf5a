"""The logs' way: what our servers and nginx write has a mapping, and what is searched is written.

There is no Elasticsearch where this runs, so a small server takes what ``init.sh`` sends.
"""

from __future__ import annotations

import io
import json
import logging
import re
import threading
from collections.abc import Iterator
from contextlib import redirect_stdout
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import yaml

from deployment.files import DEPLOYMENT, ROOT, passes
from paymentus.foundation import logging as platform_logging

ELK = DEPLOYMENT / "elk"
TEMPLATE = json.loads((ELK / "template.json").read_text())
SAVED = [json.loads(line) for line in (ELK / "saved-searches.ndjson").read_text().splitlines()]
SEARCHES = {one["id"]: one["attributes"] for one in SAVED if one["type"] == "search"}


def mapped(properties: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, field in properties.items():
        if "properties" in field:
            yield from mapped(field["properties"], f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def flat(document: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in document.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


FIELDS = set(mapped(TEMPLATE["template"]["mappings"]["properties"]))


def query_of(search: dict[str, Any]) -> str:
    source = json.loads(search["kibanaSavedObjectMeta"]["searchSourceJSON"])
    return str(source["query"]["query"])


class TestFieldsOfTheTemplate:
    def test_are_those_that_our_servers_write(self) -> None:
        written = io.StringIO()
        root = logging.getLogger()
        before, level = root.handlers[:], root.level
        try:
            with redirect_stdout(written):
                platform_logging.configure(service="paymentus-api")
                with platform_logging.bound("req_1"):
                    try:
                        raise ValueError("no")
                    except ValueError as error:
                        extra = {"event.action": "x", "http.route": "/", "event.duration": 1}
                        extra |= {"http.response.status_code": 500, "http.request.method": "GET"}
                        logging.getLogger("x").error("no", exc_info=error, extra=extra)
        finally:
            root.handlers[:] = before
            root.setLevel(level)

        assert set(flat(json.loads(written.getvalue()))) <= FIELDS

    def test_are_those_that_nginx_writes(self) -> None:
        text = (DEPLOYMENT / "nginx" / "nginx.conf").read_text()
        log_format = text.partition("log_format ecs")[2].partition(";\n")[0]
        written = set(re.findall(r'"([\w.@]+)":', log_format))

        assert len(written) > 10
        assert written <= FIELDS


class TestSavedSearches:
    def test_are_there_for_each_type_of_incident_of_the_guide(self) -> None:
        titles = " ".join(search["title"] for search in SEARCHES.values())

        for type in (
            "P0: Payment processing down", "P0: Security breach", "P0: Compliance violation",
            "P1: Performance degradation", "P1: Partial service outage", "P2: Minor faults",
        ):  # fmt: skip
            assert type in titles

    @pytest.mark.parametrize("id", sorted(SEARCHES))
    def test_ask_for_fields_that_there_are(self, id: str) -> None:
        asked = set(re.findall(r"([a-z_]+(?:\.[a-z_]+)+) (?=[:<>])", query_of(SEARCHES[id])))

        assert asked
        assert asked | set(SEARCHES[id]["columns"]) <= FIELDS

    @pytest.mark.parametrize("id", sorted(SEARCHES))
    def test_ask_for_actions_that_our_code_logs(self, id: str) -> None:
        source = "".join(path.read_text() for path in (ROOT / "backend/src").rglob("*.py"))
        named = re.findall(r'event\.action : (?:\(([^)]*)\)|("[\w-]+"))', query_of(SEARCHES[id]))
        actions = re.findall(r'"([\w-]+)"', " ".join(map("".join, named)))

        assert [action for action in actions if f'"{action}"' not in source] == []


class TestPipeline:
    def test_of_filebeat_ends_at_logstash(self) -> None:
        filebeat = yaml.safe_load((ELK / "filebeat.yml").read_text())
        logstash = (ELK / "logstash.conf").read_text()

        assert filebeat["output.logstash"]["hosts"] == ["logstash:5044"]
        assert "beats { port => 5044 }" in logstash
        assert logstash.count("{") == logstash.count("}")
        for service in ("paymentus-api", "paymentus-worker", "nginx"):
            assert f'"{service}"' in logstash


class Taker(BaseHTTPRequestHandler):
    taken: list[tuple[str, str, str]]

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.taken.append((self.command, self.path, body))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_POST(self) -> None:
        self.do_PUT()

    def log_message(self, *args: object) -> None:
        """Quiet."""


class TestInitialisation:
    def test_sends_template_retention_and_searches(self, tmp_path: Any) -> None:
        Taker.taken = []
        server = ThreadingHTTPServer(("127.0.0.1", 0), Taker)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            passes(
                ELK / "init.sh",
                env={
                    "ELASTIC_URL": url, "KIBANA_URL": url, "ELK_FOLDER": str(ELK),
                    "TMPDIR": str(tmp_path), "ELASTIC_PASSWORD": "a", "KIBANA_PASSWORD": "b",
                },
            )  # fmt: skip
        finally:
            server.shutdown()
            server.server_close()

        sent = {path: (method, body) for method, path, body in Taker.taken}
        assert json.loads(sent["/_index_template/logs-paymentus"][1]) == TEMPLATE
        assert "delete" in sent["/_ilm/policy/paymentus"][1]
        assert json.loads(sent["/_security/user/kibana_system/_password"][1]) == {"password": "b"}
        assert "compliance-violation" in sent["/api/saved_objects/_import?overwrite=true"][1]
