"""Writing the plan through its pages: who may, what is kept, and two people at once."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vangnet.plan.models import Paragraph, Version

from .scene import paragraph, sent, writer

pytestmark = pytest.mark.django_db(databases="__all__")


def read(browser, school):
    return browser.get(reverse("plan-school", args=[school.pk])).content.decode()


def test_the_head_writes_a_paragraph_and_everybody_at_school_reads_it_with_a_link_that_stays(
    as_, cast, linde
):
    answer = as_(cast.hanna).post(reverse("plan-paragraph-add", args=[linde.pk]), sent(title="Niet pesten"))

    assert answer.status_code == 302
    assert answer.url.endswith("#niet-pesten")
    for reader in (cast.mina, cast.marit, cast.bas, cast.carla):
        page = read(as_(reader), linde)
        assert 'id="niet-pesten"' in page
        assert 'href="#niet-pesten"' in page
        assert "Bij ons hoort iedereen erbij." in page


def test_the_boards_text_stands_in_every_plan_and_only_the_board_changes_it(as_, cast, linde, iep):
    as_(cast.bas).post(reverse("plan-paragraph-add-board"), sent(title="Het bestuur"))
    row = Paragraph.objects.get(school=None)
    address = reverse("plan-paragraph", args=[row.pk])

    assert "Het bestuur" in read(as_(cast.mina), linde)
    assert "Het bestuur" in read(as_(cast.nadia), iep)
    assert as_(cast.hanna).post(address, sent(row, text="Iets anders")).status_code == 404
    assert as_(cast.bas).post(address, sent(row, text="Iets anders")).status_code == 302
    assert "Iets anders" in read(as_(cast.mina), linde)


def test_the_board_does_not_write_in_the_layer_of_a_school_nor_one_school_in_that_of_another(
    as_, cast, linde
):
    row = paragraph(linde, cast.hanna)

    for stranger in (cast.bas, cast.noor, cast.mina, cast.marit):
        assert as_(stranger).get(reverse("plan-paragraph", args=[row.pk])).status_code == 404
    assert as_(cast.nadia).get(reverse("plan-school", args=[linde.pk])).status_code == 404
    assert as_(cast.nadia).get(reverse("plan-paragraph-history", args=[row.pk])).status_code == 404


def test_a_preview_shows_the_text_and_keeps_nothing(as_, cast, linde):
    row = paragraph(linde, cast.hanna)
    address = reverse("plan-paragraph", args=[row.pk])

    page = as_(cast.hanna).post(address, sent(row, text="Een **nieuwe** zin.", preview="yes"))

    assert page.status_code == 200
    assert "<p>Een <strong>nieuwe</strong> zin.</p>" in page.content.decode()
    assert "Een **nieuwe** zin.</textarea>" in page.content.decode()
    assert Version.objects.filter(paragraph=row).count() == 1


def test_the_second_of_two_writers_is_told_and_loses_nothing(as_, cast, linde):
    row = paragraph(linde, cast.hanna)
    address = reverse("plan-paragraph", args=[row.pk])
    of_sam = sent(row, text="Loop binnen bij Sam.")
    as_(cast.hanna).post(address, sent(row, text="Loop binnen bij Hanna."))

    told = as_(cast.sam).post(address, of_sam)

    page = told.content.decode()
    assert told.status_code == 409
    assert "Hanna Test changed this at" in page
    assert "Loop binnen bij Sam.</textarea>" in page
    assert "Loop binnen bij Hanna.</pre>" in page
    assert row.current.text == "Loop binnen bij Hanna."
    assert 'name="seen" value="2"' in page

    as_(cast.sam).post(address, of_sam | {"seen": "2"})
    assert [each.text for each in row.versions.all()] == [
        "Loop binnen bij Sam.",
        "Loop binnen bij Hanna.",
        "Loop binnen bij de directeur.",
    ]


def test_a_form_sent_twice_writes_once(as_, cast, linde):
    browser, new = as_(cast.hanna), sent()
    for _turn in range(2):
        assert browser.post(reverse("plan-paragraph-add", args=[linde.pk]), new).status_code == 302
    row = Paragraph.objects.get(school=linde)
    changed = sent(row, text="Anders")
    for _turn in range(2):
        assert browser.post(reverse("plan-paragraph", args=[row.pk]), changed).status_code == 302

    assert [each.number for each in row.versions.all()] == [2, 1]


def test_a_version_once_written_is_never_changed_or_removed(cast, linde):
    version = paragraph(linde, cast.hanna).current
    rows = Version.objects.filter(pk=version.pk)

    for attempt in (lambda: rows.update(text="anders"), lambda: rows.delete()):
        with pytest.raises(DatabaseError, match="corrected by a new entry"), transaction.atomic():
            attempt()


def test_the_history_shows_who_wrote_what_and_each_word_that_changed(as_, cast, linde):
    row = paragraph(linde, cast.hanna, text="Bel de conciërge bij brand.")
    row.write(1, writer(cast.sam), **{**written(row), "text": "Bel 112 bij brand.", "why": "Zo moet het"})

    page = as_(cast.mina).get(reverse("plan-paragraph-history", args=[row.pk])).content.decode()

    assert "Sam Test" in page
    assert "Hanna Test" in page
    assert "Zo moet het" in page
    assert (
        '<del><span class="unseen">[removed: </span>de conciërge<span class="unseen">]</span></del>' in page
    )
    assert '<ins><span class="unseen">[added: </span>112<span class="unseen">]</span></ins>' in page


def written(row):
    now = row.current
    return {name: getattr(now, name) for name in ("chapter", "place", "title", "text", "is_public")}


def test_what_is_left_out_is_not_read_and_can_be_put_back(as_, cast, linde):
    row, browser = paragraph(linde, cast.hanna), as_(cast.hanna)
    address = reverse("plan-paragraph-leave-out", args=[row.pk])
    assert browser.post(address, {"token": str(uuid4()), "seen": 1}).status_code == 422

    browser.post(address, {"token": str(uuid4()), "seen": 1, "why": "Staat bij het bestuur"})

    assert f'id="{row.key}"' not in read(as_(cast.mina), linde)
    assert "Staat bij het bestuur" in read(browser, linde)
    row.refresh_from_db()
    browser.post(reverse("plan-paragraph", args=[row.pk]), sent(row))
    assert f'id="{row.key}"' in read(as_(cast.mina), linde)


def test_an_earlier_text_can_be_written_again(as_, cast, linde):
    row = paragraph(linde, cast.hanna, text="De eerste tekst.")
    row.write(1, writer(cast.hanna), **{**written(row), "text": "De tweede tekst."})

    page = as_(cast.hanna).get(reverse("plan-paragraph", args=[row.pk]) + "?version=1").content.decode()

    assert "De eerste tekst.</textarea>" in page
    assert 'name="seen" value="2"' in page


def test_lines_as_a_browser_ends_them_are_no_change(as_, cast, linde):
    row = paragraph(linde, cast.hanna, text="Een.\n\nTwee.")

    as_(cast.hanna).post(reverse("plan-paragraph", args=[row.pk]), sent(row, text="Een.\r\n\r\nDrie."))

    assert row.current.text == "Een.\n\nDrie."


def test_paragraphs_stand_in_the_order_of_chapter_and_place_the_boards_first(as_, cast, linde):
    paragraph(linde, cast.hanna, "Later", chapter="training", place=5)
    paragraph(linde, cast.hanna, "Eerst", chapter="about", place=9)
    paragraph(linde, cast.hanna, "Eigen", chapter="about", place=20)
    paragraph(None, cast.bas, "Van het bestuur", chapter="about", place=20)

    page = read(as_(cast.mina), linde)

    order = ["1.1 Eerst", "1.2 Van het bestuur", "1.3 Eigen", "7.1 Later"]
    places = [page.index(title) for title in order]
    assert places == sorted(places)


def test_a_new_paragraph_can_stand_between_two_others(as_, cast, linde):
    for number, title in enumerate(["Eerste", "Derde"], start=1):
        paragraph(linde, cast.hanna, title, chapter="about", place=number * 1024)

    as_(cast.hanna).post(
        reverse("plan-paragraph-add", args=[linde.pk]), sent(title="Tweede", where="about:1536")
    )

    assert "1.2 Tweede" in read(as_(cast.mina), linde)


def test_two_paragraphs_with_one_title_get_two_links(cast, linde, iep):
    assert [paragraph(linde, cast.hanna, "Pesten").key for _turn in range(2)] == ["pesten", "pesten-2"]
    assert paragraph(iep, cast.noor, "Pesten").key == "pesten"
    assert paragraph(None, cast.bas, "Pesten").key == "pesten-3"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "required"),
        ({"text": "  "}, "required"),
        ({"text": "x" * 20_001}, "at most 20000"),
        ({"where": "nowhere:1"}, "not one of the available choices"),
        ({"where": "about:-5"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_kept_is_told_at_the_field_and_stays_typed(as_, cast, linde, wrong, told):
    page = as_(cast.hanna).post(reverse("plan-paragraph-add", args=[linde.pk]), sent(why="Reden", **wrong))

    assert page.status_code == 422
    assert told in page.content.decode()
    assert 'value="Reden"' in page.content.decode()
    assert not Paragraph.objects.exists()


def test_a_long_plan_asks_as_many_questions_as_a_short_one(as_, cast, linde):
    browser, address = as_(cast.hanna), reverse("plan-school", args=[linde.pk])
    paragraph(linde, cast.hanna)
    browser.get(address)
    with CaptureQueriesContext(connection) as short:
        browser.get(address)
    for number in range(12):
        paragraph(linde, cast.hanna, f"Paragraaf {number}")
    with CaptureQueriesContext(connection) as long:
        browser.get(address)

    assert len(long) == len(short)
