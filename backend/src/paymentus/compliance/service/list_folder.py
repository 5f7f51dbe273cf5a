"""Sanctions lists from the files they are published in, and from a folder of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from paymentus.compliance.domain.lists.ofac import NON_SDN, SDN, read_ofac
from paymentus.compliance.domain.lists.read_list import ListUnreadable, ReadList, RowProblem
from paymentus.compliance.domain.lists.un import read_un
from paymentus.compliance.domain.screening.listed import ListedParty


def read_folder(folder: Path) -> ReadList:
    """Every list in the folder: SDN, non-SDN, and any XML file of the UN's; letter case is free.

    Raises ListUnreadable where there is none, or where one cannot be read at all.
    """
    if not folder.is_dir():
        raise ListUnreadable(f"{folder} is not a folder.")
    paths = [path for path in sorted(folder.iterdir()) if path.is_file()]
    wanted = {
        path.name: path.read_bytes()
        for path in paths
        if path.suffix.lower() == ".xml" or path.name.lower() in _OFAC
    }
    return read_files(wanted, where=str(folder))


def read_files(files: Mapping[str, bytes], *, where: str) -> ReadList:
    """As :func:`read_folder`, of files by their names; ``where`` is named in what is refused."""
    by_name = {name.lower(): content for name, content in files.items()}
    parties: list[ListedParty] = []
    problems: list[RowProblem] = []
    found = 0
    for form in (SDN, NON_SDN):
        if form.parties in by_name:
            names = (form.parties, form.aliases, form.addresses, form.comments)
            read = read_ofac({name: by_name[name] for name in names if name in by_name}, form)
            parties += read.parties
            problems += read.problems
            found += 1
    for name in sorted(files):
        if name.lower().endswith(".xml"):
            read = read_un(files[name], file=name)
            parties += read.parties
            problems += read.problems
            found += 1
    if not found:
        raise ListUnreadable(
            f"{where} has no sdn.csv, no cons_prim.csv and no XML file of the UN's list."
        )
    return ReadList(tuple(parties), tuple(problems))


_OFAC = frozenset(
    name
    for form in (SDN, NON_SDN)
    for name in (form.parties, form.aliases, form.addresses, form.comments)
)
