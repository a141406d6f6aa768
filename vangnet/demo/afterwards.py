"""What happens around the dossiers: a colleague is brought in, people read, and a head proposes a destruction."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from vangnet.core.dossiers.destroying import propose
from vangnet.core.dossiers.models import Dossier, Party
from vangnet.core.dossiers.models.reading import record_reading
from vangnet.core.dossiers.recording import BROUGHT_IN, Act, record
from vangnet.core.people.models import Person
from vangnet.incidents.kind import INCIDENT

from . import clock
from .content import HERE, Story
from .invented_board import read
from .registers import Registers
from .telling import token

READ_SINCE = timedelta(weeks=4)
BEFORE_SCHOOL = time(8, 5)
READERS = ("head", "internal_coach", "safety_coordinator")


class Afterwards:
    def __init__(
        self, registers: Registers, stories: Iterable[Story], dossiers: Mapping[str, Dossier], now: datetime
    ) -> None:
        self.registers, self.dossiers, self.now = registers, dossiers, now
        self.stories = {story.key: story for story in stories if story.key in dossiers}

    def happen(self) -> None:
        plan = read(HERE / "afterwards.toml")
        for each in plan["brought_in"]:
            self._bring_in(each["story"], each["day"], each["who"], each["text"])
        for each in plan["destruction"]:
            self._propose(each["story"], each["on"], each["ground"])
        for story in self.stories.values():
            if story.at.date() >= self.registers.board.today - READ_SINCE:
                self._read(story)

    def _bring_in(self, key: str, day: int, who: str, text: str) -> None:
        story, board = self.stories[key], self.registers.board
        on = board.school_day_after(story.school, story.at.date(), day)
        at = self.registers.shift.moment(clock.closing(board, story.school, on) + timedelta(hours=2))
        facts = [Party(person=self.registers.staff[who])]
        act = Act(BROUGHT_IN, self._head(story, on), at, at, token(key, "brought in", who), text, facts)
        record(self.dossiers[key], act)

    def _propose(self, key: str, on: date, ground: str) -> None:
        story = self.stories[key]
        at = self.registers.shift.moment(clock.closing(self.registers.board, story.school, on))
        propose(self.dossiers[key], self._head(story, on), ground, at)

    def _read(self, story: Story) -> None:
        """Whoever handles it looks soon, each at the first moment that suits."""
        for person, at in sorted(self._plan(story), key=lambda each: each[1]):
            moment = self.registers.shift.moment(at)
            if moment <= self.now and INCIDENT.know.allows(person, self.dossiers[story.key], moment.date()):
                record_reading(self.dossiers[story.key], person, moment)

    def _plan(self, story: Story) -> Iterator[tuple[Person, datetime]]:
        board, reported = self.registers.board, clock.reported(self.registers.board, story)
        next_day = board.school_day_after(story.school, reported.date(), 1)
        yield self._head(story, reported.date()), reported + timedelta(minutes=35)
        for minutes, role in enumerate(READERS):
            for member in board.holders(role, next_day, school=story.school):
                at = datetime.combine(next_day, BEFORE_SCHOOL) + timedelta(minutes=7 * minutes)
                yield self.registers.staff[member.key], at

    def _head(self, story: Story, on: date) -> Person:
        return self.registers.staff[self.registers.board.holders("head", on, school=story.school)[0].key]
