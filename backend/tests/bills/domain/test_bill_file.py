from __future__ import annotations

import pytest

from bills.building import a_file
from paymentus.bills.domain import FileStatus


class TestBillFile:
    def test_counts_what_was_never_met_as_zero(self):
        file = a_file(counts={"created": 3})

        assert (file.count("created"), file.count("withdrawn")) == (3, 0)

    @pytest.mark.parametrize("status", list(FileStatus))
    def test_is_finished_once_it_is_done_or_failed(self, status: FileStatus):
        finished = status in (FileStatus.DONE, FileStatus.FAILED)

        assert a_file(status=status).is_finished is finished
