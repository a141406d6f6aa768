"""The plan that is written here is checked as a plan from elsewhere: with its facts, and by its paragraphs."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from bench.plan_check import in_dutch
from vangnet.plan.check import apart
from vangnet.plan.check.checking import check
from vangnet.plan.own import own_plan, told_by_number

from .scene import adopted, annex, paragraph

pytestmark = pytest.mark.django_db(databases="__all__")

ADVISER = "Onze vertrouwenspersoon is {{ staffing.confidential_adviser }}."
DAY = date(2026, 11, 26)


def texts(school):
    return [block.text for block in own_plan(school, timezone.localdate()).document.blocks]


def test_facts_stand_in_it_as_words(cast, linde):
    """Vera is the confidential adviser of De Linde."""
    paragraph(linde, cast.hanna, text=ADVISER)

    assert [text for text in texts(linde) if cast.vera.full_name in text]


def test_a_fact_without_a_value_is_found_as_not_filled_in(cast, linde):
    paragraph(linde, cast.hanna, text="De laatste RI&E is van {{ hazards.last_assessment }}.")
    report = check(own_plan(linde, DAY).document, DAY)

    assert [each.quote for each in report.findings if each.kind.key == "placeholder"]


def test_whom_a_register_names_may_be_named_and_whom_a_text_names_not(cast, linde, as_):
    paragraph(linde, cast.hanna, title="Feit", text=ADVISER, place=1024)
    paragraph(
        linde, cast.hanna, title="Tekst", text="Onze vertrouwenspersoon is Truus Tekstveld.", place=2048
    )
    page = as_(cast.hanna).get(reverse("plan-check-own", args=[linde.pk]))

    named = [
        line
        for group in page.context["groups"]
        for line in group.lines
        if line.title in {"A person by name in the text", "Iemand met naam in de tekst"}
    ]
    assert [line.place.words for line in named] == ["2.2 Tekst"]


def test_a_fact_that_is_a_table_is_read_as_one(cast, linde):
    annex(linde, cast.hanna)
    paragraph(linde, cast.hanna, text="Dit zijn ze:\n\n{{ plan.annexes }}")

    rows = [block.cells for block in own_plan(linde, DAY).document.blocks if block.cells]
    assert "Gedragscode" in [cells[0] for cells in rows]


def test_a_finding_leads_to_its_paragraph(cast, linde, as_):
    paragraph(linde, cast.hanna, title="Oefenen", text="Dit is [naam] van de school.", place=1024)
    row = paragraph(
        linde, cast.hanna, title="Pesten", text="### Wie\n\nDe school heeft zes BHV'ers, n.t.b.", place=2048
    )
    page = as_(cast.hanna).get(reverse("plan-check-own", args=[linde.pk]))

    places = {line.place for group in page.context["groups"] for line in group.lines if line.quote}
    assert ("2.2 Pesten", f"{reverse('plan-school', args=[linde.pk])}#{row.key}") in {
        (each.words, each.address) for each in places
    }
    assert any(each.words == "2.1 Oefenen" for each in places)


def test_another_line_is_named_by_the_number_of_its_paragraph(cast, linde):
    paragraph(linde, cast.hanna, title="Team", text="De school heeft zes BHV'ers.", place=1024)
    paragraph(linde, cast.hanna, title="Brand", text="De school heeft acht BHV'ers.", place=2048)
    own = own_plan(linde, DAY)
    report = told_by_number(check(own.document, DAY), own)

    [found] = [each for each in report.findings if each.kind.key == "contradiction-number"]
    assert dict(found.why.values)["line"] == "2.1"


def test_what_the_adopted_edition_says_of_itself_counts(cast, linde):
    paragraph(linde, cast.hanna)
    before = {in_dutch(each) for each in check(own_plan(linde, DAY).document, DAY).findings}
    adopted(linde, cast.hanna, on=date(2026, 9, 1))
    after = {in_dutch(each) for each in check(own_plan(linde, DAY).document, DAY).findings}

    gone = " ".join(before - after)
    for said in ("de versie", "vastgesteld", "instemming", "opnieuw wordt bekeken", "de datum"):
        assert said in gone


def test_an_annex_that_is_nowhere_is_found_and_leads_to_the_register(cast, linde, as_):
    paragraph(linde, cast.hanna)
    annex(linde, cast.hanna, title="Pestprotocol", found="nowhere")
    annex(linde, cast.hanna, title="Gedragscode", found="head")
    page = as_(cast.hanna).get(reverse("plan-check-own", args=[linde.pk]))

    lines = [line for group in page.context["groups"] for line in group.lines]
    [line] = [each for each in lines if each.quote.startswith("Pestprotocol")]
    assert line.place.address == reverse("plan-annexes", args=[linde.pk])
    assert not [each for each in lines if each.quote.startswith("Gedragscode")]


def test_every_line_knows_its_paragraph(cast, linde):
    """Whatever a paragraph holds: blank lines, headings, tables and comments."""
    strange = "# Kop\n\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<!-- niets\n-->\n\n> Einde een."
    paragraph(linde, cast.hanna, title="Een", text=strange, place=1024)
    paragraph(linde, cast.hanna, title="Twee", text="Einde twee.", place=2048)
    own = own_plan(linde, DAY)

    found = {block.text: own.at(block.line).title for block in own.document.blocks if "Einde" in block.text}
    assert found == {"Einde een.": "2.1 Een", "Einde twee.": "2.2 Twee"}


def test_without_a_word_there_is_nothing_to_check(linde, cast, as_):
    answer = as_(cast.hanna).get(reverse("plan-check-own", args=[linde.pk]))

    assert answer.url == reverse("plan-school", args=[linde.pk])


def test_a_check_that_takes_too_long_is_told(cast, linde, as_, monkeypatch):
    paragraph(linde, cast.hanna)
    monkeypatch.setattr(apart, "READER", "no.such.reader")
    answer = as_(cast.hanna).get(reverse("plan-check-own", args=[linde.pk]), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("plan-check", args=[linde.pk])
    assert answer.status_code == 200


def test_it_asks_no_more_for_a_plan_of_twenty_paragraphs(cast, linde, as_, django_assert_max_num_queries):
    for number in range(20):
        paragraph(linde, cast.hanna, title=f"Afspraak {number}", place=number + 1)
    browser = as_(cast.hanna)
    browser.get(reverse("plan-check-own", args=[linde.pk]))

    with django_assert_max_num_queries(20):
        browser.get(reverse("plan-check-own", args=[linde.pk]))
