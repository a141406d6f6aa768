"""A meldcode dossier about Aya, and taking a step in it through its form."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from vangnet.core.dossiers.models import Dossier
from vangnet.core.people.models import Guardianship

from .scene import opened


@pytest.fixture
def worry(cast, linde, pupils):
    return opened(cast, linde, pupils)


@pytest.fixture
def acute(cast, linde, pupils):
    return opened(cast, linde, pupils, danger="acute")


@pytest.fixture
def take(as_):
    """Send the form of a step as a browser does, and give the answer."""

    def send(person, dossier, step, **fields):
        dossier = Dossier.objects.get(pk=dossier.pk)
        filled = {
            "token": str(uuid4()),
            "seen": str(dossier.entry_count),
            "happened_at": f"{timezone.localtime():%Y-%m-%dT%H:%M}",
            "text": "Zo is het gegaan.",
            **fields,
        }
        return as_(person).post(reverse("dossier-step", args=[dossier.reference, step]), filled)

    return send


@pytest.fixture
def parent_of():
    """The key of a parent in the form of a talk."""

    def key(pupil):
        return f"parent-{pupil.pk}-{Guardianship.objects.get(pupil=pupil).guardian_id}"

    return key


@pytest.fixture
def prepared(worry, cast, pupils, take, parent_of):
    """A colleague was consulted, and child and mother were spoken with."""
    answers = (
        take(cast.mina, worry, "consult", partner="colleague", person_id=cast.iris.pk),
        take(cast.iris, worry, "talk", partner=f"child-{pupils.aya.pk}", how="talk"),
        take(cast.iris, worry, "talk", partner=parent_of(pupils.aya), how="phone"),
    )
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    return worry


def weighing(**answers):
    """The fields of the weighing form; each answer with its ground."""
    return answers | {f"{question}_ground": "Op grond van de gesprekken." for question in answers}
