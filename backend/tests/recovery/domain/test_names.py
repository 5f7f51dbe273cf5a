from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from paymentus.recovery.domain.names import (
    BackupDateUnclear,
    MomentUnclear,
    NoSuchBackup,
    is_operations,
    is_snapshot,
    made_at,
    moment_of,
    operations_name,
    snapshot_name,
    snapshot_of,
    too_old,
)

NOW = datetime(2026, 11, 23, 13, 45, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


def snapshots(*days_ago: int) -> list[str]:
    return [snapshot_name(NOW - timedelta(days=days)) for days in days_ago]


class TestNames:
    def test_are_the_guides_in_utc(self) -> None:
        there = NOW.astimezone(timezone(timedelta(hours=-5)))

        assert snapshot_name(there) == "20261123_134500.tar.gz.enc"

    def test_tell_a_snapshot_from_what_was_written_after(self) -> None:
        after = operations_name(NOW, NOW + timedelta(minutes=1), number=7)

        assert [is_snapshot(name) for name in (*snapshots(0), after)] == [True, False]
        assert [is_operations(name) for name in (*snapshots(0), after)] == [False, True]
        assert made_at(after) == NOW + timedelta(minutes=1)

    @pytest.mark.parametrize("name", ["x.tar.gz.enc", "20261399_000000.tar.gz.enc", "latest"])
    def test_of_other_files_have_no_moment(self, name: str) -> None:
        assert made_at(name) is None


class TestADate:
    def test_means_the_newest_snapshot_of_that_day(self) -> None:
        names = ["20261122_010000.tar.gz.enc", "20261122_230000.tar.gz.enc", *snapshots(0)]

        assert snapshot_of("20261122", names) == "20261122_230000.tar.gz.enc"
        assert snapshot_of("20261122_010000", names) == "20261122_010000.tar.gz.enc"
        assert snapshot_of("latest", names) == "20261123_134500.tar.gz.enc"

    def test_never_means_what_was_written_after_a_snapshot(self) -> None:
        with pytest.raises(NoSuchBackup, match="none"):
            snapshot_of("latest", [operations_name(NOW, NOW, number=1)])

    @pytest.mark.parametrize("date", ["", "2026", "2026-11-23", "../etc", "20261123_"])
    def test_that_is_none_is_refused(self, date: str) -> None:
        with pytest.raises(BackupDateUnclear):
            snapshot_of(date, snapshots(0))

    def test_without_a_backup_tells_which_there_are(self) -> None:
        with pytest.raises(NoSuchBackup, match=r"20261123_134500\.tar\.gz\.enc"):
            snapshot_of("20260101", snapshots(0))


class TestAMoment:
    @pytest.mark.parametrize(
        "text", ["2026-11-23T13:45:00", "2026-11-23T13:45:00Z", "2026-11-23T08:45:00-05:00"]
    )
    def test_is_in_utc_unless_it_says_otherwise(self, text: str) -> None:
        assert moment_of(text) == NOW

    def test_may_be_the_last_that_was_kept(self) -> None:
        assert moment_of("latest") is None

    @pytest.mark.parametrize("text", ["", "yesterday", "13:45"])
    def test_that_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(MomentUnclear):
            moment_of(text)


class TestKeeping:
    def test_lets_go_of_what_is_older_than_seven_days(self) -> None:
        names = snapshots(0, 6, 7, 8, 30)

        assert set(too_old(names, now=NOW, keep=WEEK)) == set(snapshots(8, 30))

    def test_never_lets_go_of_the_newest(self) -> None:
        after = operations_name(NOW, NOW - timedelta(days=20), number=1)

        gone = too_old([*snapshots(30, 40), after], now=NOW, keep=WEEK)

        assert gone == snapshots(40)

    def test_leaves_other_files_alone(self) -> None:
        assert too_old([*snapshots(0), "notes.txt"], now=NOW, keep=timedelta(0)) == []
