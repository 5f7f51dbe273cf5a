"""Mutation testing of the rules that money and proofs rest on: ``make mutation``.

mutmut changes one thing in a function (a comparison, a constant, an argument left out) and runs the
tests that reach it, none of which needs a server; what no test notices has survived. What is
mutated and by which tests it is judged stands in pyproject.toml. mutmut leaves decorated functions
and what stands outside of functions alone. Work that was done is remembered in ``mutants/``, so a
run may be cut into slices.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

BACKEND = Path(__file__).parents[2]
MUTANTS = BACKEND / "mutants"
# mutmut's exit codes of a mutant: the test run failed (1, 3), hung or was ended by the system.
KILLED = {1: "killed", 3: "killed", 24: "timeout", 36: "timeout", 152: "timeout", 255: "timeout",
          -24: "timeout", -9: "crashed", -11: "crashed"}  # fmt: skip
SURVIVED = {0: "survived", 5: "no tests", 33: "no tests"}
_SHOWN = 60


def run(names: list[str], *, seconds: float | None, processes: int) -> None:
    """Run mutmut, for ``seconds`` at most; ends the program when the tests fail unmutated."""
    mutmut = Path(sys.executable).with_name("mutmut")
    process = subprocess.Popen(
        [str(mutmut), "run", "--max-children", str(processes), *names],
        cwd=BACKEND,
        env={**os.environ, "PYTHONPATH": ""},
        stdout=(BACKEND / "mutants.log").open("wb"),
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)
        return
    if process.returncode:
        raise SystemExit("mutmut could not begin: see backend/mutants.log")


def outcomes() -> dict[str, dict[str, str]]:
    """File -> mutant -> what became of it."""
    found: dict[str, dict[str, str]] = {}
    for meta in sorted(MUTANTS.rglob("*.py.meta")):
        results = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        if results:
            name = meta.relative_to(MUTANTS / "src" / "paymentus").as_posix()
            known = KILLED | SURVIVED
            found[name.removesuffix(".meta")] = {
                mutant: "not run" if code is None else known.get(code, f"exit code {code}")
                for mutant, code in results.items()
            }
    return found


def report(found: dict[str, dict[str, str]]) -> dict[str, float]:
    total: Counter[str] = Counter()
    lost = set(KILLED.values())
    for name, mutants in found.items():
        counts = Counter(mutants.values())
        total += counts
        killed = sum(counts[how] for how in lost)
        others = ", ".join(f"{n} {how}" for how, n in counts.items() if how not in lost)
        print(f"{name:<34} {killed:>4} of {len(mutants):>4} killed  {others}")
    seen = set(SURVIVED.values())
    alive = [m for mutants in found.values() for m, how in mutants.items() if how in seen]
    for mutant in alive[:_SHOWN]:
        print(f"  {mutant}")
    if len(alive) > _SHOWN:
        print(f"  and {len(alive) - _SHOWN} more: `mutmut results`, `mutmut show NAME` in backend")
    count = total.total()
    killed = sum(total[how] for how in lost)
    return {
        "mutants": count,
        "killed": killed,
        "survived": total["survived"] + total["no tests"],
        "not_run": count - killed - total["survived"] - total["no tests"],
        "score": round(100 * killed / count, 1) if count else 0.0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="Only these mutants; '*' stands for anything.")
    parser.add_argument("--seconds", type=float, help="Stop after so long; the next run goes on.")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    run(options.names, seconds=options.seconds, processes=options.processes)
    figures = report(outcomes())
    print(f"{figures['killed']} of {figures['mutants']} mutants killed: {figures['score']} %")
    print("RESULT " + json.dumps(figures))


if __name__ == "__main__":
    main()
