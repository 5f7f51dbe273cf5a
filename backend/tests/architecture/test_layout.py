"""Where things stand: who imports what, how long files are, and that each has its tests.

The layers themselves are contracts of import-linter in pyproject.toml; here is what it cannot say.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

from architecture.sources import (
    BACKEND,
    CAPABILITIES,
    PRODUCT,
    SOURCE,
    TESTS,
    VERIFIER,
    imported_packages,
    named,
    python_files,
    tree_of,
)

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 70
VAGUE_NAMES = frozenset({"utils", "util", "helpers", "common", "misc", "base", "manager", "core"})

# Beside ``domain`` and ``service``, which other capabilities may import.
MAY_ALSO_IMPORT = {
    ("commit", "ledger.repository"): "commit writes entries, balances and holds in its batches",
    ("commit", "audit.repository"): "commit writes the log and its head in its batches",
}

LONGER_FUNCTIONS = {
    "app/wiring/__init__.py build": "every constructor on one screen, read from top to bottom",
    "app/wiring/compliance.py compliance_services": "the constructors of compliance, likewise",
    "app/cli/up.py up": "the options of a command and their help are its signature",
    "identity/service/identity.py __init__": "the parts of identity, which know each other",
    "foundation/metrics.py __init__": "one declaration after another, without a decision",
}

# Modules whose tests have another name, because they are tested by what is built from them.
TESTED_BY = {
    "app/cli/platform.py": "app/test_seed.py",
    "app/making_backups.py": "app/cli/test_backups.py",
    "app/cli/up.py": "app/embedded/test_up.py",
    "app/gauges.py": "app/test_health.py",
    "app/monitoring_by_hand.py": "test_financial_infrastructure.py",
    "foundation/contact_settings.py": "foundation/test_settings.py",
    "compliance/service/cases/incident_freezing.py": "incidents/test_response.py",
    "incidents/service/actions.py": "incidents/test_response.py",
    "incidents/service/mails.py": "incidents/test_response.py",
    "incidents/service/reporting.py": "incidents/test_incidents.py",
    "app/incidents_by_hand.py": "test_financial_infrastructure.py",
    "app/cli/incidents.py": "incidents/test_runbooks.py",
    "app/cli/forensics.py": "incidents/test_evidence.py",
    "integrations/key_management/signed_files.py": "incidents/test_evidence.py",
    "app/embedded/foreground.py": "app/embedded/test_up.py",
    "app/embedded/replica_set.py": "app/embedded/test_mongod.py",
    "app/embedded/screen.py": "app/embedded/test_up.py",
    "app/embedded/stack.py": "app/embedded/test_up.py",
    "audit/service/surroundings.py": "audit/service/test_verification.py",
    "bills/domain/reasons.py": "bills/domain/test_rows.py",
    "bills/service/views.py": "bills/service/test_bills.py",
    "compliance/domain/lists/read_list.py": "compliance/domain/lists/test_ofac.py",
    "compliance/domain/screening/arabic_names.py": (
        "compliance/domain/screening/test_normalization.py"
    ),
    "compliance/domain/screening/listed.py": "compliance/domain/lists/test_ofac.py",
    "integrations/object_storage/s3.py": "recovery/service/test_remote.py",
    "integrations/payment_processor/decline_words.py": "integrations/test_stripe_cards.py",
    "integrations/payment_processor/stripe.py": "integrations/test_stripe_charges.py",
    "integrations/payment_processor/stripe_answers.py": "integrations/test_stripe_charges.py",
    "app/cli/reconcile.py": "payments/test_reconciliation.py",
    "recovery/repository/loading.py": "recovery/service/test_restoring.py",
    "recovery/repository/oplog.py": "recovery/service/test_operations.py",
    "recovery/repository/records.py": "app/cli/test_backups.py",
    "recovery/repository/unfinished.py": "recovery/service/test_restoring.py",
    "recovery/repository/snapshot.py": "recovery/service/test_creating.py",
    "recovery/service/recording.py": "app/cli/test_backups.py",
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("paymentus", "sandbox", "witness")


def capability_and_layer(module: str) -> tuple[str, str] | None:
    """``paymentus.bills.repository.bills`` is (bills, repository); None outside capabilities."""
    parts = module.split(".")
    if len(parts) < 3 or parts[0] != "paymentus" or parts[1] not in CAPABILITIES:
        return None
    return parts[1], parts[2]


def may_import(importer: tuple[str, str], imported: tuple[str, str]) -> bool:
    if importer[0] == imported[0] or imported[1] in ("domain", "service"):
        return True
    if importer[1] == imported[1] == "schemas":
        return True
    return (importer[0], ".".join(imported)) in MAY_ALSO_IMPORT


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


class TestImports:
    def test_between_capabilities_are_of_domain_and_service_only(
        self, graph: grimp.ImportGraph
    ) -> None:
        wrong = []
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                ends = capability_and_layer(importer), capability_and_layer(imported)
                if ends[0] and ends[1] and not may_import(ends[0], ends[1]):
                    wrong.append(f"{importer} -> {imported}")
        assert wrong == []

    @pytest.mark.parametrize(
        ("importer", "imported", "allowed"),
        [
            (("payments", "service"), ("bills", "repository"), False),
            (("payments", "routes"), ("bills", "schemas"), False),
            (("payments", "schemas"), ("ledger", "schemas"), True),
            (("bills", "repository"), ("commit", "repository"), False),
            (("commit", "service"), ("ledger", "repository"), True),
            (("payments", "service"), ("bills", "service"), True),
        ],
    )
    def test_that_would_reach_past_a_service_are_told_apart(
        self, importer: tuple[str, str], imported: tuple[str, str], allowed: bool
    ) -> None:
        assert may_import(importer, imported) is allowed

    def test_that_are_excepted_are_still_needed(self, graph: grimp.ImportGraph) -> None:
        used = set()
        for importer in graph.modules:
            for imported in graph.find_modules_directly_imported_by(importer):
                ends = capability_and_layer(importer), capability_and_layer(imported)
                if ends[0] and ends[1] and ends[0][0] != ends[1][0]:
                    used.add((ends[0][0], ".".join(ends[1])))
        unused = MAY_ALSO_IMPORT.keys() - used - {("commit", "audit.repository")}
        assert unused == set()

    def test_keep_the_contracts(self) -> None:
        """The layers, the purity of domains and who speaks to whom (pyproject.toml)."""
        linter = Path(sys.executable).with_name("lint-imports")

        judged = subprocess.run(
            [str(linter), "--no-cache"],
            check=False,
            cwd=BACKEND,
            env={"PYTHONPATH": str(SOURCE), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
            capture_output=True,
            text=True,
            timeout=60,
        )

        assert judged.returncode == 0, judged.stdout[-3_000:]

    def test_of_the_witness_are_the_logs_pure_rules(self, graph: grimp.ImportGraph) -> None:
        """Nothing by any number of steps: a witness shares as little as can be with the log."""
        rules = {f"paymentus.audit.domain.{name}" for name in ("checkpoint", "note", "tree")}
        # Importing a module runs the packages around it, which hold nothing but a docstring.
        around = {"paymentus", "paymentus.audit", "paymentus.audit.domain"}

        known = set()
        for module in graph.find_descendants("witness") | {"witness"}:
            known |= graph.find_upstream_modules(module)

        assert {name for name in known if name.startswith("paymentus")} <= rules | around
        assert not any(name.startswith("sandbox") for name in known)
        packages = set()
        for path in python_files(SOURCE / "witness"):
            packages |= imported_packages(path)
        assert packages <= set(sys.stdlib_module_names) | {"cryptography", "paymentus", "witness"}

    def test_of_the_offline_verifier_are_the_standard_library_and_cryptography(self) -> None:
        """One file that a payer can run years later, without us."""
        allowed = set(sys.stdlib_module_names) | {"cryptography"}

        assert imported_packages(VERIFIER) - allowed == set()

    def test_of_the_guides_module_are_of_the_product_only(self) -> None:
        allowed = set(sys.stdlib_module_names) | {"paymentus"}

        assert imported_packages(SOURCE / "financial_infrastructure.py") - allowed == set()

    def test_of_a_capability_itself_bring_nothing_but_its_docstring(self) -> None:
        wrong = []
        for capability in sorted(CAPABILITIES):
            body = tree_of(PRODUCT / capability / "__init__.py").body
            if len(body) != 1 or ast.get_docstring(ast.Module(body, [])) is None:
                wrong.append(capability)
        assert wrong == []


class TestSize:
    def test_of_a_file_is_one_sitting(self) -> None:
        lengths = {
            named(path): len(path.read_text().splitlines())
            for path in python_files(SOURCE, VERIFIER)
        }

        assert {name: n for name, n in lengths.items() if n > FILE_LINES_MAX} == {}

    def test_of_a_function_is_one_screen(self) -> None:
        longer = {
            f"{named(path)} {function.name}"
            for path in python_files(SOURCE, VERIFIER)
            for function in functions(path)
            if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES_MAX
        }

        assert longer == LONGER_FUNCTIONS.keys()


class TestNames:
    def test_of_modules_say_what_is_in_them(self) -> None:
        vague = [
            named(path)
            for path in python_files(SOURCE, TESTS)
            if {path.stem, path.parent.name} & VAGUE_NAMES
        ]

        assert vague == []


def mirrors(module: Path) -> list[Path]:
    """Where the tests of a module may stand; the first is the plain mirror.

    ``ledger/domain/rules.py``: ``ledger/domain/test_rules.py``, ``ledger/test_rules.py``, or
    ``ledger/test_domain.py`` for the package as a whole.
    """
    parts = module.relative_to(PRODUCT).with_suffix("").parts
    named_alike = [
        TESTS.joinpath(*parts[:depth], f"test_{parts[-1]}.py")
        for depth in range(len(parts) - 1, 0, -1)
    ]
    if len(parts) > 2:
        named_alike.append(TESTS.joinpath(*parts[:-2], f"test_{parts[-2]}.py"))
    return named_alike


def modules_with_tests() -> list[Path]:
    """All but packages' faces, starting points and schemas, which their routes' tests judge."""
    aside = {"__init__.py", "__main__.py", "schemas.py"}
    return [path for path in python_files(PRODUCT) if path.name not in aside]


class TestTests:
    def test_mirror_every_module(self) -> None:
        lacking = [
            named(module)
            for module in modules_with_tests()
            if named(module) not in TESTED_BY
            and not any(mirror.exists() for mirror in mirrors(module))
        ]

        assert lacking == []

    def test_of_another_name_are_there_and_still_needed(self) -> None:
        known = {named(module): module for module in modules_with_tests()}

        assert TESTED_BY.keys() - known.keys() == set()
        assert [name for name in TESTED_BY.values() if not (TESTS / name).exists()] == []
        assert [n for n in TESTED_BY if any(mirror.exists() for mirror in mirrors(known[n]))] == []

    def test_hold_tests(self) -> None:
        empty = [
            named(path)
            for path in TESTS.rglob("test_*.py")
            if not any(function.name.startswith("test_") for function in functions(path))
        ]

        assert empty == []
