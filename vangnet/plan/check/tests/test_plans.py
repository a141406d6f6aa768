"""Invented plans whose faults are known, and a real one that is not in this repository."""

import pytest

from bench.plan_check import DAY, HELD_OUT, PLANS, measured, total
from vangnet.plan.check.checking import check
from vangnet.plan.check.findings import Report
from vangnet.plan.check.reading import read

from .making import REAL


def test_a_nearly_perfect_plan_is_left_nearly_alone() -> None:
    report = check(read(PLANS / "vuurtoren.md"), DAY)
    assert len(report.findings) <= 3
    assert report.score >= 95


@pytest.mark.parametrize("name", ["bolderik", "kompas", "wilg", "klimop"])
def test_the_faults_that_were_put_in_are_found(name: str) -> None:
    missed = [line for each in measured(PLANS).values() for line in each.missed if line.startswith(name)]
    assert not missed


def test_held_out_plans_keep_their_figures() -> None:
    """Recall 126 of 131 and precision 239 of 245 when docs/plan-check.md was written; a change may not cost much."""
    together = total(measured(HELD_OUT))
    assert together.seeded >= 131
    assert together.found / together.seeded >= 0.93
    assert together.true / together.findings >= 0.93


@pytest.fixture
def real_plan() -> Report:
    if not REAL.exists():
        pytest.skip("the real plan that lies beside this repository is not here")
    return check(read(REAL), DAY)


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("placeholder", {414}),
        ("contradiction-number", {414}),
        ("contradiction-status", {228}),
        ("contradiction-function", {632}),
        ("template-text", {10, 138, 534, 639}),
        ("missing-reference", {68, 648}),
        ("unknown-abbreviation", {232}),
        ("names-of-function", {633}),
        ("person-named", {745}),
        ("empty-reference", {599}),
        ("roles-combined", {633, 735}),
    ],
)
def test_the_real_plan_gives_what_a_careful_reader_found(
    real_plan: Report, kind: str, lines: set[int]
) -> None:
    found = {each.place.line for each in real_plan.findings if each.kind.key == kind}
    assert lines <= found


def test_the_real_plan_gives_at_least_forty_places(real_plan: Report) -> None:
    assert len({(each.kind.key, each.place.line, str(each.why)) for each in real_plan.findings}) >= 40
    formalities = [each for each in real_plan.findings if each.kind.key == "missing-formality"]
    assert len(formalities) == 6
