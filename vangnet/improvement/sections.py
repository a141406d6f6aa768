"""What one school evaluates and discusses, by subject: how its promise stands, and what was recorded."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from vangnet.core.obligations.duties import Duty, Standing, State
from vangnet.core.obligations.standings import standings_at
from vangnet.core.people.models import Person, School

from .access import READERS, READS, RECORDERS, subjects_for
from .duties import DUTIES, DUTY_ON
from .models import Evaluation


@dataclass(frozen=True)
class Section:
    """One subject at one school, as somebody may see it."""

    subject: Evaluation.Subject
    duty: Duty
    stands: Standing
    rows: Sequence[Evaluation]
    may_record: bool
    shows_figures: bool  # of the confidential adviser, which have a page of their own

    @property
    def latest(self) -> Evaluation | None:
        return next((row for row in self.rows if row.stands), None)

    @property
    def earlier(self) -> list[Evaluation]:
        """And what was taken back, whenever that was."""
        return [row for row in self.rows if row is not self.latest]


def sections_of(school: School, person: Person, on: date) -> list[Section]:
    """What asks for something comes first."""
    subjects = subjects_for(READERS, person, school, on)
    recorded = subjects_for(RECORDERS, person, school, on)
    rows: dict[str, list[Evaluation]] = defaultdict(list)
    found = READS.of(Evaluation.objects.filter(school=school), person, on)
    for row in found.select_related("recorded_by", "taken_back_by"):
        rows[row.subject].append(row)
    shown = standings_at([DUTY_ON[subject] for subject in subjects], [school.pk], on)[school.pk]
    sections = [
        Section(
            subject,
            each.duty,
            each.stands,
            rows[subject],
            subject in recorded,
            subject == Evaluation.Subject.ADVISER,
        )
        for subject, each in zip(subjects, shown, strict=True)
    ]
    return sorted(sections, key=lambda section: section.stands)


@dataclass(frozen=True)
class Line:
    """A school in the list of several, with how many of its promises stand how."""

    school: School
    broken: int
    soon: int
    kept: int


def lines_of(schools: Collection[School], person: Person, on: date) -> list[Line]:
    """In as many questions as for one school."""
    found = standings_at(DUTIES, [school.pk for school in schools], on)
    return [
        _line(
            school,
            {DUTY_ON[subject].key for subject in subjects_for(READERS, person, school, on)},
            {each.duty.key: each.stands.state for each in found[school.pk]},
        )
        for school in sorted(schools, key=lambda school: school.name)
    ]


def _line(school: School, keys: set[str], states: dict[str, State]) -> Line:
    every = Counter(states[key] for key in keys)
    broken = sum(number for state, number in every.items() if state.is_broken)
    return Line(school, broken, every[State.DUE_SOON], every[State.KEPT])
