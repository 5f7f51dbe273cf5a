"""The bills of materials name what is in the images, and nothing that is not."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from security.bill_of_materials import BACKEND, Package, bills, of_npm, of_pip, taken_out

LOCK = """# made by uv
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:{0}
    # via click
click==8.3.0 \\
    --hash=sha256:{1} \\
    --hash=sha256:{0}
    # via
    #   paymentus (pyproject.toml)
    #   typer
typer==0.20.0 ; sys_platform != 'win32' \\
    --hash=sha256:{0}
    # via paymentus (pyproject.toml)
""".format("a" * 64, "b" * 64)


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    return dict(json.loads(bills("2.4.0")["paymentus-api.cdx.json"]))


class TestALockFile:
    def test_is_read_with_hashes_and_reasons_for_the_image_it_is_installed_in(self) -> None:
        click, typer = of_pip(LOCK)

        assert (click.name, click.version) == ("click", "8.3.0")
        assert click.hashes == ("b" * 64, "a" * 64)
        assert click.brought_by == ("paymentus", "typer")
        assert (typer.name, typer.brought_by) == ("typer", ("paymentus",))

    def test_is_read_without_what_the_image_takes_out_again(self) -> None:
        assert [package.name for package in of_pip(LOCK, without=["typer"])] == ["click"]

    def test_of_ours_is_read_to_the_last_package(self) -> None:
        text = (BACKEND / "requirements.lock").read_text()
        of_windows = len(re.findall(r"^\w.* ; sys_platform == 'win32'", text, re.M))
        too_old = len(re.findall(r"^\w.* ; python_full_version < '3\.11\.3'", text, re.M))

        assert len(of_pip(text)) == len(re.findall(r"^\w\S*==", text, re.M)) - of_windows - too_old
        assert all(package.hashes and package.brought_by for package in of_pip(text))


class TestTheBillOfTheApi:
    def test_is_valid(self, bill: dict[str, Any]) -> None:
        problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill))

        assert problem is None

    def test_would_not_be_valid_with_a_field_that_there_is_not(self, bill: dict[str, Any]) -> None:
        wrong = json.dumps(bill | {"componants": []})

        assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(wrong) is not None

    def test_names_what_is_in_the_image_and_who_brought_it(self, bill: dict[str, Any]) -> None:
        names = {one["name"] for one in bill["components"]}
        needs = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}

        assert {"fastapi", "pymongo", "cryptography"} <= names
        assert not names & set(taken_out((BACKEND / "Dockerfile").read_text()))
        assert bill["metadata"]["component"]["version"] == "2.4.0"
        assert any(ref.startswith("pkg:pypi/fastapi@") for ref in needs["paymentus"])
        [fastapi] = [ref for ref in needs if ref.startswith("pkg:pypi/fastapi@")]
        assert any(ref.startswith("pkg:pypi/starlette@") for ref in needs[fastapi])
        assert all(one["externalReferences"][0]["hashes"] for one in bill["components"])


class TestTheBillOfTheWebApp:
    def test_is_valid_and_names_what_is_built_into_the_pages(self) -> None:
        text = bills("2.4.0")["paymentus-frontend.cdx.json"]

        assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
        bill = json.loads(text)
        names = {one["name"] for one in bill["components"]}
        assert {"react", "react-dom", "scheduler", "@tanstack/react-query"} <= names
        assert not names & {"vite", "typescript", "csstype"}, "tools, and no part of the pages"
        needs = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
        assert any(ref.startswith("pkg:npm/react@") for ref in needs["paymentus"])
        assert any(ref.startswith("pkg:npm/%40tanstack/react-query@") for ref in needs)

    def test_has_the_hashes_that_npm_insists_on(self) -> None:
        lock = {"packages": {"node_modules/a": {"version": "1.0.0", "integrity": "sha512-AP8="}}}

        assert of_npm(lock) == [Package("a", "1.0.0", ("00ff",), ())]
