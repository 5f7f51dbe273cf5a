"""File names and addresses that try to reach out of their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from paymentus.app.main import create_app
from paymentus.app.wiring import Platform
from paymentus.foundation.authorization import Role
from paymentus.foundation.settings import Settings

from support.api import Api
from support.scene import Scene

NAMES = (
    "../../../../tmp/escaped.csv",
    "/tmp/escaped.csv",
    "..\\..\\escaped.csv",
    "C:\\escaped.csv",
    "bills/../../escaped.csv",
    "%2e%2e%2fescaped.csv",
    "a\r\nX-Injected: 1.csv",
    "....//escaped.csv",
    "x" * 2_000 + ".csv",
)
FILE = (
    b"account_number,bill_number,amount_due,due_on,second_factor\n"
    b"1002003001,W-1,wrong,2030-01-01,94110\n"
)


@pytest.fixture
def api(platform: Platform) -> Api:
    return Api.of(platform)


class TestUpload:
    @pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
    async def test_is_kept_under_a_plain_name_and_nowhere_on_the_disk(
        self, api: Api, scene: Scene, settings: Settings, name: str
    ) -> None:
        staff = await api.person(Role.BILLER_STAFF, biller_id=scene.biller.id)
        before = _files(settings.data_dir)

        async with api.client(staff) as client:
            sent = await client.post(
                f"/api/v1/billers/{scene.biller.id}/bill-files",
                files={"file": (name, FILE, "text/csv")},
            )
            problems = await client.get(
                f"/api/v1/billers/{scene.biller.id}/bill-files/{sent.json()['id']}/problems.csv"
            )

        assert sent.status_code == 202, sent.text
        kept = sent.json()["file_name"]
        assert not set(kept) & set('/\\\r\n"')
        assert ".." not in Path(kept).parts
        assert len(kept) <= 200
        assert "x-injected" not in problems.headers
        assert _files(settings.data_dir) == before
        assert not Path("/tmp/escaped.csv").exists()

    @pytest.mark.parametrize(
        "content",
        [b"\x7fELF\x02\x01\x01" + b"\0" * 64, b"%PDF-1.7\n\xff\xfe", b"PK\x03\x04" + b"\0" * 64],
        ids=["program", "pdf", "zip"],
    )
    async def test_of_something_that_is_no_text_makes_no_bills(
        self, api: Api, scene: Scene, content: bytes
    ) -> None:
        staff = await api.person(Role.BILLER_STAFF, biller_id=scene.biller.id)
        bills = api.platform.database["bills"]
        before = await bills.count_documents({})

        async with api.client(staff) as client:
            answer = await client.post(
                f"/api/v1/billers/{scene.biller.id}/bill-files/preview",
                files={"file": ("bills.csv", content, "text/csv")},
            )

        assert answer.status_code in (400, 422), answer.text
        assert await bills.count_documents({}) == before


class TestWebPages:
    @pytest.fixture
    def served(self, platform: Platform, tmp_path: Path) -> Api:
        web = tmp_path / "web"
        (web / "assets").mkdir(parents=True)
        (web / "index.html").write_text("the page")
        (web / "assets" / "app.js").write_text("the script")
        (tmp_path / "secret.txt").write_text("the secret")
        settings = platform.settings.model_copy(update={"web_dir": web})
        return Api(platform, create_app(settings, platform))

    @pytest.mark.parametrize(
        "address",
        [
            "/../secret.txt",
            "/assets/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/assets/..%2f..%2fsecret.txt",
            "/assets/%2e%2e/%2e%2e/secret.txt",
            "/..%5csecret.txt",
            "//secret.txt",
            "/assets/%00/../../secret.txt",
        ],
    )
    async def test_come_out_of_their_folder_only(self, served: Api, address: str) -> None:
        async with served.client() as client:
            answer = await client.get(address)

        assert "the secret" not in answer.text

    async def test_are_served(self, served: Api) -> None:
        """The control."""
        async with served.client() as client:
            assert (await client.get("/assets/app.js")).text == "the script"


class TestTiles:
    @pytest.mark.parametrize(
        "path", ["../../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "0/../../x", "entries/../0"]
    )
    async def test_have_addresses_of_one_form(self, api: Api, path: str) -> None:
        async with api.client() as client:
            answer = await client.get(f"/api/v1/audit/log/tile/{path}")

        assert answer.status_code == 404


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
