"""One dossier that follows from another: two clicks, with the facts that both may know, and no new right to read."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Party, Reading
from vangnet.core.dossiers.recording import record
from vangnet.core.protocols import BROUGHT_IN

pytestmark = pytest.mark.django_db(databases="__all__")


def way_from(dossier):
    return f"{reverse('dossier-open', args=['restraint'])}?from={dossier.reference}"


@pytest.fixture
def followed(fight, cast, pupils, as_):
    """Hanna opens a physical intervention that follows from the fight."""
    browser = as_(cast.hanna)
    form = browser.get(way_from(fight)).context["form"]
    keys = [person.key for person in form.people.chosen]
    me = f"staff-{cast.kees.pk}"
    moment = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    answer = browser.post(
        way_from(fight),
        {
            "token": str(uuid4()),
            "seen": "0",
            "happened_at": moment,
            "text": "Vastgehouden.",
            "people": [*keys, me],
            **{f"people_part_{key}": ["pupil"] for key in keys},
            f"people_part_{me}": ["intervened"],
            "tried": "Geroepen.",
            "ground": "danger",
            "hold": "held",
            "minutes": "1",
            "injury": "none",
        },
    )
    assert answer.status_code == 303
    return Dossier.objects.get(kind="restraint")


def test_the_page_offers_it_and_the_form_has_the_people_in_their_new_parts(fight, cast, as_):
    browser = as_(cast.hanna)

    assert way_from(fight).replace("&", "&amp;") in browser.get(fight.page_url).content.decode()
    form = browser.get(way_from(fight)).context["form"]
    assert {(person.name, person.parts) for person in form.people.chosen} == {
        ("Aya Bos", ("pupil",)),
        ("Cas Jansen", ("pupil",)),
    }
    assert form["text"].value() in (None, "")


def test_opening_it_writes_down_that_the_first_was_read(fight, cast, as_):
    as_(cast.hanna).get(way_from(fight))

    assert Reading.objects.filter(dossier=fight, person=cast.hanna).count() == 1


def test_both_show_each_other_to_who_may_know_both(followed, fight, cast, as_):
    assert followed.follows == fight
    assert followed.reference in as_(cast.hanna).get(fight.page_url).content.decode()
    assert fight.reference in as_(cast.hanna).get(followed.page_url).content.decode()


def test_nobody_comes_to_know_a_dossier_through_the_other(followed, fight, cast, as_):
    """Kees intervened and is brought into what followed; of the fight before it he finds no trace."""
    record(followed, an_act(BROUGHT_IN, cast.hanna, text="Hij was erbij.", facts=[Party(person=cast.kees)]))
    page = as_(cast.kees).get(followed.page_url)

    assert page.status_code == 200
    assert fight.reference not in page.content.decode()
    assert as_(cast.kees).get(fight.page_url).status_code == 404


def test_who_may_not_know_the_first_cannot_let_one_follow_from_it(fight, cast, as_):
    assert as_(cast.kees).get(way_from(fight)).status_code == 404
    assert as_(cast.noor).get(way_from(fight)).status_code == 404


def test_a_reference_that_no_dossier_has_leads_nowhere(cast, as_):
    assert (
        as_(cast.hanna).get(f"{reverse('dossier-open', args=['restraint'])}?from=ZZZZ-ZZZZ").status_code
        == 404
    )
