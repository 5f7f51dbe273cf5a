"""Files as they come: seeded defects are refused, and our rules are never weaker than FinCEN's."""

from __future__ import annotations

import copy
import random
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from paymentus.compliance.domain.filings.batch import batch_of
from paymentus.compliance.domain.filings.defects import Severity
from paymentus.compliance.service.filings.batch_xml import write_batch
from paymentus.compliance.service.filings.file_check import check_content, check_file
from paymentus.compliance.service.filings.schemas import FILES, Schemas

from support.made_filings import TODAY, a_ctr, a_good_ctr, a_good_sar, a_sar
from support.seeded_defects import DEFECTS, SeededDefect
from support.shared_lists import FINCEN, needs_schemas

GOOD = {
    "CTRX": write_batch(batch_of([a_good_ctr()])),
    "SARX": write_batch(batch_of([a_good_sar()])),
}


class TestSeededDefects:
    def test_are_many_and_distinct(self) -> None:
        assert len({(each.form, each.name) for each in DEFECTS}) == len(DEFECTS) >= 40

    @pytest.mark.parametrize("defect", DEFECTS, ids=lambda each: f"{each.form} {each.name}")
    def test_are_each_refused_with_field_and_reason(self, defect: SeededDefect) -> None:
        check = check_content(defect.put_into(GOOD[defect.form]), schemas=None, today=TODAY)

        said = [
            each
            for each in check.defects
            if each.code == defect.code and defect.field in each.field
        ]
        assert said, check.defects
        assert said[0].severity is Severity.ERROR
        assert said[0].reason.endswith((".", "?"))
        assert check.errors


class TestOurRules:
    @needs_schemas
    @pytest.mark.parametrize("seed", range(12))
    def test_refuse_everything_that_fincens_schemas_refuse(self, seed: int) -> None:
        rng = random.Random(seed)
        form, make = rng.choice((("CTRX", a_ctr), ("SARX", a_sar)))
        good = write_batch(batch_of([make(rng)]))
        schemas = Schemas(FINCEN)

        for _ in range(25):
            damaged = damage(rng, good)
            if schemas.defects_of(damaged, form):
                assert check_content(damaged, schemas=None, today=TODAY).errors

    @needs_schemas
    @pytest.mark.parametrize("seed", range(20))
    def test_pass_what_two_processors_of_schemas_find_valid(self, seed: int) -> None:
        rng = random.Random(1_000 + seed)
        for form, make in (("CTRX", a_ctr), ("SARX", a_sar)):
            content = write_batch(batch_of([make(rng)]))

            check = check_content(content, schemas=Schemas(FINCEN), today=TODAY)

            assert check.schema_asked
            assert check.errors == 0
            second = xmlschema.XMLSchema11(FINCEN / FILES[form])
            assert second.is_valid(etree.fromstring(content))


class TestAFile:
    def test_that_is_not_xml_is_refused_with_its_line(self, tmp_path: Path) -> None:
        (tmp_path / "broken.xml").write_text("<a>\n<b>\n</a>")

        check = check_file(tmp_path / "broken.xml", schemas=None, today=TODAY)

        assert [(each.code, each.line) for each in check.defects] == [("not_xml", 3)]

    def test_names_the_line_of_a_defect(self) -> None:
        content = GOOD["SARX"].replace(b"New York", b" New York")

        defect = check_content(content, schemas=None, today=TODAY).defects[0]

        line = content.decode().splitlines()[(defect.line or 0) - 1]
        assert defect.code == "outer_space"
        assert "<RawCityText>" in line

    @needs_schemas
    def test_is_asked_of_the_schema_where_it_is_installed(self) -> None:
        content = GOOD["SARX"].replace(b"<RawCityText>New York", b"<Nothing/><RawCityText>New York")

        codes = {each.code for each in check_content(content, schemas=Schemas(FINCEN),
                                                     today=TODAY).defects}  # fmt: skip

        assert {"xsd", "unknown_element"} <= codes


def damage(rng: random.Random, content: bytes) -> bytes:
    """One thing changed: an element moved, doubled, renamed or gone; a text replaced."""
    root = etree.fromstring(content)
    element = rng.choice(list(root.iter())[1:])
    parent = element.getparent()
    assert parent is not None
    texts = ["", " x", "x ", "a\tb", "X" * 5_000, "20269999", "99", "-5", "1.5", "Y", "N", "007"]
    match rng.randrange(9):
        case 0:
            parent.remove(element)
        case 1:
            parent.append(element)
        case 2:
            parent.insert(0, element)
        case 3:
            element.addnext(copy.deepcopy(element))
        case 4 if not len(element):
            element.text = rng.choice(texts)
        case 5 if element.get("SeqNum"):
            element.set("SeqNum", rng.choice(["1", "x", "", "-4", "2.5"]))
        case 6:
            root.set(rng.choice(list(root.attrib)), rng.choice(["", "x", "1e3", "0"]))  # type: ignore[arg-type]
        case 7:
            element.tag = rng.choice(["{www.fincen.gov/base}Other", etree.QName(element).localname])
        case _:
            element.set("other", "1")
    return etree.tostring(root)
