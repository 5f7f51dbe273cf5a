"""Lists from a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.building import FILES
from compliance.domain.lists.test_un import LIST
from paymentus.compliance.domain.lists.read_list import ListUnreadable
from paymentus.compliance.service.list_folder import read_folder


class TestAFolder:
    def test_may_hold_several_lists_in_any_case(self, tmp_path: Path) -> None:
        for name, content in FILES.items():
            (tmp_path / name.upper()).write_bytes(content)
        (tmp_path / "cons_prim.csv").write_bytes(FILES["sdn.csv"])
        (tmp_path / "un.xml").write_bytes(LIST)

        read = read_folder(tmp_path)

        assert {party.list_name for party in read.parties} == {"SDN", "non-SDN", "UN"}
        assert len(read.parties) == 4 + 4 + 2

    def test_without_a_list_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ListUnreadable, match=r"no sdn\.csv"):
            read_folder(tmp_path)
        with pytest.raises(ListUnreadable, match="is not a folder"):
            read_folder(tmp_path / "nowhere")
