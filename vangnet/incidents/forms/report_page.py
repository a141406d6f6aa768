"""All that the page of a report shows, worked out beforehand: the template only puts it in its place."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from vangnet.core.dossiers.forms.fields import LONGEST_TEXT
from vangnet.core.dossiers.forms.involved import People
from vangnet.core.dossiers.forms.people_page import Choice, PeopleShown
from vangnet.core.dossiers.people_search import Reach

from ..models import Category
from ..models.facts import Part, Place
from .report import ReportForm

# Shown at once, in the board's own order, which stays where it is: a thumb learns places, not frequencies.
SHOWN_AT_ONCE = 8
PARTS: dict[str, Any] = dict(Part.choices)

# In this order of the page, whatever order mistakes were found in; people stand between category and place.
ORDER = ("token", "school", "category", "people", "person", "place", "happened_on", "happened_at", "text")


def page(
    form: ReportForm,
    categories: Sequence[Category],
    people: People,
    reach: Reach,
    mistakes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    mistakes = mistakes or {}
    shown = PeopleShown(
        people, reach, PARTS, mistakes, legend=_("Who was involved?"), optional=_("nobody: leave this empty")
    )
    return {**_report(form, categories, mistakes), "people": shown}


def blank_page(form: ReportForm, categories: Sequence[Category]) -> dict[str, Any]:
    """The page as a device keeps it: nothing is filled in, and people are typed by name."""
    parts = [Choice(value, str(label), is_chosen=False) for value, label in PARTS.items()]
    return {**_report(form, categories, {}), "parts": parts}


def _report(form: ReportForm, categories: Sequence[Category], mistakes: Mapping[str, str]) -> dict[str, Any]:
    kinds = [
        Choice(kind.key, kind.name, form.shown("category") == kind.key, kind.hint, kind.icon)
        for kind in categories
    ]
    return {
        "form": form,
        "kinds": kinds[:SHOWN_AT_ONCE],
        "more_kinds": kinds[SHOWN_AT_ONCE:],
        "last_kind": kinds[-1].label if kinds else "",
        "more_is_open": any(kind.is_chosen for kind in kinds[SHOWN_AT_ONCE:]),
        "schools": _schools(form) if form.asks_school else (),
        "places": [Choice(value, str(label), form.shown("place") == value) for value, label in Place.choices],
        "moment": {name: form.shown(name) for name in ("happened_on", "happened_at")},
        "text": form.shown("text"),
        "longest": LONGEST_TEXT,
        "token": form.token_shown,
        "mistakes": mistakes,
        "summary": sorted(mistakes.items(), key=lambda mistake: ORDER.index(mistake[0].partition("-")[0])),
    }


def _schools(form: ReportForm) -> list[Choice]:
    return [Choice(key, school.name, form.shown("school") == key) for key, school in form.schools.items()]
