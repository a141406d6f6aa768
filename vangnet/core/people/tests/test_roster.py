"""A roster laid beside what is known: who is who, who is new, who moved, who left, and nothing by guess."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from vangnet.core.people.imports.roster import writing
from vangnet.core.people.imports.roster_plan import plan_roster
from vangnet.core.people.imports.shape import Context, Plan, PlanOutdated, Sign
from vangnet.core.people.models import (
    Appointment,
    Enrolment,
    Group,
    Person,
    Placement,
    Pupil,
    RosterLink,
    School,
    Teaching,
)
from vangnet.core.people.roles import Role
from vangnet.core.people.tests.edexml_files import (
    colleague,
    combined,
    edexml,
    group,
    pupil,
    school,
    write_school,
)

TODAY = date(2026, 11, 23)
BIJEN, VOSSEN = group("g1", "Bijen"), group("g2", "Vossen")


@pytest.fixture
def wilg(linde) -> School:
    """A third school, about which nothing is known yet."""
    return School.objects.create(board=linde.board, name="De Wilg", brin="99ZZ")


@pytest.fixture
def plan(tmp_path, wilg):
    """`plan(pupil(...), pupil(...), groups=[...])` for De Wilg, as the file tells of 1 October."""

    def make(*pupils: str, on: date = TODAY, chosen: School | None = None, **parts) -> Plan:
        path = tmp_path / "roster.xml"
        parts.setdefault("school", school())
        parts.setdefault("groups", [BIJEN, VOSSEN])
        path.write_text(edexml(pupils=pupils or [pupil("1", "Noor")], **parts), encoding="utf-8")
        return plan_roster(path, context(on, chosen))

    return make


def context(on: date = TODAY, chosen: School | None = None) -> Context:
    return Context(on=on, schools=frozenset(School.objects.values_list("pk", flat=True)), school=chosen)


@pytest.fixture
def bring_in(plan):
    """The same, taken over at once; once more and it has nothing left to say."""

    def make(*pupils: str, **parts) -> Plan:
        made = plan(*pupils, **parts)
        assert not made.problems, [problem.text() for problem in made.problems]
        made.apply()
        again = plan(*pupils, **parts)
        assert not again.is_ready, again.changes
        return made

    return make


def holds(day: str) -> str:
    return school(holds_on=day)


def next_year(day: str) -> str:
    return school("2027-2028", holds_on=day, made_on=None)


def told(made: Plan, subject: str = "pupil") -> list[tuple[str, str]]:
    return [(one.sign.value, one.name) for one in made.changes if one.subject == subject]


def differences(made: Plan, name: str) -> dict[str, tuple[str, str]]:
    return {d.field: (d.before, d.after) for one in made.changes if one.name == name for d in one.differences}


def places(name: str) -> list[tuple[str, str, date, date | None]]:
    rows = Placement.objects.filter(enrolment__pupil__call_name=name, enrolment__school__brin="99ZZ")
    rows = rows.order_by("first_on", "pk")
    return list(rows.values_list("group__name", "year_group", "first_on", "last_on"))


def stays(name: str, brin: str = "99ZZ") -> list[tuple[date, date | None]]:
    rows = Enrolment.objects.filter(pupil__call_name=name, school__brin=brin).order_by("first_on")
    return list(rows.values_list("first_on", "last_on"))


# --- the first time, and the same file again


def test_the_first_roster_brings_in_groups_pupils_and_places(bring_in):
    made = bring_in(
        pupil("1", "Noor", achternaam="Brink", voorvoegsel="van", group="g1", jaargroep="6", geslacht="2"),
        pupil("2", "Zoë", jaargroep="7"),
    )
    assert told(made) == [("new", "Noor van Brink"), ("new", "Zoë")]
    assert places("Noor") == [("Bijen", "6", date(2026, 8, 1), None)]
    assert places("Zoë") == [(None, "7", date(2026, 8, 1), None)]
    assert Pupil.objects.get(call_name="Zoë", last_name="").search_key == "zoe"
    assert Pupil.objects.get(call_name="Noor").sex == Pupil.Sex.GIRL


def test_the_day_of_arrival_in_the_file_begins_the_enrolment(bring_in):
    bring_in(
        pupil("1", "Noor", group="g1", instroomdatum="2020-08-24"),
        pupil("2", "Sem", instroomdatum="2026-11-30"),
    )
    assert stays("Noor") == [(date(2020, 8, 24), None)]
    assert places("Noor") == [("Bijen", "", date(2026, 8, 1), None)]
    assert places("Sem") == [(None, "", date(2026, 11, 30), None)]


@pytest.mark.parametrize("key", ["1", "#1"])
def test_the_same_file_twice_changes_nothing(bring_in, key):
    """Also with dummy keys, and with a pupil who has a call name and nothing else."""
    bring_in(
        pupil(key, "Noor", achternaam="Brink", geboortedatum="2016-05-01", group="g1", combined=["s1"]),
        pupil(key.replace("1", "2"), "Sem"),
        groups=[BIJEN, combined("s1", "Muziek")],
        colleagues=[
            colleague(key, "Uilke", roles=["IB"], groups={"g1": ["LRK"], "s1": []}),
            colleague("#2", "Lia"),
        ],
    )
    assert Pupil.objects.filter(enrolments__school__brin="99ZZ").count() == 2


# --- who is who


def test_a_dummy_key_is_never_matched(bring_in):
    """EDEXML handbook: a key that begins with # may be another child's tomorrow."""
    bring_in(pupil("#1", "Noor", achternaam="Brink", geboortedatum="2016-05-01"))
    made = bring_in(
        pupil("#1", "Daan", achternaam="Poort", geboortedatum="2015-01-01"),
        pupil("#2", "Noor", achternaam="Brink", geboortedatum="2016-05-01"),
    )
    assert sorted(told(made)) == [("new", "Daan Poort"), ("same", "Noor Brink")]
    assert not Enrolment.objects.filter(key__startswith="#").exists()


def test_without_a_lasting_key_the_eck_id_tells_who_it_is(bring_in):
    bring_in(pupil("#1", "Noor", achternaam="Brink", eckid="e1"))
    made = bring_in(pupil("#7", "Noortje", achternaam="Molenkamp", eckid="e1"))
    assert told(made) == [("changed", "Noortje Molenkamp")]


def test_the_name_on_another_day_of_birth_is_another_child(bring_in):
    bring_in(pupil("#1", "Noor", achternaam="Brink", geboortedatum="2016-05-01"))
    made = bring_in(pupil("#1", "Noor", achternaam="Brink", geboortedatum="2017-05-01"))
    assert sorted(told(made)) == [("left", "Noor Brink"), ("new", "Noor Brink")]


def test_keys_of_a_new_system_are_taken_over_when_name_and_birth_agree(bring_in):
    bring_in(pupil("1", "Noor", achternaam="Brink", geboortedatum="2016-05-01"))
    made = bring_in(pupil("a-77", "Noor", achternaam="Brink", geboortedatum="2016-05-01"))
    assert told(made) == [("changed", "Noor Brink")]
    assert Enrolment.objects.get(school__brin="99ZZ").key == "a-77"


def test_a_new_key_without_a_date_of_birth_is_a_new_child(bring_in):
    bring_in(pupil("1", "Noor", achternaam="Brink"))
    assert sorted(told(bring_in(pupil("2", "Noor", achternaam="Brink")))) == [
        ("left", "Noor Brink"),
        ("new", "Noor Brink"),
    ]


def test_two_who_cannot_be_told_apart_are_a_problem(plan):
    made = plan(pupil("#1", "Sem"), pupil("#2", "Sem"))
    assert [(one.column, one.value) for one in made.problems] == [("leerling", "Sem")] * 2
    assert "no lasting key or ECK iD" in made.problems[0].text()


def test_a_key_that_was_given_to_another_child_is_a_problem(plan, bring_in):
    bring_in(pupil("1", "Noor", achternaam="Brink", geboortedatum="2016-05-01"))
    made = plan(pupil("1", "Daan", achternaam="Poort", geboortedatum="2014-02-02"))
    assert [one.column for one in made.problems] == ["leerling @key"]
    assert "Noor Brink" in made.problems[0].text()
    with pytest.raises(PlanOutdated):
        made.apply()


def test_a_key_and_an_eck_id_of_two_children_are_a_problem(plan, bring_in):
    bring_in(pupil("1", "Noor", eckid="e1"), pupil("2", "Daan", eckid="e2"))
    made = plan(pupil("1", "Noor", eckid="e2"), pupil("2", "Daan"))
    assert [one.column for one in made.problems] == ["leerling @eckid"]


def test_one_child_twice_in_the_file_is_a_problem(plan, bring_in):
    bring_in(pupil("1", "Noor", eckid="e1"))
    made = plan(pupil("1", "Noor"), pupil("#9", "Noor", eckid="e1"))
    assert [one.column for one in made.problems] == ["leerling"]


def test_a_pupil_of_another_school_of_the_board_is_the_same_child(bring_in, linde):
    """By ECK iD only: two schools may both have a key 1, and a Noor Brink."""
    known = Pupil.objects.create(call_name="Noor", last_name="Brink", eck_id="e1", born_on=date(2016, 5, 1))
    Enrolment.objects.create(pupil=known, school=linde, key="1", first_on=date(2024, 8, 1))
    made = bring_in(pupil("1", "Noor", achternaam="Brink", eckid="e1"))
    assert differences(made, "Noor Brink")["school"] == ("De Linde", "De Wilg")
    assert Pupil.objects.filter(last_name="Brink").count() == 1
    assert known.enrolments.count() == 2
    bring_in(pupil("1", "Noor", achternaam="Brink", eckid="e1"), pupil("2", "Noor", achternaam="Brink"))
    assert Pupil.objects.filter(last_name="Brink").count() == 2


# --- what changed


def test_what_the_file_does_not_say_stays(bring_in):
    bring_in(
        pupil(
            "1",
            "Noor",
            achternaam="Brink",
            voorvoegsel="van",
            geboortedatum="2016-05-01",
            geslacht="2",
            eckid="e1",
        )
    )
    made = bring_in(pupil("1", "Noor", geslacht="0"))
    assert told(made) == [("same", "Noor")]
    known = Pupil.objects.get(eck_id="e1")
    assert (known.full_name, known.born_on, known.sex) == ("Noor van Brink", date(2016, 5, 1), "girl")


def test_a_changed_name_is_found_under_its_new_search_key(bring_in):
    bring_in(pupil("1", "Noor", achternaam="Brink"))
    made = bring_in(pupil("1", "Noor", achternaam="Yıldız"))
    assert differences(made, "Noor Yıldız") == {"last name": ("Brink", "Yıldız")}
    assert Pupil.objects.get(last_name="Yıldız").search_key.startswith("noor y")


def test_a_pupil_who_changes_groups_keeps_the_old_place_up_to_the_day_before(bring_in):
    bring_in(pupil("1", "Noor", group="g1", jaargroep="6"), school=holds("2026-09-01"))
    made = bring_in(pupil("1", "Noor", group="g2", jaargroep="6"), school=holds("2026-11-16"))
    assert differences(made, "Noor") == {"group": ("Bijen", "Vossen")}
    assert places("Noor") == [
        ("Bijen", "6", date(2026, 8, 1), date(2026, 11, 15)),
        ("Vossen", "6", date(2026, 11, 16), None),
    ]
    bring_in(pupil("1", "Noor", group="g1", jaargroep="6"), school=holds("2026-11-16"))
    assert [place[0] for place in places("Noor")] == ["Bijen", "Bijen"], "on the same day it is a correction"


def test_combined_groups_come_and_go_beside_the_own_group(bring_in):
    groups = [BIJEN, combined("s1", "Muziek"), combined("s2", "Schaken")]
    bring_in(pupil("1", "Noor", group="g1", combined=["s1"]), groups=groups, school=holds("2026-09-01"))
    bring_in(pupil("1", "Noor", group="g1", combined=["s2"]), groups=groups, school=holds("2026-11-16"))
    assert places("Noor") == [
        ("Bijen", "", date(2026, 8, 1), None),
        ("Muziek", "", date(2026, 8, 1), date(2026, 11, 15)),
        ("Schaken", "", date(2026, 11, 16), None),
    ]


def test_groups_may_be_renamed_and_exchange_names(bring_in):
    bring_in(pupil("1", "Noor", group="g1"))
    made = bring_in(pupil("1", "Noor", group="g1"), groups=[group("g1", "Vossen"), group("g2", "Bijen")])
    assert told(made, "group") == [("changed", "Vossen"), ("changed", "Bijen")]
    assert Group.objects.filter(school__brin="99ZZ").count() == 2
    assert places("Noor")[0][0] == "Vossen"


def test_two_locations_may_both_have_a_group_3(bring_in):
    bring_in(
        pupil("1", "Noor", group="g2"), groups=[group("g1", "Groep 3", "3"), group("g2", "Groep 3", "3")]
    )
    assert Placement.objects.get(enrolment__school__brin="99ZZ").group.key == "g2"


def test_groups_with_dummy_keys_are_known_by_their_name(bring_in):
    bring_in(pupil("1", "Noor", group="#1"), groups=[group("#1", "Bijen"), combined("#2", "Bijen")])
    made = bring_in(pupil("1", "Noor", group="#9"), groups=[group("#9", "Bijen"), combined("#3", "Bijen")])
    assert told(made, "group") == [("same", "Bijen"), ("same", "Bijen")]


def test_a_group_that_vanishes_from_the_file_keeps_its_history(bring_in):
    bring_in(pupil("1", "Noor", group="g1"), school=holds("2026-09-01"))
    made = bring_in(pupil("1", "Noor", group="g2"), groups=[VOSSEN], school=holds("2026-11-16"))
    assert told(made, "group") == [("same", "Vossen"), ("left", "Bijen")]
    assert Group.objects.filter(name="Bijen", school__brin="99ZZ").exists()


# --- leaving and returning


def test_who_is_missing_has_left_on_the_day_of_the_file_and_is_never_deleted(bring_in):
    bring_in(pupil("1", "Noor", group="g1"), pupil("2", "Sem", group="g1"), school=holds("2026-09-01"))
    made = bring_in(pupil("2", "Sem", group="g1"), school=holds("2026-11-16"))
    assert told(made) == [("same", "Sem"), ("left", "Noor")]
    assert stays("Noor") == [(date(2026, 8, 1), date(2026, 11, 16))]
    assert places("Noor") == [("Bijen", "", date(2026, 8, 1), date(2026, 11, 16))]


def test_when_many_would_leave_the_preview_asks_whether_this_is_the_whole_school(bring_in, plan):
    everybody = [pupil(str(at), "Noor", achternaam=f"Brink-{at}") for at in range(8)]
    bring_in(*everybody, school=holds("2026-09-01"))
    assert "Is this the file of the whole school?" in plan(*everybody[3:]).remarks[0]
    assert not any("whole school" in remark for remark in plan(*everybody[2:]).remarks)


def test_without_a_day_in_the_file_today_counts(bring_in):
    bring_in(pupil("1", "Noor"), pupil("2", "Sem"), school=holds("2026-09-01"))
    bring_in(pupil("2", "Sem"), school=school(holds_on=None, made_on=None))
    assert stays("Noor")[0][1] == TODAY


def test_the_day_of_leaving_in_the_file_counts(bring_in):
    bring_in(pupil("1", "Noor", group="g1"), school=holds("2026-09-01"))
    made = bring_in(
        pupil("1", "Noor", jaargroep="H", uitstroomdatum="2026-10-30"), school=holds("2026-11-16")
    )
    assert told(made) == [("left", "Noor")]
    assert stays("Noor")[0][1] == date(2026, 10, 30)
    assert places("Noor") == [("Bijen", "", date(2026, 8, 1), date(2026, 10, 30))]


def test_who_leaves_later_is_still_here(bring_in):
    bring_in(pupil("1", "Noor", group="g1", uitstroomdatum="2026-12-18"))
    assert stays("Noor") == [(date(2026, 8, 1), date(2026, 12, 18))]
    made = bring_in(pupil("1", "Noor", group="g1"), school=holds("2026-11-01"))
    assert differences(made, "Noor") == {"last day": ("18-12-2026", "")}
    assert places("Noor") == [("Bijen", "", date(2026, 8, 1), None)]


def test_who_left_before_anything_was_known_is_not_taken_over(bring_in):
    made = bring_in(pupil("1", "Noor", uitstroomdatum="2026-07-17"), pupil("2", "Sem"))
    assert told(made) == [("new", "Sem")]
    assert any("1 pupil had left before" in remark for remark in made.remarks)


def test_a_pupil_who_returns_gets_a_new_enrolment_under_the_same_key(bring_in):
    noor, sem = pupil("1", "Noor", group="g1", instroomdatum="2020-08-24"), pupil("2", "Sem")
    bring_in(noor, sem, school=holds("2026-09-01"))
    bring_in(sem, school=holds("2026-10-05"))
    made = bring_in(noor, sem, school=holds("2026-11-16"))
    assert told(made) == [("new", "Noor"), ("same", "Sem")]
    assert stays("Noor") == [(date(2020, 8, 24), date(2026, 10, 5)), (date(2026, 11, 16), None)]
    assert Pupil.objects.filter(call_name="Noor", enrolments__school__brin="99ZZ").distinct().count() == 1


def test_who_was_missing_by_mistake_on_that_very_day_never_left(bring_in):
    noor, sem = pupil("1", "Noor", group="g1"), pupil("2", "Sem")
    bring_in(noor, sem, school=holds("2026-09-01"))
    bring_in(sem, school=holds("2026-10-05"))
    bring_in(noor, sem, school=holds("2026-10-05"))
    assert stays("Noor") == [(date(2026, 8, 1), None)]
    assert places("Noor") == [("Bijen", "", date(2026, 8, 1), None)]


def test_who_comes_after_the_day_of_an_older_file_is_not_missing_in_it(bring_in):
    bring_in(pupil("1", "Noor"), pupil("2", "Sem", instroomdatum="2026-11-09"), school=holds("2026-11-16"))
    made = bring_in(pupil("1", "Noor"), school=holds("2026-10-01"))
    assert told(made) == [("same", "Noor")]


# --- the turn of the school year


def test_groups_live_one_school_year(bring_in):
    bring_in(pupil("1", "Noor", group="g1", jaargroep="6"), pupil("2", "Sem", group="g1", jaargroep="8"))
    made = bring_in(
        pupil("1", "Noor", group="h1", jaargroep="7"),
        groups=[group("h1", "Bijen")],
        school=next_year("2027-09-20"),
        on=date(2027, 9, 20),
    )
    assert told(made) == [("changed", "Noor"), ("left", "Sem")]
    assert Group.objects.filter(school__brin="99ZZ", name="Bijen").count() == 2
    assert places("Noor") == [
        ("Bijen", "6", date(2026, 8, 1), date(2027, 7, 31)),
        ("Bijen", "7", date(2027, 8, 1), None),
    ]
    assert stays("Sem")[0][1] == date(2027, 9, 20)
    assert places("Sem") == [("Bijen", "8", date(2026, 8, 1), date(2027, 7, 31))]


def test_a_roster_made_before_the_summer_counts_from_1_august(bring_in):
    bring_in(pupil("1", "Noor", group="g1"), pupil("2", "Sem", group="g1"))
    bring_in(
        pupil("1", "Noor", group="h1"),
        groups=[group("h1", "Uilen")],
        school=school("2027-2028", holds_on=None, made_on="2027-07-09T15:00:00"),
        on=date(2027, 7, 9),
    )
    assert places("Noor")[1] == ("Uilen", "", date(2027, 8, 1), None)
    assert stays("Sem")[0][1] == date(2027, 7, 31)


def test_a_roster_of_last_year_is_refused_once_this_year_is_here(bring_in, plan):
    bring_in(pupil("1", "Noor"))
    made = plan(pupil("1", "Noor"), school=school("2025-2026", holds_on="2025-10-01", made_on=None))
    assert [one.column for one in made.problems] == ["schooljaar"]


# --- which school


@pytest.mark.parametrize(
    ("file", "chosen", "column"),
    [
        (school(brin="12AB"), None, "brincode"),
        (school(location="03"), None, "brincode"),
        (school(brin=None, location=None), None, "brincode"),
        (school(), "De Linde", "brincode"),
        (school(brin=None, location=None), "De Wilg", None),
        (school(location=None), "De Wilg", None),
    ],
)
def test_the_file_and_the_choice_must_name_one_school_of_the_board(plan, file, chosen, column):
    made = plan(school=file, chosen=School.objects.get(name=chosen) if chosen else None)
    assert [one.column for one in made.problems] == ([column] if column else [])


def test_a_school_with_one_location_is_found_without_its_code(plan, wilg):
    School.objects.filter(pk=wilg.pk).update(location_code="02")
    assert not plan(school=school(location=None)).problems
    School.objects.create(board=wilg.board, name="De Wilg, Zuid", brin="99ZZ", location_code="03")
    assert plan(school=school(location=None)).problems
    assert not plan(school=school(location="03")).problems


def test_a_head_brings_in_the_own_school_only(plan, tmp_path, linde):
    plan()
    made = plan_roster(tmp_path / "roster.xml", Context(on=TODAY, schools=frozenset([linde.pk])))
    assert "your own school" in made.problems[0].text()
    assert not made.changes


# --- staff


def test_roles_in_the_file_become_links_and_grant_nothing(bring_in):
    before = Appointment.objects.count(), Teaching.objects.count()
    bring_in(
        colleagues=[
            colleague("l1", "Uilke", achternaam="Terpstra", roles=["DIR", "IB"], groups={"g1": ["LRK"]})
        ]
    )
    links = RosterLink.objects.filter(person__last_name="Terpstra").values_list("group__name", "code", "key")
    assert set(links) == {(None, "DIR", "l1"), (None, "IB", "l1"), ("Bijen", "LRK", "l1")}
    assert (Appointment.objects.count(), Teaching.objects.count()) == before


def test_a_file_changes_nothing_about_somebody_with_an_appointment(bring_in, cast):
    """Whoever could change an address by file could take over a sign-in."""
    made = bring_in(
        colleagues=[colleague("l1", "Mallory", achternaam="X", emailadres=cast.ada.email, roles=["DIR"])]
    )
    assert told(made, "colleague") == [("changed", "Ada Test")]
    cast.ada.refresh_from_db()
    assert (cast.ada.full_name, cast.ada.email) == ("Ada Test", "ada@example.org")


def test_somebody_who_was_appointed_by_hand_is_known_by_name(bring_in, wilg):
    person = Person.objects.create(call_name="Uilke", last_name="Terpstra", email="u@example.org")
    Appointment.objects.create(person=person, role=Role.COACH, school=wilg, first_on=date(2024, 8, 1))
    bring_in(colleagues=[colleague("l1", "Uilke", achternaam="Terpstra")])
    assert Person.objects.filter(last_name="Terpstra").count() == 1


def test_a_shared_address_identifies_nobody(bring_in):
    both = [
        colleague(f"l{at}", name, emailadres="info@school.invalid")
        for at, name in enumerate(("Lia", "Uilke"))
    ]
    bring_in(colleagues=both)
    assert list(Person.objects.filter(call_name__in=["Lia", "Uilke"]).values_list("email", flat=True)) == [
        None,
        None,
    ]


def test_who_leaves_the_roster_keeps_the_person_and_loses_the_links(bring_in):
    bring_in(colleagues=[colleague("l1", "Uilke", roles=["IB"]), colleague("l2", "Lia")])
    made = bring_in(colleagues=[colleague("l2", "Lia", roles=["STA"])])
    assert told(made, "colleague") == [("changed", "Lia"), ("left", "Uilke")]
    assert Person.objects.filter(call_name="Uilke").exists()
    assert not RosterLink.objects.filter(person__call_name="Uilke").exists()


def test_two_schools_may_use_the_same_key_for_two_teachers(bring_in, linde):
    other = Person.objects.create(call_name="Lia")
    RosterLink.objects.create(person=other, school=linde, key="l1")
    bring_in(colleagues=[colleague("l1", "Uilke")])
    assert other.roster_links.get().school == linde
    assert RosterLink.objects.get(person__call_name="Uilke").key == "l1"


# --- all or nothing


def test_a_failure_in_the_middle_leaves_nothing(plan, monkeypatch):
    made = plan(pupil("1", "Noor", group="g1"), colleagues=[colleague("l1", "Uilke")])
    before = Pupil.objects.count(), Group.objects.count(), Enrolment.objects.count()

    def fail(rows: writing.Rows) -> None:
        if rows.model is Person:
            raise IntegrityError
        writing.Rows._rows(rows).bulk_create(rows.new)

    monkeypatch.setattr(writing.Rows, "add", fail)
    with pytest.raises(IntegrityError):
        made.apply()
    assert (Pupil.objects.count(), Group.objects.count(), Enrolment.objects.count()) == before


def test_a_plan_is_refused_when_somebody_else_was_first(plan):
    first, second = plan(pupil("1", "Noor")), plan(pupil("1", "Noor"), pupil("2", "Sem"))
    first.apply()
    with pytest.raises(PlanOutdated):
        second.apply()
    assert not Pupil.objects.filter(call_name="Sem").exists()


def test_a_fingerprint_tells_whether_a_plan_is_the_same(plan):
    one, same, other = plan(pupil("1", "Noor")), plan(pupil("1", "Noor")), plan(pupil("1", "Daan"))
    assert one.fingerprint == same.fingerprint != other.fingerprint


def test_a_plan_asks_the_database_as_often_for_many_pupils_as_for_few(tmp_path, wilg):
    def queries(number: int) -> int:
        path = write_school(tmp_path / f"{number}.xml", number)
        with CaptureQueriesContext(connection) as asked:
            assert plan_roster(path, context()).counts[Sign.NEW] > number
        return len(asked)

    assert queries(10) == queries(300) <= 12


def test_writing_takes_few_queries_for_many_pupils(tmp_path, wilg):
    """SQLite takes a limited number of values in one statement, so rows go in large packets."""
    made = plan_roster(write_school(tmp_path / "300.xml", 300), context())
    with CaptureQueriesContext(connection) as asked:
        made.apply()
    assert len(asked) < 50
