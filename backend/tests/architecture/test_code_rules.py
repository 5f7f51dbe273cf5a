"""Rules of the code that a reader would otherwise have to watch for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from architecture.sources import (
    CAPABILITIES,
    PRODUCT,
    ROOT,
    SOURCE,
    TESTS,
    calls,
    named,
    python_files,
    repository_files,
    text_of,
    tree_of,
)

MONEY = (
    PRODUCT / "ledger",
    PRODUCT / "payments" / "domain",
    PRODUCT / "billers" / "domain" / "fees.py",
    PRODUCT / "bills" / "domain",
    PRODUCT / "foundation" / "money.py",
)

WRITES = frozenset(
    {
        "insert_one", "insert_many", "update_one", "update_many", "replace_one", "delete_one",
        "delete_many", "bulk_write", "find_one_and_update", "find_one_and_replace",
        "find_one_and_delete", "open_upload_stream", "open_upload_stream_with_id",
        "upload_from_stream", "upload_from_stream_with_id",
    }
)  # fmt: skip

# Who writes to MongoDB besides commit/repository: collections that no unit of work touches, and
# what is written there may be made again.
OWNED_OUTRIGHT = {
    ("audit/repository.py", "self._tiles"): "tiles are copies of the log, made from it again",
    ("audit/repository.py", "self._checkpoints"): "a witness's cosignature comes after the commit",
    ("audit/repository.py", "self._watch"): "what witnesses and the monitor found last; made anew",
    ("notifications/repository.py", "self._notifications"): "which mail went out; the outbox says "
    "what should",
    ("bills/repository/file_bytes.py", "self._chunks"): "the bytes of an uploaded file, which "
    "come before the commit that names it",
    ("bills/repository/file_bytes.py", "self._files"): "what says that all its bytes are there",
    ("compliance/repository/lists.py", "self._files"): "the bytes of a published list, which come "
    "before the commit that names it",
    (
        "compliance/repository/kyc_documents.py",
        "self._bytes",
    ): "the bytes of a document, which come before the commit that names it",
    ("integrations/key_management/key_store.py", "self._keys"): "wrapped data keys, needed before "
    "the unit that uses them",
    ("integrations/key_management/rotation.py", "self._data_keys"): "how data keys are wrapped",
    ("integrations/key_management/reencryption.py", "self._data_keys"): "which data keys are old",
    ("integrations/key_management/reencryption.py", "self._positions"): "how far a walk is",
    ("integrations/key_management/reencryption.py", "source"): "the key of a sealed value and not "
    "what it says: compare-and-set on the value that was read",
    ("integrations/key_management/master_keys.py", "self._records"): "which master keys there are; "
    "what they wrap is not touched",
    ("integrations/key_management/platform_secrets.py", "self._secrets"): "made once and never "
    "changed",
    ("recovery/repository/loading.py", "target"): "documents of a backup, as they were when commit "
    "wrote them, into an empty database",
    (
        "recovery/repository/unfinished.py",
        "database[UNFINISHED]",
    ): "the mark of a restore, which is there before commit has anything to write to",
    ("app/migrations/runner.py", "self._records"): "how far each migration is",
    ("app/migrations/runner.py", "source"): "the form of a document and none of its facts: "
    "compare-and-set on the version that was read, and never what is hashed",
    ("app/embedded/mongod.py", "starts"): "a database of its own, to prove that a start can commit",
}


def domain_files() -> list[Path]:
    found: list[Path] = []
    for capability in sorted(CAPABILITIES):
        folder = PRODUCT / capability
        found += python_files(folder / "domain") if (folder / "domain").is_dir() else []
        found += [folder / "domain.py"] if (folder / "domain.py").exists() else []
    return found


class TestMoney:
    def test_is_never_a_float(self) -> None:
        wrong = []
        for path in python_files(*MONEY):
            wrong += [
                f"{named(path)}:{line}"
                for receiver, name, line in calls(path)
                if (receiver, name) == ("", "float")
            ]
        assert wrong == []

    def test_is_never_divided_but_in_whole_units(self) -> None:
        """``/`` gives a float; shares and percentages are ``//`` and largest remainders."""
        wrong = [
            f"{named(path)}:{node.lineno}"
            for path in python_files(*MONEY)
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)
        ]
        assert wrong == []

    def test_has_no_field_that_is_a_float(self) -> None:
        wrong = [
            f"{named(path)}:{node.lineno}"
            for path in python_files(PRODUCT)
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.AnnAssign | ast.arg)
            and "minor" in (node.arg if isinstance(node, ast.arg) else ast.unparse(node.target))
            and node.annotation is not None
            and re.search(r"\bfloat\b", ast.unparse(node.annotation))
        ]
        assert wrong == []


class TestDomain:
    def test_is_there_to_be_judged(self) -> None:
        assert len(domain_files()) > 30

    def test_is_told_the_time(self) -> None:
        clocks = {"now", "utcnow", "today", "utc_now", "monotonic", "perf_counter", "time_ns"}
        wrong = [
            f"{named(path)}:{line}"
            for path in domain_files()
            for receiver, name, line in calls(path)
            if name in clocks or (receiver, name) == ("time", "time")
        ]
        assert wrong == []

    def test_is_given_randomness(self) -> None:
        wrong = [
            f"{named(path)}:{line}"
            for path in domain_files()
            for receiver, name, line in calls(path)
            if receiver in ("random", "secrets", "uuid", "os")
        ]
        assert wrong == []

    def test_does_nothing_while_one_waits(self) -> None:
        wrong = [
            f"{named(path)}:{node.lineno}"
            for path in domain_files()
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.AsyncFunctionDef | ast.Await)
        ]
        assert wrong == []


class TestDatabase:
    def test_is_written_by_commit_alone_but_for_what_is_owned_outright(self) -> None:
        writers = {
            (named(path), receiver)
            for path in python_files(PRODUCT)
            for receiver, name, _ in calls(path)
            if name in WRITES
        }

        others = {writer for writer in writers if not writer[0].startswith("commit/repository/")}
        assert len(writers) > len(others)
        assert others == OWNED_OUTRIGHT.keys()

    def test_is_written_through_no_aggregation(self) -> None:
        wrong = [
            named(path)
            for path in python_files(PRODUCT)
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Constant) and node.value in ("$out", "$merge")
        ]
        assert wrong == []

    def test_holds_transactions_in_commit_alone(self) -> None:
        wrong = {
            named(path)
            for path in python_files(PRODUCT)
            for _, name, _ in calls(path)
            if name in ("start_transaction", "with_transaction")
        }
        assert wrong == {"commit/repository/batches.py", "app/embedded/mongod.py"}

    def test_is_written_by_no_bare_command_but_those_of_commit(self) -> None:
        wrong = {
            named(path)
            for path in python_files(PRODUCT)
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Constant) and node.value in ("documents", "updates", "deletes")
        }
        assert wrong == {"commit/repository/batches.py"}


class TestWiring:
    def test_makes_everything_and_no_module_makes_its_own(self) -> None:
        """No module-level settings, connections or services."""
        made = re.compile(r"^(Settings|Metrics|connect|build|\w+(Service|Repository|Client))$")
        wrong = []
        for path in python_files(PRODUCT):
            for statement in tree_of(path).body:
                if not isinstance(statement, ast.Assign | ast.AnnAssign):
                    continue
                for node in ast.walk(statement):
                    if isinstance(node, ast.Call) and made.match(ast.unparse(node.func)):
                        wrong.append(f"{named(path)}:{node.lineno}")
        assert wrong == []


class TestTests:
    def test_replace_none_of_our_own_code(self) -> None:
        """Real parts, the sandbox, a fixed clock: what is patched is not what is shipped."""
        patching = re.compile(
            r"unittest\.mock|mock\.patch|\bMagicMock|\bAsyncMock|monkeypatch\.setattr|\bmocker\."
        )
        this = Path(__file__)
        wrong = [
            f"{named(path)}:{number}"
            for path in python_files(TESTS)
            if path != this
            for number, line in enumerate(path.read_text().splitlines(), start=1)
            if patching.search(line)
        ]
        assert wrong == []


# Spelled in parts, so that this file does not name what it looks for.
NOT_TO_BE_NAMED = {
    "a package index": re.compile(
        "|".join(
            re.escape(first) + r"\." + last
            for first, last in [
                ("pypi", "org"),
                ("pythonhosted", "org"),
                ("registry.npmjs", "org"),
                ("yarnpkg", "com"),
                ("npmmirror", "com"),
                ("proxy.golang", "org"),
            ]
        )
    ),
    "an index option": re.compile("--(?:extra-)?index" + "-url|--regis" + "try[= ]"),
    "a path of one machine": re.compile(r"(?<![\w.\-}])/(?:wor" + "k|ro" + r"ot|Users)/\w"),
}
LEFT_OVER = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + r"X)\b")
SOURCES = {".py", ".ts", ".tsx", ".mjs", ".css", ".html", ".sh", ".yml", ".yaml", ".toml", ".md"}


class TestRepository:
    @pytest.mark.parametrize("what", NOT_TO_BE_NAMED)
    def test_does_not_name(self, what: str) -> None:
        pattern = NOT_TO_BE_NAMED[what]
        wrong = []
        for path in repository_files():
            found = pattern.search(text_of(path) or "")
            if found:
                wrong.append(f"{path.relative_to(ROOT)}: {found[0]}")
        assert wrong == []

    def test_has_nothing_left_for_later(self) -> None:
        wrong = [
            f"{path.relative_to(ROOT)}:{number}"
            for path in repository_files()
            if path.suffix in SOURCES or path.parent == ROOT
            for number, line in enumerate((text_of(path) or "").splitlines(), start=1)
            if LEFT_OVER.search(line)
        ]
        assert wrong == []

    def test_says_at_the_top_of_every_module_what_it_is(self) -> None:
        wrong = [
            named(path)
            for path in python_files(SOURCE)
            if tree_of(path).body and ast.get_docstring(tree_of(path)) is None
        ]
        assert wrong == []
