"""The components: each is shown on one page, and each says to everybody what it says to the eye."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from vangnet.ui import examples, views
from vangnet.ui.examples import Entry, Next, Step
from vangnet.ui.widgets import ChoiceCards, ChoiceCardsMultiple

TEMPLATES = Path(__file__).parent.parent / "templates"
pytestmark = pytest.mark.urls("vangnet.ui.urls")
# The page as a browser gets it: around it stands what the house puts on every page, with addresses of the house.
in_the_house = pytest.mark.urls("vangnet.config.urls")
COMPONENTS = sorted(path.name for path in (TEMPLATES / "ui/components").glob("*.html"))


def draw(component: str, **context) -> str:
    return render_to_string(f"ui/components/{component}.html", context)


def page() -> str:
    return views.components(RequestFactory().get("/components/")).content.decode()


class Small(forms.Form):
    place = forms.CharField(label="Where", help_text="As near as you can")
    group = forms.ChoiceField(choices=[("5", "Five")], widget=forms.RadioSelect, help_text="One of them")
    note = forms.CharField(required=False, widget=forms.Textarea)


def test_every_component_is_shown_on_the_page():
    sources = "".join(path.read_text() for path in (TEMPLATES / "ui").rglob("*.html"))

    assert [name for name in COMPONENTS if f'"ui/components/{name}"' not in sources] == []


@in_the_house
def test_the_page_has_no_id_twice():
    ids = re.findall(r'\sid="([^"]+)"', page())

    assert sorted(ids) == sorted(set(ids))


@in_the_house
def test_everything_that_is_described_by_something_finds_it():
    html = page()
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    named = {
        key
        for value in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', html)
        for key in value.split()
    }

    assert named - ids == set()


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_without_its_optional_parameters_is_still_drawn(component):
    context = {
        "field": Small()["group"],
        "chart": examples.bars(),
        "picker": examples.picker(),
        "state": "open",
    }

    assert render_to_string(f"ui/components/{component}", context) is not None


def test_a_field_ties_hint_and_error_to_its_input():
    html = draw("field", field=Small({})["place"])

    assert 'aria-describedby="id_place_helptext id_place_error"' in html
    assert 'id="id_place_helptext"' in html
    assert 'id="id_place_error"' in html
    assert 'aria-invalid="true"' in html
    assert "(required)" in html


def test_a_group_of_choices_has_a_legend_and_ties_its_error():
    html = draw("field", field=Small({})["group"])

    assert re.search(r'<fieldset[^>]*aria-describedby="id_group_helptext id_group_error"', html)
    assert "<legend" in html


def test_a_field_that_may_stay_empty_says_so():
    assert "(if you like)" in draw("field", field=Small()["note"])


def test_the_summary_of_mistakes_leads_to_each_field():
    html = draw("form_errors", form=Small({"note": "x"}))

    assert 'href="#id_place"' in html
    assert 'href="#id_group"' in html
    assert 'role="alert"' in html
    assert draw("form_errors", form=Small({"place": "x", "group": "5"})).strip() == ""


def test_cards_show_hint_and_icon_of_each_choice():
    class Cards(forms.Form):
        one = forms.ChoiceField(
            choices=[("a", "Fell"), ("b", "Lost")],
            widget=ChoiceCards(hints={"a": "In class"}, icons={"b": "school"}),
        )
        many = forms.MultipleChoiceField(choices=[("a", "Fell"), ("b", "Lost")], widget=ChoiceCardsMultiple)

    form = Cards({"one": "b", "many": ["a", "b"]})

    assert "<small>In class</small>" in draw("choices", field=form["one"])
    assert "#school" in draw("choices", field=form["one"])
    assert form.is_valid()
    assert form.cleaned_data == {"one": "b", "many": ["a", "b"]}
    assert draw("choices", field=form["many"]).count("checked") == 2


@pytest.mark.parametrize("state", [*examples.STATES, *examples.SEVERITIES])
def test_a_state_is_a_word_and_a_sign_beside_its_colour(state):
    html = draw("badge", state=state)

    assert f"#{state}" in html
    assert re.sub(r"<[^>]+>", "", html).strip()


def test_what_comes_next_tells_who_when_and_why():
    late = Next(
        "Call", "Fenna", "Yesterday", "Plan 3.2", due=datetime(2026, 11, 22, tzinfo=UTC), is_overdue=True
    )
    html = draw("next_up", items=[late])

    for words in ("Call", "Fenna", "Yesterday", "Plan 3.2", 'datetime="2026-11-22T', "data-overdue"):
        assert words in html
    assert "Nothing has to be done now." in draw("next_up", items=[])


def test_what_ends_soon_is_marked_in_words_and_with_a_sign_and_what_ends_later_is_not():
    soon, later = Next("Call", "Fenna", "tomorrow", "", is_soon=True), Next("Call", "Fenna", "Friday", "")

    for words in ("data-soon", "Due soon", "#due_soon"):
        assert words in draw("next_up", items=[soon])
        assert words not in draw("next_up", items=[later])


def test_a_step_says_its_state_in_words():
    html = draw("step_line", steps=[Step(s, s) for s in ("done", "now", "skipped", "open")])

    for words in ("Done", "Now", "Passed by", "Not yet", 'aria-current="step"'):
        assert words in html


def test_entry_and_correction_lead_to_each_other():
    wrong = Entry(2, "Told", "Ruben", "head", "Monday", "at 11:02", text="<b>x</b>", corrected_by=3)
    right = Entry(3, "Correction", "Ruben", "head", "Monday", "at 11:05", corrects=2)
    html = draw("timeline", entries=[wrong, right])

    assert 'href="#entry-3"' in html
    assert 'href="#entry-2"' in html
    assert "&lt;b&gt;" in html


def test_a_hidden_figure_is_said_and_not_given():
    html = draw("stat", label="with a doctor", is_hidden=True, value=3)

    assert "not told" in html
    assert ">3<" not in html


def test_bad_news_is_an_alert_and_good_news_a_status():
    assert 'role="alert"' in draw("notice", kind="error", text="x", live=True)
    assert 'role="status"' in draw("notice", kind="success", text="x", live=True)
    assert "role=" not in draw("notice", kind="success", text="x")


def test_a_row_of_a_table_carries_its_headings_to_the_phone():
    html = draw("table", caption="Incidents", headings=("What", "Day"), rows=[("Fall", "23-11")])

    assert '<td data-label="Day">23-11</td>' in html
    assert '<th scope="row">Fall</th>' in html


@pytest.mark.parametrize("error", ["400", "403", "404", "403_csrf", "500"])
def test_an_error_page_needs_no_request_and_says_what_to_do(error):
    html = render_to_string(f"{error}.html")

    assert 'class="button"' in html
    assert "<form" not in html


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 6])
def test_reporting_is_always_under_the_thumb(count):
    board = examples.board()
    board["navigation"] = tuple(examples.Item(str(n), count=n) for n in range(count))
    html = Template('{% extends "ui/base.html" %}').render(Context(board))

    if count:
        assert html.count('class="primary"') == 1
        bar = html[html.index('class="bottom-bar"') :]
        assert bar.count("<li") == min(count, 4) + 1
    assert html.count('data-kind="report"') == 1
