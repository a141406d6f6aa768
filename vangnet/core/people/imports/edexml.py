"""Reads a roster in EDEXML 1.03, 2.0 or 2.1, in which Dutch pupil administrations hand on their groups.

Every fault in the file is told at once, with its line. Citizen service number, education number, origin,
weights, addresses and photographs are never read (GDPR art. 5(1)(c)). Role codes become roster links and
grant nothing: the EDEXML handbook advises strongly against deriving rights from them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from lxml import etree

from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .roster.contradictions import contradictions
from .roster.fields import Fields
from .roster.values import Roster, RosterColleague, RosterGroup, RosterPupil
from .xml_files import Unreadable, elements, local_name

MOST_PUPILS = 50_000
MOST_GROUPS = MOST_COLLEAGUES = 5_000
MOST_PROBLEMS = 5_000
OLDEST_PUPIL = 30  # years; 1900-01-01 is what some systems write for "unknown"
EARLIEST = date(1990, 1, 1)
A_YEAR = timedelta(days=366)

# That the sex is unknown says nothing, so it replaces nothing.
SEXES = {"": "", "0": "", "1": "boy", "2": "girl", "9": "not_specified"}
# The codes of the standard: 1-8 primary, 11-16 secondary, C a combination group, S and V special education.
YEAR_GROUPS = frozenset((*"BD012345678SVCNH", "11", "12", "13", "14", "15", "16"))
COMBINATION = "C"

# The published schema lists school years and stops at 2024-2025; some systems write "2026 / 2027".
_SCHOOL_YEAR = re.compile(r"(\d{4})\s*[-/]\s*(\d{4})")
_BRIN = re.compile(r"\d{2}[A-Z]{2}")
_LOCATION = re.compile(r"\d{1,2}")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")

ROLES = frozenset({"rol", "rolomschrijving"})
LONGEST_ROLE = 64

_WRONG_YEAR_GROUP = _("There is no year group with this code. Choose 1 to 8, or another code of EDEXML.")
_WRONG_SEX = _("The code for the sex is 0 (unknown), 1 (boy), 2 (girl) or 9 (not specified).")
_TOO_MANY = {
    "groups": _("This file holds more than 5,000 groups. Export one school and one school year at a time."),
    "pupils": _("This file holds more than 50,000 pupils. Export one school and one school year at a time."),
    "colleagues": _(
        "This file holds more than 5,000 teachers. Export one school and one school year at a time."
    ),
}


@dataclass(frozen=True)
class Reading:
    """The roster, and all that is wrong in the file; without a readable school there is no roster."""

    roster: Roster | None
    problems: tuple[Problem, ...]


def read(path: Path, on: date) -> Reading:
    """All that the file tells, on the day on which it is read."""
    parts = _Parts(on)
    try:
        for place, element in elements(path, frozenset(READERS)):
            READERS[place](parts, element)
            if len(parts.problems) >= MOST_PROBLEMS:
                raise Unreadable(_("There are more faults than we can list. Correct these first."))
    except Unreadable as refusal:
        return Reading(None, (*parts.problems, refusal.problem))
    return _together(parts)


@dataclass
class _Parts:
    """What has been read so far."""

    on: date
    problems: list[Problem] = field(default_factory=list)
    school: "_School | None" = None
    locations: int = 0
    groups: list[RosterGroup] = field(default_factory=list)
    pupils: list[RosterPupil] = field(default_factory=list)
    colleagues: list[RosterColleague] = field(default_factory=list)

    def room(self, kept: Sequence[object], most: int, what: str) -> None:
        if len(kept) >= most:
            raise Unreadable(_TOO_MANY[what])


@dataclass(frozen=True)
class _School:
    line: int
    school_year: str
    brin: str
    location_code: str
    holds_on: date | None


# --- the school


def _school(parts: _Parts, element: etree._Element) -> None:
    fields = Fields(element, parts.problems)
    parts.school = _School(
        fields.line, _school_year(fields), _brin(fields), _location_code(fields), _holds_on(fields, parts.on)
    )


def _school_year(fields: Fields) -> str:
    text = fields.text("schooljaar")
    match = _SCHOOL_YEAR.fullmatch(text)
    if not match:
        fields.wrong("schooljaar", text, _("The school year is missing or unclear. Write it as 2026-2027."))
    elif int(match[2]) != int(match[1]) + 1 or not 1990 <= int(match[1]) <= 2100:
        fields.wrong(
            "schooljaar", text, _("A school year is two years that follow each other, such as 2026-2027.")
        )
    else:
        return f"{match[1]}-{match[2]}"
    return ""


def _brin(fields: Fields) -> str:
    brin = fields.text("brincode").upper()
    if brin and not _BRIN.fullmatch(brin):
        fields.wrong("brincode", brin, _("A BRIN is two digits and two letters, such as 99ZZ."))
    return brin


def _location_code(fields: Fields) -> str:
    code = fields.text("dependancecode")
    if code and not _LOCATION.fullmatch(code):
        fields.wrong("dependancecode", code, _("The code of a location is two digits, such as 00 or 01."))
    return code.zfill(2) if code else ""


def _holds_on(fields: Fields, on: date) -> date | None:
    """Next school year may be exported before the summer, so the reference date may lie ahead."""
    reference, made = fields.day("peildatum"), fields.day("aanmaakdatum")
    if reference and not EARLIEST <= reference <= on + A_YEAR:
        fields.wrong("peildatum", str(reference), _("This day lies too far away. Is the year right?"))
    if made and not EARLIEST <= made <= on + timedelta(days=1):
        fields.wrong(
            "aanmaakdatum", str(made), _("The file says that it was made on a day that has yet to come.")
        )
    return reference or made


def _location(parts: _Parts, _element: etree._Element) -> None:
    parts.locations += 1


# --- groups, pupils, colleagues


def _group(parts: _Parts, element: etree._Element) -> None:
    parts.room(parts.groups, MOST_GROUPS, "groups")
    fields = Fields(element, parts.problems)
    name = fields.text("naam", longest=100)
    if not name:
        fields.wrong("naam", "", _("This group has no name. Give it one in the pupil administration."))
    parts.groups.append(
        RosterGroup(
            fields.line,
            fields.key(),
            name,
            fields.code("jaargroep", YEAR_GROUPS, _WRONG_YEAR_GROUP),
            is_combined=local_name(element) == "samengestelde_groep",
        )
    )


def _pupil(parts: _Parts, element: etree._Element) -> None:
    parts.room(parts.pupils, MOST_PUPILS, "pupils")
    fields = Fields(element, parts.problems)
    arrives_on, leaves_on = _stay(fields, parts.on)
    parts.pupils.append(
        RosterPupil(
            fields.line,
            fields.key(),
            fields.attribute("eckid"),
            fields.name(),
            _born_on(fields, parts.on),
            SEXES.get(fields.code("geslacht", SEXES, _WRONG_SEX), ""),
            fields.code("jaargroep", YEAR_GROUPS, _WRONG_YEAR_GROUP),
            fields.key_of("groep"),
            tuple(dict.fromkeys(fields.keys_of("samengestelde_groepen"))),
            arrives_on,
            leaves_on,
        )
    )


def _born_on(fields: Fields, on: date) -> date | None:
    born_on = fields.day("geboortedatum")
    if born_on and born_on > on:
        fields.wrong("geboortedatum", str(born_on), _("This date of birth lies in the future."))
    elif born_on and born_on.year < on.year - OLDEST_PUPIL:
        message = _("This pupil would be older than %(years)s. Leave the date out if it is not known.")
        fields.wrong("geboortedatum", str(born_on), message, years=OLDEST_PUPIL)
    return born_on


def _stay(fields: Fields, on: date) -> tuple[date | None, date | None]:
    arrives_on, leaves_on = fields.day("instroomdatum"), fields.day("uitstroomdatum")
    for name, day in (("instroomdatum", arrives_on), ("uitstroomdatum", leaves_on)):
        if day and not EARLIEST <= day <= on + 2 * A_YEAR:
            fields.wrong(name, str(day), _("This day lies too far away. Is the year right?"))
    if arrives_on and leaves_on and leaves_on < arrives_on:
        message = _("This pupil would leave before arriving on %(arrives_on)s. Correct one of the two days.")
        fields.wrong("uitstroomdatum", str(leaves_on), message, arrives_on=arrives_on)
    return arrives_on, leaves_on


def _colleague(parts: _Parts, element: etree._Element) -> None:
    parts.room(parts.colleagues, MOST_COLLEAGUES, "colleagues")
    fields = Fields(element, parts.problems)
    parts.colleagues.append(
        RosterColleague(
            fields.line, fields.key(), fields.name(), _email(fields), tuple(dict.fromkeys(_roles(element)))
        )
    )


def _email(fields: Fields) -> str:
    email = fields.text("emailadres", longest=254).lower()
    if email and not _EMAIL.fullmatch(email):
        fields.wrong("emailadres", email, _("This is no e-mail address. Correct it or leave it out."))
    return email


def _roles(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Roles at the school, then per group; a group without a role counts as well."""
    for child in element:
        if local_name(child) in ROLES:
            yield "", _role(child)
        elif local_name(child) == "groepen":
            for group in child:
                codes = [_role(role) for role in group if local_name(role) in ROLES]
                yield from ((group.get("key", "").strip(), code) for code in codes or [""])


def _role(element: etree._Element) -> str:
    return (element.text or "").strip()[:LONGEST_ROLE]


READERS: dict[str, Callable[[_Parts, etree._Element], None]] = {
    "EDEX/school": _school,
    "EDEX/vestigingen/vestiging": _location,
    "EDEX/groepen/groep": _group,
    "EDEX/groepen/samengestelde_groep": _group,
    "EDEX/leerlingen/leerling": _pupil,
    "EDEX/leerkrachten/leerkracht": _colleague,
}


# --- all parts together


def _together(parts: _Parts) -> Reading:
    school = parts.school
    if school is None:
        message = _(
            "The file does not say for which school it is: the part <school> is missing. Export it again."
        )
        return Reading(None, (*parts.problems, Problem(None, "school", "", message)))
    if not parts.pupils:
        message = _("There are no pupils in this file. Choose pupils and groups when you export.")
        parts.problems.append(Problem(school.line, "leerlingen", "", message))
    roster = Roster(
        school.line,
        school.school_year,
        school.brin,
        school.location_code,
        school.holds_on,
        tuple(parts.groups),
        tuple(_with_year_groups(parts.pupils, parts.groups)),
        tuple(parts.colleagues),
        parts.locations,
    )
    problems = sorted([*parts.problems, *contradictions(roster)], key=lambda problem: problem.line or 0)
    return Reading(roster, tuple(problems))


def _with_year_groups(pupils: list[RosterPupil], groups: list[RosterGroup]) -> Iterator[RosterPupil]:
    """In version 1.03 a pupil has a group or a year group, not both."""
    years = {group.key: group.year_group for group in groups if group.year_group != COMBINATION}
    for pupil in pupils:
        yield pupil if pupil.year_group else replace(pupil, year_group=years.get(pupil.group, ""))
