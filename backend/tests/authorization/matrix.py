"""Reads ``matrix.csv``: who gets what from each operation, written by hand and read by people.

Nothing here looks at the code that enforces it. The cells:

=========  =====================================================================================
yes        answered; what is wrong with the request itself may still be said
sign in    401: nobody is asking, or a bearer that is none
no         403: somebody is asking, and may not
hidden     404: the asker may do this, but this thing is another's, and for them is not there
not now    409: the asker may do this, but what they have under way stands against it
=========  =====================================================================================
A permission with ``+ step-up`` is for people who proved who they are within five minutes; the
callers of the columns have.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("matrix.csv")
STATUS_OF = {"sign in": 401, "no": 403, "hidden": 404, "not now": 409}
NOT_NOW = "not now"
HIDDEN = "hidden"
YES = "yes"


@dataclass(frozen=True, slots=True)
class Row:
    """One operation of the API, and the outcome for each column."""

    operation: str
    request: str
    permission: str
    step_up: bool
    outcomes: dict[str, str]


def read_matrix(path: Path = FILE) -> dict[str, Row]:
    """By operation id. Raises ``ValueError`` for a cell that is none of the four words."""
    rows: dict[str, Row] = {}
    with path.open(newline="") as file:
        for line in csv.DictReader(file, skipinitialspace=True):
            cells = {str(name).strip(): str(value).strip() for name, value in line.items()}
            operation = cells.pop("operation")
            request = cells.pop("request")
            permission, _, more = cells.pop("permission").partition(" + ")
            row = Row(operation, request, permission, more == "step-up", cells)
            unknown = set(cells.values()) - {YES, *STATUS_OF}
            if unknown or operation in rows:
                raise ValueError(f"{operation}: {unknown or 'twice'}")
            rows[operation] = row
    return rows
