"""Every case of the suite against Paymentus as real processes, one test a case."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from conformance.lanes import PRODUCTS, run_all
from conformance.suite import Case, Outcome, Verdict, all_cases

from support.product import Product


def _chosen(session: pytest.Session) -> list[Case]:
    """The cases of the tests that were selected: one alone does not run the others."""
    found = [getattr(item, "callspec", None) for item in session.items]
    named = {
        spec.params["case"].id
        for spec in found
        if spec is not None and isinstance(spec.params.get("case"), Case)
    }
    return [case for case in all_cases() if case.id in named]


@pytest.fixture(scope="module")
def products(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Product]]:
    with contextlib.ExitStack() as running:
        yield [
            running.enter_context(Product(tmp_path_factory.mktemp("product"), apis=2).running())
            for _ in range(min(PRODUCTS, len(_chosen(request.session))))
        ]


@pytest.fixture(scope="module")
async def outcomes(request: pytest.FixtureRequest, products: list[Product]) -> dict[str, Outcome]:
    found = await run_all(products, _chosen(request.session))
    return {outcome.case.id: outcome for outcome in found}


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.id)
def test_holds(case: Case, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[case.id]

    if outcome.verdict is Verdict.SKIPPED:
        pytest.skip(outcome.seen)
    assert outcome.verdict is Verdict.PASSED, f"{case.holds} Seen: {outcome.seen}"
