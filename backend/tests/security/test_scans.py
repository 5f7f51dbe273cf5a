from __future__ import annotations

import json
from pathlib import Path

from security import scans
from security.scans import NO_SECRETS, REVIEWED, ROOT, judge_npm_audit, judge_pip_audit, secrets


class TestDangerousCalls:
    def test_are_none_but_those_that_were_reviewed(self) -> None:
        assert scans.dangerous_calls().findings == ()

    def test_that_were_reviewed_are_still_there(self) -> None:
        assert [name for name, _ in (*REVIEWED, *NO_SECRETS) if not (ROOT / name).exists()] == []


class TestPythonAdvisories:
    def test_without_an_answer_are_no_pass(self) -> None:
        skipped = json.dumps({"dependencies": [{"name": "a", "skip_reason": "not found"}]})

        for output in ("", "not json", "{}", '{"dependencies": []}', skipped):
            judged = judge_pip_audit(output)
            assert not judged.answered
            assert "NOT a pass" in judged.sentence()

    def test_of_which_some_had_no_answer_are_no_pass(self) -> None:
        answer = [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "?"}]

        assert not judge_pip_audit(json.dumps({"dependencies": answer})).answered

    def test_are_findings(self) -> None:
        answer = [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}]

        judged = judge_pip_audit(json.dumps({"dependencies": answer}))

        assert judged.answered
        assert judged.findings == ("a 1: PYSEC-1",)


class TestWebAdvisories:
    def test_without_an_answer_are_no_pass(self) -> None:
        for output in ("", '{"statusCode": 405, "error": {}}'):
            assert not judge_npm_audit(output).answered

    def test_are_findings_unless_they_are_low(self) -> None:
        answer = {"vulnerabilities": {"a": {"severity": "high"}, "b": {"severity": "low"}}}

        judged = judge_npm_audit(json.dumps(answer))

        assert judged.answered
        assert judged.findings == ("a: high",)


class TestSecrets:
    def test_of_known_forms_are_found(self, tmp_path: Path) -> None:
        file = tmp_path / "settings.env"
        file.write_text(
            "\n".join(
                (
                    # In two parts, so that this file is not what it looks for.
                    "STRIPE_SECRET_KEY=sk_" + "live_" + "a1B2c3D4e5F6g7H8i9J0k1L2",
                    "-----BEGIN " + "RSA PRIVATE KEY-----",
                    "mongodb://app:" + "aSecretWord@db.internal/",
                    "NOTHING=here",
                )
            )
        )

        found = secrets([file]).findings

        assert [one.rpartition(":")[2].partition(" ")[0] for one in found] == ["1", "2", "3"]

    def test_are_in_no_file_that_is_deployed(self) -> None:
        deployed = [
            path
            for path in scans.tracked_files()
            if path.relative_to(ROOT).parts[0] in ("deployment", "Makefile", ".ci")
            or path.parent == ROOT
        ]

        assert len(deployed) > 5
        assert secrets(deployed).findings == ()
