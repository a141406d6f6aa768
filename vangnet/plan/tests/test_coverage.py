"""What a plan must cover: what counts and for how much, the page of a school, the table of all schools, the form."""

import csv
from html import unescape
from io import StringIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import capfirst
from hypothesis import given
from hypothesis import strategies as st

from bench.plan_check import DUTCH
from vangnet.core.people.models import Cluster, School
from vangnet.plan.bring.words import chapter_of_topic
from vangnet.plan.coverage import LAW_FIRST, Coverage, Covering, State, coverage_of, coverings
from vangnet.plan.models import Annex, Paragraph
from vangnet.plan.reading import placed, standing
from vangnet.plan.topics import TOPICS, topic

from .scene import annex, annex_sent, paragraph, sent, writer

pytestmark = pytest.mark.django_db(databases="__all__")
KEYS = st.lists(st.sampled_from([each.key for each in TOPICS] + ["none", "of-another-year"]), max_size=5)
ANNEXES = st.lists(st.tuples(KEYS, st.booleans()), max_size=5)


def of(paragraphs, annexes):
    return Coverage.of(
        [SimpleNamespace(topics=keys) for keys in paragraphs],
        [SimpleNamespace(topics=keys, can_be_leaned_on=holds) for keys, holds in annexes],
    )


@given(st.lists(KEYS, max_size=8), ANNEXES)
def test_a_topic_counts_in_full_for_half_or_not(paragraphs, annexes):
    found = of(paragraphs, annexes)

    points = 0.0
    for each in TOPICS:
        is_whole = any(
            each.key in keys for keys in [*paragraphs, *(keys for keys, holds in annexes if holds)]
        )
        is_half = not is_whole and any(each.key in keys for keys, _holds in annexes)
        expected = State.COVERED if is_whole else State.HALF if is_half else State.MISSING
        assert found.state(each) is expected
        points += 1.0 if is_whole else 0.5 if is_half else 0
    assert found.score <= 100 * points / len(TOPICS) < found.score + 1


def test_a_hundred_is_everything_and_no_less():
    keys = [each.key for each in TOPICS]

    assert of([keys], []).score == 100
    assert of([keys[1:]], [(keys[:1], False)]).score == 98
    assert of([], []).score == 0


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, State.COVERED),
        ({"status": "expired"}, State.HALF),
        ({"status": "in_development"}, State.HALF),
        ({"found": "nowhere"}, State.HALF),
    ],
)
def test_an_annex_that_nobody_can_lean_on_counts_for_half(cast, linde, more, state):
    annex(linde, cast.hanna, "Meldcode", topics=["meldcode"], **more)

    assert coverage_of([linde.pk])[linde.pk].state(topic("meldcode")) is state


def test_the_boards_layer_counts_for_every_school_and_what_is_left_out_for_none(cast, linde, iep):
    paragraph(None, cast.bas, "Klachten", topics=["complaints"])
    row = paragraph(linde, cast.hanna, "Pesten", topics=["bullying"])
    before = coverage_of([linde.pk, iep.pk])

    now = row.current
    kept = {name: getattr(now, name) for name in ("chapter", "place", "title", "text", "is_public", "topics")}
    row.write(1, writer(cast.hanna), **kept, is_left_out=True, why="Dubbel")
    after = coverage_of([linde.pk, iep.pk])

    assert before[linde.pk].whole == {"complaints", "bullying"}
    assert before[iep.pk].whole == after[linde.pk].whole == {"complaints"}


def of_linde(linde):
    return {each.topic.key: each for each in coverings(placed(standing(linde)[0]), [])}


def test_what_the_law_asks_and_the_text_does_not_say_is_told(cast, linde):
    """WPO art. 40c: at most a week, in writing with reasons, reported when longer than a day."""
    paragraph(linde, cast.hanna, "Schorsen", text="De directeur besluit.", topics=["suspension"])
    lacks = [each.title for each in of_linde(linde)["suspension"].lacks]
    paragraph(
        linde,
        cast.hanna,
        "Langer dan een dag",
        text="Dan meldt het bestuur het bij de inspectie. Een schorsing duurt hoogstens een week. "
        "Ouders krijgen het besluit schriftelijk.",
        topics=["suspension"],
    )

    assert [each.split()[0] for each in lacks] == ["that", "that", "the"]
    assert of_linde(linde)["suspension"].lacks == []


def test_what_an_annex_that_holds_may_say_is_not_said_to_be_lacking():
    version = SimpleNamespace(title="Schorsen", text="Zie daar.")
    held, gone = (SimpleNamespace(can_be_leaned_on=holds) for holds in (True, False))
    told = SimpleNamespace(version=version)

    assert Covering(topic("suspension"), State.COVERED, (told,), (held,)).lacks == []
    assert Covering(topic("suspension"), State.COVERED, (told,), (gone,)).lacks
    assert Covering(topic("suspension"), State.HALF, (), (gone,)).lacks == []


def test_a_fact_that_is_named_meets_no_demand_by_its_name(cast, linde):
    text = "Zorgen delen we. Het staat in {{ annex:aangifte-vertrouwensinspecteur }}."
    paragraph(linde, cast.hanna, "Seksueel misdrijf", text=text, topics=["misconduct"])

    assert len(of_linde(linde)["misconduct"].lacks) == 3


def test_law_comes_before_what_the_sector_expects():
    laws = [each.is_law for each in LAW_FIRST]

    assert laws == sorted(laws, reverse=True)
    assert set(LAW_FIRST) == set(TOPICS)


def page_of(browser, school):
    return browser.get(reverse("plan-coverage", args=[school.pk])).content.decode()


def test_the_page_tells_what_is_missing_first_then_what_covers_the_rest_and_where(as_, cast, linde):
    paragraph(linde, cast.hanna, "Pesten", chapter="preventing", topics=["bullying"])
    annex(linde, cast.hanna, "Rouwprotocol", status="expired", topics=["crisis"])

    page = page_of(as_(cast.hanna), linde)

    missing, half, covered = (page.index(f'id="{key}"') for key in ("missing", "half", "covered"))
    assert missing < page.index('id="meldcode"') < half < page.index('id="crisis"') < covered
    assert page.index('id="meldcode"') < page.index('id="vetting"')
    assert f'<a href="{reverse("plan-school", args=[linde.pk])}#pesten">3.1 Pesten</a>' in page
    assert "Rouwprotocol</a>" in page[half:covered]
    assert "expired" in page[half:covered]
    assert "WPO art. 4b; Besluit verplichte meldcode" in page
    assert "4 %" in page  # one and a half of 33


def test_where_the_words_of_a_missing_topic_stand_is_told(as_, cast, linde):
    text = "In de pauze lopen ouders en een collega met VOG mee."
    paragraph(linde, cast.hanna, "Buiten", text=text, topics=["supervision"])

    found = of_linde(linde)

    assert [each.number for each in found["vetting"].in_passing] == ["2.1"]
    assert found["supervision"].in_passing == found["parents"].in_passing == found["medical"].in_passing == ()
    assert "Named in passing in" in page_of(as_(cast.mina), linde)


def test_only_who_may_write_is_led_to_the_form_the_board_to_its_own(as_, cast, linde):
    of_school, of_board = reverse("plan-paragraph-add", args=[linde.pk]), reverse("plan-paragraph-add-board")

    assert f'href="{of_school}?topic=meldcode"' in page_of(as_(cast.sam), linde)
    assert f'href="{of_board}?topic=meldcode"' in page_of(as_(cast.bas), linde)
    for reader in (cast.mina, cast.marit, cast.carla):
        assert "?topic=" not in page_of(as_(reader), linde)


@pytest.fixture
def in_both_languages(settings):
    """Tests read the source texts, so the catalogue is not there by itself."""
    settings.LOCALE_PATHS = [settings.PACKAGE / "locale"]


def test_the_topics_are_told_in_the_language_of_the_reader(as_, cast, linde, in_both_languages):
    browser = as_(cast.hanna)
    for language, telling in (("en", str), ("nl", DUTCH.gettext)):
        browser.cookies["django_language"] = language
        page = unescape(page_of(browser, linde))
        assert [each.key for each in TOPICS if f"<h3>{capfirst(telling(each.title))}</h3>" not in page] == []
        assert [each.key for each in TOPICS if telling(each.source) not in page] == []
        assert exported(browser)[0][2:] == [telling(each.title) for each in LAW_FIRST]


def test_the_link_leads_to_a_form_with_the_title_the_topic_and_what_must_be_said(
    as_, cast, linde, in_both_languages
):
    """The title is one of a plan, and that is Dutch whatever its writer reads."""
    address = reverse("plan-paragraph-add", args=[linde.pk])

    page = as_(cast.hanna).get(f"{address}?topic=suspension").content.decode()

    assert 'value="Schorsen van leerlingen"' in page
    assert 'value="suspension" id="id_topics_6" checked' in page
    assert "that a suspension lasts a week at most" in page
    assert as_(cast.hanna).get(f"{address}?topic=nonsense").status_code == 200


def test_the_form_proposes_the_end_of_the_chapter_where_such_a_thing_is_told(as_, cast, linde):
    first = paragraph(linde, cast.hanna, "Het meldcodeverhaal", chapter="handling")
    address = reverse("plan-paragraph-add", args=[linde.pk])

    for each in TOPICS:
        form = as_(cast.hanna).get(f"{address}?topic={each.key}").context["form"]
        assert form["where"].value().split(":")[0] == chapter_of_topic()[each.key]

    place = as_(cast.hanna).get(f"{address}?topic=suspension").context["form"]["where"].value()
    assert int(place.split(":")[1]) > first.current.place


def written(browser, school, **told):
    answer = browser.post(reverse("plan-paragraph-add", args=[school.pk]), sent(**told), follow=True)
    return Paragraph.objects.latest("pk").current.topics, answer.content.decode()


def test_what_is_ticked_is_kept_and_what_is_not_is_recognised_and_told(as_, cast, linde):
    browser = as_(cast.hanna)

    assert written(browser, linde, topics=["privacy", "crisis"])[0] == ["privacy", "crisis"]
    kept, page = written(browser, linde, title="Pesten")
    assert kept == ["bullying"]
    assert "It covers: policy against bullying, online too." in page
    assert written(browser, linde, title="Pesten", topics=["none"])[0] == ["none"]
    assert written(browser, linde, title="Pesten", topics=["none", "crisis"])[0] == ["crisis"]


def test_who_unticked_everything_on_purpose_is_not_told_otherwise_at_the_next_change(as_, cast, linde):
    browser = as_(cast.hanna)
    written(browser, linde, title="Pesten", topics=["none"])
    row = Paragraph.objects.get()

    page = browser.get(reverse("plan-paragraph", args=[row.pk])).content.decode()

    assert 'value="none" id="id_topics_33" checked' in page
    assert "<summary>What it covers of all that a plan must cover (1)" in page


def test_a_topic_that_does_not_exist_is_refused(as_, cast, linde):
    answer = as_(cast.hanna).post(reverse("plan-paragraph-add", args=[linde.pk]), sent(topics=["football"]))

    assert answer.status_code == 422
    assert not Paragraph.objects.exists()


def test_a_preview_says_what_would_be_covered(as_, cast, linde):
    address = reverse("plan-paragraph-add", args=[linde.pk])

    page = as_(cast.hanna).post(address, sent(title="Pesten", preview="yes")).content.decode()

    assert "It covers: policy against bullying, online too." in page


def test_an_annex_is_recognised_by_its_title_and_keeps_what_is_ticked(as_, cast, linde):
    browser, address = as_(cast.hanna), reverse("plan-annex-add", args=[linde.pk])
    browser.post(address, annex_sent(title="Klachtenregeling"))
    row = Annex.objects.get()
    first = row.current.topics

    browser.post(
        reverse("plan-annex", args=[row.pk]),
        annex_sent(title="Klachtenregeling", seen="1", topics=["complaints", "roles"]),
    )

    assert first == ["complaints"]
    assert row.current.topics == ["complaints", "roles"]


def test_what_is_put_back_covers_what_it_covered(as_, cast, linde):
    row, browser = paragraph(linde, cast.hanna, "Pesten", topics=["bullying"]), as_(cast.hanna)

    browser.post(
        reverse("plan-paragraph-leave-out", args=[row.pk]),
        {"token": sent()["token"], "seen": 1, "why": "Dubbel"},
    )

    assert row.current.topics == ["bullying"]


def table_of(browser):
    return browser.get(reverse("plan-coverage-schools")).content.decode()


def test_the_board_sees_all_its_schools_the_one_that_covers_least_first(as_, cast, linde, iep):
    paragraph(iep, cast.noor, "Pesten", topics=["bullying"])

    page = table_of(as_(cast.bas))

    assert page.index(linde.name) < page.index(iep.name)
    assert page.count('<td data-state="closed"') == 1
    assert page.count('<td data-state="overdue"') == 2 * len(TOPICS) - 1


def elsewhere(linde, number):
    other = Cluster.objects.create(board=linde.board, name=f"Zuid {number}")
    return School.objects.create(
        board=linde.board, cluster=other, name=f"De Es {number}", brin=f"98X{number}"
    )


def test_everybody_sees_the_schools_whose_plan_he_or_she_reads_and_no_other(as_, cast, linde, iep):
    far = elsewhere(linde, 1)

    for reader, sees in ((cast.mina, [linde]), (cast.carla, [linde, iep]), (cast.bas, [linde, iep, far])):
        page, file = table_of(as_(reader)), exported(as_(reader))
        for school in (linde, iep, far):
            assert (school.name in page.split("<table")[1]) == (school in sees)
            assert (school.name in [line[0] for line in file]) == (school in sees)


def exported(browser):
    content = browser.get(reverse("plan-coverage-export", args=["csv"])).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(content), delimiter=";"))


def test_the_same_table_as_a_file(as_, cast, linde, iep):
    paragraph(iep, cast.noor, "Pesten", topics=["bullying"])

    heading, first, second = exported(as_(cast.carla))

    assert len(heading) == len(first) == len(TOPICS) + 2
    assert (first[0], second[0], second[1]) == (linde.name, iep.name, "3")
    assert second[heading.index(topic("bullying").title)] == "covered"
    assert as_(cast.carla).get(reverse("plan-coverage-export", args=["pdf"])).status_code == 404


def test_a_closed_school_has_no_plan_to_cover(as_, cast, linde, iep):
    School.objects.filter(pk=iep.pk).update(closed_on="2026-01-01")

    assert iep.name not in table_of(as_(cast.bas)).split("<table")[1]


def test_the_list_of_plans_tells_the_score_and_so_does_the_plan(as_, cast, linde):
    paragraph(linde, cast.hanna, "Pesten", topics=["bullying"])

    assert ">3 %<" in as_(cast.bas).get(reverse("plan")).content.decode()
    plan = as_(cast.mina).get(reverse("plan-school", args=[linde.pk])).content.decode()
    assert "It covers 3 % of what it must cover" in plan


@pytest.mark.parametrize("name", ["plan-coverage-schools", "plan"])
def test_twelve_schools_ask_as_many_questions_as_two(as_, cast, linde, name):
    browser = as_(cast.bas)
    paragraph(linde, cast.hanna, topics=["bullying"])
    annex(linde, cast.hanna, topics=["crisis"])
    browser.get(reverse(name))
    with CaptureQueriesContext(connection) as two:
        browser.get(reverse(name))
    for number in range(10):
        school = elsewhere(linde, number)
        paragraph(school, cast.hanna, topics=["bullying"])
        annex(school, cast.hanna, topics=["crisis"])
    with CaptureQueriesContext(connection) as twelve:
        browser.get(reverse(name))

    assert len(twelve) == len(two)
    assert not any('."text"' in each["sql"] for each in twelve)


def test_a_long_plan_asks_as_many_questions_as_a_short_one(as_, cast, linde):
    browser = as_(cast.hanna)
    paragraph(linde, cast.hanna, topics=["bullying"])
    annex(linde, cast.hanna, topics=["crisis"])
    page_of(browser, linde)
    with CaptureQueriesContext(connection) as short:
        page_of(browser, linde)
    for number in range(8):
        paragraph(linde, cast.hanna, f"Nog een {number}", topics=["bullying", "privacy"])
        annex(linde, cast.hanna, f"Bijlage {number}", topics=["crisis", "privacy"])
    with CaptureQueriesContext(connection) as long:
        page_of(browser, linde)

    assert len(long) == len(short)
