"""Tells the stories to the program as people would: reported, handled, corrected and closed, each at its own moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from vangnet.core.dossiers.models import Dossier, Entry, Fact, Subject
from vangnet.core.dossiers.recording import Act, open_dossier, record
from vangnet.core.dossiers.refusals import Blocked
from vangnet.core.people.models import Person
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import (
    Assessment,
    FollowUpAgreed,
    FollowUpHeld,
    LabourReport,
    ParentsTold,
    PoliceContact,
    Report,
    StaffAccident,
)

from . import content, pupils
from .casting import Casting
from .people import Registers

PLACES = {
    "lokaal": "classroom", "leerplein": "hall", "aula": "hall", "plein": "playground", "speelveld": "playground",
    "zandbak": "playground", "klimrek": "playground", "bouwhek": "playground", "fietsenrek": "playground",
    "fietsenstalling": "playground", "gang": "corridor", "trap": "corridor", "toiletten": "toilets",
    "gymzaal": "gym", "kleedkamer": "changing_room", "hek": "school_gate", "weg": "on_the_way",
    "uitstapje": "outing", "online": "online", "keuken": "elsewhere", "werkplaats": "elsewhere",
}  # fmt: skip
HOW = {"phone": "phone", "talk": "talk", "app": "message", "letter": "letter"}
HANDLED_BY = ("head", "internal_coach")


@dataclass(frozen=True)
class Moment:
    """Something that is recorded in a story's dossier: on which day and in which order of that day."""

    on: date
    order: int
    tell: Callable[[datetime], None]


class Teller:
    """One story, from its report to where it stands today."""

    def __init__(self, story: content.Story, registers: Registers, casting: Casting, now: datetime) -> None:
        self.story, self.registers, self.casting, self.now = story, registers, casting, now
        self.children = casting.children(story)
        named = casting.member(story.reporter_named) if story.reporter_named else None
        self.reporter = named or casting.colleague(story, story.reporter, self.children.values())
        self.happened_at = registers.shift.moment(story.at)
        self.dossier: Dossier
        self.follow_up: Entry | None = None

    def tell(self) -> None:
        reported_at = self.happened_at + timedelta(minutes=18 + len(self.story.story) % 40)
        if reported_at > self.now:
            return
        self._report(reported_at)
        for place, moment in enumerate(sorted(self._moments(), key=lambda moment: (moment.on, moment.order))):
            day = self.registers.shift.day(moment.on)
            at = timezone.make_aware(datetime.combine(day, time(15, 5))) + timedelta(minutes=3 * place)
            at = max(at, reported_at + timedelta(minutes=5 * (place + 1)))
            if at <= self.now:
                moment.tell(at)

    # What was reported

    def _report(self, at: datetime) -> None:
        facts: list[Fact] = [Report(category_id=self.story.category, place=PLACES[self.story.place])]
        facts += [self._subject(involved) for involved in self.story.people]
        by = self._person(self.reporter)
        text = self._filled(self.story.story)
        act = Act("report", by, self.happened_at, at, self._token("report"), text=text, facts=facts)
        self.dossier = open_dossier(INCIDENT, self.registers.schools[self.story.school], act)

    def _subject(self, involved: content.Involved) -> Subject:
        if involved.kind == "pupil":
            return Subject(role=involved.role, pupil=self._pupil(involved.who))
        if involved.kind == "staff":
            return Subject(role=involved.role, person=self._person(self._colleague(involved)))
        if involved.kind == "guardian" and involved.of:
            guardian = self.casting.guardian(self.children[involved.of], involved)
            return Subject(role=involved.role, guardian=self.registers.guardians[guardian.key])
        return Subject(role=involved.role, name=involved.described)

    def _colleague(self, involved: content.Involved) -> content.Member:
        if involved.staff == "reporter":
            return self.reporter
        if involved.staff:
            return self.casting.member(involved.staff)
        return self.casting.colleague(self.story, involved.staff_role or "coach", self.children.values())

    # What followed

    def _moments(self) -> list[Moment]:
        story, found = self.story, []
        if story.severity:
            found.append(Moment(self._day(1), 3, self._assess))
        found += [Moment(self._day(each.day), 4, lambda at, m=each: self._measure(at, m)) for each in story.measures]
        found += [Moment(self._day(each.day), 2, lambda at, t=each: self._tell_parents(at, t)) for each in story.told]
        if story.follow_up:
            found.append(Moment(self._day(1), 5, self._agree))
        if story.follow_up and story.follow_up.done is not None:
            found.append(Moment(self._day(story.follow_up.done), 6, self._hold))
        if story.police:
            found.append(Moment(self._day(story.police.day), 4, self._police))
        found += self._accident_moments()
        if story.correction:
            found.append(Moment(self._day(story.correction.day), 1, self._correct))
        if story.evaluation:
            found.append(Moment(self._day(story.evaluation.day), 7, self._evaluate))
        if story.closed is not None:
            found.append(Moment(self._day(story.closed), 9, self._close))
        return found

    def _accident_moments(self) -> list[Moment]:
        accident = self.story.staff_accident
        if accident is None:
            return []
        known_after = 0 if accident.admitted else min(accident.absent_days, 4)
        found = [Moment(self._day(known_after), 3, self._staff_accident)]
        if accident.inspectorate_day is not None:
            found.append(Moment(self._day(accident.inspectorate_day), 4, self._labour_report))
        return found

    def _assess(self, at: datetime) -> None:
        assert self.story.severity  # noqa: S101 - asked for only when there is one
        fact = Assessment(severity=self.story.severity.level, injury=self.story.injury)
        self._step("assess", at, self.story.severity.why, [fact])

    def _measure(self, at: datetime, measure: content.Measure) -> None:
        self._step("measure", at, measure.text, name=f"measure {self.story.measures.index(measure)}")

    def _tell_parents(self, at: datetime, told: content.Told) -> None:
        child = self.children[told.who]
        guardian = next((each for each in child.guardians if each.has_custody and not each.contact_order), None)
        told_by = self._actor(told.by)
        fact = ParentsTold(
            pupil=self._pupil(told.who),
            guardian=self.registers.guardians[guardian.key] if guardian else None,
            told_by=told_by,
            how=HOW[told.how],
        )
        self._step("tell_parents", at, told.text, [fact], name=f"told {self.story.told.index(told)}")

    def _agree(self, at: datetime) -> None:
        assert self.story.follow_up  # noqa: S101
        on = self.registers.shift.day(self._day(self.story.follow_up.planned))
        text = "Terugkomgesprek afgesproken."
        self.follow_up = self._step("agree_follow_up", at, text, [FollowUpAgreed(on=on)])

    def _hold(self, at: datetime) -> None:
        assert self.story.follow_up  # noqa: S101
        facts: list[Fact] = [FollowUpHeld(agreed=self.follow_up)] if self.follow_up else []
        self._step("follow_up", at, self.story.follow_up.text, facts)

    def _police(self, at: datetime) -> None:
        assert self.story.police  # noqa: S101
        self._step("police", at, self.story.police.text, [PoliceContact(how=self.story.police.state)])

    def _staff_accident(self, at: datetime) -> None:
        accident = self.story.staff_accident
        hurt = Subject.objects.standing().filter(dossier=self.dossier, role="victim").exclude(person=None).first()
        if accident and hurt:
            outcome = "hospital" if accident.admitted else "long_absence" if accident.absent_days > 3 else "short"
            self._step("staff_accident", at, "", [StaffAccident(person=hurt.person, outcome=outcome)])

    def _labour_report(self, at: datetime) -> None:
        self._step("labour_report", at, "Telefonisch en daarna met het formulier gemeld.", [LabourReport()])

    def _correct(self, at: datetime) -> None:
        """The report again, now right: the people and the text as they should have been."""
        assert self.story.correction  # noqa: S101
        report = self.dossier.entries.get(number=1)
        facts: list[Fact] = [Report(category_id=self.story.category, place=PLACES[self.story.place])]
        facts += [self._subject(involved) for involved in self.story.people]
        text = self._filled(f"{self.story.correction.text}\n\n{self.story.story}")
        act = Act("report", self._person(self.reporter), self.happened_at, at, self._token("correction"), text=text)
        record(self.dossier, Act(**{**vars(act), "facts": facts, "corrects": report}))

    def _evaluate(self, at: datetime) -> None:
        assert self.story.evaluation  # noqa: S101
        self._step("evaluate", at, self.story.evaluation.text)

    def _close(self, at: datetime) -> None:
        self._step("close", at, "")

    # Small things

    def _step(self, step: str, at: datetime, text: str, facts: list[Fact] | None = None, name: str = "") -> Entry | None:
        by = self._handler()
        act = Act(step, by, at - timedelta(minutes=2), at, self._token(name or step), self._filled(text), facts or ())
        try:
            return record(self.dossier, act)
        except Blocked:  # the story goes faster than the protocol: the dossier then simply stays open
            return None

    def _handler(self) -> Person:
        for role in HANDLED_BY:
            for member in self.registers.board.holders(role, self.story.at.date(), school=self.story.school):
                if not Subject.objects.filter(dossier=self.dossier, person=self._person(member)).exists():
                    return self._person(member)
        raise LookupError(self.story.key)

    def _actor(self, role: str) -> Person:
        return self._person(self.casting.colleague(self.story, role, self.children.values()))

    def _pupil(self, who: str) -> "pupils.Pupil":
        return self.registers.pupils[self.children[who].key]  # type: ignore[return-value]

    def _person(self, member: content.Member) -> Person:
        return self.registers.staff[member.key]

    def _day(self, count: int) -> date:
        return self.registers.board.school_day_after(self.story.school, self.story.at.date(), count)

    def _filled(self, text: str) -> str:
        names = {who: child.call_name for who, child in self.children.items()}
        names |= {
            involved.who: self._colleague(involved).first_name for involved in self.story.people if involved.kind == "staff"
        }
        return text.format(**names, melder=self.reporter.first_name, leerkracht=self.reporter.first_name)

    def _token(self, name: str):
        return uuid5(NAMESPACE_URL, f"vangnet-demo/{self.story.key}/{name}")
