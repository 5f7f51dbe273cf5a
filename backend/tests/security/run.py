"""The security pipeline: ``make security``.

Looks at the code (bandit, secrets), at what it is built from (pip-audit, npm audit), and asks the
running product at least 20,000 times as everybody (schemathesis). Ends with a line RESULT {json};
the exit code is 1 when anything was found. An audit that nobody answered is no finding and no
pass: it is named in the result.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

BACKEND = Path(__file__).parents[2]
sys.path[:0] = [str(BACKEND / "src"), str(BACKEND / "tests")]

from security import scans  # noqa: E402
from security.callers import KEY, NAMES, caller, fuzzed_product, prepare  # noqa: E402
from security.fuzzing import Found, fuzz  # noqa: E402

REQUESTS_MIN = 20_000


def scan() -> tuple[int, list[str]]:
    """How many findings there are, and the names of the scans that nobody answered."""
    findings, unanswered = 0, []
    for look in (
        scans.dangerous_calls,
        scans.secrets,
        scans.python_advisories,
        scans.web_advisories,
    ):
        result = look()
        print(result.sentence(), flush=True)
        for finding in result.findings:
            print(f"  {finding}")
        findings += len(result.findings)
        if not result.answered:
            unanswered.append(result.name)
    return findings, unanswered


def fuzz_as_everybody(folder: Path, *, examples: int, seed: int) -> Found:
    found = Found()
    with fuzzed_product(folder).running() as product:
        prepare(product)
        for name in NAMES:
            started = time.monotonic()
            few = min(examples, 10) if name == KEY else examples
            one = fuzz(product.apis[0].url, caller(product, name), folder, examples=few, seed=seed)
            found.add(one)
            print(
                f"as {name}: {one.requests:,} requests, {one.server_errors} server errors,"
                f" {len(one.schema_violations)} outside of the document"
                f" ({time.monotonic() - started:.0f} s)",
                flush=True,
            )
            for violation in one.schema_violations:
                print(f"  {violation}")
        if found.server_errors:
            log = (folder / "logs" / "api-0.log").read_text().splitlines()
            print("\n".join(line for line in log if '"ERROR"' in line or "error" in line)[-4000:])
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=15, help="most for an operation and phase")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    findings, unanswered = scan()
    with tempfile.TemporaryDirectory() as folder:
        found = fuzz_as_everybody(Path(folder), examples=options.examples, seed=options.seed)
    result = {
        "requests": found.requests,
        "server_errors": found.server_errors,
        "schema_violations": len(found.schema_violations),
        "findings": findings,
        "audits_not_answered": unanswered,
        "seed": options.seed,
    }
    enough = found.requests >= REQUESTS_MIN
    if not enough:
        print(f"Only {found.requests:,} requests; {REQUESTS_MIN:,} are asked for.")
    print(f"RESULT {json.dumps(result)}")
    clean = not (found.server_errors or found.schema_violations or findings)
    return 0 if clean and enough else 1


if __name__ == "__main__":
    sys.exit(main())
