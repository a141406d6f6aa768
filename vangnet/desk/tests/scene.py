"""Incidents at De Linde of which the tests know what waits when."""

from datetime import date, datetime

from vangnet.conftest import an_act
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.recording import open_dossier, record
from vangnet.core.people.models import School
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import Assessment, FollowUpAgreed, Report


def a_fight(cast, linde: School, pupils, now: datetime) -> Dossier:
    """Cas pushed Aya: parents hear it the same day, and it is assessed within a week."""
    facts = [
        Report(category_id="physical_violence", place="playground"),
        Subject(role="victim", pupil=pupils.aya),
        Subject(role="perpetrator", pupil=pupils.cas),
    ]
    return open_dossier(INCIDENT, linde, an_act("report", cast.otto, text="Geduwd.", facts=facts, now=now))


def only_a_follow_up(cast, linde: School, on: date, now: datetime) -> Dossier:
    """A theft in which no child is known, assessed: nothing waits but the follow-up that was agreed."""
    facts = [Report(category_id="theft", place="gym")]
    dossier = open_dossier(INCIDENT, linde, an_act("report", cast.kees, text="Weg.", facts=facts, now=now))
    graded = [Assessment(severity="minor", injury="none")]
    record(dossier, an_act("assess", cast.hanna, facts=graded, now=now))
    record(dossier, an_act("agree_follow_up", cast.hanna, facts=[FollowUpAgreed(on=on)], now=now))
    return dossier
