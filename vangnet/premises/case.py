"""From the facts that stand to what the protocol asks about."""

from vangnet.core.dossiers.models import Talk
from vangnet.core.dossiers.timeline import Timeline

from .models import AccessBan, Aggression, BanReview, BoardCopy, Part, TimeOut
from .protocol import Nature, Outcome, PremisesCase, RunningBan


def case_of(timeline: Timeline) -> PremisesCase:
    """Of what was said more than once the latest holds. A talk that was not held, with its reason, counts."""
    done = timeline.done()
    agreed, aggression = timeline.latest(TimeOut), timeline.latest(Aggression)
    assert aggression is not None  # noqa: S101 - the first entry has it, and is never withdrawn
    return PremisesCase(
        reported_at=timeline.entries[0].recorded_at,
        nature=Nature(aggression.nature),
        has_child=any(row.pupil_id for row in timeline.subjects() if row.role == Part.PUPIL),
        talk_on=agreed.talk_on if agreed else None,
        talked=timeline.latest(Talk) is not None,
        warned="warn" in done,
        cannot_wait="cannot_wait" in done,
        handed_over="hand_over" in done,
        ban=running_ban(timeline),
    )


def running_ban(timeline: Timeline) -> RunningBan | None:
    """A corrected ban needs a new copy; its review stays, for that judged the ban and not its wording."""
    ban, copy, review = timeline.latest(AccessBan), timeline.latest(BoardCopy), timeline.latest(BanReview)
    if ban is None:
        return None
    is_reviewed = review is not None and timeline.place(review.entry) > timeline.place(ban.entry)
    return RunningBan(
        sent_on=ban.sent_on,
        review_on=ban.review_on,
        last_on=ban.last_on,
        is_copied=copy is not None and copy.entry.number > ban.entry.number,
        outcome=Outcome(review.outcome) if review and is_reviewed else None,
    )
