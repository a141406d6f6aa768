"""Calendars of schools as they come in: tables and digital calendars, good ones and bad ones."""

from datetime import date, time
from itertools import chain, pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from vangnet.core.calendars import Exceptional, Kind, SchoolYear
from vangnet.core.people.calendar_files import read_calendar
from vangnet.core.people.calendar_words import end_of_school, kind_of
from vangnet.core.people.holiday_proposal import Region, proposed_holidays
from vangnet.core.people.problems import Problem

YEAR = SchoolYear(2026)
AUTUMN = Exceptional(Kind.HOLIDAY, date(2026, 10, 10), date(2026, 10, 18), "Herfstvakantie")

DUTCH = """Van;Tot;Soort;Omschrijving;Eindtijd
10-10-2026;18-10-2026;vakantie;Herfstvakantie;
4-11-2026;;studiedag;Studiedag rekenen;

18-12-2026;18-12-2026;halve dag;Kerst begint;12.00
17-06-2027;17-06-2027;vrij;Sportcafé dicht;
"""
ENGLISH = """from,to,kind,description,end time
2026-10-10,2026-10-18,holiday,Herfstvakantie,
2026-11-04,,study day,Studiedag rekenen,
2026-12-18,2026-12-18,half day,Kerst begint,12:00
2027-06-17,2027-06-17,closed,Sportcafé dicht,
"""
DAYS = (
    AUTUMN,
    Exceptional(Kind.STUDY_DAY, date(2026, 11, 4), date(2026, 11, 4), "Studiedag rekenen"),
    Exceptional(Kind.HALF_DAY, date(2026, 12, 18), date(2026, 12, 18), "Kerst begint", time(12)),
    Exceptional(Kind.CLOSED, date(2027, 6, 17), date(2027, 6, 17), "Sportcafé dicht"),
)


def table(*rows, header="van;tot;soort;omschrijving;eindtijd"):
    return "\r\n".join((header, *rows)).encode()


def event(*lines):
    return ["BEGIN:VEVENT", "UID:een", *lines, "END:VEVENT"]


def feed(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//school//NL", *chain(*events), "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def all_day(first, end, title, *more):
    return event(f"DTSTART;VALUE=DATE:{first}", f"DTEND;VALUE=DATE:{end}", f"SUMMARY:{title}", *more)


def clock(first, end, title):
    zone = "TZID=Europe/Amsterdam"
    return event(f"DTSTART;{zone}:{first}", f"DTEND;{zone}:{end}", f"SUMMARY:{title}")


def where(problems):
    return [(problem.line, problem.column, problem.value) for problem in problems]


# Tables


@pytest.mark.parametrize("text", [DUTCH, ENGLISH, DUTCH.replace("\n", "\r\n"), DUTCH.replace(";", "\t")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_however_the_spreadsheet_wrote_it(text, encoding):
    reading = read_calendar(text.encode(encoding), school_year=YEAR)

    assert [problem.text() for problem in reading.problems] == []
    assert reading.exceptions == DAYS


def test_all_problems_of_a_table_come_at_once_and_no_day_with_them():
    reading = read_calendar(
        table(
            "10-10-2026;18-10-2026;vakantie;Herfstvakantie;",
            "31-02-2027;;vrij;Bestaat niet;",
            "04-11-26;;studiedag;Korte datum;",
            "05-11-2026;03-11-2026;studiedag;Achterstevoren;",
            "06-11-2026;morgen;feestje;Onbekend;",
            "09-11-2026;;halve dag;Zonder tijd;",
            "10-11-2026;;halve dag;Rare tijd;25:00",
            "11-11-2026;;vrij;Tijd te veel;12:00",
            "12-11-2026;;vrij;Te;breed;hier",
        )
    )

    assert reading.exceptions == ()
    assert where(reading.problems) == [
        (3, "van", "31-02-2027"),
        (4, "van", "04-11-26"),
        (5, "tot", "03-11-2026"),
        (6, "tot", "morgen"),
        (6, "soort", "feestje"),
        (7, "eindtijd", ""),
        (8, "eindtijd", "25:00"),
        (9, "eindtijd", "12:00"),
        (10, "eindtijd", "breed"),
        (10, "omschrijving", "Te"),
    ]
    assert all(problem.text() for problem in reading.problems)


def test_a_line_is_counted_as_the_file_counts_it():
    reading = read_calendar(table('1-9-2026;;vrij;"Over\r\ntwee regels";', "", "fout;;vrij;;"))

    assert where(reading.problems) == [(5, "van", "fout")]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("tot;omschrijving", ["tot, omschrijving"] * 2),
        ("van;vanaf;soort", ["vanaf"]),
    ],
)
def test_a_header_that_misses_or_doubles_a_column_is_a_problem_on_line_one(header, values):
    reading = read_calendar(table("1-9-2026;;vrij", header=header))

    assert [(problem.line, problem.value) for problem in reading.problems] == [(1, value) for value in values]


def test_a_quotation_mark_that_is_never_closed_is_a_problem_where_it_begins():
    reading = read_calendar(table("1-9-2026;;vrij;goed;", '2-9-2026;;vrij;"nooit dicht;', "3-9-2026;;vrij;;"))

    assert [problem.line for problem in reading.problems] == [3]
    assert reading.exceptions == ()


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"van;tot;soort\n", b"\0\x01\x02", b"\xff\xfe\x00", b"\x81\x8d"]
)
def test_an_empty_file_or_one_without_text_says_what_to_do(content):
    reading = read_calendar(content)

    assert reading.exceptions == ()
    assert reading.problems
    assert all(problem.text() for problem in reading.problems)


# What is seen in the whole only


def test_days_that_overlap_are_a_problem_that_names_both():
    reading = read_calendar(
        table(
            "19-12-2026;3-1-2027;vakantie;Kerstvakantie;",
            "4-11-2026;;studiedag;Rekenen;",
            "4-11-2026;6-11-2026;vrij;Verbouwing;",
            "21-12-2026;;studiedag;Vergadering;",
            "3-1-2027;5-1-2027;vakantie;Nog wat langer;",
        )
    )

    assert [problem.line for problem in reading.problems] == [3, 5, 6]
    assert "Kerstvakantie (19-12-2026 - 03-01-2027)” on line 2" in reading.problems[-1].text()


def test_a_public_holiday_within_a_holiday_is_passed_over_and_said():
    reading = read_calendar(
        feed(
            all_day("20270427", "20270428", "Koningsdag"),
            all_day("20270424", "20270503", "Meivakantie"),
        )
    )

    assert [day.title for day in reading.exceptions] == ["Meivakantie"]
    assert [problem.line for problem in reading.passed_over] == [4]


def test_days_of_another_school_year_are_a_problem_but_a_summer_may_cross_the_border():
    rows = (
        "10-7-2027;22-8-2027;vakantie;Zomer;",
        "6-9-2027;;studiedag;Volgend jaar;",
        "31-7-2026;;vrij;Vorig;",
    )

    assert [problem.line for problem in read_calendar(table(*rows), school_year=YEAR).problems] == [3, 4]
    assert len(read_calendar(table(*rows)).exceptions) == 3


def test_a_holiday_of_a_year_is_a_wrong_date_and_a_long_title_is_refused():
    reading = read_calendar(table("19-12-2026;3-1-2028;vakantie;Kerst;", f"1-9-2026;;vrij;{'x' * 201};"))

    assert [problem.line for problem in reading.problems] == [2, 3]


# Digital calendars


def test_the_end_of_an_all_day_event_is_the_day_after_its_last():
    """RFC 5545, 3.6.1: DTEND is exclusive."""
    reading = read_calendar(feed(all_day("20261010", "20261019", "Herfstvakantie")), school_year=YEAR)

    assert reading.exceptions == (AUTUMN,)


def test_an_all_day_event_may_lack_its_end_or_tell_how_long_it_lasts():
    reading = read_calendar(
        feed(
            event("DTSTART;VALUE=DATE:20261104", "SUMMARY:Studiedag"),
            event("DTSTART;VALUE=DATE:20261010", "DURATION:P9D", "SUMMARY:Herfstvakantie"),
            all_day("20270617", "20270617", "Vrij"),
            event("DTSTART:20261218T000000", "DTEND:20261219T000000", "SUMMARY:Gesloten"),
        )
    )

    assert [(day.first, day.last) for day in reading.exceptions] == [
        (date(2026, 10, 10), date(2026, 10, 18)),
        (date(2026, 11, 4), date(2026, 11, 4)),
        (date(2026, 12, 18), date(2026, 12, 18)),
        (date(2027, 6, 17), date(2027, 6, 17)),
    ]


def test_categories_decide_before_the_title_does():
    reading = read_calendar(
        feed(all_day("20261104", "20261105", "Vrij voor de kinderen", "CATEGORIES:Team,Studiedag"))
    )

    assert [day.kind for day in reading.exceptions] == [Kind.STUDY_DAY]


def test_a_half_day_says_until_when_or_has_the_clock_of_the_school():
    reading = read_calendar(
        feed(
            all_day("20261204", "20261205", "Halve dag tot 12:15"),
            event("DTSTART:20261218T073000Z", "DTEND:20261218T110000Z", "SUMMARY:Halve dag"),
        )
    )

    assert [day.ends for day in reading.exceptions] == [time(12, 15), time(12, 0)]


def test_what_is_no_day_off_is_passed_over_and_listed():
    reading = read_calendar(
        feed(
            all_day("20261010", "20261019", "Herfstvakantie"),
            clock("20260915T193000", "20260915T210000", "Ouderavond"),
            all_day("20260916", "20260917", "Schoolfotograaf", "RRULE:FREQ=YEARLY"),
            all_day("20261104", "20261105", "Studiedag", "STATUS:CANCELLED"),
        )
    )

    assert reading.exceptions == (AUTUMN,)
    assert [problem.value for problem in reading.passed_over] == ["Ouderavond", "Schoolfotograaf"]


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (all_day("20261104", "20261105", "Studiedag", "RRULE:FREQ=WEEKLY"), "RRULE"),
        (all_day("20261104", "20261103", "Studiedag"), "DTEND"),
        (all_day("20261104", "20261105", "Halve dag"), "SUMMARY"),
        (clock("20261104T083000", "20261104T170000", "Studiedag"), "DTSTART"),
        (clock("20261104T083000", "20261105T120000", "Halve dag"), "DTSTART"),
        (event("DTSTART;VALUE=DATE:2026110", "SUMMARY:Studiedag"), "DTSTART"),
        (event("SUMMARY:Studiedag"), "DTSTART"),
    ],
)
def test_an_event_that_cannot_be_taken_over_is_a_problem_on_its_line(wrong, column):
    reading = read_calendar(feed(all_day("20261010", "20261019", "Herfstvakantie"), wrong))

    assert [(problem.line, problem.column) for problem in reading.problems] == [(10, column)]
    assert reading.exceptions == ()


def test_a_calendar_with_a_line_that_means_nothing_is_damaged():
    reading = read_calendar(feed(all_day("20261010", "20261019", "Herfstvakantie"), ["nothing at all"]))

    assert ["damaged" in problem.text() for problem in reading.problems] == [True]


@pytest.mark.parametrize("lost", [10, 20, 60])
def test_a_calendar_that_breaks_off_is_not_read_by_half(lost):
    whole = feed(
        all_day("20261010", "20261019", "Herfstvakantie"), all_day("20261104", "20261105", "Studiedag")
    )
    reading = read_calendar(whole[:-lost])

    assert reading.exceptions == ()
    assert ["Export it once more" in problem.text() for problem in reading.problems] == [True]


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_no_file_at_all_makes_the_reader_fall_over(content):
    for start in (b"", b"van;soort\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:vrij\r\n"):
        reading = read_calendar(start + content)
        assert bool(reading.problems) != bool(reading.exceptions)


# Words


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Kerstvakantie", Kind.HOLIDAY),
        ("Tweede Pinksterdag", Kind.HOLIDAY),
        ("Goede Vrijdag", Kind.HOLIDAY),
        ("New Year’s Day", Kind.HOLIDAY),
        ("STUDIEDAG voor het hele team", Kind.STUDY_DAY),
        ("Alle kinderen vrij", Kind.CLOSED),
        ("School gesloten wegens staking", Kind.CLOSED),
        ("Halve dag", Kind.HALF_DAY),
        ("half_day", Kind.HALF_DAY),
        ("Vrij vanaf 12 uur", Kind.HALF_DAY),
        ("School tot 12:00", Kind.HALF_DAY),
        ("tot 12:00", Kind.HALF_DAY),
        ("Open huis tot 12:00", None),
        ("Vrijdag sportdag", None),
        ("Kerstviering", None),
        ("Vakantiemarkt", None),
        ("Start herfstvakantie", None),
        ("Eerste schooldag na de zomervakantie", None),
        ("", None),
    ],
)
def test_the_words_of_schools_tell_the_kind_of_day(words, kind):
    assert kind_of(words) is kind


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("Halve dag tot 12:00", time(12)),
        ("vrij vanaf 12.15 uur", time(12, 15)),
        ("half day until 9:05", time(9, 5)),
        ("tot 12u", time(12)),
        ("tot 25:00", None),
        ("Halve dag", None),
    ],
)
def test_the_end_of_a_half_day_is_read_from_its_title(words, at):
    assert end_of_school(words) == at


def test_a_problem_is_told_with_the_value_that_stands_in_the_file():
    problem = Problem(3, "van", "100%", "“%(value)s” is not %(wanted)s.", {"wanted": "a date"})

    with translation.override("en"):
        assert problem.text() == "“100%” is not a date."


# The proposal


@pytest.mark.parametrize(
    ("region", "autumn", "summer"),
    [
        (Region.NORTH, date(2026, 10, 10), date(2027, 7, 10)),
        (Region.MIDDLE, date(2026, 10, 17), date(2027, 7, 17)),
        (Region.SOUTH, date(2026, 10, 17), date(2027, 7, 24)),
    ],
)
def test_the_proposal_has_the_holidays_of_the_region(region, autumn, summer):
    """Regeling vaststelling schoolvakanties 2025-2030, school year 2026-2027."""
    proposal = proposed_holidays(region, YEAR)
    firsts = {day.title: day.first for day in proposal}

    assert firsts["Herfstvakantie"] == autumn
    assert firsts["Zomervakantie"] == summer
    assert firsts["Kerstvakantie"] == date(2026, 12, 19)
    assert all(day.first in YEAR and day.last in YEAR for day in proposal)


@pytest.mark.parametrize("starts", range(2025, 2030))
def test_the_proposal_never_gives_a_day_twice(starts):
    proposal = proposed_holidays(Region.NORTH, SchoolYear(starts))

    assert all(one.last < other.first for one, other in pairwise(proposal))
    assert proposal[0].title == proposal[-1].title == "Zomervakantie"


def test_there_is_no_proposal_for_a_year_that_is_not_wholly_known():
    assert proposed_holidays(Region.NORTH, SchoolYear(2030)) == ()
