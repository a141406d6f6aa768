"""The facts of a story as the incident register keeps them: what and where, who had which part, who was told."""

from collections.abc import Mapping

from vangnet.core.dossiers.models import Fact, Subject
from vangnet.core.people.models import Person
from vangnet.incidents.models import ParentsTold, Report
from vangnet.incidents.models.facts import Place

from . import mentions
from .casting import Cast
from .content import Involved, Story, Told
from .pupils import Pupil
from .registers import Registers

PLACES = {
    "lokaal": Place.CLASSROOM,
    "leerplein": Place.HALL,
    "aula": Place.HALL,
    "plein": Place.PLAYGROUND,
    "kleuterplein": Place.PLAYGROUND,
    "speelveld": Place.PLAYGROUND,
    "zandbak": Place.PLAYGROUND,
    "klimrek": Place.PLAYGROUND,
    "bouwhek": Place.PLAYGROUND,
    "fietsenrek": Place.PLAYGROUND,
    "fietsenstalling": Place.PLAYGROUND,
    "gang": Place.CORRIDOR,
    "trap": Place.CORRIDOR,
    "toiletten": Place.TOILETS,
    "gymzaal": Place.GYM,
    "speellokaal": Place.GYM,
    "kleedkamer": Place.CHANGING_ROOM,
    "hek": Place.SCHOOL_GATE,
    "weg": Place.ON_THE_WAY,
    "uitstapje": Place.OUTING,
    "online": Place.ONLINE,
    "keuken": Place.ELSEWHERE,
    "werkplaats": Place.ELSEWHERE,
}
HOW = {
    "phone": ParentsTold.How.PHONE,
    "talk": ParentsTold.How.TALK,
    "app": ParentsTold.How.MESSAGE,
    "letter": ParentsTold.How.LETTER,
}


def of_report(story: Story, cast: Cast, registers: Registers, instead: Mapping[str, Pupil]) -> list[Fact]:
    """What was reported; `instead` names the child that stood in the place of another."""
    people = [subject(each, cast, registers, instead) for each in story.people]
    return [Report(category_id=story.category, place=PLACES[story.place]), *people]


def subject(each: Involved, cast: Cast, registers: Registers, instead: Mapping[str, Pupil]) -> Subject:
    if each.kind == "pupil":
        pupil = instead.get(each.who, cast.pupils[each.who])
        return Subject(role=each.role, pupil=registers.pupils[pupil.key])
    if each.kind == "staff":
        return Subject(role=each.role, person=registers.staff[cast.staff[each.who].key])
    if each.kind == "guardian":
        return Subject(role=each.role, guardian=registers.guardians[cast.guardians[each.who].key])
    return Subject(role=each.role, name=each.described)


def of_told(told: Told, cast: Cast, registers: Registers, told_by: Person) -> ParentsTold:
    guardian = mentions.spoken_with(told.text, cast.pupils[told.who])
    return ParentsTold(
        pupil=registers.pupils[cast.pupils[told.who].key],
        guardian=registers.guardians[guardian.key] if guardian else None,
        told_by=told_by,
        how=HOW[told.how],
    )
