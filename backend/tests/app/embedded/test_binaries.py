"""Finding mongod and redis-server, and saying what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from paymentus.app.embedded.binaries import (
    MONGOD,
    REDIS_SERVER,
    Program,
    ProgramDoesNotRun,
    ProgramNotFound,
    SystemLibraryMissing,
    find_mongod,
    find_program,
    find_redis_server,
    packaged_path,
)


def put_program(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


def path_with(folder: Path, **more: str) -> dict[str, str]:
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", **more}


class TestOrder:
    @pytest.mark.parametrize(
        ("program", "says"),
        [(MONGOD, "db version v7.0.1"), (REDIS_SERVER, "Redis server v=7.2.4 sha=0")],
        ids=["mongod", "redis-server"],
    )
    def test_path_comes_before_the_package(
        self, tmp_path: Path, program: Program, says: str
    ) -> None:
        mine = put_program(tmp_path, program.name, f"echo '{says}'")

        found = find_program(program, path_with(tmp_path))

        assert (found.path, found.source, found.major) == (mine, "PATH", 7)

    @pytest.mark.parametrize("program", [MONGOD, REDIS_SERVER], ids=lambda p: p.name)
    def test_the_package_is_forced_although_others_are_on_path(
        self, tmp_path: Path, program: Program
    ) -> None:
        put_program(tmp_path, program.name, "echo 'version v=7.0.1'")

        found = find_program(program, path_with(tmp_path, PAYMENTUS_EMBEDDED="1"))

        assert found.source == "package"
        assert found.path == packaged_path(program)
        assert found.major == 6

    def test_one_on_path_that_is_too_old_is_passed_over(self, tmp_path: Path) -> None:
        put_program(tmp_path, "mongod", "echo 'db version v3.6.8'")

        assert find_mongod(path_with(tmp_path)).source == "package"


class TestWhatIsMissing:
    def test_a_program_is_said_with_its_remedies(self, tmp_path: Path) -> None:
        nowhere = replace(MONGOD, package="no_such_package")

        with pytest.raises(ProgramNotFound) as refusal:
            find_program(nowhere, {"PATH": str(tmp_path)})

        assert "No mongod was found on PATH" in refusal.value.detail
        assert "Install MongoDB 6.0 or newer" in refusal.value.detail
        assert "set MONGO_URL" in refusal.value.detail

    def test_a_program_too_old_is_mentioned_when_there_is_no_other(self, tmp_path: Path) -> None:
        old = put_program(tmp_path, "redis-server", "echo 'Redis server v=4.0.9 sha=0'")

        with pytest.raises(ProgramNotFound, match=rf"{old}\) is 4\.0\.9, which is too old"):
            find_program(replace(REDIS_SERVER, package="no_such"), {"PATH": str(tmp_path)})

    def test_a_system_library_is_said_with_the_package_that_has_it(self, tmp_path: Path) -> None:
        put_program(
            tmp_path,
            "mongod",
            "echo 'mongod: error while loading shared libraries: libcurl.so.4: "
            "cannot open shared object file: No such file or directory' >&2; exit 127",
        )

        with pytest.raises(SystemLibraryMissing) as refusal:
            find_mongod(path_with(tmp_path))

        assert "the system library libcurl.so.4 is missing" in refusal.value.detail
        assert "apt-get install libcurl4" in refusal.value.detail

    @pytest.mark.skipif(
        not sys.platform.startswith("linux") or shutil.which("cc") is None,
        reason="builds a program with the C compiler",
    )
    def test_a_library_the_real_loader_cannot_find_is_recognized(self, tmp_path: Path) -> None:
        library = tmp_path / "libgone.so.9"
        (tmp_path / "gone.c").write_text("int gone(void) { return 0; }")
        (tmp_path / "main.c").write_text("int gone(void); int main(void) { return gone(); }")
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-Wl,-soname,libgone.so.9", "-o", library, "gone.c"],
            cwd=tmp_path,
            check=True,
        )
        subprocess.run(["cc", "-o", "mongod", "main.c", library], cwd=tmp_path, check=True)
        library.unlink()

        with pytest.raises(SystemLibraryMissing, match=r"library libgone\.so\.9 is missing"):
            find_mongod(path_with(tmp_path))

    def test_a_program_for_another_machine_is_said(self, tmp_path: Path) -> None:
        program = tmp_path / "redis-server"
        program.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(60))
        program.chmod(0o755)

        with pytest.raises(ProgramDoesNotRun, match="cannot be run here"):
            find_redis_server(path_with(tmp_path))


class TestThePackagedPair:
    def test_both_run_here(self) -> None:
        forced = {"PAYMENTUS_EMBEDDED": "1"}

        assert find_mongod(forced).version == "6.0.5"
        assert find_redis_server(forced).version == "6.2.14"
