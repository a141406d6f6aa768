"""A question that was worded once gives what its queryset gives; a rule asked by number gives what it lists."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.access.rules import Both, OneOf, Rule
from vangnet.core.dossiers import rules as of_dossiers
from vangnet.core.dossiers.models import Dossier, Entry, Subject
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.people.models import Appointment, Group, Guardian, Guardianship, Person, Pupil, School
from vangnet.core.people.roles import Role
from vangnet.core.questions import LENGTHS, Question
from vangnet.incidents import access as of_incidents
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Report
from vangnet.office import access as of_the_office

pytestmark = pytest.mark.django_db(databases="__all__")

ON_SCHOOLS = {
    "WORKS_HERE",
    "WORKS_HERE_OR_OVER_IT",
    "REPORT",
    "KEEPS",
    "READS_CALENDAR",
    "KNOWS_SCHOOL",
    "READS_GROUPS",
}
MODELS = {
    **dict.fromkeys(ON_SCHOOLS, School),
    "ENDS": Appointment,
    "KEEPS_CALENDAR": Dossier,  # any row with a school
    "OPENS_GROUP": Group,
    "KNOWS_PUPIL": Pupil,
    "OPENS_PUPIL": Pupil,
    "KEEPS_PUPIL": Pupil,
    "KEEPS_FAMILY": Guardianship,
    "KEEPS_GUARDIAN": Guardian,
}


def rules():
    modules = (of_dossiers, of_incidents, of_the_office)
    return {
        name: rule
        for module in modules
        for name, rule in vars(module).items()
        if isinstance(rule, Rule | OneOf | Both)
    }


@pytest.mark.parametrize("name", sorted(rules()))
def test_a_rule_by_number_lets_the_same_rows_through_as_its_list(name, cast, fight, linde, iep, pupils):
    """For everybody of the cast, with dossiers about a head, about a teacher, of another school, and brought in."""
    rule, model, today = rules()[name], MODELS.get(name, Dossier), timezone.localdate()
    for by, school, about in (
        (cast.mina, linde, Subject(role="perpetrator", person=cast.hanna)),
        (cast.iris, linde, Subject(role="follower", person=cast.otto)),
        (cast.nadia, iep, Subject(role="victim", pupil=pupils.emil)),
    ):
        facts = [Report(category_id="accident", place="gym"), about]
        open_dossier(INCIDENT, school, an_act("report", by, facts=facts))
    everything = list(model._default_manager.values_list("pk", flat=True))
    found_by_somebody = set()

    for person in vars(cast).values():
        listed = set(rule.of(model._default_manager.all(), person, today).values_list("pk", flat=True))
        asked = Person.objects.get(pk=person.pk)
        assert rule.among(model, everything, asked, today) == listed, person.call_name
        found_by_somebody |= listed

    if name not in {"BROKE_THE_GLASS", "GLASS", "INVITED", "BROUGHT_IN", "KEEPS_GUARDIAN", "KEEPS_FAMILY"}:
        assert found_by_somebody, "nobody finds anything: this would pass for a rule that never lets through"


def test_two_heads_ask_the_same_question_with_their_own_numbers(cast, fight):
    of_incidents.KNOW.among(Dossier, [fight.pk], cast.hanna, timezone.localdate())
    with CaptureQueriesContext(connection) as asked:
        assert of_incidents.HANDLE_HERE.allows(cast.hanna, fight, timezone.localdate())
        assert not of_incidents.HANDLE_HERE.allows(cast.noor, fight, timezone.localdate())
    assert len(asked) == 3  # noor's roles, and each one's answer


def test_who_gets_another_role_asks_another_question(cast, fight):
    """What is kept is how a question is worded, not what was answered."""
    assert not of_incidents.HANDLE_HERE.allows(cast.noor, fight, timezone.localdate())
    Appointment.objects.create(
        person=cast.noor, role=Role.INTERNAL_COACH, school=fight.school, first_on=timezone.localdate()
    )
    again = Person.objects.get(pk=cast.noor.pk)
    assert of_incidents.HANDLE_HERE.allows(again, fight, timezone.localdate())


NAMED = Question(lambda names: Pupil.objects.filter(call_name__in=names).order_by("call_name"))


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5, LENGTHS[-1], LENGTHS[-1] + 1])
def test_a_list_may_have_any_length(cast, number):
    names = (["Aya", "Bram", "Cas", "Dina"] * number)[:number]

    assert [pupil.call_name for pupil in NAMED(names=names)] == sorted(set(names))


ENTRIES = Question(
    lambda dossier, until: Entry.objects.filter(dossier=dossier, recorded_at__lte=until).select_related(
        "author"
    )
)


def test_rows_come_as_the_queryset_gives_them_with_what_they_lead_to(cast, fight):
    record(fight, an_act("note", cast.hanna, text="Gesproken."))
    now = timezone.now()

    with CaptureQueriesContext(connection) as asked:
        found = ENTRIES(dossier=fight.pk, until=now)
        assert [entry.author for entry in found] == [cast.mina, cast.hanna]
    assert len(asked) == 1
    listed = list(Entry.objects.filter(dossier=fight))
    assert [vars(entry)["recorded_at"] for entry in found] == [entry.recorded_at for entry in listed]
    assert [entry.token for entry in found] == [entry.token for entry in listed]
    assert ENTRIES(dossier=fight.pk, until=now - timedelta(days=1)) == []


BORN = Question(lambda on: Pupil.objects.filter(born_on=on).order_by("pk").values_list("pk", "born_on"))


def test_days_and_numbers_come_as_values(pupils):
    assert BORN(on=pupils.aya.born_on)[0] == (pupils.aya.pk, pupils.aya.born_on)


def test_a_token_is_asked_for_as_this_database_stores_it(fight):
    entry = fight.entries.get()

    assert Question(lambda token: Entry.objects.filter(token=token))(token=entry.token) == [entry]


def test_a_question_to_which_no_row_can_be_the_answer_asks_nothing(cast):
    nothing = Question(lambda on: Pupil.objects.none().filter(born_on=on))
    with CaptureQueriesContext(connection) as asked:
        assert nothing(on=timezone.localdate()) == []
    assert len(asked) == 0
