"""Tells the stories to the program as people would: reported, handled, corrected and closed, each at its own moment.

Times here are those of the story as written; only what is recorded moves along with the demonstration.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import NAMESPACE_URL, UUID, uuid5

from vangnet.core.dossiers.models import Correction, Dossier, Entry, Fact
from vangnet.core.dossiers.recording import Act, append, open_dossier, record
from vangnet.core.dossiers.settling import settle
from vangnet.core.people.models import Person
from vangnet.incidents.kind import INCIDENT
from vangnet.incidents.models import (
    Assessment,
    FollowUpAgreed,
    FollowUpHeld,
    LabourReport,
    PoliceContact,
    StaffAccident,
)

from . import clock, facts
from .casting import Cast
from .content import Measure, Member, Story, Told
from .registers import Registers

TELL_THEMSELVES = ("coach", "head", "internal_coach")
DAYS_BEFORE_LONG_ABSENCE = 3


@dataclass(frozen=True)
class Moment:
    """Something that is recorded in a story's dossier: on which day, in which order of that day, and how."""

    on: date
    order: int
    tell: Callable[[datetime], object]


def token(*parts: str) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(("vangnet-demo", *parts)))


class Teller:
    """One story, from its report to where it stands at `now`.

    `checked` takes each step as a colleague would, with every check of rights and procedure. The tests tell all
    stories so; a newcomer waits for the same entries without being told again that they may be made.
    """

    def __init__(
        self, story: Story, cast: Cast, registers: Registers, now: datetime, *, checked: bool
    ) -> None:
        self.story, self.cast, self.registers, self.now = story, cast, registers, now
        self.checked = checked
        self.board, self.shift = registers.board, registers.shift
        self.reported_at = clock.reported(self.board, story)
        self.agreed: Entry | None = None
        self.first_told: Entry | None = None

    def tell(self) -> Dossier | None:
        """The dossier, unless the report lies ahead; what lies ahead in the story is not recorded either."""
        if self.shift.moment(self.reported_at) > self.now:
            return None
        self.dossier = self._report()
        at = self.reported_at
        for moment in sorted(self._moments(), key=lambda moment: (moment.on, moment.order)):
            at = clock.written(self.board, self.story, moment.on, at)
            if self.shift.moment(at) > self.now:
                break
            moment.tell(at)
        if not self.checked:
            settle(self.dossier)
        return self.dossier

    # What was reported

    def _report(self) -> Dossier:
        """As it was first written down: what a later correction sets right is still wrong."""
        correction, at, instead = self.story.correction, self.story.at, {}
        if correction and correction.was_at:
            at = correction.was_at
        if correction and correction.was_another and self.cast.mistaken:
            instead = {correction.was_another: self.cast.mistaken}
        act = Act(
            step="report",
            by=self._person(self.cast.reporter),
            happened_at=self.shift.moment(at),
            now=self.shift.moment(self.reported_at),
            token=token(self.story.key, "report"),
            text=self.cast.fill(self.story.story, **{who: each.call_name for who, each in instead.items()}),
            facts=facts.of_report(self.story, self.cast, self.registers, instead),
        )
        return open_dossier(INCIDENT, self.registers.schools[self.story.school], act)

    # What followed

    def _moments(self) -> list[Moment]:
        story = self.story
        found = [Moment(self._day(each.day), 2, partial(self._tell, each)) for each in story.told]
        found += [Moment(self._day(each.day), 4, partial(self._measure, each)) for each in story.measures]
        if story.severity:
            found.append(Moment(self._judged_on(), 3, self._assess))
        if story.police:
            found.append(Moment(self._day(story.police.day), 4, self._police))
        if story.correction:
            found.append(Moment(self._day(story.correction.day), 1, self._correct))
        if story.evaluation:
            found.append(Moment(self._day(story.evaluation.day), 7, self._evaluate))
        if story.closed is not None:
            found.append(Moment(self._day(story.closed), 9, lambda at: self._step("close", at)))
        return [*found, *self._of_follow_up(), *self._of_accident()]

    def _of_follow_up(self) -> list[Moment]:
        agreed = self.story.follow_up
        if agreed is None:
            return []
        found = [Moment(min(self._judged_on(), self._day(agreed.planned)), 5, self._agree)]
        if agreed.done is not None:
            found.append(Moment(self._day(agreed.done), 6, self._hold))
        return found

    def _of_accident(self) -> list[Moment]:
        """Admission is known and reported the same day (Arbowet art. 9 lid 1); a long absence on its fourth day."""
        accident = self.story.staff_accident
        if accident is None:
            return []
        known_after = 0 if accident.admitted else min(accident.absent_days, DAYS_BEFORE_LONG_ABSENCE + 1)
        found = [Moment(self._day(known_after), 3, self._staff_accident)]
        if accident.inspectorate_day is not None:
            found.append(Moment(self._day(accident.inspectorate_day), 4, self._labour_report))
        return found

    def _judged_on(self) -> date:
        """What is serious is judged the same day, the rest on the next; never later than today."""
        is_minor = self.story.severity is None or self.story.severity.level == Assessment.Grade.MINOR
        next_day = self._day(1)
        return next_day if is_minor and next_day <= self.board.today else self._day(0)

    # Each step

    def _tell(self, told: Told, at: datetime) -> None:
        """First in the words that a correction may have set right later."""
        was = self.story.correction.was_told if self.story.correction else None
        is_wrong = was is not None and was.who == told.who
        first = Told(told.who, told.day, told.by, told.how, was.text) if was and is_wrong else told
        entry = self._take(self._told_act(first, at, name=f"told {self.story.told.index(told)}"))
        self.first_told = entry if is_wrong else self.first_told

    def _told_act(
        self, told: Told, at: datetime, *, name: str, more: Sequence[Fact] = (), corrects: Entry | None = None
    ) -> Act:
        told_by = self._person(self._colleague(told.by, told.who, at))
        now = self.shift.moment(at)
        return Act(
            step="tell_parents",
            by=corrects.author if corrects else told_by if told.by in TELL_THEMSELVES else self._handler(at),
            happened_at=self.shift.moment(clock.spoken(self.board, self.story, at.date(), at)),
            now=now,
            token=token(self.story.key, name),
            text=self.cast.fill(told.text),
            facts=[facts.of_told(told, self.cast, self.registers, told_by), *more],
            corrects=corrects,
        )

    def _correct(self, at: datetime) -> None:
        """The report once more, or what parents were told: now as it was."""
        correction = self.story.correction
        if correction is None:
            return
        why = Correction(reason=self.cast.fill(correction.text))
        if self.first_told and correction.was_told:
            told = next(each for each in self.story.told if each.who == correction.was_told.who)
            act = self._told_act(told, at, name="correction", more=[why], corrects=self.first_told)
        else:
            act = self._report_again(at, why)
        self._take(act)

    def _report_again(self, at: datetime, why: Correction) -> Act:
        return Act(
            step="report",
            by=self._person(self.cast.reporter),
            happened_at=self.shift.moment(self.story.at),
            now=self.shift.moment(at),
            token=token(self.story.key, "correction"),
            text=self.cast.fill(self.story.story),
            facts=[*facts.of_report(self.story, self.cast, self.registers, {}), why],
            corrects=self.dossier.entries.get(number=1),
        )

    def _assess(self, at: datetime) -> None:
        if self.story.severity:
            judged = Assessment(severity=self.story.severity.level, injury=self.story.injury)
            self._step("assess", at, self.story.severity.why, judged)

    def _measure(self, measure: Measure, at: datetime) -> None:
        self._step("measure", at, measure.text, name=f"measure {self.story.measures.index(measure)}")

    def _agree(self, at: datetime) -> None:
        if self.story.follow_up:
            on = self.shift.day(self._day(self.story.follow_up.planned))
            self.agreed = self._step("agree_follow_up", at, "", FollowUpAgreed(on=on))

    def _hold(self, at: datetime) -> None:
        if self.story.follow_up and self.agreed:
            self._step("follow_up", at, self.story.follow_up.text, FollowUpHeld(agreed=self.agreed))

    def _police(self, at: datetime) -> None:
        if self.story.police:
            self._step("police", at, self.story.police.text, PoliceContact(how=self.story.police.state))

    def _staff_accident(self, at: datetime) -> None:
        accident, outcomes = self.story.staff_accident, StaffAccident.Outcome
        hurt = next(each for each in self.story.people if each.kind == "staff" and each.role == "victim")
        if accident and self.story.severity:
            is_long = accident.absent_days > DAYS_BEFORE_LONG_ABSENCE
            outcome = (
                outcomes.HOSPITAL
                if accident.admitted
                else outcomes.LONG_ABSENCE
                if is_long
                else outcomes.SHORT
            )
            person, nature = self._person(self.cast.staff[hurt.who]), self.story.severity.why
            self._step("staff_accident", at, "", StaffAccident(person=person, outcome=outcome, nature=nature))

    def _labour_report(self, at: datetime) -> None:
        self._step("labour_report", at, "Telefonisch gemeld en daarna met het formulier.", LabourReport())

    def _evaluate(self, at: datetime) -> None:
        if self.story.evaluation:
            self._step("evaluate", at, self.story.evaluation.text)

    def _step(self, step: str, at: datetime, text: str = "", *of_step: Fact, name: str = "") -> Entry:
        now = self.shift.moment(at)
        filled = self.cast.fill(text)
        act = Act(step, self._handler(at), now, now, token(self.story.key, name or step), filled, of_step)
        return self._take(act)

    def _take(self, act: Act) -> Entry:
        return record(self.dossier, act) if self.checked else append(self.dossier, act)

    # Who and when

    def _handler(self, at: datetime) -> Person:
        """The head of that day, or the internal support coordinator where it is about the head."""
        about = {member.key for member in self.cast.staff.values()}
        for role in ("head", "internal_coach"):
            for member in self.board.holders(role, at.date(), school=self.story.school):
                if member.key not in about:
                    return self._person(member)
        raise LookupError(f"story {self.story.key}: nobody handles it")

    def _colleague(self, role: str, who: str, at: datetime) -> Member:
        """Who told the parents: the child's teacher, whoever reported, or who holds the role."""
        if role == self.story.reporter != "coach":
            return self.cast.reporter
        place = self.cast.pupils[who].placement_on(at.date())
        teachers = (
            self.board.holders("coach", at.date(), group=place.group) if place and role == "coach" else []
        )
        return (teachers or self.board.holders(role, at.date(), school=self.story.school))[0]

    def _person(self, member: Member) -> Person:
        return self.registers.staff[member.key]

    def _day(self, count: int) -> date:
        return self.board.school_day_after(self.story.school, self.story.at.date(), count)
