"""A dozen dossiers with every kind of fact, corrections, readings, seals, a proposal and a destruction.

Written below the protocol, so that what is checked does not depend on which steps it allows.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db.models import BooleanField, CharField, DateField, DateTimeField, PositiveSmallIntegerField
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.dossiers.destroying import decide, propose
from vangnet.core.dossiers.models import BrokenGlass, Correction, Dossier, Entry, Fact, Party, Subject
from vangnet.core.dossiers.models.facts import fact_models
from vangnet.core.dossiers.models.reading import record_reading
from vangnet.core.dossiers.recording import append, open_dossier
from vangnet.core.dossiers.sealed import SealedTextField
from vangnet.core.dossiers.sealing import seal_day
from vangnet.core.dossiers.settling import settle
from vangnet.core.people.models import Guardian, Person, Pupil, School
from vangnet.core.protocols import WITHDRAWN
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import (
    Assessment,
    EarlierIncident,
    FollowUpAgreed,
    FollowUpHeld,
    LabourReport,
    ParentsTold,
    PoliceContact,
    Report,
    StaffAccident,
)

DOSSIERS = 12
ABOVE = {
    Assessment,
    BrokenGlass,
    Correction,
    EarlierIncident,
    FollowUpAgreed,
    FollowUpHeld,
    LabourReport,
    ParentsTold,
    Party,
    PoliceContact,
    Report,
    StaffAccident,
    Subject,
}


def build() -> list[Dossier]:
    """The last dossier is destroyed, and for the one before it destruction is proposed."""
    cast = SimpleNamespace(**{person.call_name.lower(): person for person in Person.objects.all()})
    pupils = SimpleNamespace(**{pupil.call_name.lower(): pupil for pupil in Pupil.objects.all()})
    linde, now = School.objects.get(name="De Linde"), timezone.now()
    day = timezone.localdate(now)
    dossiers = [_opened(linde, cast, pupils) for _ in range(DOSSIERS)]
    for place, dossier in enumerate(dossiers):
        _grow(dossier, dossiers, cast, pupils, now)
        for reader in [cast.iris, cast.hanna, cast.iris][: 1 + place % 3]:
            record_reading(dossier, reader, now)
        if place % 4 == 3:
            seal_day(day - timedelta(days=30 - place), now - timedelta(days=30 - place))
    for dossier in dossiers[-3:]:
        append(dossier, an_act("close", cast.hanna, now=now))
        settle(dossier)
    propose(dossiers[-2], cast.hanna, "Two years have passed.", now)
    decide(propose(dossiers[-1], cast.hanna, "Two years have passed.", now), cast.carla, now)
    seal_day(day - timedelta(days=1), now - timedelta(days=1))
    append(dossiers[0], an_act("note", cast.iris, text="Na het zegel.", now=now))
    record_reading(dossiers[0], cast.iris, now)
    return dossiers


def _opened(linde: School, cast: SimpleNamespace, pupils: SimpleNamespace) -> Dossier:
    return open_dossier(
        INCIDENT,
        linde,
        an_act(
            "report",
            cast.mina,
            text="Cas duwde Aya bij de schommel.",
            facts=[
                Report(category_id="physical_violence", place="playground"),
                Subject(role="victim", pupil=pupils.aya),
                Subject(role="perpetrator", pupil=pupils.cas),
                Subject(role="witness", name="de buurvrouw"),
            ],
        ),
    )


def _grow(
    dossier: Dossier, dossiers: list[Dossier], cast: SimpleNamespace, pupils: SimpleNamespace, now: datetime
) -> None:
    day, guardian = timezone.localdate(now), Guardian.objects.first()
    earlier = dossiers[(dossiers.index(dossier) + 1) % len(dossiers)]
    for step, by, text, facts in (
        ("assess", cast.iris, "Een schaafwond.", [Assessment(severity="serious", injury="first_aid")]),
        ("note", cast.iris, "Ingelicht.", [Party(person=cast.sam), Party(person=cast.toon)]),
        ("note", cast.hanna, "Spoed.", [BrokenGlass(person=cast.noor, until=now + timedelta(hours=4))]),
        ("note", cast.iris, "Eerder gebeurd.", [EarlierIncident(earlier=earlier)]),
        ("police", cast.hanna, "Gemeld.", [PoliceContact(how="notified", number="PL-1")]),
        (
            "note",
            cast.kees,
            "",
            [StaffAccident(person=cast.kees, outcome="short"), LabourReport(number="A1")],
        ),
        (
            "tell_parents",
            cast.mina,
            "Gebeld.",
            [_told(pupils.aya, guardian, cast), _told(pupils.cas, None, cast)],
        ),
        ("agree", cast.iris, "Nagesprek.", [FollowUpAgreed(on=day)]),
    ):
        last = append(dossier, an_act(step, by, text=text, facts=facts, now=now))
    append(
        dossier, an_act("held", cast.iris, text="Goed gesprek.", facts=[FollowUpHeld(agreed=last)], now=now)
    )
    of_other_kinds = list(one_of_each(cast, pupils, guardian, last, now))
    append(dossier, an_act("note", cast.iris, text="Van alles.", facts=of_other_kinds, now=now))
    wrong = append(dossier, an_act("note", cast.iris, text="Fout.", now=now))
    right = append(
        dossier, an_act("note", cast.iris, corrects=wrong, facts=[Correction(reason="Typefout.")], now=now)
    )
    append(dossier, an_act(WITHDRAWN, cast.iris, corrects=right, now=now))
    settle(dossier)


def _told(pupil: object, guardian: Guardian | None, cast: SimpleNamespace) -> ParentsTold:
    return ParentsTold(pupil=pupil, guardian=guardian, told_by=cast.mina, how="phone")


# What the database itself asks of a row, where a value of the right type is not enough.
PARTICULAR: dict[str, dict[str, object]] = {"meldcode.decision": {"help": "yes"}}


def one_of_each(
    cast: SimpleNamespace, pupils: SimpleNamespace, guardian: Guardian | None, entry: object, now: datetime
) -> Iterator[Fact]:
    """A row of every fact that is not among those above, filled in by the type of each column alone."""
    rows = {Pupil: pupils.aya, Person: cast.iris, Guardian: guardian, Entry: entry}
    for model in fact_models():
        if model in ABOVE:
            continue
        columns = [
            field
            for field in model._meta.concrete_fields
            if field.name not in ("id", "entry", "position", "dossier")
        ]
        told = {field.name: _value_for(field, rows, now) for field in columns}
        yield model(**told | PARTICULAR.get(model._meta.label_lower, {}))


def _value_for(field: Any, rows: dict[type, object], now: datetime) -> object:
    if field.choices:
        return field.choices[0][0]
    if field.is_relation:
        return rows[field.related_model]
    by_type = {
        SealedTextField: "Verzegeld.",
        CharField: "iets",
        BooleanField: True,
        DateField: timezone.localdate(now),
        DateTimeField: now,
        PositiveSmallIntegerField: 1,
    }
    return by_type[type(field)]
