"""What a school or the board agrees: seen by kind with its source, changed with bounds, from a day on, and kept."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from vangnet.core.dossiers.kinds import kinds
from vangnet.core.obligations.declared import declared as declared_duties
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import SchoolRule

pytestmark = pytest.mark.django_db(databases="__all__")

PAGE = reverse("agreements")
KEY = "restraint.evaluate_within_days"
CHANGE = reverse("agreement", args=[KEY])


def values(**changed):
    told = {
        "value": "3",
        "since": f"{timezone.localdate():%Y-%m-%d}",
        "source": "Veiligheidsplan 2026, par. 3.1",
    }
    return {**told, **changed}


def test_every_agreement_of_every_kind_stands_on_the_page_with_where_it_comes_from(cast, as_):
    page = as_(cast.hanna).get(PAGE)

    shown = {each.key: each for kind in page.context["kinds"] for each in kind.agreements}
    declared = [each for kind in kinds().values() for each in kind.protocol.agreements]
    declared += [duty.agreement for duty in declared_duties().values() if duty.agreement]
    declared += [each for place in settings.AGREED for each in import_string(place).agreements]
    assert set(shown) == {each.key for each in declared}
    assert all(each.source for each in shown.values())
    assert reverse("incidents-categories") in page.content.decode()


def test_a_head_agrees_for_the_own_school_and_the_other_keeps_the_default(cast, linde, iep, as_):
    assert as_(cast.hanna).post(CHANGE, values()).status_code == 302

    today = timezone.localdate()
    assert agreed(linde, today)[KEY] == 3
    assert KEY not in agreed(iep, today)
    page = as_(cast.hanna).get(PAGE).content.decode()
    assert "Veiligheidsplan 2026, par. 3.1" in page
    assert "Agreed here; see below" in page


def test_the_administrator_agrees_for_the_board_and_a_schools_own_value_goes_before(cast, linde, iep, as_):
    as_(cast.ada).post(CHANGE, values(value="5"))
    as_(cast.hanna).post(CHANGE, values(value="3"))

    today = timezone.localdate()
    assert (agreed(linde, today)[KEY], agreed(iep, today)[KEY]) == (3, 5)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"value": "0"}, "Choose a number from 1 to 28."),
        ({"value": "29"}, "Choose a number from 1 to 28."),
        ({"source": ""}, "required"),
        (
            {"since": f"{timezone.localdate() - timedelta(days=1):%Y-%m-%d}"},
            "the past keeps its own terms",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(cast, as_, changed, says):
    answer = as_(cast.hanna).post(CHANGE, values(**changed))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not SchoolRule.objects.exists()


def test_a_safety_coordinator_reads_them_and_changes_none(cast, as_):
    assert CHANGE not in as_(cast.sam).get(PAGE).content.decode()
    assert as_(cast.sam).post(CHANGE, values()).status_code == 404


def test_what_no_kind_declares_is_not_agreed(cast, as_):
    assert as_(cast.hanna).get(reverse("agreement", args=["made.up"])).status_code == 404
