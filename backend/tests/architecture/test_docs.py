"""What the written pages say is there is there: links, paths, targets, settings, columns, codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import AliasChoices

from paymentus.app.backup_settings import BackupSettings
from paymentus.app.seed import PASSWORD
from paymentus.bills.domain.columns import FIELDS
from paymentus.bills.domain.reasons import Reason
from paymentus.foundation.settings import Settings
from paymentus.ledger.domain.accounts import CHART

ROOT = Path(__file__).parents[3]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# Only what begins so is a path of ours; placeholders such as <capability> are none.
PATH = re.compile(
    r"`((?:backend|frontend|docs|deployment)(?:/[\w.@-]+)*/?|Makefile|verify_receipt\.py)`"
)

# Made by the build, so a clean clone does not have it yet.
BUILT = {"frontend/dist"}


def _named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _words(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _first_cells(text: str) -> list[str]:
    """What stands in backticks in the first cell of each row."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=_named)
class TestEveryPage:
    def test_links_to_what_is_there(self, page: Path) -> None:
        links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", _words(page))

        assert [link for link in links if not (page.parent / link).exists()] == []

    def test_names_paths_that_are_there(self, page: Path) -> None:
        lines = [line for line in _words(page).splitlines() if "| not yet |" not in line]
        paths = [path for line in lines for path in PATH.findall(line)]

        assert [path for path in paths if not (ROOT / path).exists() and path not in BUILT] == []

    def test_names_make_targets_that_are_there(self, page: Path) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        there = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
        named = set(re.findall(r"(?:`|^)make ([a-z-]+)", _words(page), re.MULTILINE))

        assert named - there == set()


class TestThePageOfSettings:
    def test_lists_every_setting_of_the_product_and_no_other(self) -> None:
        section = _words(ROOT / "docs" / "settings.md")
        names = set()
        fields = [*Settings.model_fields.items(), *BackupSettings.model_fields.items()]
        for name, field in fields:
            alias = field.validation_alias
            first = alias.choices[0] if isinstance(alias, AliasChoices) else name
            names.add(str(first).upper())

        assert set(_first_cells(section)) == names


class TestTheReadme:
    def test_calls_buttons_and_pages_what_the_screens_call_them(self) -> None:
        tour = _words(ROOT / "README.md").partition("## Pay a bill")[2].partition("```sh\n.venv")[0]
        quoted = set(re.findall(r"\*([A-Z][^*$]+)\*", tour))
        sources = [
            *(ROOT / "frontend" / "src").rglob("*.ts*"),
            *(ROOT / "backend" / "src").rglob("*.py"),
        ]
        shown = "".join(path.read_text(encoding="utf-8") for path in sources)

        assert len(quoted) > 8
        assert [words for words in quoted if words not in shown] == []

    def test_names_a_way_in_for_everyone_of_the_demo(self) -> None:
        readme = _words(ROOT / "README.md")
        demo = (ROOT / "backend/src/paymentus/app/seed.py").read_text(encoding="utf-8")
        people = re.findall(r'\("([\w.]+@[\w.]+)", "', demo)

        assert len(people) == 7
        assert [address for address in (*people, PASSWORD) if address not in readme] == []


class TestTheRecipeOfBillFiles:
    def test_lists_the_columns_that_an_import_reads(self) -> None:
        rows = re.findall(
            r"^\| `(\w+)` \| .* \| (yes|no) \| (\d+) \|$",
            _words(ROOT / "docs" / "recipes" / "bill-files.md"),
            re.MULTILINE,
        )

        assert rows == [
            (field.name, "yes" if field.required else "no", str(field.length_max))
            for field in FIELDS
        ]

    def test_lists_the_reasons_that_a_report_gives(self) -> None:
        text = _words(ROOT / "docs" / "recipes" / "bill-files.md").partition("## Reasons")[2]

        assert _first_cells(text) == [reason.value for reason in Reason]


class TestTheMoneyRecipes:
    def test_use_every_account_of_the_chart(self) -> None:
        text = "".join(map(_words, (ROOT / "docs" / "recipes").glob("*.md")))

        assert [kind for kind in CHART if f"`{kind}/" not in text] == []
