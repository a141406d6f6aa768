"""Narrowing the list of incidents by a form whose choices stand in the address; no name of anybody is among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django import forms
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vangnet.core.calendars import school_year_of
from vangnet.core.people.models import School

from ..listing import severities
from ..models.category import category_names
from ..models.facts import Place
from ..narrowing import CLOSED, OPEN, OVERDUE, Narrowing

YEARS_BACK = 7  # an incident is kept no longer (the agreement `incidents.keep_years`)
NAMES = ("school", "school_year", "since", "until", "category", "place", "severity", "state", "pupil")


@dataclass(frozen=True)
class Choice:
    """A list to choose one from, drawn once: sixty options in a template cost as much as ten rows of the list."""

    name: str
    label: str
    options: SafeString


@dataclass(frozen=True)
class Filters:
    """The filters as the page shows them, and what they leave."""

    narrowing: Narrowing
    choices: tuple[Choice, ...]
    since: str
    until: str
    address: str  # what was chosen, as it stands in an address

    def asked(self) -> QueryDict:
        return QueryDict(self.address, mutable=True)

    @property
    def is_filtered(self) -> bool:
        return self.narrowing != Narrowing()


def filters_of(asked: QueryDict, schools: Sequence[School], on: date) -> Filters:
    """Read the filters from an address; what is unknown there narrows nothing."""
    lists = _lists(schools, on)
    chosen = {name: value for name in NAMES if (value := _known(name, asked.get(name, ""), lists))}
    narrowing = Narrowing(
        school=_number(chosen.get("school", "")),
        school_year=chosen.get("school_year", ""),
        since=_day(chosen.get("since", "")),
        until=_day(chosen.get("until", "")),
        category=chosen.get("category", ""),
        place=chosen.get("place", ""),
        severity=chosen.get("severity", ""),
        state=chosen.get("state", ""),
        pupil=_number(chosen.get("pupil", "")),
    )
    address = QueryDict(mutable=True)
    address.update(chosen)
    labels = _labels()
    return Filters(
        narrowing,
        tuple(
            Choice(name, labels[name], _options((("", _("All")), *options), chosen.get(name, "")))
            for name, options in lists.items()
            if options
        ),
        chosen.get("since", ""),
        chosen.get("until", ""),
        address.urlencode(),
    )


def _labels() -> dict[str, str]:
    return {
        "state": _("State"),
        "school": _("School"),
        "school_year": _("School year"),
        "category": _("What happened"),
        "place": _("Where"),
        "severity": _("Severity"),
    }


def _lists(schools: Sequence[School], on: date) -> dict[str, list[tuple[str, str]]]:
    this_year = school_year_of(on).starts
    years = [f"{starts}-{starts + 1}" for starts in range(this_year, this_year - YEARS_BACK, -1)]
    return {
        "state": [(OPEN, _("Open")), (OVERDUE, _("Overdue")), (CLOSED, _("Closed"))],
        "school": [(str(school.pk), school.name) for school in schools] if len(schools) > 1 else [],
        "school_year": [(year, year) for year in years],
        "category": list(category_names().items()),
        "place": [(place.value, str(place.label)) for place in Place],
        "severity": severities(),
    }


@lru_cache(maxsize=512)
def _options(options: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    drawn = ((value, " selected" if value == chosen else "", label) for value, label in options)
    return format_html_join("", '<option value="{}"{}>{}</option>', drawn)


def _known(name: str, value: str, lists: dict[str, list[tuple[str, str]]]) -> str:
    if name in lists:
        return value if any(value == known for known, _label in lists[name]) else ""
    if name == "pupil":
        return value if _number(value) else ""
    return value if _day(value) else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _day(text: str) -> date | None:
    """A day as a date field sends it; between two far days, so that counting on from it stays possible."""
    try:
        day = forms.DateField(input_formats=["%Y-%m-%d"], required=False).clean(text)
    except forms.ValidationError:
        return None
    return day if isinstance(day, date) and 1990 <= day.year <= 2100 else None
