from __future__ import annotations

import ast
import importlib

from architecture.sources import PRODUCT, named, python_files, tree_of
from paymentus.app.migrations.catalog import MIGRATIONS, NEEDED, SEALED_BY, schema_versions

# Their form is inside what is hashed or signed, or they are gone within days.
NEVER_REWRITTEN = {
    "transactions", "ledger_accounts", "ledger_holds", "audit_log", "audit_tiles",
    "audit_checkpoints", "log_heads", "audit_inbox", "outbox", "inbox",
}  # fmt: skip
# Written by their owners directly; a migration had to look after them once.
NOT_OF_UNITS = {"idempotency", "notifications", "bill_file_bytes.files"}


def collections_of_units() -> set[str]:
    """The first argument of every ``Insert`` and ``Update`` in the product."""
    found = set()
    for path in python_files(PRODUCT):
        module = ".".join(("paymentus", *path.relative_to(PRODUCT).with_suffix("").parts))
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("Insert", "Update")
            ):
                name = ast.unparse(node.args[0])
                found.add(getattr(importlib.import_module(module), name))
    return found


class TestTheCatalog:
    def test_numbers_migrations_without_gaps_and_names_their_files_so(self) -> None:
        files = [named(path) for path in python_files(PRODUCT / "app" / "migrations")]
        numbered = [name for name in files if name.rpartition("/")[2].startswith("m0")]

        assert [one.number for one in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))
        assert [int(name.rpartition("/m")[2][:4]) for name in numbered] == [
            one.number for one in MIGRATIONS
        ]

    def test_leaves_each_database_readable_by_the_release_before(self) -> None:
        """But what is sealed: nobody reads that without the keys."""
        assert {one.number for one in MIGRATIONS if one.oldest_reader >= one.number} == {SEALED_BY}
        assert len(MIGRATIONS) >= NEEDED

    def test_lets_no_newer_form_be_written_beside_documents_that_say_none(self) -> None:
        """``$min`` of a field that is not there sets it: such a document would claim to be new."""
        assert max(schema_versions().values()) == 1 or NEEDED >= 1

    def test_knows_the_form_of_every_document_that_units_write(self) -> None:
        assert schema_versions().keys() - collections_of_units() == NOT_OF_UNITS
        assert collections_of_units() <= schema_versions().keys()

    def test_touches_nothing_that_is_hashed_or_signed(self) -> None:
        touched = {name for one in MIGRATIONS for name in one.collections}

        assert touched & NEVER_REWRITTEN == set()
