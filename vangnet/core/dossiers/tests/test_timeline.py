"""What a correction changes of a dossier's story: what was said, and not when it came in the story."""

import pytest

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import record
from vangnet.core.dossiers.timeline import Timeline
from vangnet.incidents.case import case_of
from vangnet.incidents.models import Assessment, Incident, Report
from vangnet.incidents.protocol import Severity

pytestmark = pytest.mark.django_db(databases="__all__")


def judged(severity):
    return [Assessment(severity=severity, injury="none")]


@pytest.fixture
def twice(fight, cast):
    """Hanna judged it as minor, and the next day, when more was known, as serious."""
    first = record(fight, an_act("assess", cast.hanna, text="Valt mee.", facts=judged("minor")))
    second = record(fight, an_act("assess", cast.hanna, text="Toch niet.", facts=judged("serious")))
    return first, second


def of(dossier):
    return Timeline.of(Dossier.objects.get(pk=dossier.pk))


def test_the_correction_of_an_older_judgement_is_not_the_latest(fight, twice, cast):
    first, second = twice
    better = record(
        fight, an_act("assess", cast.hanna, text="Viel mee.", facts=judged("minor"), corrects=first)
    )

    timeline = of(fight)
    assert [entry.number for entry in timeline.standing()] == [1, better.number, second.number]
    assert timeline.latest(Assessment).severity == "serious"
    assert case_of(timeline).severity == Severity.SERIOUS
    assert Incident.objects.get(dossier=fight).severity == "serious"


def test_the_correction_of_the_latest_judgement_is_the_latest(fight, twice, cast):
    _first, second = twice
    better = record(
        fight, an_act("assess", cast.hanna, text="Anders.", facts=judged("minor"), corrects=second)
    )
    best = record(
        fight, an_act("assess", cast.hanna, text="Nog anders.", facts=judged("minor"), corrects=better)
    )

    timeline = of(fight)
    assert timeline.latest(Assessment).entry == best
    assert timeline.place(best) == second.number


def test_what_was_recorded_first_stays_first_when_it_is_corrected(fight, cast, pupils):
    record(fight, an_act("note", cast.hanna, text="Gesproken."))
    again = [
        Report(category_id="physical_violence", place="gym"),
        Subject(role="victim", pupil=pupils.aya),
    ]
    first = fight.entries.get(number=1)
    record(fight, an_act("report", cast.mina, text="In de gymzaal.", facts=again, corrects=first))

    timeline = of(fight)
    assert timeline.done() == ["report", "note"]
    assert timeline.latest(Report).place == "gym"
    assert [row.pupil for row in timeline.subjects()] == [pupils.aya]
