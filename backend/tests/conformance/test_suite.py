"""The suite itself: an API that is right passes every case, and each fails where its bug is."""

from __future__ import annotations

import ast
import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.model_bugs import Bug
from conformance.model_target import ModelTarget
from conformance.suite import Case, Outcome, Verdict, all_cases, report, result, run_case
from conformance.target import Target

FOLDER = Path(__file__).parent

# One mistake for each case, with the guards taken away that would have hidden it.
MISTAKES = {
    "double-click": (Bug.KEY_KEPT_LATE,),
    "ten-at-once": (Bug.KEY_KEPT_LATE,),
    "two-servers-at-once": (Bug.KEYS_PER_SERVER,),
    "while-it-runs": (Bug.KEY_KEPT_LATE,),
    "replay-says-so": (Bug.REPLAY_UNMARKED,),
    "replay-after-it-moved-on": (Bug.KEY_IGNORED,),
    "replay-of-an-old-page": (Bug.KEY_IGNORED,),
    "decline-replays": (Bug.DECLINE_NOT_KEPT,),
    "new-key-after-a-decline": (Bug.CHILD_KEY_PER_BILL,),
    "other-amount": (Bug.BODY_IGNORED,),
    "other-bill": (Bug.BODY_IGNORED,),
    "other-body-while-it-runs": (Bug.BODY_IGNORED,),
    "corrected-after-a-mistake": (Bug.REFUSAL_KEPT,),
    "mistake-after-success": (Bug.BODY_IGNORED,),
    "failure-is-not-kept": (Bug.FAILURE_KEPT,),
    "not-known-is-not-kept": (Bug.UNKNOWN_KEPT,),
    "refusal-in-between-is-not-kept": (Bug.REFUSAL_KEPT,),
    "order-of-members": (Bug.BYTES_COMPARED,),
    "spaces": (Bug.BYTES_COMPARED,),
    "escapes": (Bug.BYTES_COMPARED,),
    "number-forms": (Bug.BODY_IN_KEY, Bug.OFFER_PAID_AGAIN),
    "unicode-form": (Bug.BODY_IN_KEY, Bug.OFFER_PAID_AGAIN),
    "defaults-written-out": (Bug.BYTES_COMPARED,),
    "two-of-one-member": (Bug.BODY_IN_KEY, Bug.OFFER_PAID_AGAIN),
    "volatile-headers": (Bug.HEADERS_IN_KEY,),
    "volatile-member": (Bug.BODY_IN_KEY, Bug.UNKNOWN_MEMBERS_TAKEN, Bug.OFFER_PAID_AGAIN),
    "no-key": (Bug.KEY_OPTIONAL,),
    "empty-key": (Bug.EMPTY_KEY_TAKEN,),
    "long-keys": (Bug.KEY_CUT,),
    "letter-case-counts": (Bug.KEY_FOLDED,),
    "odd-keys": (Bug.KEY_CLEANED,),
    "key-on-two-routes": (Bug.ROUTES_SHARE_KEYS,),
    "key-outlives-its-record": (Bug.OFFER_PAID_AGAIN,),
    "many-keys-one-after-another": (Bug.BILL_UNGUARDED, Bug.OFFER_PAID_AGAIN),
    "key-of-two-people": (Bug.PEOPLE_SHARE_KEYS,),
    "request-of-another-person": (Bug.PEOPLE_SHARE_KEYS,),
    "payment-of-another-person": (Bug.LOOK_UNGUARDED,),
    "browser-and-token-are-one": (Bug.KEY_OF_SESSION,),
    "guest-replays": (Bug.GUEST_KEYS_LOST,),
    "guest-looks-again": (Bug.GUEST_FORGOTTEN,),
    "two-guests-one-key": (Bug.PEOPLE_SHARE_KEYS,),
    "guest-pays-what-a-person-is-paying": (Bug.BILL_UNGUARDED,),
    "two-tabs": (Bug.BILL_UNGUARDED,),
    "two-pages": (Bug.BILL_UNGUARDED,),
    "two-people-one-bill": (Bug.BILL_UNGUARDED,),
    "part-payments-raced": (Bug.BILL_UNGUARDED,),
    "part-payments-one-after-another": (Bug.BILL_UNGUARDED,),
    "one-offer-under-two-keys": (Bug.OFFER_PAID_AGAIN,),
    "one-offer-raced": (Bug.OFFER_PAID_AGAIN, Bug.BILL_UNGUARDED),
    "answer-lost": (Bug.CHILD_KEYS_NEW,),
    "request-lost": (Bug.LOST_IS_SUCCESS,),
    "processor-keeps-its-500": (Bug.CHILD_KEYS_NEW,),
    "answer-unreadable": (Bug.LOST_IS_FAILURE,),
    "processor-is-busy": (Bug.LOST_IS_SUCCESS,),
    "processor-holds-its-lock": (Bug.LOST_IS_SUCCESS,),
    "second-payment-while-unknown": (Bug.UNKNOWN_FREES_BILL,),
    "second-payer-while-unknown": (Bug.UNKNOWN_FREES_BILL,),
    "same-key-while-unknown": (Bug.UNKNOWN_FREES_KEY, Bug.UNKNOWN_FREES_BILL),
    "everybody-asks-at-once": (Bug.COUNTED_TWICE_WHEN_RACED,),
    "unknown-is-not-failure": (Bug.LOST_IS_FAILURE,),
    "decline-whose-answer-was-lost": (Bug.FAILED_LATE_HOLDS_BILL,),
    "killed-before-the-charge": (Bug.CRASH_LOCKS_KEY,),
    "killed-after-the-charge": (Bug.CRASH_LOSES_KEY,),
    "child-ids-after-a-crash": (Bug.CHILD_KEYS_NEW,),
    "other-body-after-a-crash": (Bug.BODY_IGNORED,),
    "killed-and-nobody-comes-back": (Bug.NO_JANITOR,),
    "notice-sent-again": (Bug.NOTICES_COUNTED,),
    "notice-under-another-id": (Bug.NEW_NOTICES_COUNTED,),
    "failure-told-late": (Bug.FAILURE_BELIEVED,),
    "payer-and-notice-at-once": (Bug.COUNTED_TWICE_WHEN_RACED,),
    "retry-after-the-notice": (Bug.NEW_NOTICES_COUNTED,),
}


def named(case: Case) -> str:
    return case.id


async def outcomes(target_for: Callable[[Case], Target]) -> dict[str, Outcome]:
    """Every case on a target of its own, eight at once: most of it is waiting."""
    at_once = asyncio.Semaphore(8)

    async def run(case: Case) -> Outcome:
        async with at_once:
            return await run_case(case, target_for(case))

    found = await asyncio.gather(*map(run, all_cases()))
    return {outcome.case.id: outcome for outcome in found}


@pytest.fixture(scope="module")
async def right() -> dict[str, Outcome]:
    return await outcomes(lambda _: ModelTarget())


@pytest.fixture(scope="module")
async def wrong() -> dict[str, Outcome]:
    return await outcomes(lambda case: ModelTarget(*MISTAKES[case.id]))


class TestEveryCase:
    @pytest.mark.parametrize("case", all_cases(), ids=named)
    def test_passes_where_nothing_is_wrong(self, case: Case, right: dict[str, Outcome]) -> None:
        assert right[case.id].verdict is Verdict.PASSED, right[case.id].seen

    @pytest.mark.parametrize("case", all_cases(), ids=named)
    def test_fails_where_its_bug_is(self, case: Case, wrong: dict[str, Outcome]) -> None:
        assert wrong[case.id].verdict is Verdict.FAILED, wrong[case.id].seen
        assert wrong[case.id].unexpected is None, wrong[case.id].seen

    def test_has_its_bug_and_every_bug_its_case(self) -> None:
        used = {bug for bugs in MISTAKES.values() for bug in bugs}

        assert {case.id for case in all_cases()} == MISTAKES.keys()
        assert used == set(Bug)

    @pytest.mark.parametrize("case", all_cases(), ids=named)
    def test_says_where_it_comes_from_and_what_must_hold(self, case: Case) -> None:
        assert case.source
        assert case.bug.endswith(".")
        assert case.holds.endswith(".")

    def test_is_one_of_at_least_sixty(self) -> None:
        assert len(all_cases()) >= 60


class Bare(Target):
    """Has what is needed and no capability."""

    name = "a bare API"


class TestReport:
    async def test_counts_a_case_without_its_capability_as_skipped(self) -> None:
        case = next(case for case in all_cases() if case.id == "two-servers-at-once")

        outcome = await run_case(case, Bare())

        assert (outcome.verdict, outcome.seen) == (Verdict.SKIPPED, "it runs as one server")
        assert result([outcome]) == {"cases": 0, "failed": 0, "skipped": 1}

    async def test_counts_what_goes_wrong_in_a_target_as_failed(self) -> None:
        outcome = await run_case(all_cases()[0], Bare())

        assert outcome.verdict is Verdict.FAILED
        assert outcome.unexpected is not None

    def test_says_of_a_failed_case_what_must_hold_and_what_was_seen(self) -> None:
        case = all_cases()[0]
        shown = report("x", [Outcome(case, Verdict.FAILED, "charged twice", 0.1)])

        assert f"FAIL  {case.id}" in shown
        assert f"Must hold: {case.holds}" in shown
        assert "Seen: charged twice" in shown


def test_can_be_run_without_us() -> None:
    """What others take needs Python's own library and nothing else."""
    ours = [FOLDER / "target.py", FOLDER / "suite.py", *(FOLDER / "cases").glob("*.py")]
    ours += FOLDER.glob("model_*.py")
    imported = set()
    for path in ours:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])

    assert imported - set(sys.stdlib_module_names) == {"conformance"}
