"""Whatever stands in a file reads the same in a paragraph, and names no fact."""

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vangnet.plan.bring import markdown
from vangnet.plan.text import as_html, links_in, named_in

SIGNS = st.text(alphabet=st.sampled_from(list("ab1 .-+*_#|[](){}\\<>&!`~:=\"'")), min_size=1, max_size=20)


def read(text: str) -> str:
    """As a reader sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", as_html(text, {}))).split())


@given(SIGNS.map(lambda text: " ".join(text.split())).filter(bool))
@example("{{ duties.kept }}")
@example("[naam](https school)")
@example("2019. Dat jaar")
@example("__init__ en *zo*")
@example("# 1 - a")
def test_a_line_reads_as_it_stood(text):
    written = markdown.line(text)

    assert named_in(written) == ()
    assert links_in(written) == ()
    assert read(written) == text


@given(st.lists(st.lists(SIGNS.map(str.strip), min_size=2, max_size=3), min_size=1, max_size=4))
def test_cells_of_a_table_read_as_they_stood(rows):
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]

    found = as_html(markdown.table([[markdown.inline(cell) for cell in row] for row in rows]), {})

    cells = [html.unescape(cell) for cell in re.findall(r"<t[hd]>(.*?)</t[hd]>", found)]
    width = max(map(len, rows))
    assert cells == [cell for row in rows for cell in [*row, *[""] * (width - len(row))]]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Zie https://school.example/plan.", "https://school.example/plan"),
        ("(https://school.example/a_b_c)", "https://school.example/a_b_c"),
        ("Zie http://school.example/een)twee en meer", "http://school.example/een"),
    ],
)
def test_an_address_becomes_a_link(text, address):
    assert links_in(markdown.line(text)) == (address,)
    assert read(markdown.line(text)) == text.replace("https://", "").replace("http://", "")


def test_a_script_is_no_address():
    assert not markdown.can_be_opened("javascript:alert(1)")
    assert not markdown.can_be_opened("https://[half")
    assert markdown.can_be_opened("mailto:plan@school.example")
