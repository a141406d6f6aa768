"""The circle of a dossier: who may know it today, on which ground, and since when.

It is the rules themselves that are asked, for everybody who holds a role at the school, over its cluster or over the
board; so what is told here is what happens when one of them opens the address.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import COULD_KNOW_A_DOSSIER

from .models import Dossier, Party
from .timeline import day


@dataclass(frozen=True)
class Member:
    """Somebody who may know the dossier. `why` is what this person reads as the reason, in words to him or her.

    `take_out_url`: for who was brought in, where that can be taken back.
    """

    name: str
    roles: str
    why: tuple[str, ...]
    since: str
    take_out_url: str = ""


def circle_of(dossier: Dossier, on: date, *, handles: bool) -> list[Member]:
    """By name; those whom the dossier is about only if a rule lets them know it."""
    held, brought_in = _held(dossier, on), _brought_in(dossier)
    return [
        _member(dossier, why, held.get(person.pk, []), brought_in.get(person.pk), person, handles)
        for person, why in _knowing(dossier, on, held, brought_in)
    ]


def knowing(dossier: Dossier, on: date) -> Iterator[tuple[Person, tuple[str, ...]]]:
    """Who may know it today, by name, and why in the words that each of them reads."""
    return _knowing(dossier, on, _held(dossier, on), _brought_in(dossier))


def _knowing(
    dossier: Dossier, on: date, held: Mapping[int, list[Appointment]], brought_in: Mapping[int, Party]
) -> Iterator[tuple[Person, tuple[str, ...]]]:
    people = {row.person_id: row.person for rows in held.values() for row in rows}
    people |= {party.person_id: party.person for party in brought_in.values()}
    reasons = dossier.declared.know.reasons_of(people.values(), dossier, on)
    for key, person in sorted(people.items(), key=lambda pair: pair[1].full_name):
        if key in reasons:
            yield person, tuple(gettext(reason) for reason in dict.fromkeys(reasons[key]))


def _member(
    dossier: Dossier,
    why: tuple[str, ...],
    held: list[Appointment],
    party: Party | None,
    person: Person,
    handles: bool,
) -> Member:
    since = [max(dossier.opened_on, min(row.first_on for row in held))] if held else []
    since += [timezone.localdate(party.entry.recorded_at)] if party else []
    return Member(
        name=person.full_name,
        roles=", ".join(dict.fromkeys(row.get_role_display() for row in held)),
        why=why,
        since=day(min(since)) if since else "",
        take_out_url=_take_out(dossier, party) if party and handles else "",
    )


def _take_out(dossier: Dossier, party: Party) -> str:
    return reverse("dossier-correction", args=[dossier.reference, party.entry.number])


def _held(dossier: Dossier, on: date) -> Mapping[int, list[Appointment]]:
    """The appointments of today through which somebody could know it, by person."""
    there = Q(school=dossier.school_id) | Q(cluster__schools=dossier.school_id) | Q(school=None, cluster=None)
    rows = Appointment.objects.filter(holds_on(on), there, role__in=COULD_KNOW_A_DOSSIER).select_related(
        "person"
    )
    found: dict[int, list[Appointment]] = {}
    for row in rows.distinct():
        found.setdefault(row.person_id, []).append(row)
    return found


def _brought_in(dossier: Dossier) -> Mapping[int, Party]:
    parties = Party.objects.standing().filter(dossier=dossier).select_related("person", "entry")
    return {party.person_id: party for party in parties}
