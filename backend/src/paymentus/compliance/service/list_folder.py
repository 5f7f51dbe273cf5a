"""Sanctions lists from a folder of files."""

from __future__ import annotations

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
    files = {path.name.lower(): path for path in sorted(folder.iterdir()) if path.is_file()}
    parties: list[ListedParty] = []
    problems: list[RowProblem] = []
    found = 0
    for form in (SDN, NON_SDN):
        if form.parties in files:
            names = (form.parties, form.aliases, form.addresses, form.comments)
            content = {name: files[name].read_bytes() for name in names if name in files}
            read = read_ofac(content, form)
            parties += read.parties
            problems += read.problems
            found += 1
    for name, path in files.items():
        if name.endswith(".xml"):
            read = read_un(path.read_bytes(), file=path.name)
            parties += read.parties
            problems += read.problems
            found += 1
    if not found:
        raise ListUnreadable(
            f"{folder} has no sdn.csv, no cons_prim.csv and no XML file of the UN's list."
        )
    return ReadList(tuple(parties), tuple(problems))
