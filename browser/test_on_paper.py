"""What schools hang on a wall fits on one sheet of paper, of the size that was promised."""

import re

import pytest

from .conftest import BOARD, HEAD

A3_LANDSCAPE, A4 = (1191, 842), (595, 842)  # in points


@pytest.mark.parametrize(
    ("who", "path", "size"),
    [
        (HEAD, "/duties/", A3_LANDSCAPE),
        (BOARD, "/duties/", A3_LANDSCAPE),
        (HEAD, "/staffing/schools/1/chart/", A4),
        (HEAD, "/emergencies/schools/1/card/", A4),
    ],
    ids=["the year of a school", "all schools", "who is responsible", "when the alarm goes"],
)
def test_it_fits_on_one_sheet(enter, who, path, size):
    page = enter(who)
    page.goto(path)

    paper = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert box
    assert tuple(round(float(side)) for side in box.groups()) == size
