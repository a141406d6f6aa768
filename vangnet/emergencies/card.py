"""The card that hangs beside the door: what to do, who helps on which days, and how to reach the school."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person, School
from vangnet.core.people.roles import Role

from .card_words import proposed
from .forms.card import CardForm
from .models import CardText
from .presence import officers_on
from .weekdays import said_days

FIELDS = (
    "alarm",
    "assembly_place",
    "everybody",
    "teachers",
    "officers",
    "head_officer",
    "reporting_point",
    "inside",
)


class Overtaken(Exception):  # noqa: N818
    """A colleague changed the texts since this form was opened."""


@dataclass(frozen=True)
class Task:
    title: str
    steps: Sequence[str]


@dataclass(frozen=True)
class Helper:
    name: str
    role: str
    days: str


@dataclass(frozen=True)
class Card:
    """All that stands on it. `is_own`: its words are the school's; else they are still ours."""

    alarm: str
    assembly_place: str
    everybody: Task
    tasks: Sequence[Task]
    helpers: Sequence[Helper]
    address: str
    is_own: bool


def texts_of(school: School) -> CardText | None:
    return CardText.objects.standing().filter(school=school).order_by("-number").first()


def words(text: CardText | None) -> Mapping[str, str]:
    return {name: getattr(text, name) for name in FIELDS} if text else proposed()


def card_of(school: School, text: CardText | None, on: date) -> Card:
    said = words(text)
    steps = {name: [line.strip() for line in said[name].splitlines() if line.strip()] for name in FIELDS}
    return Card(
        alarm=said["alarm"],
        assembly_place=said["assembly_place"],
        everybody=Task(_("Everybody"), steps["everybody"]),
        tasks=[
            Task(_("Who has a group"), steps["teachers"]),
            Task(_("Emergency response officer"), steps["officers"]),
            Task(_("Head of emergency response"), steps["head_officer"]),
            Task(_("The office"), steps["reporting_point"]),
            Task(_("When everybody stays in"), steps["inside"]),
        ],
        helpers=_helpers(school, on),
        address=f"{school.street} {school.house_number}, {school.town}".strip(" ,"),
        is_own=text is not None,
    )


def _helpers(school: School, on: date) -> list[Helper]:
    """Name, role and days; a private number stands on no card (GDPR art. 5(1)(c))."""
    heads = Appointment.objects.filter(holds_on(on), school=school, role=Role.HEAD).select_related("person")
    leads = [Helper(row.person.full_name, _("Head teacher"), "") for row in heads]
    officers = [
        Helper(
            officer.name,
            _("Head of emergency response") if officer.is_head else _("Emergency response officer"),
            said_days(officer.half_days),
        )
        for officer in officers_on(school, on)
    ]
    return [*officers, *leads]


def change(form: CardForm, school: School, by: Person, now: datetime) -> None:
    """The texts as they are from now on; what stood there before stays known."""
    said = dict(form.cleaned_data)
    seen, token = said.pop("seen"), said.pop("token")
    if CardText.sent_before(token, by):
        return
    try:
        with transaction.atomic():
            CardText.objects.create(
                school=school, number=seen + 1, token=token, recorded_by=by, recorded_at=now, **said
            )
    except IntegrityError as refused:
        if CardText.sent_before(token, by) is None:
            raise Overtaken from refused
