"""From the facts that stand to what the protocol asks about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vangnet.core.dossiers.models import Fact, Talk
from vangnet.core.dossiers.timeline import Timeline

from .models import AccessBan, Aggression, BanReview, BoardCopy, Part, TimeOut
from .protocol import Nature, Outcome, PremisesCase, RunningBan

FactT = TypeVar("FactT", bound=Fact)


def case_of(timeline: Timeline) -> PremisesCase:
    """Of what was said more than once the latest holds. A talk that was not held, with its reason, counts."""
    said, done = Said.of(timeline), timeline.done()
    agreed, aggression = said.latest(TimeOut), said.latest(Aggression)
    assert aggression is not None  # noqa: S101 - the first entry has it, and is never withdrawn
    return PremisesCase(
        reported_at=timeline.entries[0].recorded_at,
        nature=Nature(aggression.nature),
        has_child=any(row.pupil_id for row in timeline.subjects() if row.role == Part.PUPIL),
        talk_on=agreed.talk_on if agreed else None,
        talked=said.latest(Talk) is not None,
        warned="warn" in done,
        cannot_wait="cannot_wait" in done,
        handed_over="hand_over" in done,
        ban=said.running_ban(),
    )


@dataclass(frozen=True)
class Said:
    """The facts that stand, each with its place among what happened: that of the first entry that said it.

    A correction says better what was said before, so it does not come later than that.
    """

    facts: Sequence[Fact]
    places: Mapping[int, int]

    @classmethod
    def of(cls, timeline: Timeline) -> "Said":
        places: dict[int, int] = {}
        for entry in timeline.entries:
            places[entry.pk] = places[entry.corrects_id] if entry.corrects_id else entry.number
        return cls(timeline.standing_facts(), places)

    def place(self, fact: Fact) -> int:
        return self.places[fact.entry_id]

    def latest(self, model: type[FactT]) -> FactT | None:
        return max((fact for fact in self.facts if isinstance(fact, model)), key=self.place, default=None)

    def running_ban(self) -> RunningBan | None:
        """A corrected ban needs a new copy; its review stays, for that judged the ban and not its wording."""
        ban, copy, review = self.latest(AccessBan), self.latest(BoardCopy), self.latest(BanReview)
        if ban is None:
            return None
        return RunningBan(
            sent_on=ban.sent_on,
            review_on=ban.review_on,
            last_on=ban.last_on,
            is_copied=copy is not None and copy.entry.number > ban.entry.number,
            outcome=Outcome(review.outcome) if review and self.place(review) > self.place(ban) else None,
        )
