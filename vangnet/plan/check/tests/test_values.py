"""What leaves as plain values comes back as it was; a database takes every letter of it."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vangnet.plan.check.checking import check
from vangnet.plan.check.reading import Block, Document, read
from vangnet.plan.check.reading.document import Start
from vangnet.plan.check.values import document_of, document_values, report_of, report_values

PLANS = Path(__file__).with_name("plans")
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
BLOCKS = st.builds(
    Block,
    text=TEXT,
    line=st.integers(0, 99),
    page=st.none() | st.integers(1, 9),
    level=st.integers(0, 9),
    is_item=st.booleans(),
    is_figure=st.booleans(),
    in_margin=st.booleans(),
    cells=st.lists(TEXT, max_size=3).map(tuple),
    links=st.lists(TEXT, max_size=3).map(tuple),
    starts=st.lists(st.builds(Start, st.integers(0, 9), st.integers(1, 9), st.none() | st.just(3))).map(
        tuple
    ),
)
DOCUMENTS = st.builds(
    Document,
    name=TEXT,
    form=st.just("docx"),
    blocks=st.lists(BLOCKS, max_size=4).map(tuple),
    pages=st.none() | st.integers(1, 9),
    counts=st.sampled_from(["line", "paragraph"]),
)


def through(values: object) -> dict:
    return json.loads(json.dumps(values))


@given(DOCUMENTS)
def test_any_document_comes_back_as_it_was(document: Document) -> None:
    assert document_of(through(document_values(document))) == document


@pytest.mark.parametrize("name", ["klimop.md", "wilg.txt", "kompas.htm"])
def test_the_report_of_a_plan_comes_back_as_it_was(name: str) -> None:
    report = check(read(PLANS / name), date(2026, 11, 26))
    assert report.findings
    assert report_of(through(report_values(report))) == report


def test_a_finding_of_a_kind_that_is_no_longer_looked_for_is_left_out() -> None:
    values = report_values(check(read(PLANS / "klimop.md"), date(2026, 11, 26)))
    values["findings"][0]["kind"] = "of-an-older-release"
    assert len(report_of(values).findings) == len(values["findings"]) - 1


def test_what_no_database_takes_keeps_its_place_as_another_sign() -> None:
    """PostgreSQL refuses a NUL and half a pair in its JSON."""
    document = Document("plan.txt", "txt", (Block("a\0b\ud800c", 1, cells=("\0",)),))
    assert document_of(document_values(document)).blocks[0] == Block("a\ufffdb?c", 1, cells=("\ufffd",))
