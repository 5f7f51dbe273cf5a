from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from stress.options import read_options, seconds_of


class TestDurations:
    @pytest.mark.parametrize(
        ("text", "seconds"), [("300s", 300), ("5m", 300), ("1h", 3600), ("60", 60), ("1.5m", 90)]
    )
    def test_are_read_with_their_unit(self, text: str, seconds: float) -> None:
        assert seconds_of(text) == seconds

    @pytest.mark.parametrize("text", ["", "0", "0s", "-5s", "five", "5 days", "s"])
    def test_that_are_none_are_refused(self, text: str) -> None:
        with pytest.raises(argparse.ArgumentTypeError, match="no duration"):
            seconds_of(text)


class TestOptions:
    def test_are_the_guides(self) -> None:
        options = read_options(["--concurrent-users=1000", "--test-duration=300s"])

        assert (options.users, options.seconds) == (1000, 300)

    def test_have_the_demos_operator_unless_the_environment_names_another(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        demo = read_options([]).operator
        monkeypatch.setenv("OPERATOR_EMAIL", "ops@riverton.example")
        monkeypatch.setenv("OPERATOR_PASSWORD", "something else")
        monkeypatch.setenv("OPERATOR_TOTP_SECRET", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

        named = read_options([]).operator

        assert (demo.email, demo.password, demo.totp_secret) == (
            "admin@riverton.example", "paymentus-demo", "",
        )  # fmt: skip
        assert (named.email, named.password) == ("ops@riverton.example", "something else")
        assert named.totp_secret.startswith("JBSW")

    def test_name_where_it_is_and_where_the_records_go(self) -> None:
        options = read_options(
            ["--base-url", "https://127.0.0.1:8443/", "--ca-file", "ca.pem", "--records", "r.jsonl"]
        )

        assert options.base_url == "https://127.0.0.1:8443"
        assert (options.ca_file, options.records) == (Path("ca.pem"), Path("r.jsonl"))

    @pytest.mark.parametrize(
        "wrong",
        ["--concurrent-users=0", "--concurrent-users=20000", "--concurrent-users=x",
         "--saved-card-share=2", "--saved-card-share=x", "--test-duration=soon"],
    )  # fmt: skip
    def test_that_are_not_fit_end_the_program(
        self, wrong: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit):
            read_options([wrong])

        assert "is no" in capsys.readouterr().err
