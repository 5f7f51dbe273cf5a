"""``paymentus filings`` as an analyst runs it, without any stack."""

from __future__ import annotations

import json
from pathlib import Path

from paymentus.compliance.domain.filings.batch import batch_of
from paymentus.compliance.service.filings.batch_xml import write_batch

from support.commands import Done, paymentus
from support.made_filings import a_good_ctr, a_good_sar
from support.shared_lists import FINCEN, needs_schemas


def run(folder: Path, *arguments: str) -> Done:
    return paymentus("filings", *arguments, cwd=folder, COLUMNS="200")


class TestValidate:
    def test_ends_with_0_for_a_good_file(self, tmp_path: Path) -> None:
        (tmp_path / "ctr.xml").write_bytes(write_batch(batch_of([a_good_ctr()])))

        done = run(tmp_path, "validate", "ctr.xml")

        assert done.returncode == 0, done.stdout + done.stderr
        assert "✓ Good: ctr.xml: 1 CTRX reports, 0 errors" in done.stdout

    def test_ends_with_1_and_names_field_code_reason_and_line(self, tmp_path: Path) -> None:
        good = write_batch(batch_of([a_good_sar()]))
        (tmp_path / "sar.xml").write_bytes(good.replace(b">NY<", b">ZZ<"))

        done = run(tmp_path, "validate", "sar.xml")

        assert done.returncode == 1
        assert "Subject 1 › address › state" in done.stdout
        assert "unknown_state" in done.stdout
        assert "“ZZ” is not a state of US." in done.stdout

    def test_says_the_same_to_machines(self, tmp_path: Path) -> None:
        good = write_batch(batch_of([a_good_sar()]))
        (tmp_path / "sar.xml").write_bytes(good.replace(b">NY<", b">ZZ<"))

        said = json.loads(run(tmp_path, "validate", "sar.xml", "--json").stdout)

        assert said["refused"] is True
        assert said["defects"][0]["code"] == "unknown_state"
        assert isinstance(said["defects"][0]["line"], int)

    def test_asks_the_schemas_of_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "ctr.xml").write_bytes(write_batch(batch_of([a_good_ctr()])))

        done = run(tmp_path, "validate", "ctr.xml", "--schemas", ".")

        assert done.returncode == 1
        assert "has none of EFL_CTRXBatchSchema.xsd" in done.stderr

    @needs_schemas
    def test_finds_a_good_file_good_by_fincens_schema(self, tmp_path: Path) -> None:
        (tmp_path / "ctr.xml").write_bytes(write_batch(batch_of([a_good_ctr()])))

        done = run(tmp_path, "validate", "ctr.xml", "--schemas", str(FINCEN))

        assert done.returncode == 0, done.stdout + done.stderr
        assert "by our rules and FinCEN's schema" in done.stdout

    def test_names_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        done = run(tmp_path, "validate", "none.xml")

        assert done.returncode == 1
        assert "none.xml: No such file" in done.stderr


class TestFetchSchemas:
    def test_says_in_a_sentence_that_nobody_answers(self, tmp_path: Path) -> None:
        done = run(tmp_path, "fetch-schemas", "--address", "http://127.0.0.1:9")

        assert done.returncode == 1
        assert "does not answer" in done.stderr
        assert "Traceback" not in done.stderr


class TestFiler:
    def test_shows_what_a_filers_file_has_to_say(self, tmp_path: Path) -> None:
        done = run(tmp_path, "filer")

        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout).keys() == {"transmitter", "institution", "contact"}
