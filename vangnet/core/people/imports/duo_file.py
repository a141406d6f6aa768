"""Reads DUO's open file with the addresses of schools: one location of a school on each line.

The columns have had more than one name over the years, the location code comes as "00AH00" and as "00", and
a number that DUO hides is "<5" or "x".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vangnet.core.people.models import School
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .cells import Row
from .dutch import Unclear, postal_code
from .tables import Table

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "board": ("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAGNUMMER", "BEVOEGDGEZAGNUMMER"),
    "brin": ("INSTELLINGSCODE", "BRIN NUMMER", "BRINNUMMER", "BRIN"),
    "location": ("VESTIGINGSCODE", "VESTIGINGSNUMMER", "VESTIGINGS NUMMER"),
    "name": ("VESTIGINGSNAAM", "INSTELLINGSNAAM", "NAAM VESTIGING"),
    "denomination": ("DENOMINATIE",),
    "street": ("STRAATNAAM",),
    "house_number": ("HUISNUMMER TOEVOEGING", "HUISNUMMER"),
    "postal_code": ("POSTCODE",),
    "town": ("PLAATSNAAM",),
    "municipality": ("GEMEENTENAAM",),
    "province": ("PROVINCIE",),
    "phone": ("TELEFOONNUMMER",),
    "website": ("INTERNETADRES",),
}
NEEDED = ("board", "brin", "name")
LONGEST = {
    field.name: field.max_length
    for field in School._meta.concrete_fields
    if field.name in COLUMNS and field.max_length and field.name != "postal_code"
}
MASKED = {"x", "<5", "-", "n.v.t.", "onbekend"}


@dataclass(frozen=True)
class DuoSchool:
    """One location as the file has it; empty is what DUO leaves out or hides."""

    line: int
    brin: str
    location_code: str
    name: str
    denomination: str
    street: str
    house_number: str
    postal_code: str
    town: str
    municipality: str
    province: str
    phone: str
    website: str


def schools_of_board(table: Table, number: str) -> tuple[list[DuoSchool], list[Problem]]:
    """The locations under a board's number, or why there are none."""
    places = _places(table.header)
    if missing := [COLUMNS[name][0] for name in NEEDED if name not in places]:
        message = _("This is not DUO's file of addresses: the column “%(value)s” is missing.")
        return [], [Problem(1, column, column, message) for column in missing]
    ours = [row for row in table.rows if _number(row.cells[places["board"]]) == _number(number)]
    if not ours:
        message = _(
            "No school in this file stands under board number %(value)s. Check the number and the file."
        )
        return [], [Problem(None, table.header[places["board"]], number, message)]
    problems: list[Problem] = []
    schools = [_school(row, table.header, places, problems) for row in ours]
    return schools, problems + _named_twice(schools)


def _places(header: tuple[str, ...]) -> dict[str, int]:
    """A file may hold the old and the new name of a column; the newest, which stands first here, counts."""
    names = [" ".join(re.sub(r"[-_]", " ", name).upper().split()) for name in header]
    return {
        meaning: names.index(found)
        for meaning, several in COLUMNS.items()
        if (found := next((name for name in several if name in names), None))
    }


def _number(text: str) -> str:
    """Without the noughts in front, which a spreadsheet takes away."""
    return text.strip().lstrip("0")


def _school(row: Row, header: tuple[str, ...], places: dict[str, int], problems: list[Problem]) -> DuoSchool:
    said = {
        name: "" if row.cells[place].lower() in MASKED else row.cells[place] for name, place in places.items()
    }

    def refuse(name: str, message: str) -> str:
        problems.append(Problem(row.line, header[places[name]], said[name], message))
        return ""

    brin, location_code = said["brin"].upper(), _location_code(said.get("location", ""))
    if not re.fullmatch(r"\d\d[A-Z]{2}", brin):
        brin = refuse(
            "brin", _("“%(value)s” is not a BRIN. It has two digits and two letters, such as 99ZZ.")
        )
    if not location_code:
        refuse("location", _("“%(value)s” is not a location code. It has two digits, such as 00."))
    if not said["name"]:
        refuse("name", _("This school has no name."))
    for name, text in said.items():
        if name in LONGEST and len(text) > LONGEST[name]:
            refuse(name, _("This is longer than we can keep. Shorten “%(value)s”."))
    try:
        code = postal_code(said["postal_code"]) if said.get("postal_code") else ""
    except Unclear as unclear:
        code = refuse("postal_code", str(unclear))
    rest = {
        name: said.get(name, "")
        for name in COLUMNS
        if name not in ("board", "brin", "location", "postal_code")
    }
    return DuoSchool(line=row.line, brin=brin, location_code=location_code, postal_code=code, **rest)


def _location_code(text: str) -> str:
    """Location 01 of 00AH comes as "00AH01", "01" or, from a spreadsheet, "1"; an old file has none."""
    found = re.fullmatch(r"(?:\d\d[A-Za-z]{2})?(\d{1,2})", text or "00")
    return found[1].zfill(2) if found else ""


def _named_twice(schools: list[DuoSchool]) -> list[Problem]:
    seen: dict[tuple[str, str], int] = {}
    problems = []
    for school in schools:
        code = (school.brin, school.location_code)
        if school.brin and code in seen:
            message = _("Location %(value)s stands on line %(other_line)s as well. Keep one of the two.")
            problems.append(Problem(school.line, None, "".join(code), message, {"other_line": seen[code]}))
        seen.setdefault(code, school.line)
    return problems
