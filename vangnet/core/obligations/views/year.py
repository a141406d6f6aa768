"""The duties of one school, today or on any other day, and all schools beside all duties for who oversees them."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from vangnet.core.access.grounds import holds, schools_where
from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.people.models import School
from vangnet.core.people.roles import OF_THE_BOARD, Role
from vangnet.core.spreadsheets import FORMS, as_file

from ..access import MAKES, OVERSEES, SEES
from ..board import Matrix, as_lines
from ..duties import State
from ..year import rows_of


@require_safe
@held_by(*sorted(SEES))
def duties(request: PersonRequest) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person
    schools = list(schools_where(person, today, SEES).filter(closed_on=None))
    if len(schools) > 1 and not request.GET and holds(person, today, OVERSEES):
        return board(request)
    school, on = _chosen(request, schools), _day(request, today)
    role = request.GET.get("role", "")
    every = rows_of(school, on, today, [Role(role)] if role in Role.values else ())
    rows = [row for row in every if row.stands.state is not State.NOT_APPLICABLE]
    context = {
        "school": school,
        "schools": schools,
        "on": on,
        "is_today": on == today,
        "role": role,
        "roles": [each for each in Role if each in SEES],
        "rows": rows,
        "not_asked": every[len(rows) :],
        "broken": sum(row.stands.state.is_broken for row in rows),
        "soon": sum(row.stands.state is State.DUE_SOON for row in rows),
        "kept": sum(row.stands.state is State.KEPT for row in rows),
        "may_make": holds(person, today, MAKES),
        "oversees": holds(person, today, OVERSEES),
    }
    return render(request, "obligations/year.html", context)


@require_safe
@held_by(*sorted(OVERSEES))
def board(request: PersonRequest) -> HttpResponse:
    today = timezone.localdate()
    on = _day(request, today)
    matrix = _matrix(request, today, on)
    context = {
        "matrix": matrix,
        "on": on,
        "is_today": on == today,
        "broken": matrix.number(State.NEVER, State.OVERDUE),
        "soon": matrix.number(State.DUE_SOON),
        "kept": matrix.number(State.KEPT),
        "states": [(state, state.word, state.sign) for state in State],
        "exports": [
            (form.upper(), f"{reverse('duties-board-export', args=[form])}?on={on.isoformat()}")
            for form in FORMS
        ],
    }
    return render(request, "obligations/board.html", context)


@require_safe
@held_by(*sorted(OVERSEES))
def export(request: PersonRequest, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    today = timezone.localdate()
    on = _day(request, today)
    return as_file(as_lines(_matrix(request, today, on)), form, name=f"afspraken-{on.isoformat()}")


def _matrix(request: PersonRequest, today: date, on: date) -> Matrix:
    person = request.user.person
    schools = list(schools_where(person, today, OVERSEES).filter(closed_on=None))
    return Matrix.of(schools, on, is_all=holds(person, today, OF_THE_BOARD & OVERSEES))


def _chosen(request: PersonRequest, schools: list[School]) -> School:
    """The school that was asked for; one that is not theirs does not exist for this person."""
    asked = request.GET.get("school", "")
    found = [school for school in schools if str(school.pk) == asked] if asked else schools
    if not found:
        raise Http404
    return found[0]


def _day(request: PersonRequest, today: date) -> date:
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    return asked if asked and abs(asked.year - today.year) <= 20 else today
