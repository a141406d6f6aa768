"""A plan that was brought becomes the school's own by the clicks of its head, and by nothing else."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vangnet.core.obligations.declared import declared
from vangnet.core.obligations.models import OwnDuty
from vangnet.plan.answering import Answering
from vangnet.plan.bring.proposing import proposals
from vangnet.plan.bring.words import duties, roles
from vangnet.plan.facts import declared as declared_facts
from vangnet.plan.models import Annex, Paragraph, ProposalAnswer, Version
from vangnet.plan.models.answers import answers_of

from . import scene

pytestmark = pytest.mark.django_db(databases="__all__")

PLAN = """# Veiligheidsplan De Meerpaal

# 1 Zo gaan we met elkaar om

Kinderen spelen met wie zij willen. De directeur bespreekt de regels ieder jaar met de groepen.

## 1.1 Pesten

Wij staan naast wie gepest wordt, zoals in deze bijlagen staat:

- Gedragscode (concept)
- Pestprotocol

# 2 BHV

Er zijn drie BHV'ers. Wij oefenen de ontruiming elk jaar in oktober. {{ duties.kept }} staat hier als tekst.
De aandachtsfunctionaris is Vera Test. De preventiemedewerker is Klaas Onbekend.

# 3 Onderhoud

De verwarming wordt elk jaar nagekeken door de firma Warm en Veilig, een controle van een uur.
"""


@pytest.fixture
def brought(cast, linde):
    return scene.intake(linde, cast.hanna, content=PLAN.encode(), name="meerpaal.md")


@pytest.fixture
def hanna(as_, cast):
    return as_(cast.hanna)


def read_in(intake):
    return proposals(intake.as_read, timezone.localdate())


def the(intake, sort, title):
    return next(each for each in getattr(read_in(intake), sort) if title in getattr(each, "title", each.key))


def page_of(intake):
    return reverse("plan-bring", args=[intake.pk])


def shown(browser, intake):
    return browser.get(page_of(intake)).content.decode()


def click(browser, intake, **sent):
    return browser.post(page_of(intake), sent)


def test_nothing_is_made_by_looking(hanna, brought):
    page = shown(hanna, brought)

    assert "Kinderen spelen met wie zij willen." in page
    assert not any(each.objects.exists() for each in (Paragraph, Annex, OwnDuty, ProposalAnswer))


def test_a_paragraph_is_taken_over_into_the_chapter_that_was_chosen(hanna, brought, linde):
    bhv = the(brought, "paragraphs", "BHV")

    click(hanna, brought, take=bhv.key, **{f"chapter-{bhv.key}": "training"})

    version = Version.objects.get()
    assert (version.chapter, version.title, version.paragraph.school) == ("training", "BHV", linde)
    assert "meerpaal.md" in version.why
    page = hanna.get(reverse("plan-school", args=[linde.pk])).content.decode()
    assert "{{ duties.kept }} staat hier als tekst." in page
    assert version.paragraph.key in shown(hanna, brought)


def test_a_double_click_makes_one_paragraph_and_so_do_two_people(hanna, as_, cast, brought):
    bhv = the(brought, "paragraphs", "BHV")

    for browser in (hanna, hanna, as_(cast.sam)):
        click(browser, brought, take=bhv.key)

    assert Paragraph.objects.count() == 1
    assert ProposalAnswer.objects.get().recorded_by == cast.hanna


def test_of_two_who_click_at_the_same_moment_one_makes_it(cast, brought, monkeypatch):
    """Neither sees the answer of the other before; the second finds out at the end, and its paragraph is undone."""
    bhv, now = the(brought, "paragraphs", "BHV"), timezone.now()
    Answering(brought, read_in(brought), cast.hanna, now).paragraph(bhv, "building")
    unseen = iter([ProposalAnswer.objects.none()] * 2)
    monkeypatch.setattr("vangnet.plan.answering.answers_of", lambda intake: next(unseen, answers_of(intake)))

    is_taken = Answering(brought, read_in(brought), cast.sam, now).paragraph(bhv, "building")

    assert not is_taken
    assert Paragraph.objects.count() == ProposalAnswer.objects.count() == 1


def test_what_was_left_out_can_still_be_taken_over(hanna, brought):
    bhv = the(brought, "paragraphs", "BHV")

    click(hanna, brought, leave=bhv.key)
    assert not Paragraph.objects.exists()
    assert "Left out" in shown(hanna, brought)
    click(hanna, brought, take=bhv.key)
    click(hanna, brought, leave=bhv.key)

    assert Paragraph.objects.count() == 1
    assert [each.is_taken for each in ProposalAnswer.objects.order_by("pk")] == [False, True]


def test_a_chapter_is_taken_over_at_once_without_what_was_left_out(hanna, brought):
    bhv, pesten = (the(brought, "paragraphs", title) for title in ("BHV", "Pesten"))
    click(hanna, brought, leave=pesten.key)

    for _time in range(2):
        click(hanna, brought, take_all=pesten.chapter)

    inside = [each.title for each in read_in(brought).paragraphs if each.chapter == pesten.chapter]
    assert [each.title for each in Version.objects.order_by("place")] == [
        title for title in inside if title != "Pesten"
    ]
    assert bhv.title not in inside


def test_a_duty_is_made_with_the_words_and_the_role_that_were_chosen(hanna, brought, linde):
    rules = the(brought, "duties", "bespreekt de regels")

    for _time in range(2):
        click(hanna, brought, take=rules.key, title="De regels bespreken", role="coach")

    own = OwnDuty.objects.get()
    assert (own.title, own.often, own.number, own.role) == ("De regels bespreken", "times_a_year", 1, "coach")
    assert own.agreed_in == "meerpaal.md, paragraph 1"
    assert own.school == linde


def test_a_duty_without_words_is_not_made(hanna, brought):
    click(hanna, brought, take=the(brought, "duties", "bespreekt de regels").key, title="", role="coach")

    assert not OwnDuty.objects.exists()
    assert "Not taken over" in shown(hanna, brought)


def test_what_is_a_duty_here_already_needs_no_click(hanna, brought):
    drill = the(brought, "duties", "oefenen de ontruiming")

    page = shown(hanna, brought)

    assert drill.already == "emergencies.drill"
    assert "Practise leaving the building with all pupils" in page
    assert f'value="{drill.key}"' not in page


def test_the_same_thing_with_another_rhythm_is_another_duty(hanna, cast, linde):
    told = "Wij nemen de veiligheidsmonitor jaarlijks af. De veiligheidsmonitor nemen wij driejaarlijks af bij ouders."
    intake = scene.intake(linde, cast.hanna, content=f"# 1 Meten\n\n{told}\n".encode(), name="meten.md")
    yearly, other = read_in(intake).duties

    click(hanna, intake, take=yearly.key)

    assert yearly.title == other.title
    assert f'value="{other.key}"' in shown(hanna, intake)


def test_annexes_go_into_the_register_and_the_text_leads_to_them(hanna, brought, linde):
    click(hanna, brought, take=the(brought, "paragraphs", "Pesten").key)
    click(hanna, brought, take_all="annexes")
    click(hanna, brought, take_all="annexes")

    rows = {each.current.title: each.current for each in Annex.objects.all()}
    assert {title: row.status for title, row in rows.items()} == {
        "Gedragscode": "in_development",
        "Pestprotocol": "adopted",
    }
    assert {row.found for row in rows.values()} == {"nowhere"}
    page = hanna.get(reverse("plan-school", args=[linde.pk])).content.decode()
    assert "does not stand in the register" not in page


def test_an_annex_that_the_register_has_is_not_made_again(hanna, brought, cast, linde):
    scene.annex(linde, cast.hanna, title="Gedragscode")

    assert "Stands in the register already" in shown(hanna, brought)
    click(hanna, brought, take=the(brought, "annexes", "Gedragscode").key)

    assert Annex.objects.count() == 1


def test_an_annex_that_was_left_out_is_named_and_not_cited(hanna, brought):
    click(hanna, brought, leave=the(brought, "annexes", "Pestprotocol").key)
    click(hanna, brought, take=the(brought, "paragraphs", "Pesten").key)

    text = Version.objects.get().text
    assert "- Pestprotocol" in text
    assert "{{ annex:gedragscode }}" in text


def test_a_task_leads_to_appointing_whom_the_plan_names(hanna, brought, cast, linde):
    officer = next(each for each in read_in(brought).tasks if each.name == "Klaas Onbekend")

    response = click(hanna, brought, take=officer.key)

    assert response.url.startswith(reverse("appoint"))
    told = parse_qs(urlsplit(response.url).query)
    assert told == {"name": ["Klaas Onbekend"], "role": ["prevention_officer"], "school": [str(linde.pk)]}
    form = hanna.get(response.url).context["form"]
    assert form["name"].value() == "Klaas Onbekend"
    assert "Gone on to record it" in shown(hanna, brought)


def test_who_may_not_appoint_is_led_to_who_does_what(as_, cast, brought, linde):
    officer = next(each for each in read_in(brought).tasks if each.name == "Klaas Onbekend")

    response = click(as_(cast.sam), brought, take=officer.key)

    assert response.url == reverse("who-does-what", args=[linde.pk])


def test_a_task_that_is_held_as_the_plan_says_needs_nothing(hanna, brought, cast):
    page = shown(hanna, brought)

    vera = next(each for each in read_in(brought).tasks if each.name == "Vera Test")
    assert cast.vera.full_name == "Vera Test"
    assert vera.role in cast.vera.roles(timezone.localdate()) or f'value="{vera.key}"' in page


def test_a_firm_leads_to_its_own_form_with_what_the_plan_says(hanna, brought, linde):
    (firm,) = read_in(brought).partners

    response = click(hanna, brought, take=firm.key)

    assert response.url.startswith(reverse("building-partner-add", args=[linde.pk]))
    assert hanna.get(response.url).context["form"]["name"].value() == "Warm en Veilig"


@pytest.mark.parametrize("told", ["²", "9" * 400, "<script>alert(1)</script>", "' OR '1'='1"])
def test_the_forms_that_are_filled_in_by_an_address_take_whatever_stands_in_it(hanna, linde, told):
    asked = dict.fromkeys(("name", "email", "role", "school", "kind", "phone"), told)

    for address in (reverse("appoint"), reverse("building-partner-add", args=[linde.pk])):
        response = hanna.get(address, asked)
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_the_same_file_brought_again_knows_what_was_made(hanna, brought, cast, linde):
    again = scene.intake(linde, cast.sam, content=PLAN.encode(), name="nog eens.md")
    bhv = the(brought, "paragraphs", "BHV")
    click(hanna, brought, take=bhv.key)

    click(hanna, again, take=bhv.key)

    assert Paragraph.objects.count() == 1
    assert "Taken over" in shown(hanna, again)


def test_what_is_not_proposed_makes_nothing(hanna, brought):
    for sent in ({"take": "paragraph-0"}, {"leave": "x"}, {"take_all": "nonsense"}, {}):
        assert click(hanna, brought, **sent).status_code == 302

    assert not ProposalAnswer.objects.exists()


def test_what_was_made_stays_when_what_was_read_goes(hanna, brought):
    click(hanna, brought, take=the(brought, "paragraphs", "BHV").key)

    brought.delete()

    assert Paragraph.objects.count() == 1
    assert not ProposalAnswer.objects.exists()


def test_a_longer_plan_asks_no_more_of_the_database(hanna, cast, linde, brought):
    more = "".join(f"\n# {n} Pesten deel {n}\n\nWij evalueren deel {n} elk jaar.\n" for n in range(4, 40))
    longer = scene.intake(linde, cast.hanna, content=(PLAN + more).encode(), name="lang.md")

    counts = []
    for intake in (brought, longer):
        for proposed in read_in(intake).paragraphs[-2:]:
            click(hanna, intake, take=proposed.key)
        shown(hanna, intake)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(hanna, intake)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_words_name_duties_and_facts_that_exist():
    assert {each.duty for each in duties()} <= set(declared())
    assert {each.fact for each in roles() if each.fact} <= set(declared_facts())
