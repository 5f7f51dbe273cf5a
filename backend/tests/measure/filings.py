"""Whether FinCEN would take what we write, and we refuse what is wrong. ``make filings`` runs it.

2,000 reports made up from seeds (half CTR, half SAR, one to three a file) are judged by our rules,
by FinCEN's schemas in libxml2 (lxml) and in ``xmlschema.XMLSchema11``; defects put into good files
on purpose must each be refused with field and reason; and files damaged at random are compared:
what a schema refuses, our rules refuse too. Ends with 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent / "src"), str(TESTS)]

import xmlschema  # noqa: E402
from lxml import etree  # noqa: E402

from compliance.service.filings.test_file_check import damage  # noqa: E402
from paymentus.compliance.domain.filings.batch import Report, batch_of  # noqa: E402
from paymentus.compliance.service.filings.batch_xml import write_batch  # noqa: E402
from paymentus.compliance.service.filings.file_check import check_content  # noqa: E402
from paymentus.compliance.service.filings.schemas import FILES, Schemas  # noqa: E402

from support.made_filings import TODAY, a_ctr, a_good_ctr, a_good_sar, a_sar  # noqa: E402
from support.seeded_defects import DEFECTS  # noqa: E402
from support.shared_lists import FINCEN  # noqa: E402

_IN = "{www.fincen.gov/base}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filings", type=int, default=2_000)
    parser.add_argument("--damaged", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=20_260_615)
    arguments = parser.parse_args()
    if not FINCEN.is_dir():
        raise SystemExit(f"✗ FinCEN's schemas are not in {FINCEN}.")
    result = {
        **judge_good_files(arguments.filings, arguments.seed),
        **judge_defects(),
        **judge_damage(arguments.damaged, arguments.seed),
    }
    bad = ("own_invalid", "lxml_invalid", "xmlschema_invalid", "defects_missed", "damage_missed")
    print("RESULT " + json.dumps(result))
    raise SystemExit(1 if any(result[name] for name in bad) else 0)


def judge_good_files(wanted: int, seed: int) -> dict[str, float]:
    """Files until there are as many reports as wanted."""
    rng = random.Random(seed)
    schemas = Schemas(FINCEN)
    second = {form: xmlschema.XMLSchema11(FINCEN / name) for form, name in FILES.items()}
    counts: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    while counts["filings"] < wanted:
        make, form = ((a_ctr, "CTRX"), (a_sar, "SARX"))[counts["files"] % 2]
        reports: list[Report] = [make(rng) for _ in range(rng.randrange(1, 4))]
        began = time.process_time()
        content = write_batch(batch_of(reports))
        spent["write"] += time.process_time() - began
        began = time.process_time()
        counts["own_invalid"] += check_content(content, schemas=None, today=TODAY).errors > 0
        spent["own"] += time.process_time() - began
        counts["lxml_invalid"] += bool(schemas.defects_of(content, form))
        began = time.process_time()
        counts["xmlschema_invalid"] += not second[form].is_valid(etree.fromstring(content))
        spent["xmlschema"] += time.process_time() - began
        counts["files"] += 1
        counts["filings"] += len(reports)
        counts[form] += len(reports)
    a_second = counts["filings"] / (spent["write"] + spent["own"])
    print(
        f"{counts['filings']:,} reports ({counts['CTRX']:,} CTR, {counts['SARX']:,} SAR) in "
        f"{counts['files']:,} files: {counts['own_invalid']} refused by our rules, "
        f"{counts['lxml_invalid']} by libxml2, {counts['xmlschema_invalid']} by xmlschema. "
        f"Written and judged by our rules: {a_second:,.0f} reports a second."
    )
    return {
        "filings": counts["filings"],
        "files": counts["files"],
        "own_invalid": counts["own_invalid"],
        "lxml_invalid": counts["lxml_invalid"],
        "xmlschema_invalid": counts["xmlschema_invalid"],
        "filings_per_s": round(a_second),
    }


def judge_defects() -> dict[str, int]:
    good = {
        "CTRX": write_batch(batch_of([a_good_ctr()])),
        "SARX": write_batch(batch_of([a_good_sar()])),
    }
    missed = []
    for defect in DEFECTS:
        check = check_content(defect.put_into(good[defect.form]), schemas=None, today=TODAY)
        said = [d for d in check.defects if d.code == defect.code and defect.field in d.field]
        if not said or not said[0].reason or not check.errors:
            missed.append(f"{defect.form}: {defect.name}")
    print(f"{len(DEFECTS)} seeded defects: {len(missed)} not refused with field and reason.")
    for name in missed:
        print(f"  {name}")
    return {"defects": len(DEFECTS), "defects_missed": len(missed)}


def judge_damage(wanted: int, seed: int) -> dict[str, int]:
    """What a schema refuses must not pass our rules."""
    rng = random.Random(seed + 1)
    schemas = Schemas(FINCEN)
    refused = missed = 0
    for number in range(wanted):
        if number % 25 == 0:
            form, make = rng.choice((("CTRX", a_ctr), ("SARX", a_sar)))
            good = write_batch(batch_of([make(rng)]))
        damaged = damage(rng, good)
        if schemas.defects_of(damaged, form):
            refused += 1
            missed += not check_content(damaged, schemas=None, today=TODAY).errors
    print(
        f"{wanted:,} files damaged at random: FinCEN's schemas refuse {refused:,}, and our rules "
        f"let {missed} of those pass."
    )
    return {"damaged": wanted, "damaged_refused": refused, "damage_missed": missed}


if __name__ == "__main__":
    main()
