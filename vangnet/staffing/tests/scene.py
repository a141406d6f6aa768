"""What the tests of staffing begin with."""

from datetime import date
from io import BytesIO
from uuid import uuid4

from django.utils import timezone

from vangnet.core.attachments.examining import examine
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.storing import keep
from vangnet.core.attachments.tests import made
from vangnet.staffing.models import (
    Certificate,
    Course,
    FunctionaryList,
    ListedFunctionary,
    Participant,
    Publication,
    Substitute,
    TrainingSession,
)


def substitute(cast, linde, **given):
    return Substitute.objects.create(
        **{
            "school": linde,
            "task": "confidential_adviser",
            "person": cast.otto,
            "first_on": date(2026, 11, 2),
            "recorded_by": cast.hanna,
            "recorded_at": timezone.now(),
        }
        | given
    )


def things(cast, linde):
    """What the addresses of staffing may name."""
    list_ = listed(cast, linde)
    return {
        "substitute": substitute(cast, linde).pk,
        "functionary_list": list_.pk,
        "publication": published(cast, list_).pk,
        "certificate": certificate(cast, cast.mina, linde, scan=a_scan(cast)).pk,
        "course": course(cast, linde, title="Te schrappen").pk,
        "training_session": session(cast, linde).pk,
    }


def other_things(cast, iep):
    """The same of the other school; and a colleague's certificate."""
    list_ = listed(cast, iep)
    return {
        "substitute": substitute(cast, iep).pk,
        "functionary_list": list_.pk,
        "publication": published(cast, list_).pk,
        "certificate": certificate(cast, cast.nadia, iep, scan=a_scan(cast)).pk,
        "course": course(cast, iep, title="Te schrappen").pk,
        "training_session": session(cast, iep).pk,
    }


def certificate(cast, person, school, **given):
    return Certificate.objects.create(
        **{
            "person": person,
            "school": school,
            "subject": "emergency_response",
            "title": "Herhaling BHV",
            "issued_on": date(2026, 3, 4),
            "recorded_by": cast.hanna,
            "recorded_at": timezone.now(),
        }
        | given
    )


def a_scan(cast):
    content = made.pdf()
    examined = examine(BytesIO(content), "bewijs.pdf", len(content), PAPERS)
    return keep(examined, by=cast.hanna, at=timezone.now())


def listed(cast, linde, as_of=date(2026, 11, 2)):
    list_ = FunctionaryList.objects.create(
        school=linde,
        as_of=as_of,
        contact_phone="0599-000210",
        token=uuid4(),
        made_by=cast.hanna,
        made_at=timezone.now(),
    )
    ListedFunctionary.objects.create(
        list=list_,
        place=0,
        task="confidential_adviser",
        function="Vertrouwenspersoon",
        does="Luistert",
        person=cast.vera,
        name="Vera Test",
    )
    return list_


def published(cast, list_, place="guide", held_on=date(2026, 11, 3), **given):
    return Publication.objects.create(
        list=list_,
        school=list_.school,
        place=place,
        held_on=held_on,
        recorded_by=cast.hanna,
        recorded_at=timezone.now(),
        **given,
    )


def course(cast, school=None, **given):
    return Course.objects.create(
        **{
            "school": school,
            "subject": "emergency_response",
            "title": "Herhaling BHV",
            "price": "145.00",
            "first_on": date(2025, 1, 1),
            "recorded_by": cast.hanna,
            "recorded_at": timezone.now(),
        }
        | given
    )


def session(cast, school, *people, held_on=date(2026, 11, 4), **given):
    planned = TrainingSession.objects.create(
        school=school,
        course=given.pop("course", None) or course(cast, school),
        held_on=held_on,
        recorded_by=cast.hanna,
        recorded_at=timezone.now(),
    )
    for person in people:
        Participant.objects.create(session=planned, person=person)
    return planned
