"""Where the code is, and what the architecture tests read from it."""

from __future__ import annotations

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
BACKEND = TESTS.parent
ROOT = BACKEND.parent
SOURCE = BACKEND / "src"
PRODUCT = SOURCE / "paymentus"
VERIFIER = ROOT / "verify_receipt.py"

# What stands around the capabilities, and is not one itself.
AROUND = frozenset({"app", "foundation", "integrations"})
CAPABILITIES = frozenset(
    folder.name
    for folder in PRODUCT.iterdir()
    if (folder / "__init__.py").exists() and folder.name not in AROUND
)


def python_files(*roots: Path) -> list[Path]:
    """Every Python file below; a file stands for itself."""
    found = []
    for root in roots:
        found += sorted(root.rglob("*.py")) if root.is_dir() else [root]
    return [path for path in found if "__pycache__" not in path.parts]


def named(path: Path) -> str:
    """A path as people read it: below the backend's source, or below the repository."""
    base = PRODUCT if path.is_relative_to(PRODUCT) else ROOT
    return path.relative_to(base).as_posix()


@functools.cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def calls(path: Path) -> Iterator[tuple[str, str, int]]:
    """(receiver, name, line) of every call: ``self._tiles.insert_many(x)`` and ``float(x)``."""
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value), node.func.attr, node.lineno
        elif isinstance(node.func, ast.Name):
            yield "", node.func.id, node.lineno


def imported_packages(path: Path) -> set[str]:
    """The first part of every absolute import, wherever it stands."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def repository_files() -> list[Path]:
    """Every file of the repository as it would be committed; without git, every file there is."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        paths = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        aside = {".git", ".venv", "node_modules", "dist", "__pycache__", ".data"}
        paths = [path for path in ROOT.rglob("*") if not aside & set(path.parts)]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str | None:
    """None for a file that is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
