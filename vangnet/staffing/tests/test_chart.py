"""The chart says in its drawing and in its list what the appointments of the day say."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from vangnet.core.people.models import Appointment, Cluster, School
from vangnet.staffing.chart import MOST_IN_ONE, WIDTH, Node, drawn, of_board, of_school

pytestmark = pytest.mark.django_db(databases="__all__")

TODAY = date(2026, 11, 26)


def every(node):
    yield node
    for child in node.children:
        yield from every(child)


def test_from_the_board_to_the_tasks_of_a_school(cast, linde):
    root = of_school(linde, TODAY)
    told = {node.title: node.who for node in every(root)}

    assert (root.title, root.who) == ("Executive board", "Bas Test")
    assert told["Cluster director, Noord"] == "Carla Test"
    assert told["Head teacher, De Linde"] == "Hanna Test"
    assert told["Confidential adviser"] == "Vera Test"
    assert told["Prevention officer"] == "Vacant"
    assert told["Social safety"] == ""


def test_of_another_day_it_is_another_chart(cast, linde):
    Appointment.objects.filter(person=cast.vera).update(last_on=date(2026, 10, 31))
    Appointment.objects.create(
        person=cast.otto, role="confidential_adviser", school=linde, first_on=date(2026, 11, 1)
    )

    def adviser(on):
        return {node.title: node.who for node in every(of_school(linde, on))}["Confidential adviser"]

    assert [adviser(date(2026, 10, 31)), adviser(date(2026, 11, 1))] == ["Vera Test", "Otto Test"]


def test_the_board_has_a_drawing_for_each_cluster_that_fits_a_sheet(cast, linde):
    south = Cluster.objects.create(board=linde.board, name="Zuid")
    for number in range(MOST_IN_ONE + 3):
        School.objects.create(
            board=linde.board,
            cluster=south,
            name=f"School {number}",
            brin="98XX",
            location_code=f"{number:02}",
        )
    School.objects.create(board=linde.board, name="Alleen", brin="97XX")

    top, *sheets = of_board(TODAY)

    assert top.children[0].title == "Data protection officer"
    assert {node.title for node in every(top)} >= {"Cluster director, Noord", "Cluster director, Zuid"}
    assert sorted(len(sheet.children) for sheet in sheets) == [1, 2, 3, MOST_IN_ONE]
    assert all(drawn(sheet).height < 960 for sheet in sheets), (
        "23 cm on paper, so that a letter of 14 is 10 points"
    )


def test_no_box_lies_over_another_or_outside_and_long_names_get_lines_of_their_own():
    many = tuple(f"Maximiliaan van der Wetering-Oudkerk {number}" for number in range(6))
    root = Node("Top", ("A",), (Node("Many", many, (Node("Deep", many),)), Node("Nobody")))

    boxes = drawn(root).boxes

    assert [box.titles[0][1] for box in boxes] == ["Top", "Many", "Deep", "Nobody"]
    assert all(above.y + above.height < below.y for above, below in pairwise(boxes))
    assert all(box.x > 0 and box.x + box.width <= WIDTH for box in boxes)
    assert all(y < box.y + box.height for box in boxes for y, _text in [*box.titles, *box.lines])
    assert all(box.text_x + 7 * len(text) < WIDTH for box in boxes for _y, text in box.lines)
    assert " ".join(text for _y, text in boxes[1].lines) == ", ".join(many)


def test_the_list_beside_the_drawing_says_the_same(as_, cast, linde):
    page = html.fromstring(as_(cast.mina).get(f"/staffing/schools/{linde.pk}/chart/").content)

    drawing = page.find(".//figure/svg")
    assert drawing.get("role") == "img"
    texts = [" ".join(text.text_content().split()) for text in drawing.iter("text")]
    listed = page.find(".//figure/details/ul").text_content()
    assert len(texts) > 20
    assert all(text.removeprefix("✕ ") in listed for text in texts)


def test_the_number_of_questions_does_not_grow_with_the_schools(as_, cast, linde):
    def asked():
        with CaptureQueriesContext(connection) as found:
            assert as_(cast.bas).get("/staffing/chart/").status_code == 200
        return len(found)

    asked()
    before = asked()
    for number in range(25):
        School.objects.create(
            board=linde.board, name=f"School {number}", brin="98XX", location_code=f"{number:02}"
        )

    assert asked() == before
