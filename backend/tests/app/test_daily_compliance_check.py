"""The guide's daily check: every step runs, and one that wants somebody to look decides the end."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "deployment" / "scripts" / "daily_compliance_check.sh"


@pytest.mark.parametrize(("refusing", "ends_with"), [("nothing", 0), ("check_key_rotation", 1)])
def test_every_step_runs_whatever_the_others_say(
    tmp_path: Path, refusing: str, ends_with: int
) -> None:
    said = tmp_path / "said"
    python = tmp_path / "python"
    python.write_text(
        f'#!/bin/bash\necho "$*" >> {said}\n[[ "$*" != *{refusing}* ]]\n', encoding="utf-8"
    )
    python.chmod(0o755)

    done = subprocess.run(
        [str(SCRIPT)],
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(python), "APP": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=30,
    )

    asked = said.read_text(encoding="utf-8").splitlines()
    assert done.returncode == ends_with, done.stderr
    told = [line for line in asked if "send_alert.py" in line]
    assert len(told) == ends_with
    steps = [line for line in asked if line.startswith(("-m", str(ROOT))) and line not in told]
    assert [line.split("/")[-1].split(" --date")[0] for line in steps] == [
        "-m paymentus.app.cli screening refresh",
        "check_key_rotation.py",
        "generate_compliance_report.py",
        "aml_pattern_analysis.py --lookback=24h",
    ]


def test_its_steps_are_there() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    scripts = [word for word in text.replace('"', " ").split() if word.endswith(".py")]

    assert scripts
    assert all((ROOT / name.replace("$APP/", "")).exists() for name in scripts)
