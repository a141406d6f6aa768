"""Reading EDEXML: three versions, the traps that real files hold, and every fault at once."""

from datetime import date

import pytest

from vangnet.core.people.imports import edexml
from vangnet.core.people.imports.edexml import Reading, read
from vangnet.core.people.tests.edexml_files import (
    colleague,
    combined,
    group,
    pupil,
    school,
    tag,
)
from vangnet.core.people.tests.edexml_files import (
    edexml as file_of,
)

TODAY = date(2026, 11, 23)


@pytest.fixture
def reading(tmp_path):
    """`reading(groups=[...], pupils=[...])` writes a file and reads it."""

    def make(*, on: date = TODAY, **parts) -> Reading:
        path = tmp_path / "roster.xml"
        parts.setdefault("pupils", [pupil("1", "Noor")])
        parts.setdefault("school", school())
        path.write_text(file_of(**parts), encoding="utf-8")
        return read(path, on)

    return make


def told(reading: Reading) -> list[tuple[str | None, str]]:
    return [(problem.column, problem.value) for problem in reading.problems]


# --- versions


def test_version_2_1_is_read_whole(reading):
    found = reading(
        groups=[group("g1", "Bijen"), combined("s1", "Muziek")],
        pupils=[
            pupil(
                "p1",
                "Noor",
                eckid="https://id.invalid/1",
                group="g1",
                combined=["s1"],
                achternaam="Molenkamp",
                voorvoegsel="van de",
                voornamen="Noor Maria",
                geboortedatum="2016-05-01",
                geslacht="2",
                jaargroep="6",
                instroomdatum="2020-08-24",
            )
        ],
        colleagues=[
            colleague(
                "l1",
                "Uilke",
                achternaam="Terpstra",
                emailadres="U.Terpstra@School.invalid",
                roles=["IB"],
                groups={"g1": ["LRK", "STA"], "s1": []},
            )
        ],
    )

    assert not found.problems
    one = found.roster.pupils[0]
    assert (one.key, one.eck_id, one.group, one.combined) == ("p1", "https://id.invalid/1", "g1", ("s1",))
    assert (one.born_on, one.sex, one.year_group, one.arrives_on) == (
        date(2016, 5, 1),
        "girl",
        "6",
        date(2020, 8, 24),
    )
    assert one.name.whole == "Noor van de Molenkamp"
    assert found.roster.colleagues[0].roles == (("", "IB"), ("g1", "LRK"), ("g1", "STA"), ("s1", ""))
    assert found.roster.colleagues[0].email == "u.terpstra@school.invalid"
    assert [one.is_combined for one in found.roster.groups] == [False, True]


def test_version_1_03_gives_the_year_group_of_the_group(reading):
    """There a pupil has a group or a year group, and the order of elements is another one."""
    found = reading(
        school=tag(
            "school", tag("schooljaar", "2026-2027") + tag("brincode", "99ZZ") + tag("xsdversie", "1.03")
        ),
        groups=[group("g4", "4A", "4"), group("gc", "Bijen", "C")],
        pupils=[
            pupil("1", "Daan", group="g4"),
            pupil("2", "Sem", group="gc"),
            pupil("3", achternaam="Brink", voorletters_1="IMA", jaargroep="7", onderwijsnummer="123456782"),
        ],
        colleagues=[colleague("l", achternaam="Poort", voorletters_1="J")],
    )

    assert not found.problems
    assert [one.year_group for one in found.roster.pupils] == ["4", "", "7"]
    assert found.roster.pupils[2].name.whole == "I.M.A. Brink"
    assert found.roster.colleagues[0].roles == ()


def test_version_2_0_with_locations_and_groups_in_any_order(reading):
    found = reading(
        school=school(version="2.0"),
        locations=[
            tag("vestiging", tag("naam", "Noord"), key="VN"),
            tag("vestiging", tag("naam", "Zuid"), key="VZ"),
        ],
        groups=[combined("s1", "Muziek"), group("g1", "Bijen"), combined("s2", "Muziek 2")],
        pupils=[pupil("1", "Noor", group="g1", combined=["s1", "s2"])],
    )

    assert not found.problems
    assert found.roster.locations == 2
    assert found.roster.pupils[0].combined == ("s1", "s2")


def test_nothing_is_read_that_safety_does_not_need(reading):
    """GDPR art. 5(1)(c): no citizen service number, origin, weight or address reaches a value."""
    found = reading(
        pupils=[
            pupil(
                "1", "Noor", bsn="123456782", land="MA", gewicht="0.25", postcodenl="1234AB", etniciteit="1"
            )
        ]
    )
    assert not found.problems
    assert not any(value in repr(found) for value in ("123456782", "1234AB", "0.25", "'MA'"))


# --- traps


@pytest.mark.parametrize("year", ["2025-2026", "2026-2027", "2031-2032", "2026 / 2027"])
def test_school_years_after_the_published_list_are_read(reading, year):
    found = reading(school=school(year, holds_on=None))
    assert not found.problems
    assert found.roster.school_year == year.replace(" / ", "-")


def test_spaces_round_keys_mean_nothing(reading):
    found = reading(groups=[group(" g1 ", "Bijen")], pupils=[pupil(" 1 ", "Noor", group="g1 ")])
    assert not found.problems
    assert (found.roster.pupils[0].key, found.roster.pupils[0].group) == ("1", "g1")


def test_a_dummy_key_may_stand_there_twice(reading):
    assert not reading(pupils=[pupil("#1", "Noor"), pupil("#1", "Daan")]).problems


def test_a_date_with_a_time_zone_is_a_date(reading):
    found = reading(pupils=[pupil("1", "Noor", geboortedatum="2016-05-01+02:00")])
    assert found.roster.pupils[0].born_on == date(2016, 5, 1)


def test_the_day_of_the_file_is_its_reference_date_or_else_the_day_it_was_made(reading):
    assert reading().roster.holds_on == date(2026, 10, 1)
    assert reading(school=school(holds_on=None)).roster.holds_on == date(2026, 10, 2)
    assert reading(school=school(holds_on=None, made_on=None)).roster.holds_on is None


# --- faults


@pytest.mark.parametrize(
    ("year", "value"),
    [
        ("2026-2028", "2026-2028"),
        ("2026-2026", "2026-2026"),
        ("2026", "2026"),
        (None, ""),
        ("1026-1027", "1026-1027"),
    ],
)
def test_a_school_year_is_two_years_that_follow_each_other(reading, year, value):
    assert told(reading(school=school(year))) == [("schooljaar", value)]


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"geboortedatum": "2027-01-01"}, "geboortedatum"),
        ({"geboortedatum": "1900-01-01"}, "geboortedatum"),
        ({"geboortedatum": "01-05-2016"}, "geboortedatum"),
        ({"geboortedatum": "2016-02-30"}, "geboortedatum"),
        ({"geslacht": "m"}, "geslacht"),
        ({"jaargroep": "9"}, "jaargroep"),
        ({"instroomdatum": "2026-09-01", "uitstroomdatum": "2026-08-01"}, "uitstroomdatum"),
        ({"uitstroomdatum": "2226-08-01"}, "uitstroomdatum"),
        ({"achternaam": "x" * 201}, "achternaam"),
        ({"group": "g9"}, "groep"),
        ({"group": "s1"}, "groep"),
        ({"combined": ["g1"]}, "samengestelde_groep"),
    ],
)
def test_each_fault_of_a_pupil_is_told_with_its_element(reading, fields, column):
    groups = [group("g1", "Bijen"), combined("s1", "Muziek")]
    found = reading(groups=groups, pupils=[pupil("1", "Noor", **fields)])
    assert [problem.column for problem in found.problems] == [column]


def test_a_fault_is_told_on_its_own_line_with_what_to_do(reading):
    (problem,) = reading(pupils=[pupil("1", "Noor"), pupil("2", "Daan", geboortedatum="2031-01-01")]).problems
    lines = file_of(
        school=school(), pupils=[pupil("1", "Noor"), pupil("2", "Daan", geboortedatum="2031-01-01")]
    )
    assert "geboortedatum" in lines.splitlines()[problem.line - 1]
    assert problem.text() == "This date of birth lies in the future."


def test_all_faults_come_at_once_in_the_order_of_the_lines(reading):
    found = reading(
        school=school("2026-2029", brin="XX99"),
        groups=[
            group("g1", "Bijen"),
            group("g1", "Vossen"),
            group("#2", "Uilen"),
            group("#3", "Uilen", "Z"),
            group("g3", ""),
        ],
        pupils=[
            pupil("1", "Noor", eckid="e1"),
            pupil("1", "Daan", eckid="e1"),
            tag("leerling", tag("geslacht", "1"), key="3"),
            tag("leerling", tag("roepnaam", "Sem")),
        ],
        colleagues=[
            colleague("l1", "Uilke", emailadres="geen adres", groups={"g8": ["LRK"]}),
            colleague("l1", "Lia"),
        ],
    )
    assert {column for column, _value in told(found)} == {
        *("schooljaar", "brincode", "groep @key", "naam", "jaargroep", "leerling @key", "leerling @eckid"),
        *("achternaam", "@key", "emailadres", "groepen", "leerkracht @key"),
    }
    lines = [problem.line for problem in found.problems]
    assert lines == sorted(lines)


def test_a_file_without_school_or_pupils_says_so(reading):
    assert told(reading(school="")) == [("school", "")]
    assert told(reading(pupils=[])) == [("leerlingen", "")]


def test_a_day_that_has_yet_to_come_is_no_day_on_which_a_file_was_made(reading):
    assert told(reading(school=school(made_on="2027-01-01T10:00:00"))) == [("aanmaakdatum", "2027-01-01")]
    assert told(reading(school=school(holds_on="2036-10-01"))) == [("peildatum", "2036-10-01")]


def test_a_roster_for_after_the_summer_may_lie_ahead(reading):
    assert not reading(on=date(2026, 7, 10), school=school(holds_on="2026-08-17", made_on=None)).problems


def test_a_file_with_thousands_of_faults_stops_somewhere(reading, monkeypatch):
    monkeypatch.setattr(edexml, "MOST_PROBLEMS", 10)
    found = reading(pupils=[pupil(str(at), "Noor", geslacht="x") for at in range(50)])
    assert len(found.problems) == 11
    assert found.problems[-1].text() == "There are more faults than we can list. Correct these first."


def test_more_pupils_than_a_school_has_are_refused(reading, monkeypatch):
    monkeypatch.setattr(edexml, "MOST_PUPILS", 2)
    found = reading(pupils=[pupil(str(at), "Noor") for at in range(3)])
    assert "one school and one school year at a time" in found.problems[-1].text()
