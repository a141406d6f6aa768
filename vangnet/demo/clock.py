"""At what time of the day people write things down: mostly after school, online trouble when they hear of it."""

from datetime import date, datetime, time, timedelta
from zlib import crc32

from .content import WEEKDAYS, Board, Story

USUAL_CLOSING = time(14, 30)


def closing(board: Board, school: str, day: date) -> datetime:
    """When the school goes out; on other days as on most days."""
    hours = board.school(school).hours.get(WEEKDAYS[day.weekday()]) if day.weekday() < len(WEEKDAYS) else None
    return datetime.combine(day, time.fromisoformat(hours[1]) if hours else USUAL_CLOSING)


def reported(board: Board, story: Story) -> datetime:
    """When the report was made: as the story says, else within the hour after school or after what happened."""
    if story.reported:
        return story.reported
    after = max(closing(board, story.school, story.at.date()), story.at)
    return after + timedelta(minutes=6 + crc32(story.key.encode()) % 50)


def written(board: Board, story: Story, day: date, earlier: datetime) -> datetime:
    """When something of that day is written down, after what was written down before it."""
    usual = closing(board, story.school, day) + timedelta(minutes=12 + crc32(story.key.encode()) % 40)
    return max(usual, earlier + timedelta(minutes=4))


def spoken(board: Board, story: Story, day: date, recorded: datetime) -> datetime:
    """When parents were spoken with: at the gate, or just before it was written down."""
    out = closing(board, story.school, day) + timedelta(minutes=3)
    return out if story.at < out < recorded else recorded - timedelta(minutes=2)
